"""Whole files as tickets: what is taken, what is listed, and profiles."""

# ruff: noqa: E501 - a row of a file stands on one line

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import from_iso, to_iso
from desktop_desk.domain.operations import ImportTicket
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Priority, Status, WaitingFor
from desktop_desk.importers import IMPORTERS
from desktop_desk.importers import errors as e
from desktop_desk.importers.profile import load_profile, shipped
from desktop_desk.importers.rows import Skipped, Taken

NOW = from_iso("2026-11-23T09:00:00Z")


def read(folder: Path, text: str, *, profile: str = "", zone: str = "Europe/Paris", encoding: str = "utf-8"):
    """Tickets by line, and the kinds of error by line."""
    path = folder / "file.csv"
    path.write_bytes(text.encode(encoding))
    mapped = None
    if profile:
        (folder / "map.toml").write_text(profile, "utf-8")
        mapped = load_profile(folder / "map.toml")
    tickets: dict[int, ImportTicket] = {}
    skipped: dict[int, DeskError] = {}
    for row in IMPORTERS["csv"](path, mapped, zone, NOW):
        if isinstance(row, Taken):
            tickets[row.line] = row.ticket
        else:
            assert isinstance(row, Skipped)
            skipped[row.line] = row.reason
    return tickets, skipped


EXCEL = (
    "N°;Date;Demandeur;Objet;Détail;Urgence;État;Résolu le;SLA tenu;Canal\r\n"
    'T-1;03/02/2026 08:15;Léa Noël;Écran noir;"Ce matin\nl’écran reste noir";Haute;Résolu;03/02/2026 11:40;oui;Tél.\r\n'
    "T-2;4/2/26;Zoé <zoe@firme.example>;Badge;;Basse;En cours;;;Téléphone\r\n"
)


def test_a_french_spreadsheet(tmp_path):
    tickets, skipped = read(tmp_path, EXCEL, encoding="cp1252")
    assert not skipped
    first, second = tickets[2], tickets[4]
    assert (first.external_number, first.title, first.priority, first.status, first.outcome) == (
        "T-1", "Écran noir", Priority.HIGH, Status.RESOLVED, Outcome.SOLVED,
    )  # fmt: skip
    assert to_iso(first.created_at) == "2026-02-03T07:15:00Z"
    assert first.resolved_at is not None
    assert to_iso(first.resolved_at) == "2026-02-03T10:40:00Z"
    assert first.closed_at is None
    assert first.resolution_kept is True
    assert [(m.text, m.author.name, m.at) for m in first.messages] == [
        ("Ce matin\nl’écran reste noir", "Léa Noël", first.created_at)
    ]
    assert second.requester.name == "Zoé"
    assert second.requester.address is not None
    assert (second.status, second.outcome, second.channel) == (Status.IN_PROGRESS, None, Channel.PHONE)
    assert to_iso(second.created_at) == "2026-02-03T23:00:00Z"


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("1;31/02/2026;;t;Clos;", e.BadDate),
        ("1;n'importe;;t;Clos;", e.BadDate),
        ("1;24/11/2026;;t;Clos;", e.DateAhead),
        ("1;;;t;Clos;", e.NoOpening),
        ("1;02/01/2026;;t;Clos;01/01/2026", e.EndBeforeStart),
        ("1;02/01/2026;;t;turquoise;", e.UnknownWord),
        (";;x;;;", e.NoText),
        ("1;02/01/2026;;t;Clos;;trop", e.TooManyCells),
        (f"1;02/01/2026;;{'x' * 1_000_001};Clos;", e.CellTooLong),
        ('"1;02/01/2026;;t', e.QuoteNotClosed),
        ("9;02/01/2026;;t;Clos;", e.SameNumber),
    ],
)
def test_a_bad_row_is_listed_with_its_line_and_the_others_are_taken(tmp_path, row, error):
    good = "9;01/01/2026;Ana;bon;Clos;\n"
    text = f"ID;Ouvert le;Demandeur;Titre;Statut;Résolu le\n{good}{row}\n{good.replace('9', '10')}"
    tickets, skipped = read(tmp_path, text)
    assert [ticket.external_number for ticket in tickets.values()] == ["9", "10"]
    assert list(tickets) == [2, 4]
    assert {line: type(reason) for line, reason in skipped.items()} == {3: error}


def test_a_refused_row_does_not_take_its_number(tmp_path):
    tickets, skipped = read(tmp_path, "ID;Titre;Statut\n1;a;turquoise\n1;a;Clos\n")
    assert (list(tickets), list(skipped)) == ([3], [2])


def test_same_day_is_not_before(tmp_path):
    tickets, _ = read(tmp_path, "ID;Titre;Ouvert le;Clos le\n1;a;05/01/2026 14:30;05/01/2026\n")
    assert tickets[2].closed_at == tickets[2].created_at
    assert tickets[2].status is Status.CLOSED


def test_a_missing_title_is_the_first_words(tmp_path):
    text = "Description;Catégorie\nMon écran reste noir depuis que l’orage a coupé le courant du bâtiment, hier soir;A\n;B > C\n"
    tickets, _ = read(tmp_path, text)
    assert tickets[2].title == "Mon écran reste noir depuis que l’orage a coupé le courant du bâtiment, hier…"
    assert tickets[3].title == "B · C"
    assert tickets[3].category == ("B", "C")


def test_the_spaces_of_typography_stay_in_a_title(tmp_path):
    tickets, _ = read(tmp_path, "Titre;Description\nToner\u202f:  «\u00a0noir\u00a0»;A\n;Vide\u202f?\n")
    assert [tickets[2].title, tickets[3].title] == ["Toner\u202f: «\u00a0noir\u00a0»", "Vide\u202f?"]


def test_nobody_known_asked(tmp_path):
    tickets, _ = read(tmp_path, "Titre;Demandeur;Attribué à\na;;-\n")
    assert tickets[2].requester.name == "Unknown requester"
    assert tickets[2].assignee is None


def test_a_file_without_dates_is_of_its_own_day(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text("Titre\na\nb\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    rows = [row for row in IMPORTERS["csv"](path, None, "UTC", NOW) if isinstance(row, Taken)]
    assert {row.ticket.created_at for row in rows} == {1_700_000_000_000_000}
    assert not any(row.told for row in rows)


def test_without_numbers_a_row_is_known_by_what_it_says(tmp_path):
    before, _ = read(tmp_path, "Titre\na\nb\na\n")
    after, _ = read(tmp_path, "Titre\nz\nb\na\na\n")
    uids = [ticket.uid for ticket in before.values()]
    assert len(set(uids)) == 3
    assert {ticket.uid for ticket in after.values()} >= set(uids)


def test_month_first_only_where_the_file_proves_it(tmp_path):
    proved, _ = read(tmp_path, "Title,Created,Updated\na,1/2/2026 4:14 PM,1/25/2026\n", zone="UTC")
    assert to_iso(proved[2].created_at) == "2026-01-02T16:14:00Z"
    unproved, _ = read(tmp_path, "Title,Created,Updated\na,1/2/2026,2/3/2026\n", zone="UTC")
    assert to_iso(unproved[2].created_at) == "2026-02-01T00:00:00Z"


def test_a_column_of_durations_is_none_of_dates(tmp_path):
    tickets, skipped = read(tmp_path, "Title,Created,First response,Closed\na,2026-01-02,35 minutes,Yes\n")
    assert not skipped
    assert tickets[2].first_response_at is None


def test_what_is_open_has_no_end_and_no_kept_promise(tmp_path):
    text = (
        "Titre;Statut;Ouvert le;Résolu le;Clos le;SLA tenu\na;Rouvert;01/01/2026;02/01/2026;03/01/2026;oui\n"
    )
    ticket = read(tmp_path, text)[0][2]
    assert (ticket.resolved_at, ticket.closed_at, ticket.resolution_kept) == (None, None, None)


def test_a_closed_ticket_without_its_resolution_stays_without(tmp_path):
    text = "Titre;Statut;Ouvert le;Résolu le;Clos le\na;Clos;01/01/2026;;03/01/2026\nb;Clos;01/01/2026;02/01/2026;\n"
    tickets, _ = read(tmp_path, text)
    assert tickets[2].resolved_at is None
    assert tickets[2].closed_at is not None


def test_a_tool_that_knows_one_end_only(tmp_path):
    ticket = read(tmp_path, "Titre;Statut;Ouvert le;Clos le\na;Clos;01/01/2026;03/01/2026\n")[0][2]
    assert ticket.resolved_at == ticket.closed_at is not None


def test_an_own_kind_and_a_group_stay_as_labels(tmp_path):
    ticket = read(tmp_path, "Titre;Type;Groupe;Étiquettes\na;Café;Équipe N1;vpn,accès\n")[0][2]
    assert ticket.kind is Kind.INCIDENT
    assert ticket.tags == ("vpn", "accès", "Équipe N1", "Café")


def test_comments_and_solution_are_messages_in_their_order(tmp_path):
    text = (
        "Summary,Issue key,Issue Type,Created,Resolved,Reporter,Assignee,Status,Resolution,Description,Comment,Comment,Solution\n"
        'T,A-1,Bug,01/Feb/26 9:00 AM,03/Feb/26 9:00 AM,Ana,Bo,Done,Duplicate,<p>Il casse</p>,"02/Feb/26 9:00 AM;Cy;Vu",libre,Changé\n'
    )
    ticket = read(tmp_path, text, zone="UTC")[0][2]
    assert ticket.profile == "jira"
    assert ticket.outcome is Outcome.DUPLICATE
    assert [(m.author.name, m.text, m.kind) for m in ticket.messages] == [
        ("Ana", "Il casse", MessageKind.PUBLIC),
        ("Cy", "Vu", MessageKind.PUBLIC),
        ("Bo", "libre", MessageKind.NOTE),
        ("Bo", "Changé", MessageKind.PUBLIC),
    ]


def test_a_report_line_before_the_header_and_a_header_said_twice(tmp_path):
    text = (
        "Tickets du mois;;\n;;\nTitre;Statut;Date\na;Clos;01/01/2026\nTitre;Statut;Date\nb;Clos;01/01/2026\n"
    )
    tickets, skipped = read(tmp_path, text)
    assert (list(tickets), skipped) == ([4, 6], {})


def test_a_file_cut_off_in_its_last_row(tmp_path):
    tickets, skipped = read(tmp_path, "Titre;Statut\na;Clos\nb")
    assert list(tickets) == [2]
    assert isinstance(skipped[3], e.RowCutOff)


def test_short_rows_are_whole_rows_of_a_spreadsheet(tmp_path):
    assert list(read(tmp_path, "Titre;Statut;Note\na;Clos\nb\n")[0]) == [2, 3]


SERVICENOW = (
    "number,state,priority,urgency,category,subcategory,symptom,caller,assigned_to,contact_type,opened_at,"
    "resolved_at,closed_at,made_sla\n"
    "INC1,Closed,3 - Moderate,2 - Medium,Net,Wifi,Slow,Ana,Bo,Phone,2026-01-01 01:16,2026-01-01 11:29,2026-01-02 12:00,TRUE\n"
    "INC2,Closed,1 - Critical,2 - Medium,Net,Wifi,,Ana,,Self-service,2026-01-01 01:16,,2026-01-02 12:00,FALSE\n"
    "INC3,Closed,4 - Low,2 - Medium,,,,Ana,,Email,2026-01-01 01:16,,2026-01-02 12:00,FALSE\n"
)


def test_the_servicenow_profile_is_recognised(tmp_path):
    tickets, skipped = read(tmp_path, SERVICENOW, zone="")
    assert not skipped
    first, second, third = tickets.values()
    assert {ticket.profile for ticket in tickets.values()} == {"servicenow"}
    assert [ticket.title for ticket in tickets.values()] == ["Slow · Wifi", "Wifi", "INC3"]
    assert [t.priority for t in tickets.values()] == [Priority.NORMAL, Priority.CRITICAL, Priority.LOW]
    assert [t.channel for t in tickets.values()] == [Channel.PHONE, Channel.WEB, Channel.MAIL]
    assert (first.category, third.category) == (("Net", "Wifi"), ())
    assert (first.resolution_kept, second.resolution_kept, second.resolved_at) == (True, False, None)
    assert to_iso(first.created_at) == "2026-01-01T01:16:00Z"
    assert first.assignee is not None
    assert second.assignee is None


def test_numbers_of_freshdesk_mean_the_contrary_of_others(tmp_path):
    text = "Ticket ID,Subject,Status,Priority,Source,Created time,Resolution status,Title\n1,a,3,4,3,2026-01-01 10:00:00,,Boss\n"
    ticket = read(tmp_path, text)[0][2]
    assert (ticket.title, ticket.status, ticket.priority, ticket.channel) == (
        "a", Status.WAITING, Priority.CRITICAL, Channel.PHONE,
    )  # fmt: skip


def test_glpi_in_french(tmp_path):
    text = (
        '\ufeff\n"ID";"Titre";"Statut";"Date d\'ouverture";"Priorité";"Catégorie";"Attribué à - Technicien"\n'
        '"1 024";"A &amp; B";"En cours (Attribué)";"2026-05-03 09:01";"Majeure";"Matériel > PC";"tech"\n'
    )
    ticket = read(tmp_path, text)[0][3]
    assert (ticket.profile, ticket.external_number, ticket.title) == ("glpi", "1024", "A & B")
    assert (ticket.priority, ticket.category) == (Priority.CRITICAL, ("Matériel", "PC"))


def test_every_shipped_profile_is_sound():
    assert {"servicenow", "glpi", "freshdesk", "jira", "osticket", "zammad"} <= {p.name for p in shipped()}
    assert all(len(profile.header) >= 3 for profile in shipped())


MAP = """
name = "old tool"
dates = "mdy"
zone = "America/Martinique"
title = "[{Where}] {What}"
[columns]
number = "Case"
created = ["Seen", "Noted"]
category = ["Family", "Where"]
[values.status]
"Turquoise" = "waiting"
[values.waiting_for]
"The moon" = "provider"
[values.priority]
"Panic" = "critical"
"""
ODD = "Case,Where,What,Seen,Noted,Family,Status,Priority,Hold reason\n7,Shop,Till,,1/2/2026 10:00,Tills,turquoise,PANIC,The moon\n"


def test_a_profile_of_ones_own(tmp_path):
    ticket = read(tmp_path, ODD, profile=MAP, zone="")[0][2]
    assert (ticket.profile, ticket.title, ticket.category) == ("old tool", "[Shop] Till", ("Tills", "Shop"))
    assert (ticket.status, ticket.waiting_for, ticket.priority) == (
        Status.WAITING, WaitingFor.PROVIDER, Priority.CRITICAL,
    )  # fmt: skip
    assert to_iso(ticket.created_at) == "2026-01-02T14:00:00Z"


@pytest.mark.parametrize(
    ("toml", "error", "says"),
    [
        ('name = "x"\n[columns\n', e.ProfileUnreadable, "line 2"),
        ("colour = 1\n", e.ProfileWrong, "colour"),
        ('[columns]\nowner = "a"\n', e.ProfileWrong, "owner"),
        ('[values.status]\n"a" = "asleep"\n', e.ProfileWrong, "asleep"),
        ('[values.mood]\n"a" = "b"\n', e.ProfileWrong, "mood"),
        ("[values]\nstatus = 3\n", e.ProfileWrong, "3"),
        ("columns = 3\n", e.ProfileWrong, "3"),
        ("name = 3\n", e.ProfileWrong, "3"),
        ('title = "{a"\n', e.ProfileWrong, "{a"),
        ('dates = "ymd"\n', e.ProfileWrong, "ymd"),
        ("[columns]\ntitle = 4\n", e.ProfileWrong, "4"),
        ('[columns]\ntitle = "Nowhere"\n', e.ProfileElsewhere, "Nowhere"),
        ('title = "{Nowhere}"\n', e.ProfileElsewhere, "Nowhere"),
        ('zone = "Mars/Phobos"\n', e.UnknownZone, "Mars/Phobos"),
    ],
)
def test_a_broken_profile_says_where(tmp_path, toml, error, says):
    with pytest.raises(error) as caught:
        read(tmp_path, ODD.replace("What", "Title"), profile=toml, zone="")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", e.FileEmpty),
        (";;\n;;\n", e.FileEmpty),
        ("Titre;Statut\n", e.OnlyHeader),
        ("foo;bar\n1;2\n", e.UnknownHeader),
    ],
)
def test_a_file_nothing_can_be_taken_from(tmp_path, text, error):
    with pytest.raises(error):
        read(tmp_path, text)


def test_an_unknown_header_is_shown_with_the_way_out(tmp_path):
    with pytest.raises(e.UnknownHeader, match=r"foo, bar.*--map"):
        read(tmp_path, "foo;bar\n1;2\n")


@pytest.mark.parametrize("zone", ["Mars/Phobos", "../etc/passwd", "Europe", "a\0b"])
def test_an_unknown_zone(tmp_path, zone):
    with pytest.raises(e.UnknownZone):
        read(tmp_path, "Titre\na\n", zone=zone)


def test_nothing_is_read_twice_in_different_words(tmp_path):
    again = [read(tmp_path, EXCEL)[0] for _ in range(2)]
    assert [t.uid for t in again[0].values()] == [t.uid for t in again[1].values()]
    assert again[0][2].uid != read(tmp_path, EXCEL.replace("Objet", "Sujet"))[0][2].uid


NAMES = ["ID", "Titre", "Description", "Statut", "Priorité", "Type", "Ouvert le", "Résolu le", "Clos le", "Demandeur",
         "Attribué à", "Catégorie", "Étiquettes", "SLA tenu", "Commentaire", "Solution", "foo"]  # fmt: skip
words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "Clos",
            "haute",
            "01/02/2026",
            "2026-01-01 10:00",
            "oui",
            "a@b.fr",
            '"',
            "\0",
            "=1+1",
            "🙂",
            "\u200fעברית",
        ]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    header=st.lists(st.one_of(st.sampled_from(NAMES), words), max_size=8),
    table=st.lists(st.lists(words, max_size=9), max_size=6),
    separator=st.sampled_from(";,\t"),
)
def test_any_table_gives_tickets_or_sentences(tmp_path, header, table, separator):
    text = "\n".join(separator.join(row) for row in [header, *table])
    try:
        tickets, skipped = read(tmp_path, text.encode("utf-8", "replace").decode())
    except DeskError:
        return
    assert tickets.keys().isdisjoint(skipped)
    assert all(ticket.title.strip() and ticket.created_at <= NOW for ticket in tickets.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_give_tickets_or_sentences(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(b"Titre;Date\n" + content)
    with suppress(DeskError):
        list(IMPORTERS["csv"](path, None, "UTC", NOW))

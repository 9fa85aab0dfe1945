"""Whole files as tickets: what is taken, what is listed."""

# ruff: noqa: E501 - a row of a file stands on one line

from __future__ import annotations

import os

import pytest

from desktop_desk.domain.instants import to_iso
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Priority, Status
from desktop_desk.importers import IMPORTERS
from desktop_desk.importers import errors as e
from desktop_desk.importers.rows import Taken
from tests.support.csv_rows import NOW, read

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

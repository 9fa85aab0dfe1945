"""Profiles: those we ship, and those a person writes."""

# ruff: noqa: E501 - a row of a file stands on one line

from __future__ import annotations

import pytest

from desktop_desk.domain.instants import to_iso
from desktop_desk.domain.ticket import Channel, Priority, Status, WaitingFor
from desktop_desk.importers import errors as e
from desktop_desk.importers.profile import shipped
from tests.support.csv_rows import read

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

"""Operations one by one: applied once, whole or not at all, every field in the history."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from uuid import UUID

import pytest

from desktop_desk.domain.cleaning import TextTooLong, TitleMissing
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.operations import (
    OPERATIONS,
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    Contact,
    ImportTicket,
    OpenTicket,
    SaveCategory,
    SavePerson,
    SavePolicy,
    TicketField,
    Undo,
)
from desktop_desk.domain.people import Address, AddressKind
from desktop_desk.domain.queue import View
from desktop_desk.domain.ticket import Kind, MessageKind, Outcome, Priority, Status
from desktop_desk.services.errors import (
    BadValue,
    EditConflict,
    ForeignAddress,
    NewMessageMeanwhile,
    NobodyNamed,
)
from desktop_desk.text import Words
from tests.support.desks import Staffed, file_of
from tests.support.one_of_each import one_of_each
from tests.support.soundness import clock_faults, everything_kept, faults_of


@pytest.mark.parametrize("code", OPERATIONS)
def test_applied_twice_it_does_nothing_the_second_time(desk: Staffed, code: str) -> None:
    operation = one_of_each(desk)[code]
    first = desk.do(operation)
    assert not first.already
    kept = everything_kept(file_of(desk.opened))
    desk.clock.forward(1)
    assert desk.do(operation).already
    assert everything_kept(file_of(desk.opened)) == kept
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


@pytest.mark.parametrize("code", sorted(set(OPERATIONS) - {"undo", "import_ticket"}))
def test_undone_and_redone_it_is_sound(desk: Staffed, code: str) -> None:
    operation = one_of_each(desk)[code]
    desk.do(operation)
    undoing = Undo(undoes=operation.uid)
    assert desk.do(undoing).conflicts == ()
    assert desk.do(Undo(undoes=undoing.uid)).conflicts == ()
    assert faults_of(file_of(desk.opened)) == []


@pytest.mark.parametrize(
    ("field", "value", "new"),
    [
        ("title", "Caisse 2 bloquée", "Caisse 2 bloquée"),
        ("title", "Caisse\u00a02\u202f: «\u00a0erreur\u00a0»", "Caisse\u00a02\u202f: «\u00a0erreur\u00a0»"),
        ("kind", "question", "question"),
        ("priority", "critical", "critical"),
        ("status", "waiting", "waiting"),
        ("waiting_for", "provider", "provider"),
    ],
)
def test_every_field_has_a_history(desk: Staffed, field: str, value: str, new: str) -> None:
    ticket = desk.ask()
    at = desk.clock.forward(4)
    change = ChangeTicket(ticket=ticket, changes=(Change(TicketField(field), value),))
    desk.do(change, by=desk.yann)
    view = desk.view(ticket)
    row = next(row for row in view.history if row.field == field)
    actor = desk.opened.session.person("yann@lubin.example")
    assert actor is not None
    assert (row.new, row.at, row.actor_id) == (new, at, actor.id)


def test_people_categories_and_ends_have_one_too(desk: Staffed) -> None:
    network = SaveCategory(name="Réseau")
    desk.do(network)
    ticket = desk.ask()
    yann, nadia, wanted = str(desk.yann.person), str(desk.nadia.person), str(network.category)
    desk.set(ticket, by=desk.yann, assignee=yann, requester=nadia, category=wanted)
    desk.set(ticket, by=desk.yann, status="closed", outcome="duplicate")
    fields = [row.field for row in desk.view(ticket).history]
    expected = {
        "opened",
        "assignee",
        "requester",
        "category",
        "status",
        "outcome",
        "resolved_at",
        "closed_at",
    }
    assert expected | {"first_response_at"} <= set(fields)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "asleep"},
        {"priority": "urgent"},
        {"kind": ""},
        {"assignee": "not a uid"},
        {"requester": None},
        {"outcome": "solved"},
        {"status": "open", "outcome": "spam"},
        {"status": "resolved", "outcome": "nonsense"},
        {"waiting_for": "godot"},
        {"title": "x" * 501},
        {"title": " "},
    ],
)
def test_a_value_that_cannot_be_changes_nothing(desk: Staffed, values: dict[str, str | None]) -> None:
    ticket = desk.ask()
    kept = everything_kept(file_of(desk.opened))
    with pytest.raises((BadValue, TitleMissing, TextTooLong)) as refused:
        desk.do(
            ChangeTicket(
                ticket=ticket, changes=tuple(Change(TicketField(name), one) for name, one in values.items())
            )
        )
    assert refused.value.say(Words("fr")) != refused.value.say(Words("en"))
    assert everything_kept(file_of(desk.opened)) == kept


def test_several_values_are_all_set_or_none(desk: Staffed) -> None:
    ticket = desk.ask()
    with pytest.raises(BadValue):
        desk.set(ticket, priority="high", kind="nonsense")
    assert desk.view(ticket).ticket.priority is Priority.NORMAL


def stale(desk: Staffed, ticket: UUID, version: int, field: TicketField, value: str | None) -> None:
    change = ChangeTicket(ticket=ticket, changes=(Change(field, value),), seen_version=version)
    desk.do(change, by=desk.yann)


def test_a_field_changed_meanwhile_is_a_conflict_with_both_values(desk: Staffed) -> None:
    ticket = desk.ask()
    version = desk.view(ticket).ticket.version
    desk.set(ticket, by=desk.nadia, priority="high")
    with pytest.raises(EditConflict) as conflict:
        stale(desk, ticket, version, TicketField.PRIORITY, "low")
    assert conflict.value.values == {"field": "priority", "theirs": "high", "yours": "low"}
    assert desk.view(ticket).ticket.priority is Priority.HIGH


def test_another_field_or_the_same_value_is_none(desk: Staffed) -> None:
    ticket = desk.ask()
    version = desk.view(ticket).ticket.version
    desk.set(ticket, by=desk.nadia, priority="high", assignee=str(desk.nadia.person))
    stale(desk, ticket, version, TicketField.PRIORITY, "high")
    stale(desk, ticket, version, TicketField.ASSIGNEE, str(desk.nadia.person))
    stale(desk, ticket, version, TicketField.KIND, "question")
    assert desk.view(ticket).ticket.kind is Kind.QUESTION


def test_changed_and_changed_back_is_none(desk: Staffed) -> None:
    ticket = desk.ask()
    version = desk.view(ticket).ticket.version
    changed = desk.set(ticket, by=desk.nadia, priority="high").uid
    desk.do(Undo(undoes=changed))
    stale(desk, ticket, version, TicketField.PRIORITY, "low")
    assert desk.view(ticket).ticket.priority is Priority.LOW


def test_a_wait_asked_of_what_ended_meanwhile_is_a_conflict(desk: Staffed) -> None:
    ticket = desk.ask()
    version = desk.view(ticket).ticket.version
    desk.set(ticket, by=desk.nadia, status="resolved")
    with pytest.raises(EditConflict):
        stale(desk, ticket, version, TicketField.WAITING_FOR, "provider")
    assert desk.view(ticket).ticket.status is Status.RESOLVED


def test_a_message_that_came_while_writing_is_said_and_a_note_goes_through(desk: Staffed) -> None:
    ticket = desk.ask()
    version = desk.view(ticket).ticket.version
    desk.do(AddMessage(ticket=ticket, text="J’ai oublié la photo"), by=desk.marie)
    answer = AddMessage(ticket=ticket, text="Je regarde", seen_version=version)
    with pytest.raises(NewMessageMeanwhile):
        desk.do(answer, by=desk.yann)
    desk.do(replace(answer, uid=new_uid(), kind=MessageKind.NOTE), by=desk.yann)
    desk.do(replace(answer, uid=new_uid(), message=new_uid(), seen_version=None), by=desk.yann)
    assert len(desk.view(ticket).messages) == 3


def test_an_address_has_one_owner(desk: Staffed) -> None:
    mail = Address(AddressKind.MAIL, " MARIE@lubin.example ")
    with pytest.raises(ForeignAddress):
        desk.do(SavePerson(name="Une autre", addresses=(mail,)))
    with pytest.raises(NobodyNamed, match="Say who it is"):
        desk.do(SavePerson(name=" "))
    with pytest.raises(NobodyNamed):
        desk.ask(requester=Contact(name=" \n"))
    ticket = desk.ask(requester=Contact(name="M. L.", address=mail))
    assert desk.view(ticket).requester.name == "Marie Lubin"


def test_an_import_counts_where_it_can_be_seen(desk: Staffed) -> None:
    past = one_of_each(desk)["import_ticket"]
    assert isinstance(past, ImportTicket)
    desk.do(replace(past, status=Status.OPEN, uid=new_uid()))
    session = desk.opened.session
    counts = session.counts()
    for view in (View.ACTIVE, View.TO_TAKE, View.WAITING):
        assert counts[view] == len(session.ids(session.query(view)))
    assert desk.do(replace(past, uid=new_uid(), ticket=new_uid())).ticket is None


def test_a_failed_row_of_operations_leaves_no_rule_behind(desk: Staffed) -> None:
    """What a refused transaction read of its own revisions is forgotten with it."""
    rules = desk.opened.session.rules()
    assert rules is not None
    policy = UUID(desk.opened.session.settings()["policy"])
    from desktop_desk.domain.sla import policy_to_json, second_preset

    strict = SavePolicy(
        policy=policy, name="", body=json.dumps(policy_to_json(second_preset())), valid_from=desk.clock()
    )
    request = OpenTicket(title="Écran", requester=Contact(person=desk.marie.person))
    bad = OpenTicket(title="", requester=Contact(person=desk.marie.person))
    with pytest.raises(TitleMissing):
        desk.desk.apply_all([strict, request, bad], by=desk.nadia)
    ticket = desk.ask()
    assert desk.view(ticket).clocks[0].target_s == 24 * 3600
    again = replace(strict, uid=new_uid(), body=json.dumps(policy_to_json(rules.policy)))
    desk.desk.apply_all([again], by=desk.nadia)
    assert desk.view(desk.ask()).clocks[0].target_s == 24 * 3600


def test_an_outcome_may_be_corrected_after_the_end(desk: Staffed) -> None:
    ticket = desk.ask()
    desk.set(ticket, status="resolved")
    desk.set(ticket, outcome="duplicate")
    assert desk.view(ticket).ticket.outcome is Outcome.DUPLICATE


def test_who_acted_is_kept_with_the_account_and_the_device(desk: Staffed) -> None:
    author = Author(desk.yann.person, "yann@pc", "pc-7", on_behalf_of="nadia@pc")
    desk.do(OpenTicket(title="Écran", requester=Contact(person=desk.marie.person)), by=author)
    with closing(sqlite3.connect(file_of(desk.opened))) as connection:
        row = connection.execute(
            "SELECT os_account, device, on_behalf_of FROM operation ORDER BY id DESC"
        ).fetchone()
    assert row == ("yann@pc", "pc-7", "nadia@pc")

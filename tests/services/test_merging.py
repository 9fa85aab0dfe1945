"""Two entries of the directory that are one person: merged in one operation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_desk.domain.events import Event, PeopleChanged
from desktop_desk.domain.operations import (
    Author,
    Contact,
    MergePeople,
    SavePerson,
    TakeCharge,
)
from desktop_desk.domain.people import Role
from desktop_desk.domain.ticket import Priority
from desktop_desk.domain.wire import decode, encode
from desktop_desk.services.errors import (
    LastManager,
    MergedAway,
    OwnSubstitute,
    SamePerson,
    UnknownPerson,
)
from desktop_desk.services.sweep import sweep
from tests.support.desks import DEVICE
from tests.support.doubles import M_LUBIN, Doubles, doubles, uid_of


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Doubles]:
    with doubles(tmp_path) as made:
        yield made


def test_all_that_is_the_doubles_becomes_the_kept_ones(two: Doubles) -> None:
    double, marie = two.person(two.double).id, two.person(two.marie).id
    two.seen()
    two.merge()
    two.seen()
    named = [
        ("ticket", "requester_id"),
        ("ticket", "assignee_id"),
        ("message", "author_id"),
        ("person_address", "person_id"),
        ("login", "person_id"),
        ("asset", "owner_id"),
        ("read_mark", "person_id"),
        ("participant", "person_id"),
        ("saved_view", "owner_id"),
        ("person", "substitute_id"),
    ]
    for table, column in named:
        left = two.rows(f"SELECT count(*) FROM {table} WHERE {column} = ?", double)
        assert left == [(0,)], (table, column)
    assert two.rows("SELECT count(*) FROM ticket WHERE requester_id = ?", marie) == [(5,)]
    assert two.rows("SELECT active, merged_into_id FROM person WHERE id = ?", double) == [(0, marie)]
    assert two.rows("SELECT ticket_id, role FROM participant WHERE person_id = ? ORDER BY 1, 2", marie) == [
        (1, "copy"),
        (1, "watcher"),
        (2, "copy"),
        (2, "watcher"),
    ]


def test_an_agents_double_gives_what_they_had_in_hand_and_whom_they_stood_in_for(two: Doubles) -> None:
    other, yann = two.person(two.other_yann).id, two.person(two.yann).id
    before = two.rows("SELECT sum(tickets) FROM tally WHERE assignee_id IN (?, ?)", other, yann)
    two.merge_agents()
    two.seen()
    assert two.rows("SELECT count(*) FROM ticket WHERE assignee_id = ?", other) == [(0,)]
    assert two.rows("SELECT sum(tickets) FROM tally WHERE assignee_id = ?", yann) == before
    assert two.rows("SELECT coalesce(sum(tickets), 0) FROM tally WHERE assignee_id = ?", other) == [(0,)]
    assert two.person(uid_of(two.desk.nadia)).substitute_id == yann
    assert two.person(two.yann).substitute_id is None  # nobody stands in for themselves
    assert [one.name for one in two.desk.opened.session.agents()] == ["Nadia Bertrand", "Yann Morel"]


def test_it_is_found_no_more_and_an_address_of_theirs_finds_the_kept_one(two: Doubles) -> None:
    session = two.desk.opened.session
    two.merge()
    marie = two.person(two.marie)
    for typed in ("M. Lubin", "lubin"):
        assert [one.uid for one in session.people(typed, put_aside=True)] == [two.marie]
    assert session.person(M_LUBIN.value.upper()) == marie
    assert session.person("M. Lubin") == marie  # by the name they had, too
    assert marie.mail == "marie@lubin.example"  # her own stays the first
    ticket = two.desk.ask("Encore", requester=Contact(address=M_LUBIN))
    assert two.desk.view(ticket).requester.uid == two.marie
    for contact in (Contact(person=two.double), Contact(name="M. Lubin")):
        assert two.desk.view(two.desk.ask("Encore", requester=contact)).requester.uid == two.marie


def test_a_search_for_the_kept_ones_name_answers_the_doubles_tickets(two: Doubles) -> None:
    before = two.found("Accueil")
    asked = two.found("imprimante")
    done = two.merge()
    assert two.found("Accueil") == before | asked | two.found("Finie") | two.found("Vieux")
    assert two.found("Réception") == set()
    two.undo(done)
    assert two.found("Accueil") == before
    assert two.found("Réception") >= asked


def test_who_works_under_the_doubles_account_is_the_kept_one(two: Doubles) -> None:
    two.merge_agents()
    ticket = two.desk.ask()
    two.desk.do(TakeCharge(ticket=ticket), by=Author(two.other_yann, "y.morel account", DEVICE))
    taken = two.desk.view(ticket)
    assert taken.assignee is not None
    assert taken.assignee.uid == two.yann
    assert taken.history[-1].actor_id == two.person(two.yann).id
    two.desk.set(ticket, assignee=None)
    two.desk.set(ticket, assignee=str(two.other_yann))  # an operation kept while away names the double
    assert two.desk.view(ticket).ticket.assignee_id == two.person(two.yann).id


def test_what_was_read_and_what_is_still_to_be_told_go_along(two: Doubles) -> None:
    session = two.desk.opened.session
    with session.store.read() as reading:
        unread = reading.read_marks.unread(two.person(two.double).id)
        told = len(reading.clocks.undelivered(two.person(two.yann).id, 99))
        others = len(reading.clocks.undelivered(two.person(two.other_yann).id, 99))
    two.merge()
    two.merge_agents()
    with session.store.read() as reading:
        assert reading.read_marks.unread(two.person(two.marie).id).items() >= unread.items()
        assert len(reading.clocks.undelivered(two.person(two.yann).id, 99)) == told + others


def test_nobody_is_told_twice_of_the_step_both_would_have_been_told_of(two: Doubles) -> None:
    ticket = two.desk.view(two.desk.ask("De personne", priority=Priority.CRITICAL)).ticket.id
    two.desk.clock.forward(300)  # over the noon break
    sweep(two.desk.opened.store, two.desk.opened.bus, two.desk.clock())
    other, yann = two.person(two.other_yann).id, two.person(two.yann).id
    told = "SELECT count(*) FROM alert WHERE ticket_id = ? AND person_id = ?"
    steps = two.rows(told, ticket, yann)
    assert steps == two.rows(told, ticket, other) != [(0,)]
    before = two.seen()
    done = two.merge_agents()
    two.seen()
    assert two.rows(told, ticket, yann) == steps
    two.undo(done)
    assert two.seen() == before


def test_what_cannot_be_merged_is_refused_in_words(two: Doubles) -> None:
    before = two.seen()
    nadia = uid_of(two.desk.nadia)
    for kept, merged, error, said in (
        (two.marie, two.marie, SamePerson, "This is Marie Lubin already"),
        (two.marie, UUID(int=7), UnknownPerson, "Nobody is known as"),
        (UUID(int=7), two.double, UnknownPerson, "Nobody is known as"),
        (two.marie, nadia, LastManager, "Nadia Bertrand is the only manager of this desk"),
    ):
        with pytest.raises(error, match=said):
            two.desk.do(MergePeople(kept=kept, merged=merged))
    assert two.seen() == before
    two.merge()
    for kept, merged in ((two.double, two.yann), (two.yann, two.double)):
        with pytest.raises(MergedAway, match=r"M\. Lubin was merged into Marie Lubin"):
            two.desk.do(MergePeople(kept=kept, merged=merged))
    with pytest.raises(MergedAway):
        two.desk.do(SavePerson(person=two.double, name="M. Lubin"))


def test_a_manager_among_others_can_be_merged(two: Doubles) -> None:
    two.desk.do(SavePerson(person=two.yann, name="Yann Morel", role=Role.MANAGER))
    two.desk.do(MergePeople(kept=two.yann, merged=uid_of(two.desk.nadia)))
    managers = [one.uid for one in two.desk.opened.session.agents() if one.role is Role.MANAGER]
    assert managers == [two.yann]
    two.seen()


def test_a_namesake_who_is_nobodys_double_is_found_before_one_who_is(two: Doubles) -> None:
    first, second = SavePerson(name="Paul Petit"), SavePerson(name="Paul Petit")
    two.desk.do(first)
    two.desk.do(second)
    two.desk.do(MergePeople(kept=two.marie, merged=first.person))
    assert two.desk.opened.session.person("paul petit") == two.person(second.person)


def test_whoever_shows_people_hears_of_it(two: Doubles) -> None:
    paul, heard = SavePerson(name="Paul Petit"), list[Event]()
    two.desk.do(paul)
    two.desk.opened.bus.listen(heard.append)
    two.desk.do(MergePeople(kept=two.marie, merged=paul.person))
    assert heard == [PeopleChanged()]


def test_nobody_stands_in_for_themselves_under_their_doubles_name(two: Doubles) -> None:
    two.merge()
    with pytest.raises(OwnSubstitute):
        two.desk.do(SavePerson(person=two.marie, name="Marie Lubin", substitute=two.double))


def test_it_is_one_operation_on_the_wire_and_once(two: Doubles) -> None:
    operation = MergePeople(kept=two.marie, merged=two.double)
    assert decode(operation.code, operation.uid, encode(operation)) == operation
    assert not two.desk.do(operation).already
    after = two.seen()
    assert two.desk.do(operation).already
    assert two.seen() == after
    (kept,) = two.rows("SELECT id FROM operation WHERE code = 'merge_people'")
    noted = two.rows("SELECT DISTINCT entity FROM history WHERE operation_id = ? ORDER BY 1", kept[0])
    assert [name for (name,) in noted] == ["asset", "login", "merge", "ticket"]


def _statements(two: Doubles, merge: MergePeople) -> int:
    asked: list[str] = []
    with two.desk.opened.store.write() as unit:
        driver = unit.connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(asked.append)
    try:
        two.desk.do(merge)
    finally:
        driver.set_trace_callback(None)
    return len(asked)


def test_it_costs_what_the_double_has_not_what_the_desk_keeps(two: Doubles) -> None:
    costs = []
    for _ in range(2):
        double = SavePerson(name="Une autre")
        two.desk.do(double)
        two.desk.ask("À elle", requester=Contact(person=double.person))
        costs.append(_statements(two, MergePeople(kept=two.marie, merged=double.person)))
        for _ in range(60):
            two.desk.ask("À Marie")
    assert costs[0] > 0
    assert costs[1] <= costs[0] + 5

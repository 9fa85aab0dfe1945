"""While people are away, the promise clock speaks to those who stand in for them."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop_desk.domain.instants import DAY, Instant, plus
from desktop_desk.domain.operations import Author, Operation, SavePerson, Undo
from desktop_desk.domain.people import Person, Role
from desktop_desk.domain.ticket import Priority
from desktop_desk.domain.wire import decode, encode
from desktop_desk.services.errors import BackBeforeAway, OwnSubstitute, UnknownPerson
from desktop_desk.services.handlers.people import read_person, spell_person
from desktop_desk.services.sweep import due_now, sweep
from tests.support.desks import DEVICE, MONDAY, Staffed, file_of
from tests.support.soundness import faults_of

AWAY = plus(MONDAY, -DAY)


def known(desk: Staffed, who: Author | UUID) -> Person:
    uid = who.person if isinstance(who, Author) else who
    assert uid is not None
    with desk.opened.store.read() as reading:
        found = reading.people.find(uid)
    assert found is not None
    return found


def saving(person: Person, **facts: object) -> SavePerson:
    values = {
        "person": person.uid,
        "name": person.name,
        "department": person.department,
        "role": person.role,
        "active": person.active,
        "addresses": person.addresses,
        **facts,
    }
    return SavePerson(**values)  # type: ignore[arg-type]


def away(desk: Staffed, who: Author | UUID, substitute: Author | UUID | None = None, **facts: object) -> UUID:
    """Somebody is away since yesterday; gives the operation."""
    uid = substitute.person if isinstance(substitute, Author) else substitute
    operation = saving(known(desk, who), **{"absent_from": AWAY, "substitute": uid, **facts})
    return desk.do(operation).uid


def agent(desk: Staffed, name: str, role: Role = Role.AGENT) -> UUID:
    operation = SavePerson(name=name, role=role)
    desk.do(operation)
    return operation.person


def warned(desk: Staffed, assignee: Author | UUID | None = None) -> set[str]:
    """A critical ticket comes to its warning: the first names of those who are told."""
    uid = assignee.person if isinstance(assignee, Author) else assignee
    desk.ask(priority=Priority.CRITICAL, assignee=uid)
    desk.clock.forward(46)
    shown = due_now(desk.opened.store, desk.clock())
    fired = sweep(desk.opened.store, desk.opened.bus, desk.clock())
    assert [one.recipients for one in shown] == [one.recipients for one in fired]
    assert faults_of(file_of(desk.opened)) == []
    (one,) = fired
    return {name.split()[0] for name in desk.opened.session.names(one.recipients).values()}


def told(desk: Staffed, who: Author) -> int:
    """How many alerts the desk of this person has to show at its next start."""
    with desk.opened.store.read() as reading:
        return len(reading.clocks.undelivered(known(desk, who).id, 100))


def test_the_one_who_stands_in_is_told_instead(desk: Staffed) -> None:
    away(desk, desk.yann, desk.nadia)
    assert warned(desk, desk.yann) == {"Nadia"}
    assert (told(desk, desk.nadia), told(desk, desk.yann)) == (1, 0)


def test_before_and_after_the_absence_it_is_the_assignee(desk: Staffed) -> None:
    away(desk, desk.yann, desk.nadia, absent_from=plus(MONDAY, DAY))
    assert warned(desk, desk.yann) == {"Yann"}
    away(desk, desk.yann, desk.nadia, absent_until=desk.clock())
    assert warned(desk, desk.yann) == {"Yann"}


def test_the_instant_the_alert_fires_decides(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL, assignee=desk.yann.person)
    desk.clock.forward(46)
    sweep(desk.opened.store, desk.opened.bus, desk.clock())
    assert told(desk, desk.yann) == 1
    away(desk, desk.yann, desk.nadia)
    assert told(desk, desk.yann) == 1  # fired before: grouped at the next start
    desk.clock.forward(15)
    sweep(desk.opened.store, desk.opened.bus, desk.clock())
    assert (told(desk, desk.yann), told(desk, desk.nadia)) == (1, 1)
    assert desk.view(ticket).assignee == known(desk, desk.yann)


def test_one_who_stands_in_and_is_away_too_hands_it_on(desk: Staffed) -> None:
    sonia = agent(desk, "Sonia Rey")
    away(desk, sonia, desk.nadia)
    away(desk, desk.yann, sonia)
    assert warned(desk, desk.yann) == {"Nadia"}


def test_in_a_ring_all_who_are_there_are_told(desk: Staffed) -> None:
    sonia = agent(desk, "Sonia Rey")
    away(desk, sonia, desk.yann)
    away(desk, desk.yann, sonia)
    assert warned(desk, desk.yann) == {"Nadia"}


def test_without_anybody_who_stands_in_all_who_are_there_are_told(desk: Staffed) -> None:
    agent(desk, "Sonia Rey")
    away(desk, desk.yann)
    assert warned(desk, desk.yann) == {"Nadia", "Sonia"}


def test_a_ticket_of_nobody_leaves_those_away_in_peace(desk: Staffed) -> None:
    away(desk, desk.yann)
    assert warned(desk) == {"Nadia"}


def test_where_all_are_away_all_are_told_at_their_next_start(desk: Staffed) -> None:
    away(desk, desk.yann, desk.nadia)
    away(desk, desk.nadia)
    assert warned(desk, desk.yann) == {"Nadia", "Yann"}
    assert (told(desk, desk.nadia), told(desk, desk.yann)) == (1, 1)


def test_the_only_one_there_is_gets_theirs_though_away(desk: Staffed) -> None:
    desk.do(saving(known(desk, desk.yann), active=False))
    away(desk, desk.nadia)
    assert warned(desk, desk.nadia) == {"Nadia"}
    assert told(desk, desk.nadia) == 1


def test_an_absence_is_undone_and_done_again(desk: Staffed) -> None:
    gone = away(desk, desk.yann, desk.nadia, absent_until=plus(MONDAY, DAY))
    during = known(desk, desk.yann)
    assert (during.absent_from, during.absent_until) == (AWAY, plus(MONDAY, DAY))
    assert during.substitute_id == known(desk, desk.nadia).id
    undoing = Undo(undoes=gone)
    desk.do(undoing)
    assert known(desk, desk.yann).absent_from is None
    assert known(desk, desk.yann).substitute_id is None
    desk.do(Undo(undoes=undoing.uid))
    assert known(desk, desk.yann) == during


@pytest.mark.parametrize(
    ("away_from", "back"), [(MONDAY, MONDAY), (MONDAY, plus(MONDAY, -1)), (None, MONDAY)]
)
def test_nobody_is_back_before_being_away(desk: Staffed, away_from: Instant | None, back: Instant) -> None:
    before = known(desk, desk.yann)
    with pytest.raises(BackBeforeAway, match="Yann Morel cannot be back before"):
        desk.do(saving(before, absent_from=away_from, absent_until=back))
    assert known(desk, desk.yann) == before


def test_nobody_stands_in_for_themselves_nor_is_stood_in_for_by_a_stranger(desk: Staffed) -> None:
    yann = known(desk, desk.yann)
    with pytest.raises(OwnSubstitute):
        desk.do(saving(yann, substitute=yann.uid))
    with pytest.raises(UnknownPerson):
        desk.do(saving(yann, substitute=UUID(int=7)))
    nobody = UUID(int=8)
    with pytest.raises(OwnSubstitute):
        desk.do(SavePerson(person=nobody, name="Neuf", substitute=nobody))
    assert known(desk, desk.yann) == yann


def test_an_operation_written_before_there_were_absences_is_read(desk: Staffed) -> None:
    old = f'{{"person":"{UUID(int=9)}","name":"Paul Petit","role":"agent"}}'
    read = decode(SavePerson.code, UUID(int=10), old)
    assert isinstance(read, SavePerson)
    assert (read.absent_from, read.absent_until, read.substitute) == (None, None, None)
    assert encode(read) == old  # nothing new is written where nobody is away
    whole: Operation = saving(known(desk, desk.yann), absent_from=AWAY, substitute=desk.nadia.person)
    assert decode(SavePerson.code, whole.uid, encode(whole)) == whole


def test_what_history_kept_of_a_person_before_is_still_given_back(desk: Staffed) -> None:
    yann = known(desk, desk.yann)
    spelt = spell_person(yann)
    assert "absent" not in spelt
    assert "substitute" not in spelt
    assert "merged" not in spelt
    assert read_person(yann, spelt) == yann


def test_who_acts_on_this_pc_is_not_kept_from_acting_while_away(desk: Staffed) -> None:
    away(desk, desk.yann)
    ticket = desk.ask()
    desk.set(ticket, by=Author(desk.yann.person, "", DEVICE), priority="high")
    assert desk.view(ticket).ticket.priority is Priority.HIGH

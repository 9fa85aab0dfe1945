"""A step that fired, then moved: under a later deadline it rings again, through pauses and undos too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

import pytest

from desktop_desk.domain.calendar import Calendar
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import HOUR, MINUTE, Instant, plus
from desktop_desk.domain.operations import Contact, OpenTicket, SaveCalendar, SaveSetting, Undo
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.founding import ALWAYS
from desktop_desk.services.sweep import sweep
from tests.support.desks import MONDAY, Staffed, file_of
from tests.support.soundness import clock_faults, faults_of

WARNING, BREACH = "warning", "breach"


@pytest.fixture
def desk(desk: Staffed) -> Iterator[Staffed]:
    """Open day and night. Sound at the end, its clocks what the history alone gives."""
    body = json.dumps(Calendar("", "Europe/Paris", (((0, 24 * 3600),),) * 7).to_json())
    always = SaveCalendar(calendar=new_uid(), name="", body=body, valid_from=ALWAYS)
    desk.do(always)
    desk.do(SaveSetting(key=Setting.CALENDAR, value=str(always.calendar)))
    yield desk
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def rung(desk: Staffed) -> list[str]:
    """The steps of resolutions that a sweep fires now."""
    fired = sweep(desk.opened.store, desk.opened.bus, desk.clock())
    assert clock_faults(desk.opened.store, desk.clock()) == []
    return [one.step for one in fired if one.metric == "resolution"]


def answered(desk: Staffed) -> UUID:
    """A critical ticket of 10:46 in Yann's hands: warned of at 13:46, to be resolved by 14:46."""
    ticket = desk.ask(priority=Priority.CRITICAL)
    desk.set(ticket, by=desk.yann, assignee=str(desk.yann.person))
    return ticket


def warned(desk: Staffed) -> UUID:
    """The same ticket at 13:46, its warning fired."""
    ticket = answered(desk)
    desk.clock.now = plus(MONDAY, 3 * HOUR)
    assert rung(desk) == [WARNING]
    return ticket


def relieved(desk: Staffed) -> UUID:
    """Then eight hours are promised: to be warned of at 16:46. It is ten minutes before that."""
    ticket = warned(desk)
    desk.set(ticket, priority="high")
    assert rung(desk) == []
    warn_at = plus(MONDAY, 6 * HOUR)
    desk.clock.now = plus(warn_at, -10 * MINUTE)
    assert rung(desk) == []
    return ticket


def wait(desk: Staffed, ticket: UUID) -> UUID:
    return desk.set(ticket, status="waiting", waiting_for="information").uid


def go_on(desk: Staffed, ticket: UUID) -> UUID:
    return desk.set(ticket, status="in_progress").uid


def first_ring(desk: Staffed, minutes: int) -> list[str]:
    """What rings after some minutes, and nothing a minute before."""
    desk.clock.forward(minutes - 1)
    assert rung(desk) == []
    desk.clock.forward(1)
    return rung(desk)


def due_at(desk: Staffed, ticket: UUID) -> Instant:
    due = desk.view(ticket).clocks[1].due_at
    assert due is not None
    return due


def test_warned_then_waited_for_it_only_breaks(desk: Staffed) -> None:
    ticket = warned(desk)
    desk.clock.forward(10)
    wait(desk, ticket)
    desk.clock.forward(60)
    assert rung(desk) == []
    go_on(desk, ticket)
    assert due_at(desk, ticket) == plus(MONDAY, 5 * HOUR)
    assert first_ring(desk, 50) == [BREACH]


def test_a_warning_still_to_come_comes_after_the_pause(desk: Staffed) -> None:
    ticket = relieved(desk)
    wait(desk, ticket)
    desk.clock.forward(20)
    assert rung(desk) == []
    go_on(desk, ticket)
    assert first_ring(desk, 10) == [WARNING]


def test_a_pause_that_moves_no_deadline_loses_no_warning(desk: Staffed) -> None:
    ticket = relieved(desk)
    wait(desk, ticket)
    go_on(desk, ticket)
    assert first_ring(desk, 10) == [WARNING]


def test_a_pause_taken_back_loses_no_warning(desk: Staffed) -> None:
    ticket = relieved(desk)
    pausing = wait(desk, ticket)
    desk.clock.forward(5)
    desk.do(Undo(undoes=pausing))
    assert first_ring(desk, 5) == [WARNING]


def test_a_pause_taken_back_rings_nothing_that_had_rung(desk: Staffed) -> None:
    ticket = warned(desk)
    pausing = wait(desk, ticket)
    desk.clock.forward(5)
    desk.do(Undo(undoes=pausing))
    assert first_ring(desk, 55) == [BREACH]


def test_going_on_taken_back_and_done_again(desk: Staffed) -> None:
    ticket = relieved(desk)
    wait(desk, ticket)
    desk.clock.forward(20)
    going_on = go_on(desk, ticket)
    undoing = desk.do(Undo(undoes=going_on)).uid
    assert rung(desk) == []
    desk.do(Undo(undoes=undoing))
    assert first_ring(desk, 10) == [WARNING]


def test_lowered_during_a_pause_it_warns_anew(desk: Staffed) -> None:
    ticket = warned(desk)
    wait(desk, ticket)
    desk.set(ticket, priority="high")
    desk.clock.forward(30)
    assert rung(desk) == []
    go_on(desk, ticket)
    assert first_ring(desk, 180) == [WARNING]  # six of eight hours counted, three of them before the pause


def test_lowered_during_a_pause_then_taken_back_rings_nothing_that_had_rung(desk: Staffed) -> None:
    ticket = warned(desk)
    wait(desk, ticket)
    lowered = desk.set(ticket, priority="high").uid
    desk.clock.forward(30)
    go_on(desk, ticket)
    desk.do(Undo(undoes=lowered))
    assert rung(desk) == []
    assert first_ring(desk, 60) == [BREACH]


def test_raised_during_a_pause_it_rings_what_is_due_when_it_goes_on(desk: Staffed) -> None:
    ticket = relieved(desk)
    wait(desk, ticket)
    desk.set(ticket, priority="critical")
    desk.clock.forward(30)
    assert rung(desk) == []
    go_on(desk, ticket)
    assert rung(desk) == [WARNING, BREACH]  # the warning was still to come, and its instant is past


def test_resolved_and_reopened_it_still_warns(desk: Staffed) -> None:
    ticket = relieved(desk)
    desk.set(ticket, status="resolved")
    desk.clock.forward(20)
    go_on(desk, ticket)
    assert first_ring(desk, 10) == [WARNING]


def test_opened_again_by_an_undone_undo_it_still_warns(desk: Staffed) -> None:
    desk.do(opening := OpenTicket(title="Badge", priority=Priority.CRITICAL, requester=Contact(name="Zoé")))
    desk.clock.now = plus(MONDAY, 3 * HOUR)
    assert rung(desk) == [WARNING]
    taken_back = desk.do(Undo(undoes=opening.uid)).uid
    desk.do(Undo(undoes=taken_back))
    assert first_ring(desk, 60) == [BREACH]


def test_warned_for_a_mistake_it_warns_for_the_truth(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.HIGH)
    desk.set(ticket, by=desk.yann, assignee=str(desk.yann.person))
    raised = desk.set(ticket, priority="critical").uid
    desk.clock.now = plus(MONDAY, 3 * HOUR)
    assert rung(desk) == [WARNING]
    desk.do(Undo(undoes=raised))
    wait(desk, ticket)
    go_on(desk, ticket)
    assert first_ring(desk, 180) == [WARNING]


def test_a_deadline_that_comes_and_rings_within_one_instant(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.HIGH)
    desk.clock.now = plus(MONDAY, 3 * HOUR)
    desk.set(ticket, priority="critical")
    assert rung(desk) == [WARNING]
    wait(desk, ticket)
    go_on(desk, ticket)
    assert first_ring(desk, 60) == [BREACH]


def test_after_the_pcs_clock_went_back_nothing_rings_twice(desk: Staffed) -> None:
    ticket = relieved(desk)
    assert first_ring(desk, 10) == [WARNING]
    desk.clock.forward(-40)
    wait(desk, ticket)
    go_on(desk, ticket)
    desk.clock.forward(40)
    assert rung(desk) == []

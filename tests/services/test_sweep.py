"""The promise clock: each step once, whatever happens to the machine meanwhile."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from desktop_desk.domain.events import AlertsFired, Event, Swept
from desktop_desk.domain.instants import DAY, HOUR, MINUTE, plus
from desktop_desk.domain.operations import AddMessage, TakeCharge, Undo
from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.services import sweep as sweeping
from desktop_desk.services.sweep import Fired, close_resolved, due_now, sweep
from tests.support.desks import MONDAY, Staffed, desk, file_of
from tests.support.soundness import clock_faults, faults_of


def swept(desk: Staffed) -> list[Fired]:
    return sweep(desk.opened.store, desk.opened.bus, desk.clock())


def steps(fired: list[Fired]) -> list[tuple[str, str]]:
    return [(one.metric, one.step) for one in fired]


def rows(desk: Staffed, question: str) -> list[Any]:
    with closing(sqlite3.connect(file_of(desk.opened))) as connection:
        return connection.execute(question).fetchall()


def person_rows(desk: Staffed) -> dict[str, int]:
    return {name.split()[0]: row for row, name in rows(desk, "SELECT id, name FROM person")}


def just_before_the_breach(desk: Staffed, ticket: UUID) -> None:
    """A minute before the first response is due."""
    due = desk.view(ticket).clocks[0].due_at
    assert due is not None
    desk.clock.now = plus(due, -MINUTE)


RESPONSE_WARNING, RESPONSE_BREACH = ("first_response", "warning"), ("first_response", "breach")
RESOLUTION_WARNING = ("resolution", "warning")


def test_a_warning_then_a_breach_each_once(desk: Staffed) -> None:
    desk.ask(priority=Priority.CRITICAL)  # an hour of opening hours, a warning after 45 minutes
    assert swept(desk) == []
    desk.clock.forward(45)
    assert steps(swept(desk)) == [RESPONSE_WARNING]
    assert swept(desk) == []
    desk.clock.forward(15)
    assert steps(swept(desk)) == [RESPONSE_BREACH]
    assert swept(desk) == []
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def test_a_second_before_nothing_fires(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    due = desk.view(ticket).clocks[0].due_at
    assert due is not None
    desk.clock.now = plus(due, -1)
    assert RESPONSE_BREACH not in steps(swept(desk))
    desk.clock.now = due
    assert steps(swept(desk)) == [RESPONSE_BREACH]


def test_what_came_due_asleep_is_announced_as_one(desk: Staffed) -> None:
    heard: list[Event] = []
    for _ in range(3):
        desk.ask(priority=Priority.CRITICAL)
    desk.opened.bus.listen(heard.append)
    desk.clock.forward(60 * 24 * 3)
    fired = swept(desk)
    assert len(fired) == 3 * 4
    told = [event for event in heard if isinstance(event, AlertsFired)]
    assert [len(event.ticket_ids) for event in told] == [3]


def test_restarted_it_fires_nothing_again_and_misses_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        opened.ask(priority=Priority.CRITICAL)
        opened.clock.forward(46)
        assert steps(swept(opened)) == [RESPONSE_WARNING]
    from desktop_desk.app import open_desk
    from desktop_desk.domain.operations import Author

    itself = Author(None, "somebody", "pc")
    again = open_desk(tmp_path / "desk.sqlite3", author=itself, clock=lambda: plus(MONDAY, HOUR))
    try:
        fired = sweep(again.store, again.bus, plus(MONDAY, HOUR))
        assert steps(fired) == [RESPONSE_BREACH]
        assert sweep(again.store, again.bus, plus(MONDAY, HOUR)) == []
    finally:
        again.close()


def test_a_clock_that_goes_back_fires_nothing_twice(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    desk.clock.forward(46)
    assert steps(swept(desk)) == [RESPONSE_WARNING]
    desk.clock.now = plus(MONDAY, MINUTE)
    assert swept(desk) == []
    desk.do(AddMessage(ticket=ticket, text="En note"), by=desk.marie)
    desk.set(ticket, status="waiting", waiting_for="provider")
    desk.clock.forward(46)
    assert swept(desk) == []


def test_it_speaks_to_the_assignee_else_to_all_who_treat(desk: Staffed) -> None:
    people = person_rows(desk)
    nobodys = desk.ask(priority=Priority.CRITICAL)
    yanns = desk.ask(priority=Priority.CRITICAL)
    desk.set(yanns, assignee=str(desk.yann.person))
    desk.clock.forward(46)
    fired = {one.ticket_id: set(one.recipients) for one in swept(desk)}
    assert fired == {
        desk.view(nobodys).ticket.id: {people["Nadia"], people["Yann"]},
        desk.view(yanns).ticket.id: {people["Yann"]},
    }
    kept = Counter(rows(desk, "SELECT ticket_id, person_id FROM alert"))
    assert set(kept.values()) == {1}
    assert len(kept) == 3


def test_a_deadline_moved_away_rings_again_and_survives_the_next_change(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    desk.clock.forward(46)
    assert steps(swept(desk)) == [RESPONSE_WARNING]
    desk.set(ticket, priority="high")  # four hours: the warning now comes after three
    desk.set(ticket, status="waiting", waiting_for="provider")  # pauses nothing
    desk.set(ticket, status="open")
    just_before_the_breach(desk, ticket)
    assert RESPONSE_WARNING in steps(swept(desk))


def test_a_change_undone_and_another_made_ring_without_an_error(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    lowered = desk.set(ticket, priority="high").uid
    just_before_the_breach(desk, ticket)
    assert RESPONSE_WARNING in steps(swept(desk))
    desk.do(Undo(undoes=lowered))
    swept(desk)
    desk.set(ticket, priority="normal")  # again a second deadline of this ticket
    just_before_the_breach(desk, ticket)
    assert RESPONSE_WARNING in steps(swept(desk))
    desk.clock.now = plus(MONDAY, 10 * DAY)
    swept(desk)
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def test_back_to_a_deadline_that_rang_it_does_not_ring_again(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    desk.clock.forward(46)
    assert steps(swept(desk)) == [RESPONSE_WARNING]
    lowered = desk.set(ticket, priority="normal").uid
    desk.do(Undo(undoes=lowered))
    assert swept(desk) == []


def test_a_pause_silences_and_keeps_a_breach(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    desk.clock.now = plus(MONDAY, 5 * HOUR)
    swept(desk)
    desk.set(ticket, status="waiting", waiting_for="information")
    resolution = desk.view(ticket).clocks[1]
    assert resolution.due_at is None
    assert resolution.left_s is not None
    desk.clock.now = plus(MONDAY, 30 * DAY)
    assert swept(desk) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def test_met_in_time_nothing_rings(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    desk.do(AddMessage(ticket=ticket, text="C’est réparé", resolve=True), by=desk.yann)
    desk.clock.now = plus(MONDAY, 30 * DAY)
    assert swept(desk) == []


def test_showing_what_would_fire_fires_nothing(desk: Staffed) -> None:
    desk.ask(priority=Priority.CRITICAL)
    later = plus(MONDAY, HOUR)
    assert len(due_now(desk.opened.store, later)) == 2
    assert rows(desk, "SELECT count(*) FROM alert") == [(0,)]
    assert len(sweep(desk.opened.store, desk.opened.bus, later)) == 2


def test_what_stays_resolved_closes_after_five_working_days(desk: Staffed) -> None:
    ticket = desk.ask()
    desk.set(ticket, status="resolved")
    five_days = plus(MONDAY, 7 * DAY)  # a week holds five working days
    assert close_resolved(desk.desk, desk.opened.store, plus(five_days, -1)) == 0
    desk.clock.now = five_days
    assert close_resolved(desk.desk, desk.opened.store, five_days) == 1
    assert desk.view(ticket).ticket.status is Status.CLOSED
    assert close_resolved(desk.desk, desk.opened.store, five_days) == 0


def test_reopened_meanwhile_it_stays_open(desk: Staffed) -> None:
    ticket = desk.ask()
    desk.set(ticket, status="resolved")
    desk.clock.now = plus(MONDAY, 6 * DAY)
    desk.do(AddMessage(ticket=ticket, text="Toujours en panne"), by=desk.marie)
    desk.clock.now = plus(MONDAY, 20 * DAY)
    assert close_resolved(desk.desk, desk.opened.store, desk.clock()) == 0
    assert desk.view(ticket).ticket.status is Status.OPEN


@pytest.mark.parametrize("others", [0, 400])
def test_a_sweep_costs_what_is_due(desk: Staffed, others: int) -> None:
    desk.ask(priority=Priority.CRITICAL)
    for _ in range(others):
        desk.ask(priority=Priority.LOW)
    with closing(sqlite3.connect(file_of(desk.opened))) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT clock.ticket_id FROM clock JOIN ticket ON ticket.id = clock.ticket_id "
            "WHERE clock.next_step_at <= ? ORDER BY clock.next_step_at LIMIT 500",
            (MONDAY,),
        ).fetchall()
    assert any("ix_clock_next_step" in row[3] for row in plan)
    assert not any("SCAN" in row[3] for row in plan)


def test_more_than_a_batch_is_swept_whole(desk: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 3)
    for _ in range(10):
        desk.ask(priority=Priority.CRITICAL)
    desk.clock.now = plus(MONDAY, HOUR)
    events: list[Event] = []
    desk.opened.bus.listen(events.append)
    assert len(swept(desk)) == 20
    last = [event for event in events if isinstance(event, Swept)]
    assert len(last) == 1
    assert swept(desk) == []


def test_taken_back_after_ringing_the_open_list_says_what_the_clocks_say(desk: Staffed) -> None:
    ticket = desk.ask(priority=Priority.CRITICAL)
    taken = TakeCharge(ticket=ticket)
    desk.clock.forward(30)
    desk.do(taken, by=desk.yann)
    desk.clock.forward(200)
    swept(desk)
    desk.do(Undo(undoes=taken.uid), by=desk.yann)
    assert steps(swept(desk)) == [RESPONSE_WARNING, RESPONSE_BREACH]
    assert faults_of(file_of(desk.opened)) == []

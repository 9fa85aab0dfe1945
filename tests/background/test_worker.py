"""The worker: jobs when due, never busy, never dead, gone at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_desk.background.jobs import CLOSE, SWEEP, jobs_of
from desktop_desk.background.worker import BUG, NAME, Job, Worker
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.events import AlertsFired, Event, JobFailed, Swept
from desktop_desk.domain.instants import DAY, Instant, plus
from desktop_desk.domain.operations import AddMessage
from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.services.bus import Bus
from desktop_desk.text import N_, Words
from tests.support.desks import MONDAY, HandClock, SmallDesk, small_desk

WORDS = Words("en")


class StoreGone(DeskError):
    sentence = N_("Something went wrong.")


def until(true: Callable[[], object], timeout: float = 5.0) -> None:
    end = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.005)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def run() -> Iterator[Callable[..., Worker]]:
    workers: list[Worker] = []

    def start(jobs: tuple[Job, ...], bus: Bus | None = None, clock: Callable[[], Instant] = lambda: MONDAY):
        worker = Worker(jobs, bus or Bus(), clock, WORDS)
        workers.append(worker)
        worker.start()
        return worker

    yield start
    for worker in workers:
        worker.stop()
        assert not worker.running


def heard(bus: Bus) -> list[Event]:
    events: list[Event] = []
    bus.listen(events.append)
    return events


def of_kind(events: list[Event], kind: type[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def desk_worker(desk: SmallDesk, run: Callable[..., Worker]) -> tuple[Worker, list[Event]]:
    opened = desk.opened
    assert opened.desk is not None
    events = heard(opened.bus)
    jobs = jobs_of(opened.desk, opened.store, opened.bus)
    return run(jobs, opened.bus, desk.clock), events


def test_a_warning_then_a_breach_fire_when_their_instants_come(desk: SmallDesk, run) -> None:
    desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL)
    worker, events = desk_worker(desk, run)
    until(lambda: of_kind(events, Swept))
    assert not of_kind(events, AlertsFired)
    desk.clock.forward(46)
    worker.wake()
    until(lambda: len(of_kind(events, AlertsFired)) == 1)
    assert [alert.step for alert, _ in desk.session.alerts()] == ["warning"]
    desk.clock.forward(20)
    until(worker_passes(worker, events, 2))
    assert [alert.step for alert, _ in desk.session.alerts()] == ["warning", "breach"]


def worker_passes(worker: Worker, events: list[Event], fired: int) -> Callable[[], bool]:
    def passes() -> bool:
        worker.wake()
        return len(of_kind(events, AlertsFired)) == fired

    return passes


def test_marking_delivered_announces_once(desk: SmallDesk, run) -> None:
    desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL)
    desk.clock.forward(61)
    _, events = desk_worker(desk, run)
    until(lambda: of_kind(events, AlertsFired))
    alerts = desk.session.alerts()
    assert len(alerts) == 2
    desk.session.mark_delivered([alert.id for alert, _ in alerts])
    assert desk.session.alerts() == []


def test_a_ticket_opened_meanwhile_moves_the_next_sweep(desk: SmallDesk, run) -> None:
    _, events = desk_worker(desk, run)
    until(lambda: of_kind(events, Swept))
    first = of_kind(events, Swept)[-1]
    assert isinstance(first, Swept)
    assert first.next_due_at is None
    desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL)
    until(lambda: len(of_kind(events, Swept)) > 1)
    last = of_kind(events, Swept)[-1]
    assert isinstance(last, Swept)
    assert last.next_due_at is not None


def test_what_stays_resolved_is_closed(desk: SmallDesk, run) -> None:
    opened = desk.ticket("Caisse 2 bloquée")
    assert opened.ticket is not None
    assert opened.ticket_id is not None
    desk.session.apply(AddMessage(ticket=opened.ticket, text="C’est réparé.", resolve=True))
    desk.clock.now = plus(desk.clock.now, 30 * DAY)
    desk_worker(desk, run)

    def closed() -> bool:
        view = desk.session.ticket(opened.ticket_id or 0)
        return view is not None and view.ticket.status is Status.CLOSED

    until(closed)


def test_the_table_names_its_jobs(desk: SmallDesk) -> None:
    opened = desk.opened
    assert opened.desk is not None
    jobs = jobs_of(opened.desk, opened.store, opened.bus)
    assert [job.name for job in jobs] == [SWEEP, CLOSE]
    assert jobs[0].every_s <= 30


def test_it_runs_at_the_latest_after_its_pause_whatever_the_clock_says(run) -> None:
    runs: list[float] = []
    far = plus(MONDAY, 365 * DAY)

    def note(_now: Instant) -> Instant:
        runs.append(time.monotonic())
        return far

    run((Job("note", note, 0.1),))
    until(lambda: len(runs) >= 3)
    assert runs[2] - runs[0] >= 0.19


def test_it_is_never_busy_with_an_instant_that_stays_past(run) -> None:
    runs: list[int] = []

    def note(now: Instant) -> Instant:
        runs.append(now)
        return Instant(0)

    run((Job("note", note, 30),))
    time.sleep(0.7)
    assert 1 <= len(runs) <= 3


def test_thousands_of_changes_ask_for_few_runs(desk: SmallDesk, run) -> None:
    from desktop_desk.domain.events import TicketsChanged

    runs: list[int] = []
    bus = Bus()
    run((Job("note", runs.append, 30, after_changes=True),), bus)
    until(lambda: runs)
    for number in range(2000):
        bus.publish(TicketsChanged((number,)))
    time.sleep(0.7)
    assert 2 <= len(runs) <= 4


@pytest.mark.expected_log("job sweep: Something went wrong", "job bad failed")
def test_failures_are_told_and_the_others_go_on(run) -> None:
    bus, ran = Bus(), []
    events = heard(bus)

    def refused(_now: Instant) -> None:
        raise StoreGone

    def broken(_now: Instant) -> None:
        raise ZeroDivisionError

    worker = run(
        (Job(SWEEP, refused, 30), Job("bad", broken, 30), Job("good", lambda _: ran.append(1), 0.05)), bus
    )
    until(lambda: len(ran) > 3)
    told = of_kind(events, JobFailed)
    assert JobFailed(SWEEP, "Something went wrong.") in told
    assert JobFailed("bad", BUG) in told
    assert worker.running
    assert worker.last_run is not None
    assert worker.last_run.problem == "Something went wrong."


@pytest.mark.expected_log("job flaky failed")
def test_a_failed_job_is_tried_again_and_says_when_it_is_well(run) -> None:
    bus = Bus()
    attempts: list[int] = []

    def flaky(now: Instant) -> None:
        attempts.append(now)
        if len(attempts) == 1:
            raise ZeroDivisionError

    worker = run((Job("flaky", flaky, 0.1),), bus)
    until(lambda: len(attempts) >= 2)
    until(lambda: worker.last_run is not None and not worker.last_run.problem)


@pytest.mark.expected_log("job bad failed", "a listener failed")
def test_a_listener_that_fails_does_not_kill_it(run) -> None:
    bus = Bus()

    def shout(event: Event) -> None:
        if isinstance(event, JobFailed):
            raise TypeError

    def broken(_now: Instant) -> None:
        raise ZeroDivisionError

    bus.listen(shout)
    ran: list[int] = []
    run((Job("bad", broken, 30), Job("good", ran.append, 0.05)), bus)
    until(lambda: len(ran) > 3)


def test_it_stops_at_once_and_leaves_the_bus(run) -> None:
    bus = Bus()
    worker = Worker((Job("idle", lambda _now: None, 3600),), bus, HandClock(MONDAY), WORDS)
    worker.start()
    until(lambda: worker.last_run)
    assert any(thread.name == NAME for thread in threading.enumerate())
    before = time.monotonic()
    worker.stop()
    assert time.monotonic() - before < 0.5
    assert not worker.running

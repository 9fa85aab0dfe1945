"""« Pourquoi cette échéance ? » as facts: what was counted, what was not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desktop_desk.domain.calendar import ClockKind, Hours, Interval
from desktop_desk.domain.instants import Instant, from_seconds, to_datetime, to_seconds
from desktop_desk.domain.sla.clock import run
from desktop_desk.domain.sla.policy import Metric, Policy
from desktop_desk.domain.sla.state import ClockState, Stop
from desktop_desk.domain.sla.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Counted:
    """A stretch of time that counted ``seconds``: wall-clock ones for working days, else real ones."""

    start: Instant
    end: Instant
    seconds: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a deadline came about.

    The ``counted`` intervals and ``early_s`` add up to ``state.counted_s``, or to what is used of it
    while a pause lasts. ``early_s`` is what a deadline outside opening hours lost by moving back to the
    closing before it. ``holidays`` are those that closed a day otherwise open.
    """

    state: ClockState
    calendar_name: str
    tz: str
    as_of: Instant
    counted: tuple[Counted, ...]
    early_s: int
    holidays: tuple[tuple[date, str], ...]


def explain(metric: Metric, policy: Policy, hours: Hours, timeline: Timeline, now: Instant) -> Explanation:
    """Why a metric's deadline is what it is, from the ticket's history."""
    return explain_state(run(metric, policy, hours, timeline, now), hours, now)


def explain_state(state: ClockState, hours: Hours, now: Instant) -> Explanation:
    """The explanation of a clock counted with these ``hours``."""
    counted: list[Counted] = []
    early = 0
    start, end = to_seconds(state.counted_from), _end(state, hours)
    holidays: list[tuple[date, str]] = []
    if state.clock is not None:
        for first, last in _unpaused(start, end, state.stops, hours, state.clock):
            counted += _counted(first, last, hours, state.clock)
        if state.paused_since is None or state.breached:
            early = state.counted_s - sum(part.seconds for part in counted)
    if state.clock is not None and state.clock is not ClockKind.AROUND_THE_CLOCK:
        holidays = hours.calendar.holidays_missed(_date(start, hours), _date(end, hours))
    return Explanation(
        state=state,
        calendar_name=hours.calendar.name,
        tz=hours.calendar.tz,
        as_of=now,
        counted=tuple(counted),
        early_s=early,
        holidays=tuple(holidays),
    )


def _end(state: ClockState, hours: Hours) -> int:
    """Where the counting ends: at the deadline, or where a pause holds it."""
    deadline = state.due_at if state.due_at is not None else state.breached_at
    if deadline is not None:
        return to_seconds(deadline)
    if state.paused_since is None:
        return to_seconds(state.counted_from)
    held = to_seconds(state.paused_since)
    return hours.next_opening(held) if state.clock is ClockKind.WORKING_DAYS else held


def _unpaused(
    start: int, end: int, stops: tuple[Stop, ...], hours: Hours, clock: ClockKind
) -> Iterator[Interval]:
    """The times from ``start`` to ``end`` outside the stops.

    A working-days clock stands at the next opening when it starts, stops or resumes outside them.
    """
    moved = hours.next_opening if clock is ClockKind.WORKING_DAYS else int
    begin = moved(start)
    for stop in sorted(stops, key=_begin):
        if stop.begin >= end or (stop.end is not None and stop.end <= start):
            continue
        until = moved(max(stop.begin, start))
        if until > begin:
            yield begin, until
        if stop.end is None:
            return
        begin = max(begin, moved(stop.end))
    if end > begin:
        yield begin, end


def _begin(stop: Stop) -> int:
    return stop.begin


def _counted(start: int, end: int, hours: Hours, clock: ClockKind) -> list[Counted]:
    if clock is ClockKind.WORKING_DAYS:
        return _by_date(start, end, hours)
    whole = [(start, end)] if clock is ClockKind.AROUND_THE_CLOCK else hours.openings_between(start, end)
    return [Counted(from_seconds(first), from_seconds(last), last - first) for first, last in whole]


def _by_date(start: int, end: int, hours: Hours) -> list[Counted]:
    """A stretch of working days cut at the local midnights; dates that count nothing are left out."""
    found: list[Counted] = []
    while start < end:
        midnight = datetime.combine(_date(start, hours) + timedelta(days=1), time(), hours.calendar.zone())
        stop = min(end, int(midnight.astimezone(UTC).timestamp()))
        seconds = hours.wall_seconds(stop) - hours.wall_seconds(start)
        if seconds > 0:
            found.append(Counted(from_seconds(start), from_seconds(stop), seconds))
        start = stop
    return found


def _date(second: int, hours: Hours) -> date:
    return to_datetime(from_seconds(second)).astimezone(hours.calendar.zone()).date()

"""A ticket's life in a few words, for tests of its clocks.

The ticket is of Monday 18 May 2026, 10:00, in a firm open from 08:00 to 18:00 every day, in UTC.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from desktop_desk.domain.calendar import Calendar, Hours, office_calendar
from desktop_desk.domain.instants import Instant, from_iso, to_iso
from desktop_desk.domain.sla import (
    ClockState,
    Deadline,
    Fact,
    Metric,
    Policy,
    Timeline,
    deadlines_of,
    default_policy,
    run,
)
from desktop_desk.domain.ticket import Kind, Priority

HOUR = 3600
PARIS = ZoneInfo("Europe/Paris")
OFFICE = Hours(office_calendar("Europe/Paris", "Siège"))
STRAIGHT = Hours(Calendar("", "UTC", (((8 * HOUR, 18 * HOUR),),) * 7))
POLICY = default_policy()
RESPONSE, RESOLUTION = Metric.FIRST_RESPONSE, Metric.RESOLUTION


def at(time: str, day: int = 18) -> Instant:
    """An instant of May 2026, UTC; the 18th is a Monday."""
    return from_iso(f"2026-05-{day:02}T{time}:00Z")


def said(instant: Instant | None) -> str | None:
    """The day and the time in UTC, as ``18 10:00``."""
    return None if instant is None else to_iso(instant)[8:16].replace("T", " ")


def status(time: str, new: str, waiting_for: str | None = None, day: int = 18) -> list[Fact]:
    moment = at(time, day)
    return [Fact(moment, "status", None, new), Fact(moment, "waiting_for", None, waiting_for)]


def became(time: str, priority: Priority, day: int = 18) -> list[Fact]:
    return [Fact(at(time, day), "priority", None, priority.word)]


def answered(time: str, day: int = 18) -> list[Fact]:
    return [Fact(at(time, day), "first_response_at", None, at(time, day))]


def clock(
    *facts: list[Fact],
    metric: Metric = RESOLUTION,
    priority: Priority = Priority.CRITICAL,
    created: str = "10:00",
    now: str = "10:00",
    day: int = 18,
    policy: Policy = POLICY,
    kind: Kind | None = None,
) -> ClockState:
    """A critical ticket of Monday 10:00 in a firm open 08–18 every day: an hour to answer, four to solve."""
    timeline = Timeline(at(created), priority, kind, facts=[fact for group in facts for fact in group])
    return run(metric, policy, STRAIGHT, timeline, at(now, day))


def given(*facts: list[Fact], created: str = "10:00") -> list[Deadline]:
    """The deadlines such a ticket's resolution was given."""
    timeline = Timeline(at(created), Priority.CRITICAL, facts=[fact for group in facts for fact in group])
    return deadlines_of(RESOLUTION, POLICY, STRAIGHT, timeline)

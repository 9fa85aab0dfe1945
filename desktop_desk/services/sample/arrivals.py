"""When requests come: office hours, Monday mornings, quiet August, a busy December, a firm that grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from desktop_desk.domain.calendar import Calendar
from desktop_desk.domain.instants import HOUR, MINUTE, SECOND, Instant, from_datetime, to_datetime

DAYS = 730
"""How far back the sample goes."""

_WEEKDAYS = (1.42, 1.12, 0.98, 1.02, 0.90, 0.07, 0.03)
_HOLIDAY = 0.05
_MONTHS = (1.0, 0.95, 1.02, 1.0, 0.92, 1.03, 0.9, 0.72, 1.05, 1.05, 1.12, 1.22)
_GROWTH = (0.65, 1.35)  # of the mean, on the first day and on the last
_HOURS = (1, 0, 0, 0, 1, 4, 8, 34, 165, 170, 140, 105, 22, 88, 130, 118, 82, 26, 9, 6, 5, 4, 3, 2)
_MONDAY = (1, 0, 0, 0, 1, 5, 10, 55, 260, 230, 150, 100, 20, 80, 110, 95, 66, 20, 6, 4, 3, 3, 2, 1)


def first_day(now: Instant, calendar: Calendar) -> date:
    """The day the sample begins."""
    return to_datetime(now).astimezone(calendar.zone()).date() - timedelta(days=DAYS)


def arrivals(tickets: int, now: Instant, calendar: Calendar, rng: Random) -> Iterator[Instant]:
    """The instants at which that many requests come, in order, all before ``now``."""
    zone = calendar.zone()
    today = to_datetime(now).astimezone(zone)
    start = first_day(now, calendar)
    days = [start + timedelta(days=place) for place in range(DAYS + 1)]
    weights = [
        _weight(day, place / DAYS, calendar) * rng.lognormvariate(0, 0.22) for place, day in enumerate(days)
    ]
    hours = _MONDAY if today.weekday() == 0 else _HOURS
    weights[-1] *= sum(hours[: today.hour]) / sum(hours)
    running = list(accumulate(weights))
    before = 0
    for day, total in zip(days, running, strict=True):
        until = round(tickets * total / running[-1])
        midnight = from_datetime(datetime.combine(day, time(), zone))
        yield from _of_day(until - before, day, midnight, now, rng)
        before = until


def _of_day(count: int, day: date, midnight: Instant, now: Instant, rng: Random) -> list[Instant]:
    if not count:
        return []
    hours = _MONDAY if day.weekday() == 0 else _HOURS
    latest = min(now - 2 * MINUTE, midnight + 24 * HOUR) - midnight
    found = []
    for hour in rng.choices(range(24), hours, k=count):
        after = hour * HOUR + rng.randrange(HOUR)
        if after >= latest:
            after = rng.randrange(max(SECOND, latest))
        found.append(Instant(midnight + after))
    return sorted(found)


def _weight(day: date, passed: float, calendar: Calendar) -> float:
    growth = _GROWTH[0] + (_GROWTH[1] - _GROWTH[0]) * passed
    season = _MONTHS[day.month - 1]
    # The last days of a month bring payroll and invoices.
    busy = 1.15 if (day + timedelta(days=4)).month != day.month else 1.0
    if day in calendar.holidays:
        return growth * season * _HOLIDAY
    return growth * season * busy * _WEEKDAYS[day.weekday()]

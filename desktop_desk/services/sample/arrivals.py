"""When requests come: office hours, Monday mornings, quiet August, a busy December, a firm that grows."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from desktop_desk.domain.calendar import Calendar
from desktop_desk.domain.instants import HOUR, MINUTE, Instant, from_datetime, to_datetime

DAYS = 730
"""How far back the sample goes."""

_WEEKDAYS = (1.42, 1.12, 0.98, 1.02, 0.90, 0.07, 0.03)
_HOLIDAY = 0.05
_MONTHS = (1.0, 0.95, 1.02, 1.0, 0.92, 1.03, 0.9, 0.72, 1.05, 1.05, 1.12, 1.22)
_GROWTH = (0.65, 1.35)  # of the mean, on the first day and on the last
_HOURS = (1, 0, 0, 0, 1, 4, 8, 34, 165, 170, 140, 105, 22, 88, 130, 118, 82, 26, 9, 6, 5, 4, 3, 2)
_MONDAY = (1, 0, 0, 0, 1, 5, 10, 55, 260, 230, 150, 100, 20, 80, 110, 95, 66, 20, 6, 4, 3, 3, 2, 1)
_NOISE = 0.22
_YOUNGEST = 2 * MINUTE


def first_day(now: Instant, calendar: Calendar) -> date:
    """The day the sample begins."""
    return to_datetime(now).astimezone(calendar.zone()).date() - timedelta(days=DAYS)


class Arrivals:
    """The instants at which so many requests come, in order, all before ``now``; any part of them."""

    def __init__(self, requests: int, now: Instant, calendar: Calendar, seed: str) -> None:
        self._now, self._zone, self._seed = now, calendar.zone(), seed
        self._start = first_day(now, calendar)
        rng = Random(seed)  # noqa: S311 - a sample, nothing to guess
        weights = [
            _weight(self._start + timedelta(days=place), place / DAYS, calendar)
            * rng.lognormvariate(0, _NOISE)
            for place in range(DAYS + 1)
        ]
        today = to_datetime(now).astimezone(self._zone)
        hours = _hours(today.date())
        weights[-1] *= sum(hours[: today.hour]) / sum(hours)
        running = list(accumulate(weights))
        self._until = [round(requests * total / running[-1]) for total in running]

    def between(self, first: int, last: int) -> list[Instant]:
        """From the one numbered ``first`` (counted from 0) to the one before ``last``."""
        found: list[Instant] = []
        place = bisect_right(self._until, first)
        while first < last:
            before = self._until[place - 1] if place else 0
            day = self._of_day(place, self._until[place] - before)
            part = day[first - before : last - before]
            found += part
            first += len(part)
            place += 1
        return found

    def _of_day(self, place: int, count: int) -> list[Instant]:
        day = self._start + timedelta(days=place)
        midnight = from_datetime(datetime.combine(day, time(), self._zone))
        rng = Random(f"{self._seed} {place}")  # noqa: S311
        latest = max(MINUTE, min(self._now - _YOUNGEST - midnight, 24 * HOUR))
        found = []
        for hour in rng.choices(range(24), _hours(day), k=count):
            after = hour * HOUR + rng.randrange(HOUR)
            found.append(Instant(midnight + (after if after < latest else rng.randrange(latest))))
        return sorted(found)


def _hours(day: date) -> tuple[int, ...]:
    return _MONDAY if day.weekday() == 0 else _HOURS


def _weight(day: date, passed: float, calendar: Calendar) -> float:
    growth = _GROWTH[0] + (_GROWTH[1] - _GROWTH[0]) * passed
    season = _MONTHS[day.month - 1]
    # The last days of a month bring payroll and invoices.
    busy = 1.15 if (day + timedelta(days=4)).month != day.month else 1.0
    if day in calendar.holidays:
        return growth * season * _HOLIDAY
    return growth * season * busy * _WEEKDAYS[day.weekday()]

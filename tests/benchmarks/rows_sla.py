"""Figures of the SLA arithmetic: deadlines a second, in one process."""

from __future__ import annotations

import random

from desktop_desk.domain.calendar import ClockKind, hours_of, office_calendar
from tests.benchmarks.measure import Figure, seconds

_YEAR_S = 31_556_952
_MANY = 400_000
_SINGLE = 60_000


def deadlines() -> list[Figure]:
    """Many at once through ``deadlines(ints) → ints``, and one by one with pauses."""
    hours = hours_of(office_calendar("America/Martinique"))
    chance = random.Random(7)
    starts = [1_704_067_200 + chance.randrange(3 * _YEAR_S) for _ in range(_MANY)]
    bulk = hours.deadlines(starts[:1000], 4 * 3600, ClockKind.OPENING_HOURS)
    assert len(bulk) == 1000
    at_once = min(
        seconds(lambda: hours.deadlines(starts, 4 * 3600, ClockKind.OPENING_HOURS)) for _ in range(3)
    )
    counter = hours.counter(ClockKind.OPENING_HOURS)
    questions = [(start, ((start + 600, start + 5000),)) for start in starts[:_SINGLE]]

    def singly() -> None:
        for start, pauses in questions:
            counter.deadline(start, 8 * 3600, pauses)

    one_by_one = min(seconds(singly) for _ in range(3))
    return [
        Figure("deadlines at once", _MANY / at_once, "/s", 500_000, at_least=True),
        Figure("deadlines singly, with a pause", _SINGLE / one_by_one, "/s", 150_000, at_least=True),
    ]

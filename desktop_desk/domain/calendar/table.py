"""Laid-out years joined into sorted columns with running sums, ready for bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop_desk.domain.calendar.layout import Offsets, Year, day_number, merge
from desktop_desk.domain.calendar.model import DAY_S


@dataclass(frozen=True, slots=True)
class Table:
    """Every opening of a range of years; exact for ``low <= t < high`` (seconds since 1970).

    ``starts`` and ``ends`` are the openings, clipped to the range; opening ``i`` covers the counted
    seconds ``sums[i]`` to ``sums[i + 1]``, and ``shifts[i] = starts[i] - sums[i]``. The first opening
    is an empty one at ``low``, so that every search finds a predecessor. Counted seconds start at 0 on
    the day ``origin`` of the desk's first question, and so stay the same when years are added.

    ``days`` are the numbers of the working dates, ``nights[i]`` the seconds their last range reaches
    into a date that is not a working one; ``first_day`` is the running number of ``days[0]``.
    """

    low: int
    high: int
    starts: list[int]
    ends: list[int]
    sums: list[int]
    shifts: list[int]
    days: list[int]
    nights: list[int]
    first_day: int
    offsets: Offsets

    @property
    def top(self) -> int:
        """The counted seconds reached at ``high``."""
        return self.sums[-1] + self.ends[-1] - self.starts[-1]

    def opening_at(self, instant: int) -> int:
        """The index of the last opening that starts at or before an instant of the range."""
        return bisect_right(self.starts, instant) - 1

    def opening_of(self, position: int) -> int:
        """The index of the opening in which the counted seconds reach ``position``."""
        return max(0, bisect_left(self.sums, position) - 1)


EMPTY = Table(0, 0, [0], [0], [0], [0], [], [], 0, Offsets([0], [0]))


def join(years: Sequence[Year], first_year: int, origin_year: int) -> Table:
    """The table of consecutive laid-out years, counted from the start of ``origin_year``.

    A range of hours lasts a day at most and a zone lies within 14 h of UTC: two days after the first
    New Year and one before the last, nothing can come from a year outside.
    """
    low = (day_number(date(first_year, 1, 1)) + 2) * DAY_S
    high = (day_number(date(first_year + len(years), 1, 1)) - 1) * DAY_S
    origin_day = day_number(date(origin_year, 1, 1)) + 2
    openings = [(low, low)]
    openings += [
        (max(start, low), min(end, high))
        for start, end in merge([opening for year in years for opening in year.openings])
        if start < high and end > low
    ]
    sums, total = [], 0
    for start, end in openings:
        sums.append(total)
        total += end - start
    counted = _counted_until(origin_day * DAY_S, openings)
    sums = [value - counted for value in sums]
    starts = [start for start, _ in openings]
    dates = {number: night for year in years for number, night in year.dates.items()}
    days = sorted(dates)
    return Table(
        low=low,
        high=high,
        starts=starts,
        ends=[end for _, end in openings],
        sums=sums,
        shifts=[start - value for start, value in zip(starts, sums, strict=True)],
        days=days,
        nights=[0 if number + 1 in dates else dates[number] for number in days],
        first_day=-bisect_left(days, origin_day),
        offsets=_joined(years),
    )


def _counted_until(instant: int, openings: list[tuple[int, int]]) -> int:
    return sum(min(end, instant) - start for start, end in openings if start < instant)


def _joined(years: Sequence[Year]) -> Offsets:
    starts, offsets = [years[0].offsets.starts[0]], [years[0].offsets.offsets[0]]
    for year in years:
        for start, offset in zip(year.offsets.starts, year.offsets.offsets, strict=True):
            if start > starts[-1]:
                starts.append(start)
                offsets.append(offset)
    return Offsets(starts, offsets)

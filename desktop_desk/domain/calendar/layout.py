"""Opening hours laid out as real intervals: whole years at once, then only summed and searched.

All numbers are seconds since 1970 (UTC) unless said otherwise. A *local second* is the wall clock
read as if it were UTC; a *day number* counts local dates from 1970-01-01.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop_desk.domain.calendar.model import DAY_S, Calendar

_EPOCH = date(1970, 1, 1).toordinal()
_FOREVER = 1 << 60

Interval = tuple[int, int]


class Offsets:
    """The zone's offsets from UTC over a range: ``offsets[i]`` holds from ``starts[i]`` on."""

    __slots__ = ("local_ends", "offsets", "starts")

    def __init__(self, starts: list[int], offsets: list[int]) -> None:
        self.starts = starts
        self.offsets = offsets
        self.local_ends = [end + offset for end, offset in zip([*starts[1:], _FOREVER], offsets, strict=True)]

    def at(self, instant: int) -> int:
        """Seconds to add to UTC at an instant."""
        return self.offsets[bisect_right(self.starts, instant) - 1]

    def wall(self, instant: int) -> int:
        """The local second at an instant; it stands still while the clocks repeat an hour."""
        index = bisect_right(self.starts, instant) - 1
        local = instant + self.offsets[index]
        return max(local, self.starts[index] + self.offsets[index - 1]) if index else local

    def real(self, first: int, last: int) -> list[Interval]:
        """The real intervals during which the wall clock reads ``[first, last)`` (local seconds).

        An hour the zone skips is not there; one it repeats is there twice.
        """
        found = []
        for i, (begin, offset) in enumerate(zip(self.starts, self.offsets, strict=True)):
            end = self.starts[i + 1] if i + 1 < len(self.starts) else _FOREVER
            start, stop = max(begin, first - offset), min(end, last - offset)
            if start < stop:
                found.append((start, stop))
        return found

    def earliest(self, local: int) -> int:
        """The first instant at which the wall clock has reached ``local``."""
        index = bisect_right(self.local_ends, local)
        return max(self.starts[index], local - self.offsets[index])


@dataclass(frozen=True, slots=True)
class Year:
    """One local year laid out: openings in order, and its working dates with their night's end.

    ``dates`` maps a working day number to the seconds its last range reaches into the next date.
    """

    openings: list[Interval]
    dates: dict[int, int]
    offsets: Offsets


def lay_out(calendar: Calendar, year: int) -> Year:
    """The openings of the ranges that belong to the local dates of ``year``."""
    first, last = day_number(date(year, 1, 1)), day_number(date(year + 1, 1, 1))
    offsets = offsets_between(calendar.zone(), (first - 3) * DAY_S, (last + 3) * DAY_S)
    openings: list[Interval] = []
    dates: dict[int, int] = {}
    for number in range(first, last):
        intervals = _openings(calendar, number, offsets)
        if intervals:
            openings += intervals
            end = intervals[-1][1]
            dates[number] = max(0, end + offsets.at(end - 1) - (number + 1) * DAY_S)
    return Year(merge(openings), dates, offsets)


def _openings(calendar: Calendar, number: int, offsets: Offsets) -> list[Interval]:
    midnight = number * DAY_S
    steady = len(offsets.starts) == 1 or _steady(offsets, midnight)
    intervals: list[Interval] = []
    for start, end in calendar.hours_on(date.fromordinal(_EPOCH + number)):
        if steady:
            shift = midnight - offsets.at(midnight)
            intervals.append((start + shift, end + shift))
        else:
            intervals += offsets.real(midnight + start, midnight + end)
    return _less_breaks(calendar, number, offsets, merge(intervals))


def _steady(offsets: Offsets, midnight: int) -> bool:
    """Whether no change of the clocks touches this date or its neighbours."""
    return bisect_right(offsets.starts, midnight - DAY_S) == bisect_right(
        offsets.starts, midnight + 3 * DAY_S
    )


def _less_breaks(
    calendar: Calendar, number: int, offsets: Offsets, intervals: list[Interval]
) -> list[Interval]:
    if not calendar.date_breaks:
        return intervals
    for near in (number - 1, number, number + 1):
        for start, end in calendar.date_breaks.get(date.fromordinal(_EPOCH + near), ()):
            for begin, stop in offsets.real(near * DAY_S + start, near * DAY_S + end):
                intervals = _without(intervals, begin, stop)
    return intervals


def _without(intervals: list[Interval], begin: int, stop: int) -> list[Interval]:
    kept = []
    for start, end in intervals:
        kept += [part for part in ((start, min(end, begin)), (max(start, stop), end)) if part[0] < part[1]]
    return kept


def merge(intervals: list[Interval]) -> list[Interval]:
    """The same time in order, overlapping and touching intervals made one."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def offsets_between(zone: ZoneInfo, first: int, last: int) -> Offsets:
    """The offsets in force from ``first`` to ``last``, each change found to the second."""
    starts, offsets = [-_FOREVER], [_offset(zone, first)]
    for instant in range(first + DAY_S, last + DAY_S, DAY_S):
        offset = _offset(zone, instant)
        if offset != offsets[-1]:
            low, high = instant - DAY_S, instant
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if _offset(zone, middle) == offset else (middle, high)
            starts.append(high)
            offsets.append(offset)
    return Offsets(starts, offsets)


def _offset(zone: ZoneInfo, instant: int) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)
    shift = moment.astimezone(zone).utcoffset()
    assert shift is not None
    return shift.days * DAY_S + shift.seconds


def day_number(day: date) -> int:
    """Days from 1970-01-01 to a date."""
    return day.toordinal() - _EPOCH


def year_of(instant: int) -> int:
    """The UTC year of an instant; ``OverflowError`` outside years 1 to 9999."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)).year

"""The three ways to count a duration, all as positions on a line of counted seconds.

Every clock maps an instant to its *position* and a position back to the earliest instant that reaches
it; deadline, elapsed time and pauses are then the same additions for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Protocol

from desktop_desk.domain.calendar.model import DAY_S
from desktop_desk.domain.calendar.table import Table

Pause = tuple[int, int | None]
"""Start and end in seconds since 1970 (UTC); without an end it still lasts. Pauses may overlap."""

_BEGIN = itemgetter(0)


class ClockKind(StrEnum):
    """How a duration is counted."""

    OPENING_HOURS = "opening_hours"
    WORKING_DAYS = "working_days"
    AROUND_THE_CLOCK = "around_the_clock"


class Tables(Protocol):
    """What the clocks ask of :class:`desktop_desk.domain.calendar.hours.Hours`."""

    table: Table

    def covering(self, instant: int) -> Table:
        """A table exact at ``instant``."""

    def counting_to(self, position: int) -> Table:
        """A table whose openings count up to ``position``."""

    def working_to(self, day: int) -> Table:
        """A table that holds the working date of running number ``day`` and the next."""

    def next_opening(self, instant: int) -> int:
        """The instant itself when open, else the next opening."""

    def last_closing(self, instant: int) -> int | None:
        """The latest closing at or before an instant."""

    def is_open(self, instant: int) -> bool:
        """Whether an opening holds at an instant."""


class Counter(ABC):
    """One clock of one calendar. Instants and durations are whole seconds."""

    @abstractmethod
    def position(self, instant: int) -> int:
        """Seconds counted from a fixed origin when a clock starts, pauses or resumes at ``instant``."""

    @abstractmethod
    def instant(self, position: int) -> int:
        """The earliest instant at which the counted seconds reach ``position``."""

    def reading(self, instant: int) -> int:
        """Seconds counted from the origin when a clock is read at ``instant``."""
        return self.position(instant)

    def deadline(self, start: int, duration_s: int, pauses: Iterable[Pause] = ()) -> int | None:
        """The earliest instant from ``start`` at which ``duration_s`` is counted; ``None`` while paused."""
        if duration_s <= 0:
            return start
        position = self.position
        target, reached = position(start) + duration_s, start
        for first, end in sorted(pauses, key=_BEGIN) if pauses else ():
            begin = first if first > reached else reached  # noqa: FURB136 - max() costs a call
            if end is not None and end <= begin:
                continue
            at = position(begin)
            if at >= target:
                break
            if end is None:
                return None
            target += position(end) - at
            reached = end
        return self.instant(target)

    def deadlines(self, starts: Sequence[int], duration_s: int) -> list[int]:
        """The deadline of every start."""
        if duration_s <= 0:
            return list(starts)
        position, instant = self.position, self.instant
        return [instant(position(start) + duration_s) for start in starts]

    def elapsed(self, start: int, end: int, pauses: Iterable[Pause] = ()) -> int:
        """Seconds counted from ``start`` to ``end`` less the pauses."""
        last, paused = self._paused(start, end, pauses)
        return max(0, self.reading(last) - self.position(start) - paused) if last > start else 0

    def consumed(self, start: int, at: int, pauses: Iterable[Pause] = ()) -> int:
        """Seconds a clock started at ``start`` has used when it stops at ``at``.

        What is left then runs again from the resumption. Differs from :meth:`elapsed` only for a
        working-days clock stopped outside opening hours, which stands at the next opening.
        """
        last, paused = self._paused(start, at, pauses)
        return max(0, self.position(last) - self.position(start) - paused) if last > start else 0

    def _paused(self, start: int, end: int, pauses: Iterable[Pause]) -> tuple[int, int]:
        """Where the counting ends (before a pause that covers the end) and the seconds paused till there."""
        paused, reached = 0, start
        for first, stop in sorted(pauses, key=_BEGIN):
            begin = max(first, reached)
            if begin >= end:
                break
            if stop is None or stop >= end:
                return begin, paused
            if stop > begin:
                paused += self.position(stop) - self.position(begin)
                reached = stop
        return end, paused


class AroundTheClock(Counter):
    """Every second counts."""

    def position(self, instant: int) -> int:
        """The instant itself."""
        return instant

    def instant(self, position: int) -> int:
        """The position itself."""
        return position


class OpeningHours(Counter):
    """Real seconds inside the openings."""

    def __init__(self, hours: Tables) -> None:
        self._hours = hours

    def position(self, instant: int) -> int:
        """Open seconds from the origin."""
        table = self._hours.table
        if not table.low <= instant < table.high:
            table = self._hours.covering(instant)
        index = bisect_right(table.starts, instant) - 1
        end = table.ends[index]
        return (instant if instant < end else end) - table.shifts[index]  # noqa: FURB136 - min() costs a call

    def instant(self, position: int) -> int:
        """Time running out exactly at closing runs out at closing."""
        table = self._hours.table
        if position > table.sums[-1]:
            table = self._hours.counting_to(position)
        return position + table.shifts[bisect_left(table.sums, position) - 1]

    def deadlines(self, starts: Sequence[int], duration_s: int) -> list[int]:
        """All deadlines in one pass over a table long enough for the first and the last."""
        if not starts or duration_s <= 0:
            return list(starts)
        self._hours.covering(min(starts))
        latest = max(starts)
        self._hours.covering(latest)
        table = self._hours.counting_to(self.position(latest) + duration_s)
        begins, ends, sums, shifts = table.starts, table.ends, table.sums, table.shifts
        due, right, left = [], bisect_right, bisect_left
        for start in starts:
            index = right(begins, start) - 1
            end = ends[index]
            reached = start if start < end else end  # noqa: FURB136 - min() costs a call
            position = reached - shifts[index] + duration_s
            due.append(position + shifts[left(sums, position) - 1])
        return due


class WorkingDays(Counter):
    """Whole working dates on the wall clock, each worth 24 h, also when the clocks change.

    A working date is one with an opening. A range that crosses midnight into a date that is none
    takes its night along: those hours count there, and not again at the start of the next date.
    """

    def __init__(self, hours: Tables) -> None:
        self._hours = hours

    def position(self, instant: int) -> int:
        """Wall-clock seconds of working dates from the origin, from the next opening when closed."""
        table = self._hours.table
        if not table.low <= instant < table.high:
            table = self._hours.covering(instant)
        if instant >= table.ends[bisect_right(table.starts, instant) - 1]:
            instant = self._hours.next_opening(instant)
            table = self._hours.covering(instant)
        return _wall(table, instant)

    def reading(self, instant: int) -> int:
        """The same, from the last closing when closed."""
        if self._hours.is_open(instant):
            return self.wall(instant)
        closing = self._hours.last_closing(instant)
        return self.wall(instant if closing is None else closing)

    def instant(self, position: int) -> int:
        """The earliest instant, moved back to the last closing when it falls outside opening hours."""
        number, rest = divmod(position, DAY_S)
        table = self._hours.table
        index = number - table.first_day
        if index > len(table.days) - 2:
            table = self._hours.working_to(number)
            index = number - table.first_day
        if index > 0 and rest <= table.nights[index - 1]:
            local = (table.days[index - 1] + 1) * DAY_S + rest
        else:
            local = table.days[index] * DAY_S + rest
        due = table.offsets.earliest(local)
        if not table.low <= due < table.high:
            table = self._hours.covering(due)
        index = bisect_right(table.starts, due) - 1
        # What holds the start lies before, so there is a closing to go back to.
        return min(due, table.ends[index])

    def wall(self, instant: int) -> int:
        """Wall-clock seconds of working dates from the origin, open or not."""
        return _wall(self._hours.covering(instant), instant)


def _wall(table: Table, instant: int) -> int:
    number, wall = divmod(table.offsets.wall(instant), DAY_S)
    days = table.days
    index = bisect_left(days, number)
    before = table.nights[index - 1] if index > 0 else 0
    if index < len(days) and days[index] == number:
        rest = wall if wall > before else before  # noqa: FURB136 - max() costs a call
    elif index > 0 and days[index - 1] == number - 1:
        rest = min(wall, before)
    else:
        rest = before
    return (table.first_day + index) * DAY_S + rest

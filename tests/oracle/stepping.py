"""What a deadline is, worked out by walking through time five minutes at a time.

Slow and plain on purpose: it shares nothing with the program, not even its words. Every opening, pause
and change of the clocks in its cases falls on a multiple of five minutes. Calendars come as the JSON
the command line reads.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Minutes = tuple[int, int]
Pause = tuple[int, int | None]

STEP = 300
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Stepping:
    """A calendar between two instants (seconds since 1970, multiples of five minutes)."""

    def __init__(self, calendar: dict[str, Any], first: int, last: int) -> None:
        self.calendar = calendar
        self.zone = ZoneInfo(calendar["tz"])
        self.first, self.last = first, last
        self.local = {
            t: datetime.fromtimestamp(t, self.zone).replace(tzinfo=None)
            for t in range(first, last + STEP, STEP)
        }
        self._hours_of: dict[date, list[Minutes]] = {}
        self.owner = {t: self._owner(at) for t, at in self.local.items()}
        self._look_back()
        self.working = {day for day in self.owner.values() if day is not None}

    def is_open(self, t: int) -> bool:
        return self.owner[t] is not None

    def _owner(self, at: datetime) -> date | None:
        """The date whose hours hold at a local time, if any do."""
        today, minute = at.date(), at.hour * 60 + at.minute
        yesterday = today - timedelta(days=1)
        for day, since in ((today, minute), (yesterday, minute + 24 * 60)):
            if within(self._hours(day), since):
                broken = within(self._breaks(today), minute) or within(
                    self._breaks(yesterday), minute + 24 * 60
                )
                return None if broken else day
        return None

    def _hours(self, day: date) -> list[Minutes]:
        if day not in self._hours_of:
            weekly = self.calendar["weekly"].get(DAYS[day.weekday()], [])
            special = self.calendar.get("date_hours", {}).get(day.isoformat(), weekly)
            closed = day.isoformat() in self.calendar.get("holidays", ())
            self._hours_of[day] = [] if closed else [minutes(pair) for pair in special]
        return self._hours_of[day]

    def _breaks(self, day: date, later: int = 0) -> list[Minutes]:
        pairs = self.calendar.get("date_breaks", {}).get(day.isoformat(), [])
        return [(first - later, last - later) for first, last in map(minutes, pairs)]

    def _look_back(self) -> None:
        """Take along the last open step before the first instant: its night may reach this far."""
        for t in range(self.first - STEP, self.first - 30 * 24 * 3600, -STEP):
            at = datetime.fromtimestamp(t, self.zone).replace(tzinfo=None)
            if (day := self._owner(at)) is not None:
                self.local[t], self.owner[t] = at, day
                return

    def opens(self, t: int) -> int | None:
        """``t`` or the first open instant after it; ``None`` when that is beyond ``last``."""
        while t <= self.last:
            if self.is_open(t):
                return t
            t += STEP
        return None

    def opening_seconds(self, start: int, end: int, pauses: list[Pause]) -> int:
        return sum(STEP for t in range(start, end, STEP) if self.is_open(t) and not paused(t, pauses))

    def opening_deadline(self, start: int, duration: int, pauses: list[Pause]) -> int | None:
        counted = 0
        for t in range(start, self.last, STEP):
            if self.is_open(t) and not paused(t, pauses):
                counted += STEP
                if counted >= duration:
                    return t + STEP
        return None

    def days_deadline(self, start: int, duration: int, pauses: list[Pause]) -> int | None:
        """The working-days clock: wall-clock time of working dates, brought back to a closing."""
        begin = self.opens(start)
        moved: list[Pause] = []
        for pause in pauses:
            opening = [self.opens(t) for t in pause if t is not None]
            if None in opening:
                return None
            moved.append((opening[0] or 0, opening[1]))
        if begin is None:
            return None
        counted, worths = 0, self._worths()
        for t in range(begin, self.last, STEP):
            if not paused(t, moved):
                counted += worths[t]
                if counted >= duration:
                    return self._closing_before(t + STEP, begin)
        return None

    def _worths(self) -> dict[int, int]:
        """The working-days seconds that each step adds; a repeated hour adds nothing the second time."""
        nights = self._nights()
        worths, furthest = {}, self.local[self.first]
        for t in range(self.first, self.last, STEP):
            until = max(self.local[t + STEP], self.local[t] + timedelta(seconds=STEP))
            worths[t] = 0
            while furthest < until:
                worths[t] += STEP if self._counts(furthest, nights) else 0
                furthest += timedelta(seconds=STEP)
        return worths

    def _counts(self, at: datetime, nights: dict[date, int]) -> bool:
        """Whether a wall-clock time counts.

        It does on a working date, unless the night of the last one, which reached into a free date, has
        counted it already; and it does in such a night.
        """
        day, minute = at.date(), at.hour * 60 + at.minute
        yesterday = day - timedelta(days=1)
        if day not in nights:
            return yesterday in nights and minute < nights[yesterday]
        if yesterday in nights:
            return True
        before = max((other for other in nights if other < day), default=None)
        return before is None or minute >= nights[before]

    def _nights(self) -> dict[date, int]:
        """The minutes that the hours of each working date reach into the next date."""
        nights: dict[date, int] = {}
        for t, day in self.owner.items():
            if day is not None:
                midnight = datetime.combine(day + timedelta(days=1), time())
                end = (self.local[t] + timedelta(seconds=STEP) - midnight) // timedelta(minutes=1)
                nights[day] = max(end, nights.get(day, 0))
        return nights

    def _closing_before(self, t: int, start: int) -> int:
        while not self.is_open(t) and t > start and not self.is_open(t - STEP):
            t -= STEP
        return t


def minutes(pair: list[str]) -> Minutes:
    """From and until in minutes after midnight; an end before its start is the next day's."""
    first, last = (int(text[:2]) * 60 + int(text[3:5]) for text in pair)
    return first, last if last > first else last + 24 * 60


def within(ranges: list[Minutes], minute: int) -> bool:
    return any(first <= minute < last for first, last in ranges)


def paused(t: int, pauses: list[Pause]) -> bool:
    return any(begin <= t and (end is None or t < end) for begin, end in pauses)

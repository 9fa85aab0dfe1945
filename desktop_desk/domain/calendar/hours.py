"""The opening hours of a calendar, searchable at any instant; years are laid out when needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from threading import Lock

from desktop_desk.domain.calendar.clocks import (
    AroundTheClock,
    ClockKind,
    Counter,
    OpeningHours,
    Pause,
    WorkingDays,
)
from desktop_desk.domain.calendar.errors import BeyondReach, NeverOpen
from desktop_desk.domain.calendar.layout import Interval, Year, lay_out, year_of
from desktop_desk.domain.calendar.model import DAY_S, Calendar
from desktop_desk.domain.calendar.table import EMPTY, Table, join

FIRST_YEAR, LAST_YEAR = 1800, 9000
_YEARS_SEARCHED = 3


class Hours:
    """Counts time in one calendar. Instants and durations are whole seconds, instants since 1970 (UTC).

    May be shared between threads: a table is replaced whole, never changed.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.table: Table = EMPTY
        self._years: dict[int, Year] = {}
        self._origin: int | None = None
        self._growing = Lock()
        self._working_days = WorkingDays(self)
        self._counters: dict[ClockKind, Counter] = {
            ClockKind.OPENING_HOURS: OpeningHours(self),
            ClockKind.WORKING_DAYS: self._working_days,
            ClockKind.AROUND_THE_CLOCK: AroundTheClock(),
        }

    def counter(self, clock: ClockKind) -> Counter:
        """The way ``clock`` counts in this calendar."""
        return self._counters[clock]

    def deadline(
        self,
        start: int,
        duration_s: int,
        clock: ClockKind = ClockKind.OPENING_HOURS,
        pauses: Iterable[Pause] = (),
    ) -> int | None:
        """The earliest instant from ``start`` at which the counted time reaches ``duration_s``.

        ``None`` while a pause without end stands in the way. Raises :class:`NeverOpen`.
        """
        return self._counters[clock].deadline(start, duration_s, pauses)

    def deadlines(
        self, starts: Sequence[int], duration_s: int, clock: ClockKind = ClockKind.OPENING_HOURS
    ) -> list[int]:
        """The deadline of every start, in the same order."""
        return self._counters[clock].deadlines(starts, duration_s)

    def elapsed(
        self,
        start: int,
        end: int,
        clock: ClockKind = ClockKind.OPENING_HOURS,
        pauses: Iterable[Pause] = (),
    ) -> int:
        """Seconds counted from ``start`` to ``end`` less the pauses; 0 when ``end`` comes first."""
        return self._counters[clock].elapsed(start, end, pauses)

    def wall_seconds(self, instant: int) -> int:
        """Wall-clock seconds of working dates from a fixed origin to an instant, open or not."""
        return self._working_days.wall(instant)

    def is_open(self, instant: int) -> bool:
        """Whether an opening holds at an instant."""
        table = self.covering(instant)
        return instant < table.ends[table.opening_at(instant)]

    def next_opening(self, instant: int) -> int:
        """The instant itself when open, else the start of the next opening. Raises :class:`NeverOpen`."""
        table = self.covering(instant)
        index = table.opening_at(instant)
        if instant < table.ends[index]:
            return instant
        while index + 1 >= len(table.starts):
            table = self._longer(table)
            index = table.opening_at(instant)
        return table.starts[index + 1]

    def last_closing(self, instant: int) -> int | None:
        """The latest end of an opening at or before an instant, looked for over three years."""
        table = self.covering(instant)
        for _ in range(_YEARS_SEARCHED):
            index = table.opening_at(instant)
            if table.ends[index] > instant:
                index -= 1
            if index > 0:
                return table.ends[index]
            table = self._reach(table.low - 1)
        return None

    def closes_at(self, instant: int) -> int | None:
        """The end of the opening an instant lies in; ``None`` when closed or open for years on end."""
        table = self.covering(instant)
        for _ in range(_YEARS_SEARCHED):
            end = table.ends[table.opening_at(instant)]
            if end != table.high:
                return end if instant < end else None
            table = self._reach(table.high)
        return None

    def openings_between(self, start: int, end: int) -> list[Interval]:
        """The open intervals from ``start`` to ``end``, cut to them."""
        if end <= start:
            return []
        self.covering(start)
        table = self.covering(end)
        found = []
        for index in range(table.opening_at(start), table.opening_at(end) + 1):
            begin, stop = max(start, table.starts[index]), min(end, table.ends[index])
            if begin < stop:
                found.append((begin, stop))
        return found

    def covering(self, instant: int) -> Table:
        """A table exact at ``instant``; raises :class:`BeyondReach` for a date no desk knows."""
        table = self.table
        return table if table.low <= instant < table.high else self._reach(instant)

    def counting_to(self, position: int) -> Table:
        """A table whose openings count up to ``position`` seconds."""
        table = self.table
        while table.top < position:
            table = self._longer(table, position - table.top)
        return table

    def working_to(self, day: int) -> Table:
        """A table that holds the working date of running number ``day`` and the one after it."""
        table = self.table
        while table.first_day + len(table.days) - 2 < day:
            table = self._longer(table)
        return table

    @cached_property
    def _last_special_year(self) -> int:
        return max((day.year for day in self.calendar.date_hours), default=FIRST_YEAR)

    def _longer(self, table: Table, missing_s: int = 0) -> Table:
        """The table with as many years more as ``missing_s`` seems to need, one at least."""
        year = year_of(table.high + DAY_S)
        if not any(self.calendar.weekly) and year > self._last_special_year:
            raise NeverOpen
        laid = table.top - table.sums[0]
        years = year - year_of(table.low)
        more = missing_s * years // laid if laid else 0
        return self._reach(table.high + min(more, LAST_YEAR) * 365 * DAY_S)

    def _reach(self, instant: int) -> Table:
        """Lay out whole years until ``instant`` is inside, and keep the new table."""
        try:
            first, last = year_of(instant - 2 * DAY_S), year_of(instant + DAY_S)
        except OverflowError as error:
            raise BeyondReach from error
        if first < FIRST_YEAR or last > LAST_YEAR:
            raise BeyondReach
        with self._growing:
            years = self._years
            if years:
                first, last = min(first, *years), max(last, *years)
            for year in range(first, last + 1):
                if year not in years:
                    years[year] = lay_out(self.calendar, year)
            if self._origin is None:
                self._origin = first
            self.table = join([years[year] for year in range(first, last + 1)], first, self._origin)
            return self.table


@lru_cache(maxsize=32)
def hours_of(calendar: Calendar) -> Hours:
    """The hours of a calendar, laid out once however many ask."""
    return Hours(calendar)

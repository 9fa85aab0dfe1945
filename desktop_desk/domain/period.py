"""The stretch of time a dashboard looks at, cut into the bars it draws.

Days, weeks and months are those of the desk's own zone: a week starts on Monday at local midnight,
whatever the clock change does to its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from desktop_desk.domain.instants import Instant, from_datetime, to_datetime

WEEKS_DRAWN = 26
"""The longest history drawn week by week when everything is asked for."""

MONTHS_DRAWN = 36
"""The longest history drawn month by month; beyond it, bars are years."""


class Span(StrEnum):
    """How far back the dashboard looks."""

    DAYS_30 = "30d"
    WEEKS_12 = "12w"
    MONTHS_12 = "12m"
    ALL = "all"


class Unit(StrEnum):
    """What one bar stands for."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One week, month or year: its first day and its limits."""

    unit: Unit
    day: date
    start: Instant
    end: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From ``start`` (local midnight) to ``now``, one bar a ``unit``.

    ``previous`` is the start of the stretch of equal length just before, for comparing; it equals
    ``start`` when there is nothing before.
    """

    span: Span
    start: Instant
    now: Instant
    previous: Instant
    unit: Unit
    tz: tzinfo

    @classmethod
    def of(cls, span: Span, now: Instant, tz: tzinfo, first: Instant | None = None) -> Period:
        """The period that ends at ``now``; ``first`` is when the oldest request was created.

        ``Span.ALL`` starts there, and nothing is compared with a stretch it did not wholly live.
        """
        today = local_date(now, tz)
        day, unit = _beginning(span, today, local_date(first, tz) if first is not None else today)
        start = midnight(day, tz)
        previous = Instant(start - (now - start))
        if first is None or first > previous:
            previous = start
        return cls(span=span, start=start, now=now, previous=previous, unit=unit, tz=tz)

    @property
    def first_day(self) -> date:
        """The first day looked at, in the desk's zone."""
        return local_date(self.start, self.tz)

    @property
    def today(self) -> date:
        """The last day looked at, in the desk's zone."""
        return local_date(self.now, self.tz)

    def bars(self) -> list[Bar]:
        """Every bar, oldest first; the last one holds ``now`` and is unfinished."""
        return bars(self.unit, self.first_day, self.today, self.tz)

    def trend(self) -> list[Bar]:
        """The same for a share drawn month by month: a year at least, however short the period."""
        if self.unit is Unit.YEAR:
            return self.bars()
        first = min(self.first_day, months_before(self.today, 11))
        return bars(Unit.MONTH, first, self.today, self.tz)


def local_date(instant: Instant, tz: tzinfo) -> date:
    """The calendar day of an instant in a zone."""
    return to_datetime(instant).astimezone(tz).date()


def midnight(day: date, tz: tzinfo) -> Instant:
    """The instant a day starts in a zone."""
    return from_datetime(datetime(day.year, day.month, day.day, tzinfo=tz))


def months_before(day: date, months: int) -> date:
    """The first of the month, ``months`` before the month of ``day``."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def floor(unit: Unit, day: date) -> date:
    """The first day of the week, month or year that holds ``day``."""
    if unit is Unit.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit is Unit.MONTH else date(day.year, 1, 1)


def after(unit: Unit, start: date) -> date:
    """The first day of the next week, month or year."""
    if unit is Unit.WEEK:
        return start + timedelta(days=7)
    return months_before(start, -1) if unit is Unit.MONTH else date(start.year + 1, 1, 1)


def bars(unit: Unit, first: date, last: date, tz: tzinfo) -> list[Bar]:
    """Every week, month or year from that of ``first`` to that of ``last``."""
    found: list[Bar] = []
    day = floor(unit, first)
    while day <= last:
        following = after(unit, day)
        found.append(Bar(unit=unit, day=day, start=midnight(day, tz), end=midnight(following, tz)))
        day = following
    return found


def edges(row: list[Bar]) -> list[Instant]:
    """The instants that part the bars: one more than there are bars."""
    return [bar.start for bar in row] + [row[-1].end]


def _beginning(span: Span, today: date, first: date) -> tuple[date, Unit]:
    if span is Span.DAYS_30:
        return today - timedelta(days=29), Unit.WEEK
    if span is Span.WEEKS_12:
        return floor(Unit.WEEK, today) - timedelta(weeks=12), Unit.WEEK
    if span is Span.MONTHS_12:
        return months_before(today, 11), Unit.MONTH
    first = min(first, today)
    if (today - first).days <= WEEKS_DRAWN * 7:
        return first, Unit.WEEK
    return first, Unit.MONTH if first > months_before(today, MONTHS_DRAWN) else Unit.YEAR

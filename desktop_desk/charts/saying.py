"""The few things that figures say in their own way, in the reader's language."""

from __future__ import annotations

from desktop_desk.domain.figure import Stop
from desktop_desk.domain.period import Bar, Period, Span, Unit
from desktop_desk.text import N_, Words, capital

NUMBERS = (N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"), N_("nine"))

_HOUR = 3600


def number(words: Words, n: int) -> str:
    """Two to nine in letters, figures beyond."""
    return words(NUMBERS[n - 2]) if 2 <= n <= 9 else words.number(n)


def duration(words: Words, seconds: float) -> str:
    """Hours and minutes, to be compared with others: ``54 h 28``, ``38 min``."""
    return words.duration(round(seconds), "figure")


def duration_tick(words: Words, seconds: float) -> str:
    """A round length of time on an axis: ``0``, ``30 min``, ``12 h``."""
    hours, rest = divmod(round(seconds), _HOUR)
    if not seconds:
        return "0"
    return duration(words, seconds) if rest else f"{words.number(hours)}\u00a0h"


def points(share: float) -> int:
    """A share from 0 to 1 in whole points; nothing but the whole counts as 100."""
    return 99 if share < 1 and round(share * 100) == 100 else round(share * 100)


def requests(words: Words, n: int) -> str:
    """``1 demande``, ``24 demandes``."""
    return words.plural("{n} request", "{n} requests", n)


def range_words(words: Words, period: Period) -> str:
    """What the period covers: ``31 août – 23 novembre 2026``."""
    return words.date_range(period.first_day, period.today)


def span_words(words: Words, span: Span) -> str:
    """The length of the period, to end a sentence with: ``sur douze semaines``."""
    return {
        Span.DAYS_30: words("over thirty days"),
        Span.WEEKS_12: words("over twelve weeks"),
        Span.MONTHS_12: words("over twelve months"),
        Span.ALL: words("since the beginning"),
    }[span]


def bar_name(words: Words, bar: Bar) -> str:
    """What one bar stands for: ``Semaine du 31 août 2026``, ``Novembre 2026``, ``2026``."""
    if bar.unit is Unit.WEEK:
        return words("Week of {day}", day=words.date_range(bar.day, bar.day))
    return capital(words.month(bar.day)) if bar.unit is Unit.MONTH else str(bar.day.year)


def bar_stop(words: Words, bar: Bar, span: Span) -> Stop:
    """What is written under a bar: a week says its month when it changes, a long history its years."""
    if bar.unit is Unit.WEEK:
        month = words.month_short(bar.day)
        return Stop(text=words.week(bar.day, bar.day), full=words.week(bar.day), group=month)
    year = str(bar.day.year)
    if bar.unit is Unit.YEAR:
        return Stop(text=year, full=year)
    month = words.month_short(bar.day)
    return Stop(text=month, full=f"{month} {year}" if span is Span.ALL else month, group=year)

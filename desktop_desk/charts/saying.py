"""How numbers, times and dates are written in a figure, in the reader's language."""

from __future__ import annotations

from datetime import date

from desktop_desk.domain.period import Bar, Period, Span, Unit
from desktop_desk.text import N_, Words

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
MONTHS_SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
WEEKDAYS_SHORT = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
NUMBERS = (
    N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"), N_("eight"),
    N_("nine"),
)  # fmt: skip

MINUS = "−"


def count(words: Words, n: int) -> str:
    """A whole number with its thousands apart: ``1 234`` or ``1,234``."""
    return f"{n:,}".replace(",", "\u202f") if words.language == "fr" else f"{n:,}"


def signed(words: Words, n: int) -> str:
    """A whole number with its sign; 0 has none."""
    return count(words, 0) if n == 0 else ("+" if n > 0 else MINUS) + count(words, abs(n))


def number(words: Words, n: int) -> str:
    """One to nine in letters, figures beyond."""
    return words(NUMBERS[n - 1]) if 1 <= n <= len(NUMBERS) else count(words, n)


def percent(words: Words, share: float) -> str:
    """A share from 0 to 1 as ``95 %``; 100 is said only when it is whole."""
    return words("{n}%", n=count(words, points(share)))


def points(share: float) -> int:
    """A share from 0 to 1 in whole points, never rounded up to all nor down to none."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        return 99
    return 1 if rounded == 0 and share > 0 else rounded


def duration(words: Words, seconds: float) -> str:
    """Hours and minutes: ``54 h 28``, ``38 min``."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return words("{n} min", n=minutes)
    if not minutes:
        return words("{h} h", h=count(words, hours))
    return words("{h} h {m}", h=count(words, hours), m=f"{minutes:02d}")


def day(words: Words, moment: date) -> str:
    """A day without its year: ``31 août``."""
    return _dated(words, moment.day, words(MONTHS[moment.month - 1]))


def day_short(words: Words, moment: date) -> str:
    """The same under a bar: ``7 sept.``."""
    return _dated(words, moment.day, words(MONTHS_SHORT[moment.month - 1]))


def full_day(words: Words, moment: date) -> str:
    """A day with its year."""
    return words("{day}, {year}", day=day(words, moment), year=moment.year)


def _dated(words: Words, number: int, month: str) -> str:
    if number == 1:
        return words("{month} 1", month=month)
    return words("{month} {day}", month=month, day=number)


def range_words(words: Words, period: Period) -> str:
    """What the period covers: ``31 août – 23 novembre 2026``."""
    first, last = period.first_day, period.today
    if first == last:
        return full_day(words, last)
    start = day(words, first) if first.year == last.year else full_day(words, first)
    return words("{start} – {end}", start=start, end=full_day(words, last))


def span_words(words: Words, span: Span) -> str:
    """The length of the period, to end a sentence with: ``sur douze semaines``."""
    return {
        Span.DAYS_30: words("over thirty days"),
        Span.WEEKS_12: words("over twelve weeks"),
        Span.MONTHS_12: words("over twelve months"),
        Span.ALL: words("since the beginning"),
    }[span]


def bar_name(words: Words, bar: Bar) -> str:
    """What one bar stands for: ``Semaine du 31 août``, ``Novembre 2026``, ``2026``."""
    if bar.unit is Unit.WEEK:
        return words("Week of {day}", day=day(words, bar.day))
    if bar.unit is Unit.MONTH:
        month = words(MONTHS[bar.day.month - 1])
        return words("{month} {year}", month=capital(month), year=bar.day.year)
    return str(bar.day.year)


def bar_tick(words: Words, bar: Bar) -> str:
    """What is written under a bar: a week says its month only when the month changes."""
    if bar.unit is Unit.WEEK:
        same = bar.before is not None and bar.before.month == bar.day.month
        return str(bar.day.day) if same else day_short(words, bar.day)
    return words(MONTHS_SHORT[bar.day.month - 1]) if bar.unit is Unit.MONTH else str(bar.day.year)


def capital(text: str) -> str:
    """The text with a capital at its head and the rest as it is."""
    return text[:1].upper() + text[1:]

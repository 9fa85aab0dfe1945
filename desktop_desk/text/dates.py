"""Days, clock times and promises in words.

Instants are whole microseconds UTC, as in the domain, which this layer may not import; ``tz`` is
the reader's zone. An instant outside the years a calendar has is shown as the nearest it has.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from desktop_desk.text.figures import Figures
from desktop_desk.text.grammar import Nearness, Phrase

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOWEST = (datetime(2, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_HIGHEST = (datetime(9998, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)
_HALF_DAY = 12 * 3600 * 1_000_000
_NEAR = {
    0: Nearness.TODAY,
    1: Nearness.TOMORROW,
    -1: Nearness.YESTERDAY,
    **dict.fromkeys(range(2, 7), Nearness.THIS_WEEK),
    **dict.fromkeys(range(-6, -1), Nearness.LAST_DAYS),
}


class Dates(Figures):
    """How a language says when."""

    def clock_time(self, instant: int, tz: tzinfo) -> str:
        """« 10 h 47 », « 13 h »; "10:47"."""
        local = _local(instant, tz)
        return self._grammar.clock(local.hour, local.minute)

    def day(self, instant: int, tz: tzinfo, now: int) -> str:
        """« aujourd’hui », « demain mardi », « hier », « lundi », « lundi 30 novembre »."""
        return self._say(self._grammar.days, instant, tz, now)

    def when(self, instant: int, tz: tzinfo, now: int) -> str:
        """« aujourd’hui, 9 h 11 », « demain mardi, 10 h 47 »."""
        return self._say(self._grammar.when, instant, tz, now)

    def before(self, instant: int, tz: tzinfo, now: int) -> str:
        """« avant 14 h 47, aujourd’hui », « avant demain mardi, 10 h 47 », « avant jeudi, 10 h 47 »."""
        return self._say(self._grammar.before, instant, tz, now)

    def by(self, instant: int, tz: tzinfo, now: int) -> str:
        """The day first: « demain mardi, avant 10 h 47 »."""
        return self._say(self._grammar.by, instant, tz, now)

    def promised(self, instant: int, tz: tzinfo, now: int) -> str:
        """Under a clock of the ticket: « promise à 10 h 11 », « promise demain mardi, 9 h »."""
        return self._say(self._grammar.promised, instant, tz, now)

    def since(self, instant: int, tz: tzinfo, now: int) -> str:
        """How long something lasts: « depuis 1 h 35 » within the half day, then « depuis vendredi »."""
        age = now - instant
        if age < 60_000_000:
            return self._grammar.now
        local, today = _local(instant, tz), _local(now, tz).date()
        near = Nearness.TODAY if age < _HALF_DAY else _nearness(local.date(), today)
        return self._grammar.since[near].format(
            duration=self.duration(age // 1_000_000),
            weekday=self._grammar.weekdays[local.weekday()],
            short=self.date_short(local.date(), today),
        )

    def short(self, instant: int, tz: tzinfo, now: int) -> str:
        """For a table: « 10 h 11 » today, « mar. 14 h » within the week, « 12 déc. », « 3 janv. 2025 »."""
        local, today = _local(instant, tz), _local(now, tz).date()
        near = _nearness(local.date(), today)
        if near is Nearness.FAR:
            return self.date_short(local.date(), today)
        clock = self._grammar.clock(local.hour, local.minute)
        return clock if near is Nearness.TODAY else f"{self.weekday_short(local.weekday())} {clock}"

    def dated(self, instant: int, tz: tzinfo, now: int) -> str:
        """A date that stays true when read later: « lundi 23 novembre à 9 h 11 »."""
        local, today = _local(instant, tz), _local(now, tz).date()
        clock = self._grammar.clock(local.hour, local.minute)
        return self._grammar.dated.format(date=self.date_long(local.date(), today), time=clock)

    def date_long(self, day: date, today: date | None = None) -> str:
        """« lundi 30 novembre 2026 »; without the year when it is that of ``today``."""
        return f"{self._grammar.weekdays[day.weekday()]} {self._date(day, self._grammar.months, today)}"

    def date_short(self, day: date, today: date | None = None) -> str:
        """« 12 déc. », with the year unless it is that of ``today``."""
        return self._date(day, self._grammar.months_short, today)

    def date_range(self, first: date, last: date) -> str:
        """Both days included: « 31 août – 23 novembre 2026 », « 1ᵉʳ – 30 novembre 2026 »."""
        months, end = self._grammar.months, self._date(last, self._grammar.months)
        if first == last:
            return end
        if first.year != last.year:
            return f"{self._date(first, months)} – {end}"
        if first.month != last.month:
            return f"{self._date(first, months, last)} – {end}"
        return f"{self._ordinal(first.day)} – {end}"

    def week(self, monday: date, before: date | None = None) -> str:
        """Under a bar: « 31 août »; the day alone when the bar ``before`` named the same month."""
        if before is not None and (before.year, before.month) == (monday.year, monday.month):
            return self._ordinal(monday.day)
        return self.date_short(monday, monday)

    def month(self, day: date) -> str:
        """« novembre 2026 »."""
        return f"{self._grammar.months[day.month - 1]} {day.year}"

    def month_short(self, day: date) -> str:
        """« janv. »."""
        return self._grammar.months_short[day.month - 1]

    def weekday(self, index: int) -> str:
        """« lundi » for 0."""
        return self._grammar.weekdays[index]

    def weekday_short(self, index: int) -> str:
        """« lun. » for 0."""
        return self._grammar.weekdays_short[index]

    def hour(self, hours: int, minutes: int = 0) -> str:
        """A time of the wall clock: « 8 h », « 17 h 30 », « 24 h »."""
        return self._grammar.clock(hours, minutes)

    def _say(self, phrase: Phrase, instant: int, tz: tzinfo, now: int) -> str:
        local, today = _local(instant, tz), _local(now, tz).date()
        day = local.date()
        return phrase[_nearness(day, today)].format(
            time=self._grammar.clock(local.hour, local.minute),
            weekday=self._grammar.weekdays[day.weekday()],
            date=self.date_long(day, today),
        )

    def _date(self, day: date, months: tuple[str, ...], today: date | None = None) -> str:
        year = "" if today is not None and today.year == day.year else f" {day.year}"
        return f"{self._ordinal(day.day)}\u00a0{months[day.month - 1]}{year}"

    def _ordinal(self, day: int) -> str:
        return self._grammar.first if day == 1 else str(day)


def _local(instant: int, tz: tzinfo) -> datetime:
    return (_EPOCH + timedelta(microseconds=min(max(instant, _LOWEST), _HIGHEST))).astimezone(tz)


def _nearness(day: date, today: date) -> Nearness:
    return _NEAR.get((day - today).days, Nearness.FAR)

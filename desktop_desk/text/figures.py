"""Numbers, sizes and durations in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from desktop_desk.text.catalogue import Sentences
from desktop_desk.text.grammar import Unit

NBSP = "\u00a0"
MINUTE_S = 60
HOUR_S = 60 * MINUTE_S
DAY_S = 24 * HOUR_S

Style = Literal["short", "coarse", "figure", "long"]
"""How a duration is written.

``short``: « 2 h 14 », « 1 j 3 h »; ``coarse``: its greatest unit only, « 2 h »; ``figure``: hours and
minutes whatever its length, for figures compared with one another, « 4 h 00 », « 36 h 20 »;
``long``: « 2 heures et 14 minutes », for reading aloud and for mails.
"""


class Figures(Sentences):
    """How a language writes quantities."""

    def number(self, n: int) -> str:
        """« 1 234 », "1,234"."""
        return self._grammar.number(n)

    def signed(self, n: int) -> str:
        """A difference: « +12 », « −5 », « 0 »."""
        return ("+" if n > 0 else "") + self.number(n)

    def decimal(self, x: float, digits: int = 1) -> str:
        """« 4,2 », with ``digits`` after the mark."""
        whole, _, rest = f"{abs(x):,.{digits}f}".partition(".")
        sign = "−" if x < 0 and any(c in "123456789" for c in whole + rest) else ""
        mark = self._grammar.decimal if rest else ""
        return sign + whole.replace(",", self._grammar.thousands) + mark + rest

    def percent(self, share: float, digits: int = 0) -> str:
        """A share from 0 to 1: « 95 % ». Nothing but the whole is called 100 %."""
        shown = round(share * 100, digits)
        if share < 1 and shown >= 100:
            shown = 100 - 10.0**-digits
        return self.decimal(shown, digits) + self._grammar.percent

    def size(self, count: int) -> str:
        """A number of bytes: « 240 ko », « 1,2 Mo »."""
        units = self._grammar.bytes
        amount, step = float(count), 0
        while round(amount, 1 if amount < 10 else 0) >= 1000 and step < len(units) - 1:
            amount, step = amount / 1000, step + 1
        small = step > 0 and round(amount, 1) < 10 and round(amount, 1) % 1 != 0
        return self.decimal(amount, 1 if small else 0) + NBSP + units[step]

    def duration(self, seconds: int, style: Style = "short") -> str:
        """A length of time, rounded down; see :data:`Style`. Less than nothing counts as nothing."""
        seconds = max(0, int(seconds))
        if style == "figure":
            return self._figure(seconds)
        if seconds < MINUTE_S:
            return self._grammar.under_a_minute
        parts = _split(seconds)
        if style == "coarse":
            return self._amount(*self._greatest(parts))
        return self._spelled(parts) if style == "long" else self._short(parts)

    def left(self, seconds: int) -> str:
        """What remains of a promise: « 2 h 14 restantes », « 2 j restants »; past it, :meth:`late`."""
        if seconds < 0:
            return self.late(-seconds)
        if seconds < MINUTE_S:
            return self._grammar.left_moment
        days, hours, minutes = _split(seconds)
        pattern = self._grammar.left_days if days else self._grammar.left
        several = (days, hours, minutes) not in {(1, 0, minutes), (0, 1, 0), (0, 0, 1)}
        return pattern[several].format(duration=self.duration(seconds))

    def remains(self, seconds: int) -> str:
        """What a paused promise keeps: « il reste 2 j 3 h »."""
        return self._grammar.remains.format(duration=self.duration(seconds))

    def late(self, seconds: int) -> str:
        """By how much a promise is broken: « dépassé de 35 min »."""
        return self._grammar.late.format(duration=self.duration(seconds))

    def ago(self, instant: int, now: int) -> str:
        """« il y a 12 s », « il y a 3 j »; both in microseconds UTC."""
        seconds = (now - instant) // 1_000_000
        if seconds < 1:
            return self._grammar.now
        if seconds < MINUTE_S:
            duration = self._amount(seconds, self._grammar.second)
        else:
            duration = self.duration(seconds, "coarse")
        return self._grammar.ago.format(duration=duration)

    def list_of(self, names: Sequence[str]) -> str:
        """« Yann et Nadia », « Yann, Nadia et Lucie »."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self._grammar.and_} {names[-1]}"

    def _amount(self, n: int, unit: Unit) -> str:
        return self.number(n) + NBSP + unit.sign

    def _greatest(self, parts: tuple[int, int, int]) -> tuple[int, Unit]:
        days, hours, minutes = parts
        if days:
            return days, self._grammar.day
        return (hours, self._grammar.hour) if hours else (minutes, self._grammar.minute)

    def _short(self, parts: tuple[int, int, int]) -> str:
        days, hours, minutes = parts
        if days and hours:
            return f"{self._amount(days, self._grammar.day)} {self._amount(hours, self._grammar.hour)}"
        if hours and minutes:
            return self._grammar.hours(self.number(hours), minutes)
        return self._amount(*self._greatest(parts))

    def _figure(self, seconds: int) -> str:
        hours, minutes = divmod((seconds + MINUTE_S // 2) // MINUTE_S, 60)
        if not hours:
            return self._amount(minutes, self._grammar.minute)
        return f"{self._amount(hours, self._grammar.hour)}{NBSP}{minutes:02}"

    def _spelled(self, parts: tuple[int, int, int]) -> str:
        days, hours, minutes = parts
        shown = [(days, self._grammar.day), (hours, self._grammar.hour)]
        if not days:
            shown.append((minutes, self._grammar.minute))
        one = self._grammar.singular
        return self.list_of([f"{self.number(n)}{NBSP}{u.one if one(n) else u.many}" for n, u in shown if n])


def _split(seconds: int) -> tuple[int, int, int]:
    """Days, hours and minutes; what a shown unit hides is dropped, never rounded up."""
    days, rest = divmod(seconds, DAY_S)
    hours, rest = divmod(rest, HOUR_S)
    return days, hours, rest // MINUTE_S

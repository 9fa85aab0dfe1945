"""What a language must say about itself so that numbers, durations and dates read naturally."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Nearness(Enum):
    """How a day stands to today; each has its own way of being said."""

    TODAY = auto()
    TOMORROW = auto()
    YESTERDAY = auto()
    THIS_WEEK = auto()
    """Two to six days ahead: the weekday is enough."""
    LAST_DAYS = auto()
    """Two to six days ago."""
    FAR = auto()
    """Any other day: the date is needed."""


Phrase = dict[Nearness, str]
"""A pattern for each nearness, with ``{time}``, ``{weekday}``, ``{date}``, ``{short}`` or ``{duration}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of time: its sign (``min``) and its name for one and for several."""

    sign: str
    one: str
    many: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Grammar:
    """One language's tables and patterns; all fields are needed, so none can be forgotten.

    ``clock`` takes hours and minutes, ``hours`` those of a duration. ``left`` and
    ``left_days`` are pairs, for one and for several, the second pair where days come first.
    """

    thousands: str
    decimal: str
    percent: str
    bytes: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    first: str
    clock: Callable[[int, int], str]
    hours: Callable[[str, int], str]
    day: Unit
    hour: Unit
    minute: Unit
    second: Unit
    singular: Callable[[int], bool]
    and_: str
    under_a_minute: str
    now: str
    ago: str
    left: tuple[str, str]
    left_days: tuple[str, str]
    left_moment: str
    remains: str
    late: str
    dated: str
    days: Phrase
    when: Phrase
    before: Phrase
    by: Phrase
    promised: Phrase
    since: Phrase

    def number(self, n: int) -> str:
        """A whole number with its thousands apart and a true minus sign."""
        return f"{n:,}".replace(",", self.thousands).replace("-", "−")

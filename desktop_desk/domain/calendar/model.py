"""When the support is open: a time zone, weekly hours, holidays and special dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_desk.domain.calendar.errors import (
    BadCalendar,
    BadDate,
    BadHours,
    NeverOpen,
    OverlappingHours,
    UnknownZone,
)
from desktop_desk.text import N_

DAY_S = 86_400

Range = tuple[int, int]
"""Seconds after local midnight, end excluded; an end above 86,400 lies on the next date."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\Z")


@dataclass(frozen=True)
class Calendar:
    """Opening hours of one place, on its own wall clock.

    ``weekly`` holds the ranges of Monday to Sunday; one that crosses midnight belongs to the day it
    starts. ``holidays`` are closed local dates with their names; ``date_hours`` replace the hours
    of a date, ``date_breaks`` take hours away from it. A holiday closes its date in any case.

    Raises :class:`UnknownZone`, :class:`OverlappingHours`, :class:`BadHours` or :class:`NeverOpen`.
    """

    name: str
    tz: str
    weekly: tuple[tuple[Range, ...], ...]
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    date_hours: Mapping[date, tuple[Range, ...]] = field(default_factory=dict, hash=False)
    date_breaks: Mapping[date, tuple[Range, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        self.zone()
        if len(self.weekly) != len(WEEKDAYS):
            raise BadCalendar(field="weekly")
        for name, ranges in zip(_DAY_NAMES, self.weekly, strict=True):
            _check(name, ranges)
        for day, ranges in self.date_hours.items():
            _check(day.isoformat(), ranges)
        if not any(self.weekly) and not any(self.date_hours.values()):
            raise NeverOpen

    def zone(self) -> ZoneInfo:
        """The time zone; raises :class:`UnknownZone`."""
        try:
            return ZoneInfo(self.tz)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UnknownZone(zone=self.tz) from error

    def hours_on(self, day: date) -> tuple[Range, ...]:
        """The ranges that belong to a local date, before its breaks; none on a holiday."""
        if day in self.holidays:
            return ()
        special = self.date_hours.get(day)
        return self.weekly[day.weekday()] if special is None else special

    def holidays_missed(self, first: date, last: date) -> list[tuple[date, str]]:
        """Holidays from ``first`` to ``last`` (both included) that closed a day otherwise open."""
        return sorted(
            (day, name)
            for day, name in self.holidays.items()
            if first <= day <= last and self.date_hours.get(day, self.weekly[day.weekday()])
        )

    @classmethod
    def from_json(cls, data: object, name: str = "") -> Calendar:
        """Read ``{tz, weekly, holidays, date_hours, date_breaks}``; raises a :class:`CalendarError`.

        ``weekly`` maps ``mon`` … ``sun`` to ``[["08:00", "12:00"], …]``; an end at or before its start
        lies on the next day. ``holidays`` is a list of dates or ``{date: name}``.
        """
        if not isinstance(data, Mapping):
            raise BadCalendar(field="calendar")
        zone = data.get("tz")
        if not isinstance(zone, str):
            raise BadCalendar(field="tz")
        weekly = _mapping(data, "weekly")
        if not set(weekly) <= set(WEEKDAYS):
            raise BadCalendar(field="weekly")
        return cls(
            name=str(data.get("name") or name),
            tz=zone,
            weekly=tuple(
                _ranges(label, weekly.get(key) or ()) for key, label in zip(WEEKDAYS, _DAY_NAMES, strict=True)
            ),
            holidays=_holidays(data.get("holidays") or ()),
            date_hours={_date(day): _ranges(day, of) for day, of in _mapping(data, "date_hours").items()},
            date_breaks={_date(day): _ranges(day, of) for day, of in _mapping(data, "date_breaks").items()},
        )

    def to_json(self) -> dict[str, object]:
        """The form :meth:`from_json` reads, holidays with their names."""
        return {
            "name": self.name,
            "tz": self.tz,
            "weekly": {
                key: [_spell(of) for of in ranges] for key, ranges in zip(WEEKDAYS, self.weekly, strict=True)
            },
            "holidays": {day.isoformat(): name for day, name in sorted(self.holidays.items())},
            "date_hours": _spell_dates(self.date_hours),
            "date_breaks": _spell_dates(self.date_breaks),
        }


def office_calendar(tz: str, name: str = "") -> Calendar:
    """Monday to Friday, 08:00–12:00 and 14:00–18:00: what a new desk starts with."""
    day: tuple[Range, ...] = ((8 * 3600, 12 * 3600), (14 * 3600, 18 * 3600))
    return Calendar(name=name, tz=tz, weekly=(day,) * 5 + ((),) * 2)


def time_of_day(text: str) -> int:
    """Seconds after midnight of ``HH:MM`` or ``HH:MM:SS``, up to ``24:00``; raises ``ValueError``."""
    match = _TIME.match(text.strip())
    if match is None:
        raise ValueError(text)
    seconds = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    if seconds > DAY_S:
        raise ValueError(text)
    return seconds


def _mapping(data: Mapping[object, object], key: str) -> Mapping[str, object]:
    value = data.get(key) or {}
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise BadCalendar(field=key)
    return value


def _holidays(value: object) -> dict[date, str]:
    if isinstance(value, Mapping):
        return {_date(day): str(name or "") for day, name in value.items()}
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise BadCalendar(field="holidays")
    return {_date(day): "" for day in value}


def _date(text: object) -> date:
    try:
        return date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError as error:
        raise BadDate(text=text) from error


def _ranges(day: str, value: object) -> tuple[Range, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise BadHours(day=day, text=value)
    return tuple(sorted(_range(day, pair) for pair in value))


def _range(day: str, pair: object) -> Range:
    if not isinstance(pair, list | tuple):
        raise BadHours(day=day, text=pair)
    try:
        start, end = (time_of_day(str(time)) for time in pair)
    except ValueError as error:
        raise BadHours(day=day, text=pair) from error
    if start == DAY_S:
        raise BadHours(day=day, text=pair)
    return (start, end if end > start else end + DAY_S)


def _check(day: str, ranges: tuple[Range, ...]) -> None:
    """Each range inside its day and the night after it, in order, none sharing time with the next."""
    for start, end in ranges:
        if not (0 <= start < DAY_S and start < end <= start + DAY_S):
            raise BadHours(day=day, text=f"{start}, {end}")
    ordered = sorted(ranges)
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            raise OverlappingHours(day=day, first="–".join(_spell(before)), second="–".join(_spell(after)))


def _spell(of: Range) -> list[str]:
    start, end = of
    return [_clock(start), _clock(end if end <= DAY_S else end - DAY_S)]


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{rest:02}" if rest else "")


def _spell_dates(dates: Mapping[date, tuple[Range, ...]]) -> dict[str, list[list[str]]]:
    return {day.isoformat(): [_spell(of) for of in ranges] for day, ranges in sorted(dates.items())}

"""Calendars: opening hours, holidays, and the time counted inside them."""

from __future__ import annotations

from desktop_desk.domain.calendar.clocks import ClockKind, Counter, Pause
from desktop_desk.domain.calendar.errors import (
    BadCalendar,
    BadDate,
    BadHours,
    BeyondReach,
    CalendarError,
    NeverOpen,
    OverlappingHours,
    UnknownZone,
)
from desktop_desk.domain.calendar.hours import Hours, hours_of
from desktop_desk.domain.calendar.layout import Interval
from desktop_desk.domain.calendar.model import DAY_S, WEEKDAYS, Calendar, Range, office_calendar, time_of_day

__all__ = [
    "DAY_S",
    "WEEKDAYS",
    "BadCalendar",
    "BadDate",
    "BadHours",
    "BeyondReach",
    "Calendar",
    "CalendarError",
    "ClockKind",
    "Counter",
    "Hours",
    "Interval",
    "NeverOpen",
    "OverlappingHours",
    "Pause",
    "Range",
    "UnknownZone",
    "hours_of",
    "office_calendar",
    "time_of_day",
]

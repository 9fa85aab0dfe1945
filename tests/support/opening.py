"""Opening hours in a few words, for tests that count in them."""

from __future__ import annotations

from desktop_desk.domain.calendar import (
    Calendar,
    Hours,
)
from desktop_desk.domain.instants import from_iso, from_seconds, to_iso, to_seconds

WORKWEEK = ("mon", "tue", "wed", "thu", "fri")
WEEK = (*WORKWEEK, "sat", "sun")
HOUR = 3600


def at(text: str) -> int:
    return to_seconds(from_iso(text))


def said(second: int | None) -> str | None:
    return None if second is None else to_iso(from_seconds(second))


def hours(*ranges: str, days: tuple[str, ...] = WORKWEEK, tz: str = "Europe/Paris", **more: object) -> Hours:
    weekly = {day: [text.split("-") for text in ranges] for day in days}
    return Hours(Calendar.from_json({"tz": tz, "weekly": weekly, **more}))


OFFICE = hours("08:00-12:00", "14:00-18:00")

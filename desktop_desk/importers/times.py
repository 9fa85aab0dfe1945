"""The instants of a row: read, and checked against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.importers.columns import DATES, Column
from desktop_desk.importers.dates import nothing, read_date
from desktop_desk.importers.errors import BadDate, DateAhead, EndBeforeStart, NoOpening
from desktop_desk.importers.layout import Layout


@dataclass(frozen=True, slots=True)
class Times:
    """When a request came in, was answered, ended, and was last touched."""

    created: Instant
    updated: Instant
    first_response: Instant | None
    resolved: Instant | None
    closed: Instant | None


def times_of(layout: Layout, row: Sequence[str], now: Instant, file_date: Instant) -> Times:
    """The instants of a row; ``file_date`` opens the requests of a file without dates.

    Raises a ``RowRefused`` for what is no date, is still to come, or ends before it begins.
    """
    dates = {column: _date(layout, row, column, now) for column in DATES}
    created = _created(layout, dates, file_date)
    first, resolved, closed = (
        _after(layout, row, column, dates[column], created)
        for column in (Column.FIRST_RESPONSE, Column.RESOLVED, Column.CLOSED)
    )
    touched = (created, dates[Column.UPDATED], first, resolved, closed)
    return Times(
        created=created,
        updated=max(at for at in touched if at is not None),
        first_response=first,
        resolved=resolved,
        closed=closed,
    )


def moment(layout: Layout, text: str) -> Instant | None:
    """The instant a text names, or ``None`` where it names none."""
    try:
        return read_date(text, layout.zone, layout.order)
    except (ValueError, OverflowError, OSError):
        return None


def _date(layout: Layout, row: Sequence[str], column: Column, now: Instant) -> Instant | None:
    text = layout.cell(row, column)
    if nothing(text):
        return None
    at = moment(layout, text)
    if at is None:
        raise BadDate(value=text[:60], column=layout.named(column))
    if at > now:
        raise DateAhead(value=text[:60], column=layout.named(column))
    return at


def _created(layout: Layout, dates: dict[Column, Instant | None], file_date: Instant) -> Instant:
    created = dates[Column.CREATED]
    if created is not None:
        return created
    others = [at for at in dates.values() if at is not None]
    if others:
        return min(others)
    if layout.has(Column.CREATED):
        raise NoOpening
    return file_date


def _after(
    layout: Layout, row: Sequence[str], column: Column, at: Instant | None, created: Instant
) -> Instant | None:
    """An end is never before the opening; on the same day it is only less exactly written."""
    if at is None or at >= created:
        return at
    zone = layout.zone
    if to_datetime(at).astimezone(zone).date() != to_datetime(created).astimezone(zone).date():
        raise EndBeforeStart(value=layout.cell(row, column)[:60], column=layout.named(column))
    return created

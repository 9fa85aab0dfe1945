"""Where in a file's rows each thing stands: from the header, the profile, and what the dates prove."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from zoneinfo import ZoneInfo

from desktop_desk.importers.columns import DATES, SEVERAL, Column, plain, recognise
from desktop_desk.importers.csv_file import HEADER_WITHIN, CsvFile, Row
from desktop_desk.importers.dates import Order, nothing, order_of, read_date
from desktop_desk.importers.errors import FileEmpty, OnlyHeader, ProfileElsewhere, UnknownHeader, UnknownZone
from desktop_desk.importers.profile import Profile, recognised

_DATES_SEEN = 200
"""Cells of a column after which, without one date among them, it is none of dates."""
_TEXTS = frozenset({Column.DESCRIPTION, Column.RESOLUTION, Column.COMMENT})
"""What may be HTML and is read as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one file is read. ``title`` are pairs of the text before and the place of the cell."""

    header: tuple[str, ...]
    header_line: int
    profile: Profile
    zone: ZoneInfo
    order: Order
    places: dict[Column, tuple[int, ...]]
    title: tuple[tuple[str, int], ...]

    def has(self, column: Column) -> bool:
        """Whether the file has a column of this."""
        return column in self.places

    def named(self, column: Column) -> str:
        """What the file calls a column it has."""
        return self.header[self.places[column][0]]

    def cells(self, row: Sequence[str], column: Column) -> Iterator[str]:
        """What a row says of this, blank cells left out."""
        for place in self.places.get(column, ()):
            cell = row[place] if place < len(row) else ""
            if "&" in cell and column not in _TEXTS:
                cell = unescape(cell)
            if cell := cell.strip():
                yield cell

    def cell(self, row: Sequence[str], column: Column) -> str:
        """The first thing a row says of this, or an empty string."""
        return next(self.cells(row, column), "")


def layout_of(file: CsvFile, given: Profile | None, zone: str, usual_zone: str) -> Layout:
    """How to read a file: with the profile given, else a shipped one that recognises it, else by its header.

    Raises a ``FileRefused``.
    """
    header, line = _header(file, given)
    profile = given or recognised(header)
    places = recognise(header)
    if profile is not None:
        places = _placed(header, places, profile, told=given is not None)
    title = _title(header, profile)
    if not title and Column.TITLE not in places and Column.DESCRIPTION not in places:
        raise UnknownHeader(columns=_shown(header))
    profile = profile or Profile(name=_own_name(header, places))
    known_zone = _zone(zone or profile.zone or usual_zone)
    for column in DATES - {Column.CREATED} - profile.columns.keys() & places.keys():
        if not _any_date(_cells(rows_under(file, line, header), places[column]), known_zone):
            del places[column]  # « First response time » in hours, « Résolu » with yes and no
    dated = [place for column in DATES for place in places.get(column, ())]
    return Layout(
        header=header,
        header_line=line,
        profile=profile,
        zone=known_zone,
        order=profile.dates or order_of(_cells(rows_under(file, line, header), dated)),
        places=places,
        title=title,
    )


def rows_under(file: CsvFile, line: int, header: Sequence[str]) -> Iterator[Row]:
    """The rows under the header; the header repeated, as in files put together, is none."""
    for row in file.rows():
        if row.line > line and (row.wrong is not None or tuple(row.cells) != header):
            yield row


def _header(file: CsvFile, given: Profile | None) -> tuple[tuple[str, ...], int]:
    rows = [row for row in islice(file.rows(), HEADER_WITHIN + 1) if row.cells]
    if not rows:
        raise FileEmpty(path=file.path)
    wanted = {plain(name) for names in given.columns.values() for name in names} if given else set()

    def known(row: Row) -> int:
        names = [cell.strip() for cell in row.cells]
        profile = 100 * (recognised(names) is not None)
        return profile + len(recognise(names)) + len(wanted & {plain(name) for name in names})

    best = max(rows[:HEADER_WITHIN], key=known)
    header = tuple(best.cells)
    if next(rows_under(file, best.line, header), None) is None:
        raise OnlyHeader(path=file.path)
    return header, best.line


def _placed(
    header: Sequence[str], places: dict[Column, tuple[int, ...]], profile: Profile, *, told: bool
) -> dict[Column, tuple[int, ...]]:
    """The places with the profile's columns in front of those told from their names."""
    named: dict[Column, tuple[int, ...]] = {}
    missing = [name for _, name in profile.title if not _where(header, name)]
    for column, names in profile.columns.items():
        found: list[int] = []
        for name in names:
            where = _where(header, name)
            found += where if column in SEVERAL else where[:1]
            missing += [] if where else [name]
        if found:
            named[column] = tuple(found)
    if told and missing:
        shown = {"missing": ", ".join(missing), "columns": _shown(header)}
        raise ProfileElsewhere(name=profile.name, **shown)
    spoken_for = {place for taken in named.values() for place in taken}
    kept = {
        column: free
        for column, taken in places.items()
        if (free := tuple(place for place in taken if place not in spoken_for))
    }
    if Column.CATEGORY in named and len(named[Column.CATEGORY]) > 1:
        kept.pop(Column.SUBCATEGORY, None)
    return {**kept, **named}


def _where(header: Sequence[str], name: str) -> list[int]:
    exact = [place for place, seen in enumerate(header) if seen.strip() == name.strip()]
    return exact or [place for place, seen in enumerate(header) if plain(seen) == plain(name)]


def _title(header: Sequence[str], profile: Profile | None) -> tuple[tuple[str, int], ...]:
    if profile is None:
        return ()
    return tuple((before, where[0]) for before, name in profile.title if (where := _where(header, name)))


def _own_name(header: Sequence[str], places: dict[Column, tuple[int, ...]]) -> str:
    """A name for a tool nobody described: the same for the same columns, so that its numbers are its own."""
    keys = (Column.NUMBER, Column.TITLE, Column.DESCRIPTION, Column.CREATED)
    told = "|".join(plain(header[places[key][0]]) if key in places else "" for key in keys)
    return "csv-" + hashlib.sha256(told.encode()).hexdigest()[:8]


def _cells(rows: Iterable[Row], places: Sequence[int]) -> Iterator[str]:
    for row in rows:
        for place in places:
            if place < len(row.cells):
                yield row.cells[place]


def _any_date(cells: Iterable[str], zone: ZoneInfo) -> bool:
    """Whether one of the first cells that say something is a date; true where none says anything."""
    seen = False
    for cell in islice((cell for cell in cells if not nothing(cell)), _DATES_SEEN):
        seen = True
        for order in Order:
            try:
                read_date(cell, zone, order)
            except (ValueError, OverflowError, OSError):
                continue
            return True
    return not seen


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownZone(zone=name) from None


def _shown(header: Sequence[str]) -> str:
    names = [" ".join(name.split())[:40] for name in header if name.strip()]
    return ", ".join(names[:20]) + (", …" if len(names) > 20 else "")

"""CSV exports of other tools, and of spreadsheets, as tickets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop_desk.domain.instants import Instant, from_seconds
from desktop_desk.importers.csv_file import CsvFile, open_csv
from desktop_desk.importers.errors import RowCutOff, RowRefused
from desktop_desk.importers.layout import layout_of, rows_under
from desktop_desk.importers.profile import Profile
from desktop_desk.importers.rows import Read, Skipped, Taken
from desktop_desk.importers.tickets import TicketReader
from desktop_desk.text import N_

UNKNOWN_REQUESTER = N_("Unknown requester")
"""Whoever asked, in a row that does not say."""


def read_csv(
    path: Path,
    profile: Profile | None,
    zone: str,
    now: Instant,
    *,
    usual_zone: str = "UTC",
    unknown: str = UNKNOWN_REQUESTER,
) -> Iterator[Read]:
    """The tickets of a CSV file and the lines that give none, in the file's order.

    ``zone`` is the time zone of dates that give none; empty, it is the profile's, else ``usual_zone``.
    ``unknown`` is ``UNKNOWN_REQUESTER`` in the reader's language. Raises a ``FileRefused`` before the
    first row when nothing can be taken from the file.
    """
    file = open_csv(path)
    layout = layout_of(file, profile, zone, usual_zone)
    file_date = min(from_seconds(int(path.stat().st_mtime)), now)
    reader = TicketReader(layout, now, file_date, unknown)
    return _read(file, reader)


def _read(file: CsvFile, reader: TicketReader) -> Iterator[Read]:
    for row in rows_under(file, reader.layout.header_line, reader.layout.header):
        if row.wrong is not None:
            yield Skipped(row.line, row.wrong)
            continue
        try:
            if row.last and len(row.cells) < len(reader.layout.header):
                raise RowCutOff
            ticket = reader.ticket(row.line, row.cells)
        except RowRefused as refused:
            yield Skipped(row.line, refused)
        else:
            yield Taken(row.line, ticket, told=reader.told(row.cells))

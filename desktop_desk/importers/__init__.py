"""What can be imported: one file a source and one line here. Pure: no store, no window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from desktop_desk.domain.instants import Instant
from desktop_desk.importers.csv_tickets import read_csv
from desktop_desk.importers.profile import Profile
from desktop_desk.importers.rows import Read


class Importer(Protocol):
    """Reads a source: see :func:`desktop_desk.importers.csv_tickets.read_csv`."""

    def __call__(
        self,
        path: Path,
        profile: Profile | None,
        zone: str,
        now: Instant,
        *,
        usual_zone: str = ...,
        unknown: str = ...,
    ) -> Iterator[Read]:
        """Tickets and skipped lines; raises a ``FileRefused`` before the first."""
        ...


IMPORTERS: Mapping[str, Importer] = MappingProxyType({
    "csv": read_csv,
})  # fmt: skip
"""Every kind of ``import`` by its name on the command line."""

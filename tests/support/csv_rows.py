"""A text read as a CSV file of another tool's tickets."""

from __future__ import annotations

from pathlib import Path

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import from_iso
from desktop_desk.domain.operations import ImportTicket
from desktop_desk.importers import IMPORTERS
from desktop_desk.importers.profile import load_profile
from desktop_desk.importers.rows import Skipped, Taken

NOW = from_iso("2026-11-23T09:00:00Z")


def read(folder: Path, text: str, *, profile: str = "", zone: str = "Europe/Paris", encoding: str = "utf-8"):
    """Tickets by line, and the kinds of error by line."""
    path = folder / "file.csv"
    path.write_bytes(text.encode(encoding))
    mapped = None
    if profile:
        (folder / "map.toml").write_text(profile, "utf-8")
        mapped = load_profile(folder / "map.toml")
    tickets: dict[int, ImportTicket] = {}
    skipped: dict[int, DeskError] = {}
    for row in IMPORTERS["csv"](path, mapped, zone, NOW):
        if isinstance(row, Taken):
            tickets[row.line] = row.ticket
        else:
            assert isinstance(row, Skipped)
            skipped[row.line] = row.reason
    return tickets, skipped

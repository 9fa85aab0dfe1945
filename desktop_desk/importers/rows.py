"""What a source hands over: tickets to take in and rows it could not read."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import ImportTicket


@dataclass(frozen=True, slots=True)
class Taken:
    """A ticket, and the line of the file it begins on.

    ``told`` is false where the source does not say in what status it stands.
    """

    line: int
    ticket: ImportTicket
    told: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that gives no ticket, and why."""

    line: int
    reason: DeskError


Read = Taken | Skipped
"""One row of a source."""

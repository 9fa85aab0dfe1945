"""What an employee hands in at a shared desk, before a desk has turned it into an operation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from desktop_desk.domain.instants import Instant


class LetterKind(StrEnum):
    """What the employee wants."""

    REQUEST = "request"
    ANSWER = "answer"
    SOLVED = "solved"
    CANCEL = "cancel"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing handed in: its ``uid`` is that of the operation it becomes, so it becomes one once.

    ``number`` is the ticket's, given out when the request was handed in; ``person`` is whoever was connected.
    """

    id: int
    uid: UUID
    kind: LetterKind
    person: UUID
    number: int
    title: str
    body: str
    at: Instant

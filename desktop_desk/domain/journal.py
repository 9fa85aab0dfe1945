"""What an operation left behind: the record of it and, a row a field, what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain.instants import Instant


@dataclass(frozen=True, slots=True)
class OperationRecord:
    """An operation that was applied."""

    id: int
    uid: UUID
    code: str
    actor_id: int | None
    at: Instant
    undoes_uid: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHistory:
    """One change about to be noted. Values are words; a text or an address is named by its row."""

    entity: str
    entity_id: int
    field: str
    old: str | None
    new: str | None
    version: int = 0
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change of one field, with who and when. ``reverses`` names the row an undo gave back."""

    id: int
    entity: str
    entity_id: int
    version: int
    field: str
    old: str | None
    new: str | None
    undone_by: int | None
    reverses: int | None
    at: Instant
    actor_id: int | None

"""A ticket's fields as words: what history keeps, and how a word becomes a value again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import Kind, Outcome, Priority, Status, Ticket, WaitingFor


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` in history, ``attribute`` of :class:`Ticket`, and the value of a word."""

    name: str
    attribute: str
    read: Callable[[str], Any]


def _instant(word: str) -> Instant:
    return Instant(int(word))


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("title", "title", str),
        Field("kind", "kind", Kind),
        Field("priority", "priority", Priority.of),
        Field("status", "status", Status),
        Field("waiting_for", "waiting_for", WaitingFor),
        Field("outcome", "outcome", Outcome),
        Field("requester", "requester_id", int),
        Field("assignee", "assignee_id", int),
        Field("category", "category_id", int),
        Field("first_response_at", "first_response_at", _instant),
        Field("resolved_at", "resolved_at", _instant),
        Field("closed_at", "closed_at", _instant),
    )
}
"""Every field history follows, by its name there."""

PROMISE_FIELDS = frozenset({"status", "waiting_for", "priority", "kind", "first_response_at"})
"""The fields a clock listens to."""


def word(value: object) -> str | None:
    """A value as history keeps it; people and categories are their row numbers."""
    if value is None:
        return None
    if isinstance(value, Priority):
        return value.word
    if isinstance(value, Enum):
        return str(value.value)
    return str(value)


def value_of(name: str, kept: str | None) -> Any:
    """The value a word of history stands for."""
    return None if kept is None else FIELDS[name].read(kept)


def differences(before: Ticket, after: Ticket) -> list[tuple[str, str | None, str | None]]:
    """Field, old word and new word of everything that differs."""
    found = []
    for field in FIELDS.values():
        old, new = getattr(before, field.attribute), getattr(after, field.attribute)
        if old != new:
            found.append((field.name, word(old), word(new)))
    return found

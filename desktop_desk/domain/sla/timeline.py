"""What happened to a ticket, as far as its clocks care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_desk.domain.instants import Instant, from_iso
from desktop_desk.domain.ticket import Kind, Priority, Status, WaitingFor

FIELDS = frozenset({"status", "waiting_for", "priority", "kind", "first_response_at"})
"""The fields of a ticket that move its clocks."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field that changed: a history row. Values are the domain's own or their words."""

    at: Instant
    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Timeline:
    """A ticket as it was opened, and what changed since, in the order of the change sequence.

    Rows that were undone are left out; facts of one operation carry the same instant.
    """

    created_at: Instant
    priority: Priority
    kind: Kind | None = None
    status: Status = Status.OPEN
    waiting_for: WaitingFor | None = None
    first_response_at: Instant | None = None
    facts: Sequence[Fact] = ()

    @property
    def untouched(self) -> bool:
        """Whether nothing has moved its clocks since it was opened."""
        return not self.facts and self.status is Status.OPEN and self.first_response_at is None

    def changes(self) -> Iterator[tuple[Instant, list[Fact]]]:
        """The facts that move a clock, together when of one instant, never going back in time."""
        last = self.created_at
        for at, facts in groupby((fact for fact in self.facts if fact.field in FIELDS), key=_at):
            last = max(last, at)
            yield last, list(facts)


def _at(fact: Fact) -> Instant:
    return fact.at


def as_priority(value: object) -> Priority:
    """A priority from itself, its number or its word; raises ``ValueError`` or ``KeyError``."""
    text = str(value)
    return Priority(int(text)) if text.isdigit() else Priority.of(text)


def as_kind(value: object) -> Kind | None:
    """A kind from itself or its word."""
    return Kind(str(value)) if value else None


def as_waiting(value: object) -> WaitingFor | None:
    """A reason from itself or its word."""
    return WaitingFor(str(value)) if value else None


def as_instant(value: object) -> Instant | None:
    """An instant from microseconds or from ISO 8601; nothing stays nothing."""
    if value is None or value == "":
        return None
    text = str(value)
    return Instant(int(text)) if text.lstrip("-").isdigit() else from_iso(text)

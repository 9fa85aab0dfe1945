"""Many changes kept at once: what a generator of whole desks hands to the store.

Nothing is decided here: each value is what the operations, applied one by one, would have left. Rows
are plain tuples in the order of the fields named, a hundred thousand a second: identities as their 16
bytes, enumerations as their words, instants as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from desktop_desk.domain.operations import FileRef
from desktop_desk.domain.ticket import Status

Row = tuple[Any, ...]

TICKET = (
    *("id", "uid", "number", "title", "kind", "priority", "status", "waiting_for", "outcome"),
    *("requester_id", "assignee_id", "category_id", "channel", "created_at", "updated_at", "status_at"),
    *("first_response_at", "resolved_at", "closed_at", "verdict_source", "archived", "hidden", "version"),
    *("active", "late", "due_order"),
)
OPERATION = ("id", "uid", "code", "actor_id", "os_account", "device", "at", "payload", "sequence")
HISTORY = ("operation_id", "entity", "entity_id", "version", "field", "old", "new")
MESSAGE = ("id", "uid", "ticket_id", "kind", "author_id", "at", "text", "withdrawn")
TEXT = ("ticket_id", "message_id", "tokens")
CLOCK = (
    *("ticket_id", "metric", "policy_id", "calendar_id", "counted_by", "target_s", "started_at", "due_at"),
    *("left_s", "paused_since", "met_at", "breached_at", "deadline_version", "next_step", "next_step_at"),
    "later_steps",
)
ALERT = (
    *("ticket_id", "metric", "step", "deadline_version", "person_id", "due_at", "fired_at", "delivered_at"),
    "device",
)


@dataclass(slots=True)
class Batch:
    """What is written together.

    ``tags`` are tickets with names, ``links`` tickets with others and how they belong together,
    ``assets`` tickets with assets, ``files`` messages with their files and the bytes by SHA-256.
    """

    tickets: list[Row] = field(default_factory=list)
    operations: list[Row] = field(default_factory=list)
    history: list[Row] = field(default_factory=list)
    messages: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)
    tags: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    assets: list[tuple[int, int]] = field(default_factory=list)
    files: list[tuple[int, tuple[FileRef, ...], Mapping[str, bytes]]] = field(default_factory=list)


class Bulk(Protocol):
    """Writes batches within one transaction."""

    def write(self, batch: Batch) -> None:
        """Keep a batch."""

    def settle(self, counters: Mapping[str, int], tallies: Mapping[tuple[Status, int | None], int]) -> None:
        """Set the counters and the tallies to these values."""

    def index_texts(self) -> None:
        """Make the texts kept since the last time findable."""

"""A ticket's facts in one line, as lists outside the window give them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import (
    Channel,
    Kind,
    Outcome,
    Priority,
    Status,
    VerdictSource,
    WaitingFor,
)


@dataclass(frozen=True, slots=True)
class Named:
    """A person as they are named outside: name and first e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFacts:
    """One ticket, everything resolved to words; the due instants are those of running or met promises."""

    number: int | None
    title: str
    kind: Kind
    priority: Priority
    status: Status
    waiting_for: WaitingFor | None
    requester: Named
    assignee: Named | None
    outcome: Outcome | None
    verdict_source: VerdictSource
    external_number: str | None
    category: str
    channel: Channel
    tags: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    first_response_at: Instant | None
    resolved_at: Instant | None
    closed_at: Instant | None
    response_due_at: Instant | None
    resolution_due_at: Instant | None
    response_breached: bool | None
    resolution_breached: bool | None

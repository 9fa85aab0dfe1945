"""What another tool kept, taken in whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations.base import Contact, Operation
from desktop_desk.domain.ticket import (
    Channel,
    Kind,
    MessageKind,
    Outcome,
    Priority,
    Status,
    VerdictSource,
    WaitingFor,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMessage:
    """A message of an imported ticket."""

    text: str
    at: Instant
    author: Contact
    kind: MessageKind = MessageKind.PUBLIC
    uid: UUID = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTicket(Operation):
    """A ticket another tool kept, with its instants; ``profile`` and ``external_number`` are its key.

    As an archive it has no clock and raises no alert. ``response_kept`` and ``resolution_kept`` are
    the other tool's verdicts where it gave some; they are kept and never computed again.
    """

    code: ClassVar[str] = "import_ticket"
    ticket: UUID = field(default_factory=new_uid)
    profile: str
    external_number: str
    title: str
    kind: Kind
    priority: Priority
    status: Status
    waiting_for: WaitingFor | None = None
    outcome: Outcome | None = None
    channel: Channel = Channel.IMPORTED
    requester: Contact
    assignee: Contact | None = None
    category: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    created_at: Instant
    updated_at: Instant
    first_response_at: Instant | None = None
    resolved_at: Instant | None = None
    closed_at: Instant | None = None
    response_kept: bool | None = None
    resolution_kept: bool | None = None
    verdict_source: VerdictSource = VerdictSource.IMPORTED
    messages: tuple[PastMessage, ...] = ()
    archived: bool = True

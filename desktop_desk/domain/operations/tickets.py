"""What is done to tickets, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations.base import Contact, FileRef, Operation
from desktop_desk.domain.ticket import (
    Channel,
    Kind,
    MessageKind,
    Priority,
)


class TicketField(StrEnum):
    """The fields a person can set on a ticket."""

    TITLE = "title"
    KIND = "kind"
    PRIORITY = "priority"
    STATUS = "status"
    WAITING_FOR = "waiting_for"
    OUTCOME = "outcome"
    REQUESTER = "requester"
    ASSIGNEE = "assignee"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Change:
    """One field and its new value in words: ``high``, ``waiting``, a person's ``uid``, or nothing."""

    field: TicketField
    value: str | None


class Relation(StrEnum):
    """How two tickets belong together."""

    RELATED = "related"
    DUPLICATE = "duplicate"
    PARENT = "parent"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket(Operation):
    """A request comes in. ``opened_at`` is given when it came earlier than now."""

    code: ClassVar[str] = "open_ticket"
    ticket: UUID = field(default_factory=new_uid)
    message: UUID = field(default_factory=new_uid)
    title: str
    text: str = ""
    html: str = ""
    kind: Kind = Kind.INCIDENT
    priority: Priority = Priority.NORMAL
    requester: Contact
    channel: Channel = Channel.AGENT
    category: UUID | None = None
    assignee: UUID | None = None
    tags: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()
    opened_at: Instant | None = None
    number: int | None = None
    """Given out before, where the request was handed in; none: the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMessage(Operation):
    """Somebody writes on a ticket; ``author`` is the actor unless a channel names another.

    ``resolve`` sends the answer and resolves in one gesture. ``seen_version`` is the version the
    writer had before the eyes: a newer message since raises ``EditConflict``.
    """

    code: ClassVar[str] = "add_message"
    ticket: UUID
    message: UUID = field(default_factory=new_uid)
    kind: MessageKind = MessageKind.PUBLIC
    text: str
    html: str = ""
    author: Contact | None = None
    files: tuple[FileRef, ...] = ()
    resolve: bool = False
    seen_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead(Operation):
    """Whoever acts has read a ticket as far as this message. The ticket has no history of it."""

    code: ClassVar[str] = "mark_read"
    ticket: UUID
    message: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTicket(Operation):
    """Fields set together; a field another person changed since ``seen_version`` raises ``EditConflict``."""

    code: ClassVar[str] = "change_ticket"
    ticket: UUID
    changes: tuple[Change, ...]
    seen_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCharge(Operation):
    """« Je m’en occupe »: assigned to the actor, in progress, an answer if the policy says so."""

    code: ClassVar[str] = "take_charge"
    ticket: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TagTicket(Operation):
    """Labels put on and taken off."""

    code: ClassVar[str] = "tag_ticket"
    ticket: UUID
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTickets(Operation):
    """Two tickets belong together, or (``remove``) no longer do."""

    code: ClassVar[str] = "link_tickets"
    ticket: UUID
    other: UUID
    relation: Relation = Relation.RELATED
    remove: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAsset(Operation):
    """A ticket concerns an asset, or (``remove``) no longer does."""

    code: ClassVar[str] = "link_asset"
    ticket: UUID
    asset: UUID
    remove: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Operation):
    """Give back what operation ``undoes`` changed, where it still stands as that one left it."""

    code: ClassVar[str] = "undo"
    undoes: UUID

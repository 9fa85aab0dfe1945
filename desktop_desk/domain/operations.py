"""Everything that changes the desk, as values.

An operation carries its own ``uid``: applied twice it does nothing the second time, so it can be
retried after a crash, kept while offline and replayed. Things are named by ``uid`` in it, never by
the row numbers of one store. Who does it, when and on which device is the :class:`Author`'s, noted
beside it by the desk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.people import Address, Role
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


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts: the person (``None`` for the desk itself), the account of the PC and the device."""

    person: UUID | None
    os_account: str
    device: str
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody as a channel names them: found by ``person``, else by address, else by name, else added."""

    person: UUID | None = None
    name: str = ""
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """An attachment's facts; its bytes travel beside the operation, keyed by ``sha256`` (hex)."""

    name: str
    content_type: str
    size: int
    sha256: str
    uid: UUID = field(default_factory=new_uid)


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
class Operation:
    """The common part. ``code`` names the kind in the store and on the wire."""

    code: ClassVar[str] = ""
    uid: UUID = field(default_factory=new_uid)


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
class SavePerson(Operation):
    """A person as they shall be: added, or changed where the ``uid`` is known."""

    code: ClassVar[str] = "save_person"
    person: UUID = field(default_factory=new_uid)
    name: str
    department: str = ""
    language: str = "fr"
    role: Role = Role.EMPLOYEE
    active: bool = True
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCategory(Operation):
    """A category of the tree, under ``parent`` or at the top."""

    code: ClassVar[str] = "save_category"
    category: UUID = field(default_factory=new_uid)
    name: str
    parent: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAsset(Operation):
    """A thing tickets can be about: a till, a printer, a laptop."""

    code: ClassVar[str] = "save_asset"
    asset: UUID = field(default_factory=new_uid)
    name: str
    kind: str = ""
    place: str = ""
    owner: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCalendar(Operation):
    """A new revision of the opening hours (``body``: the calendar's JSON), valid from an instant."""

    code: ClassVar[str] = "save_calendar"
    revision: UUID = field(default_factory=new_uid)
    calendar: UUID
    name: str
    body: str
    valid_from: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePolicy(Operation):
    """A new revision of the promises (``body``: the policy's JSON), valid from an instant."""

    code: ClassVar[str] = "save_policy"
    revision: UUID = field(default_factory=new_uid)
    policy: UUID
    name: str
    body: str
    valid_from: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSetting(Operation):
    """One setting of the firm, as text; ``None`` goes back to the default."""

    code: ClassVar[str] = "save_setting"
    key: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberLogin(Operation):
    """This account of this PC is that person."""

    code: ClassVar[str] = "remember_login"
    os_account: str
    person: UUID


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Operation):
    """Give back what operation ``undoes`` changed, where it still stands as that one left it."""

    code: ClassVar[str] = "undo"
    undoes: UUID


OPERATIONS: dict[str, type[Operation]] = {
    kind.code: kind
    for kind in (
        OpenTicket,
        AddMessage,
        ChangeTicket,
        TakeCharge,
        TagTicket,
        LinkTickets,
        LinkAsset,
        SavePerson,
        SaveCategory,
        SaveAsset,
        SaveCalendar,
        SavePolicy,
        SaveSetting,
        RememberLogin,
        ImportTicket,
        Undo,
    )
}
"""Every kind of operation by its code; the wire form and the handlers are checked against it."""

"""A ticket with all that hangs on it, as the editor shows it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.operations import Relation
from desktop_desk.domain.people import Person
from desktop_desk.domain.ticket import MessageKind, Status, Ticket


@dataclass(frozen=True, slots=True)
class FileView:
    """An attachment as it is listed."""

    uid: UUID
    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message about to be kept."""

    uid: UUID
    ticket_id: int
    kind: MessageKind
    author_id: int | None
    at: Instant
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message as it is read."""

    id: int
    uid: UUID
    kind: MessageKind
    author_id: int | None
    author: str
    author_mail: str
    at: Instant
    text: str
    html: str
    files: tuple[FileView, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another ticket, named in passing."""

    id: int
    uid: UUID
    number: int | None
    title: str
    status: Status
    relation: Relation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    """One ticket, read in one picture of the store.

    ``names`` says who the people and ``categories`` what the categories are that the history
    mentions by row.
    """

    ticket: Ticket
    status_at: Instant
    requester: Person
    assignee: Person | None
    category: str
    messages: tuple[MessageView, ...]
    history: tuple[HistoryRow, ...]
    clocks: tuple[ClockRow, ...]
    linked: tuple[Neighbour, ...]
    assets: tuple[str, ...]
    recent: tuple[Neighbour, ...]
    names: dict[int, str]
    categories: dict[int, str]

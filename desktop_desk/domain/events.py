"""What the desk announces after a commit. Listeners read again what concerns them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain.instants import Instant


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is now true in the store."""


@dataclass(frozen=True, slots=True)
class TicketsChanged(Event):
    """These tickets have other values; ``opened`` when they were not there before."""

    ids: tuple[int, ...]
    opened: bool = False


@dataclass(frozen=True, slots=True)
class PeopleChanged(Event):
    """The directory has other values."""


@dataclass(frozen=True, slots=True)
class SettingsChanged(Event):
    """Settings, categories, calendars or policies have other values."""


@dataclass(frozen=True, slots=True)
class AlertsFired(Event):
    """A sweep wrote alerts about these tickets."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Swept(Event):
    """The promise clock ran: when, and when the next stored deadline comes (``None``: none)."""

    at: Instant
    next_due_at: Instant | None


@dataclass(frozen=True, slots=True)
class LettersWaiting(Event):
    """Somebody handed something in at a shared desk; whoever watches takes it."""


@dataclass(frozen=True, slots=True)
class Present(Event):
    """Somebody else writes on a ticket just now, or (``writing`` false) has stopped; kept nowhere."""

    ticket: UUID
    person: UUID
    name: str
    writing: bool


@dataclass(frozen=True, slots=True)
class StoreAway(Event):
    """The server of a shared desk does not answer, since an instant; it is tried again by itself."""

    since: Instant
    problem: str


@dataclass(frozen=True, slots=True)
class StoreBack(Event):
    """It answers again, and what happened meanwhile was announced."""


@dataclass(frozen=True, slots=True)
class JobFailed(Event):
    """A background job stopped with this sentence; it is tried again by itself."""

    job: str
    problem: str

"""A request made traceable: what it is, where it stands and who treats it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from uuid import UUID

from desktop_desk.domain.instants import Instant

TITLE_LIMIT = 500
"""Characters kept in a title; what is longer goes on in the first message."""

BODY_LIMIT = 1_000_000
"""Characters accepted in one message."""

ATTACHMENT_LIMIT = 25 * 1024 * 1024
"""Bytes accepted in one attachment."""


class Kind(StrEnum):
    """What is asked of the support."""

    INCIDENT = "incident"
    REQUEST = "request"
    QUESTION = "question"


class Priority(IntEnum):
    """How soon; the number is the key that sets it and the order in the queue."""

    CRITICAL = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4

    @property
    def word(self) -> str:
        """The name used in JSON and on the command line: ``critical`` … ``low``."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Priority:
        """The priority named ``word``; raises ``KeyError`` for an unknown one."""
        return cls[word.upper()]


class Status(StrEnum):
    """Where a ticket stands in its life."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


ACTIVE = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.WAITING})
"""Statuses in which somebody still has something to do."""


class WaitingFor(StrEnum):
    """Whom a waiting ticket waits for."""

    INFORMATION = "information"
    VALIDATION = "validation"
    PROVIDER = "provider"


class Outcome(StrEnum):
    """How a ticket ended; only ``solved`` counts in the promise figures."""

    SOLVED = "solved"
    DUPLICATE = "duplicate"
    CANCELLED = "cancelled"
    SPAM = "spam"
    NO_ANSWER = "no_answer"


class MessageKind(StrEnum):
    """What a message of the timeline is."""

    PUBLIC = "public"
    NOTE = "note"
    CALL = "call"
    SYSTEM = "system"


class Channel(StrEnum):
    """The road a request came by."""

    DIALOG = "dialog"
    AGENT = "agent"
    PHONE = "phone"
    MAIL = "mail"
    WEB = "web"
    CHAT = "chat"
    MONITORING = "monitoring"
    COMMAND = "command"
    IMPORTED = "imported"


class VerdictSource(StrEnum):
    """Who decided whether the promise was kept."""

    COMPUTED = "computed"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """The fields of one ticket. Every change makes a new value; the store keeps the difference.

    ``number`` is ``None`` until the authoritative store gave one. ``archived`` marks tickets taken
    in as history: they have no clock and raise no alert. ``hidden`` is set when the opening itself
    was undone.
    """

    id: int
    uid: UUID
    number: int | None
    title: str
    kind: Kind
    priority: Priority
    status: Status
    waiting_for: WaitingFor | None
    outcome: Outcome | None
    requester_id: int
    assignee_id: int | None
    category_id: int | None
    channel: Channel
    tags: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    first_response_at: Instant | None
    resolved_at: Instant | None
    closed_at: Instant | None
    verdict_source: VerdictSource
    external_profile: str | None
    external_number: str | None
    archived: bool
    hidden: bool
    version: int

    @property
    def active(self) -> bool:
        """Whether somebody still has something to do."""
        return self.status in ACTIVE

"""Which tickets, in which order, and what a line of the queue shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import Kind, Outcome, Priority, Status, WaitingFor

if TYPE_CHECKING:
    from desktop_desk.domain.figure import Behind


class View(StrEnum):
    """The views every desk has."""

    MINE = "mine"
    TO_TAKE = "to_take"
    ACTIVE = "active"
    LATE = "late"
    DUE_TODAY = "due_today"
    WAITING = "waiting"
    RESOLVED = "resolved"
    ALL = "all"


class SortBy(StrEnum):
    """What the queue can be ordered by."""

    PROMISE = "promise"
    PRIORITY = "priority"
    NUMBER = "number"
    TITLE = "title"
    STATUS = "status"
    ASSIGNEE = "assignee"
    UPDATED = "updated"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """Which tickets: a view or what stands behind a mark, and the words that must be found.

    ``me`` is the reader's row, ``now`` and ``day_end`` decide what is late or due today;
    ``tz`` is needed where ``behind`` names a weekday or an hour.
    """

    view: View = View.ACTIVE
    behind: Behind | None = None
    text: str = ""
    requester_id: int | None = None
    sort: SortBy = SortBy.PROMISE
    descending: bool = False
    me: int | None = None
    now: Instant
    day_end: Instant
    tz: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What is shown of a promise; fields as in :class:`desktop_desk.domain.alerts.ClockRow`."""

    started_at: Instant | None
    target_s: int | None
    due_at: Instant | None
    left_s: int | None
    paused_since: Instant | None
    met_at: Instant | None
    breached_at: Instant | None

    def late_at(self, now: Instant) -> bool:
        """Whether the promise is broken at an instant."""
        if self.breached_at is not None:
            return True
        return self.due_at is not None and self.due_at <= now and self.met_at is None

    @property
    def running(self) -> bool:
        """Whether it counts now."""
        return self.due_at is not None and self.met_at is None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    id: int
    uid: UUID
    number: int | None
    title: str
    kind: Kind
    priority: Priority
    status: Status
    waiting_for: WaitingFor | None
    outcome: Outcome | None
    status_at: Instant
    created_at: Instant
    updated_at: Instant
    first_response_at: Instant | None
    resolved_at: Instant | None
    version: int
    requester_id: int
    requester: str
    department: str
    assignee_id: int | None
    assignee: str | None
    response: ClockFace | None
    resolution: ClockFace | None

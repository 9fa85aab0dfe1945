"""A ticket whose life goes on, on paper."""

from __future__ import annotations

from uuid import UUID

from desktop_desk.domain.bulk import Row
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import ACTIVE, Channel, VerdictSource
from desktop_desk.services.promises import NO_DUE
from desktop_desk.services.sample.standing import Standing
from desktop_desk.services.sample.tracking import Tracked, next_due


class Alive:
    """What is kept of a ticket while it may still change. ``at``: when it last did."""

    __slots__ = ("at", "channel", "clocks", "created_at", "id", "standing", "status_at", "uid", "version")

    def __init__(
        self, ticket_id: int, uid: UUID, channel: Channel, created_at: Instant, standing: Standing
    ) -> None:
        self.id, self.uid, self.channel, self.standing = ticket_id, uid, channel, standing
        self.created_at = self.at = self.status_at = created_at
        self.version = 1
        self.clocks: tuple[Tracked, ...] = ()

    def row(self) -> Row:
        """A ticket as it now stands, in the order of ``bulk.TICKET``."""
        standing = self.standing
        waiting, outcome = standing.waiting_for, standing.outcome
        return (
            self.id,
            self.uid.bytes,
            self.id,
            standing.title,
            standing.kind.value,
            int(standing.priority),
            standing.status.value,
            None if waiting is None else waiting.value,
            None if outcome is None else outcome.value,
            standing.requester_id,
            standing.assignee_id,
            standing.category_id,
            self.channel.value,
            self.created_at,
            self.at,
            self.status_at,
            standing.first_response_at,
            standing.resolved_at,
            standing.closed_at,
            VerdictSource.COMPUTED.value,
            False,
            False,
            self.version,
            standing.status in ACTIVE,
            any(clock.late for clock in self.clocks),
            next_due(self.clocks, NO_DUE),
        )

"""The requester's own side: their requests, the answers to them, and what they may do with them.

Nothing here ever gives an internal note, a call or another person's request.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from uuid import UUID

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import AddMessage, Change, ChangeTicket, FileRef, MarkRead, TicketField
from desktop_desk.domain.people import Person
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.sla import Metric, reopens_until
from desktop_desk.domain.ticket import ACTIVE, MessageKind, Outcome, Status, WaitingFor
from desktop_desk.domain.timeline import FileView, MessageView, TicketView
from desktop_desk.services.desk import Applied
from desktop_desk.services.session import Session
from desktop_desk.text import N_

LISTED = 200
"""Requests of one person that are listed, the newest."""

_log = logging.getLogger(__name__)


class NotYours(DeskError):
    """A request that is somebody else's, or none at all."""

    sentence = N_("This request is not one of yours. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A line of « Mes demandes ». ``unread`` answers have not been seen yet."""

    ticket_id: int
    number: int | None
    title: str
    status: Status
    waiting_for: WaitingFor | None
    outcome: Outcome | None
    unread: int

    @property
    def active(self) -> bool:
        """Whether it is still under way."""
        return self.status in ACTIVE

    @property
    def my_turn(self) -> bool:
        """Whether the support waits for the requester."""
        return self.waiting_for in {WaitingFor.INFORMATION, WaitingFor.VALIDATION}


@dataclass(frozen=True, slots=True)
class RequestMessage:
    """A public message as its requester reads it."""

    mine: bool
    author: str
    at: Instant
    text: str
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request as its requester may see it.

    ``due_at`` is until when a first answer is promised, ``None`` once there was one or none is
    promised. ``takes_answers`` is false once it has been closed for too long.
    """

    line: RequestLine
    uid: UUID
    version: int
    created_at: Instant
    due_at: Instant | None
    treated_by: str
    messages: tuple[RequestMessage, ...]
    takes_answers: bool


class Requests:
    """What the person at this desk asked for. Every method refuses the tickets of others."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def mine(self) -> list[RequestLine]:
        """This person's requests: those under way first, then the newest."""
        me = self._session.me
        if me is None:
            return []
        query = self._session.query(View.ALL, requester_id=me.id, sort=SortBy.NUMBER, descending=True)
        rows = self._session.rows(self._session.ids(query)[:LISTED])
        with self._session.store.read() as reading:
            unread = reading.read_marks.unread(me.id)
        lines = [
            RequestLine(
                row.id, row.number, row.title, row.status, row.waiting_for, row.outcome, unread.get(row.id, 0)
            )
            for row in rows
        ]
        return sorted(lines, key=lambda line: not line.active)

    def read(self, ticket_id: int) -> RequestView:
        """One request, and mark its answers as seen. Raises :class:`NotYours`."""
        me, view = self._own(ticket_id)
        messages = [message for message in view.messages if message.kind is MessageKind.PUBLIC]
        if messages:
            self._mark_read(view, me, max(messages, key=attrgetter("id")))
        ticket = view.ticket
        response = next((c for c in view.clocks if c.metric == Metric.FIRST_RESPONSE.value), None)
        return RequestView(
            line=RequestLine(
                ticket.id, ticket.number, ticket.title, ticket.status, ticket.waiting_for, ticket.outcome, 0
            ),
            uid=ticket.uid,
            version=ticket.version,
            created_at=ticket.created_at,
            due_at=None if response is None or response.met_at is not None else response.due_at,
            treated_by="" if view.assignee is None else view.assignee.name,
            messages=tuple(
                RequestMessage(
                    mine=message.author_id == me.id,
                    author=message.author,
                    at=message.at,
                    text=message.text,
                    files=message.files,
                )
                for message in messages
            ),
            takes_answers=self._takes_answers(view),
        )

    def answer(
        self, ticket_id: int, operation: AddMessage, files: Mapping[str, bytes] | None = None
    ) -> Applied:
        """Write on one's own request; ``operation`` may be sent again after a failure.

        Raises :class:`NotYours` and what the operation raises.
        """
        _, view = self._own(ticket_id)
        own = replace(operation, ticket=view.ticket.uid, kind=MessageKind.PUBLIC, author=None, resolve=False)
        return self._session.apply(own, files)

    def add_files(self, ticket_id: int, refs: tuple[FileRef, ...], files: Mapping[str, bytes]) -> Applied:
        """Send files after a request. Raises :class:`NotYours`."""
        _, view = self._own(ticket_id)
        return self.answer(ticket_id, AddMessage(ticket=view.ticket.uid, text="", files=refs), files)

    def solved(self, ticket_id: int) -> Applied:
        """« C’est résolu ». Raises :class:`NotYours`."""
        return self._move(ticket_id, Status.RESOLVED, Outcome.SOLVED)

    def cancel(self, ticket_id: int) -> Applied:
        """« Annuler la demande »: over, without counting in any promise. Raises :class:`NotYours`."""
        return self._move(ticket_id, Status.CLOSED, Outcome.CANCELLED)

    def reopen(self, ticket_id: int) -> Applied:
        """It is not solved after all. Raises :class:`NotYours`."""
        _, view = self._own(ticket_id)
        return self._move(ticket_id, Status.OPEN if view.assignee is None else Status.IN_PROGRESS)

    def _move(self, ticket_id: int, status: Status, outcome: Outcome | None = None) -> Applied:
        _, view = self._own(ticket_id)
        changes = [Change(TicketField.STATUS, status.value)]
        if outcome is not None:
            changes.append(Change(TicketField.OUTCOME, outcome.value))
        return self._session.apply(ChangeTicket(ticket=view.ticket.uid, changes=tuple(changes)))

    def _own(self, ticket_id: int) -> tuple[Person, TicketView]:
        me, view = self._session.me, self._session.ticket(ticket_id)
        if me is None or view is None or view.ticket.hidden or view.requester.id != me.id:
            raise NotYours
        return me, view

    def _takes_answers(self, view: TicketView) -> bool:
        closed, rules = view.ticket.closed_at, self._session.rules()
        if closed is None:
            return True
        return rules is not None and self._session.clock() <= reopens_until(closed, rules.policy)

    def _mark_read(self, view: TicketView, me: Person, last: MessageView) -> None:
        """Keep how far was read, where there was something new; when that fails reading goes on."""
        with self._session.store.read() as reading:
            if not reading.read_marks.unread(me.id).get(view.ticket.id):
                return
        try:
            self._session.apply(MarkRead(ticket=view.ticket.uid, message=last.uid), undoable=False)
        except DeskError as error:
            _log.info("how far ticket %s was read is not kept: %s", view.ticket.id, error)

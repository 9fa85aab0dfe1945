"""The life of a ticket as a table: which status may follow which, and what each event does.

Sources: the firm's own life cycle (open → in progress → waiting → resolved → closed, MISSION 4) and
the event table of the SLA contract.
"""

from __future__ import annotations

from dataclasses import replace

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import MessageKind, Outcome, Status, Ticket, WaitingFor
from desktop_desk.text import N_

_OPEN, _PROGRESS, _WAITING = Status.OPEN, Status.IN_PROGRESS, Status.WAITING
_RESOLVED, _CLOSED = Status.RESOLVED, Status.CLOSED

TRANSITIONS: dict[Status, frozenset[Status]] = {
    _OPEN: frozenset({_PROGRESS, _WAITING, _RESOLVED, _CLOSED}),
    _PROGRESS: frozenset({_OPEN, _WAITING, _RESOLVED, _CLOSED}),
    _WAITING: frozenset({_OPEN, _PROGRESS, _RESOLVED, _CLOSED}),
    _RESOLVED: frozenset({_OPEN, _PROGRESS, _WAITING, _CLOSED}),
    _CLOSED: frozenset({_OPEN, _PROGRESS}),
}
"""Where a person may take a ticket from each status."""

ENDED = frozenset({_RESOLVED, _CLOSED})


class TransitionRefused(DeskError):
    """A status that cannot follow the present one."""

    sentence = N_("A ticket that is {before} cannot become {after}. Nothing was changed.")


def move(
    ticket: Ticket,
    status: Status,
    at: Instant,
    *,
    waiting_for: WaitingFor | None = None,
    outcome: Outcome | None = None,
) -> Ticket:
    """The ticket in another status, with the instants and the outcome that go with it.

    Waiting without a reason waits for information; an end without an outcome is ``solved``.
    Raises :class:`TransitionRefused`.
    """
    if status is ticket.status and (status is not _WAITING or waiting_for in {None, ticket.waiting_for}):
        return ticket if outcome is None else replace(ticket, outcome=outcome)
    if status is not ticket.status and status not in TRANSITIONS[ticket.status]:
        raise TransitionRefused(before=ticket.status.value, after=status.value)
    ended = status in ENDED
    return replace(
        ticket,
        status=status,
        waiting_for=(waiting_for or WaitingFor.INFORMATION) if status is _WAITING else None,
        outcome=(outcome or ticket.outcome or Outcome.SOLVED) if ended else None,
        resolved_at=(ticket.resolved_at or at) if ended else None,
        closed_at=at if status is _CLOSED else None,
        first_response_at=ticket.first_response_at or (at if ended else None),
    )


def assigned(ticket: Ticket, assignee_id: int | None) -> Ticket:
    """The ticket in somebody's hands, or in nobody's."""
    return replace(ticket, assignee_id=assignee_id)


def taken_in_charge(ticket: Ticket, agent_id: int, at: Instant, *, answers: bool) -> Ticket:
    """« Je m’en occupe »: the agent's, in progress; ``answers`` when the policy counts it as one."""
    mine = assigned(ticket, agent_id)
    if mine.status in {_OPEN, _WAITING}:
        mine = move(mine, _PROGRESS, at)
    if answers and mine.first_response_at is None:
        mine = replace(mine, first_response_at=at)
    return mine


def answered(ticket: Ticket, kind: MessageKind, author_id: int, at: Instant, *, counts: bool) -> Ticket:
    """What an agent's message does: a note nothing; an answer or a call starts the work."""
    if kind is MessageKind.NOTE or kind is MessageKind.SYSTEM:
        return ticket
    after = ticket
    if counts and after.first_response_at is None:
        after = replace(after, first_response_at=at)
    if after.status is _OPEN:
        after = move(after, _PROGRESS, at)
        if after.assignee_id is None:
            after = assigned(after, author_id)
    return after


def requester_wrote(ticket: Ticket, at: Instant, *, reopens_until: Instant | None) -> Ticket:
    """What the requester's own message does.

    Waiting for information or validation ends: in progress, or open if nobody has it. A resolved
    ticket opens again, a closed one only until ``reopens_until`` (``None``: never).
    """
    back = _PROGRESS if ticket.assignee_id is not None else _OPEN
    if ticket.status is _WAITING and ticket.waiting_for is not WaitingFor.PROVIDER:
        return move(ticket, back, at)
    late = ticket.status is _CLOSED and (reopens_until is None or at > reopens_until)
    if ticket.status in ENDED and not late:
        return move(ticket, back, at)
    return ticket

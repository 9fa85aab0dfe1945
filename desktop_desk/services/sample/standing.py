"""How an operation moves a ticket, by the rules of ``domain.lifecycle``, on the fields history follows.

Made anew at each change, so it is kept small: a twelfth of what a whole ticket costs to copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import cast
from uuid import UUID

from desktop_desk.domain import lifecycle
from desktop_desk.domain.fields import FIELDS, word
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import AddMessage, ChangeTicket, TicketField
from desktop_desk.domain.people import Person
from desktop_desk.domain.sla import Answer, Policy, reopens_until
from desktop_desk.domain.ticket import Kind, MessageKind, Outcome, Priority, Status, Ticket, WaitingFor


@dataclass(slots=True)
class Standing:
    """The fields of a ticket that history follows, by their names there.

    Never changed but made anew; not frozen, because that would double what a copy costs.
    """

    title: str
    kind: Kind
    priority: Priority
    status: Status
    waiting_for: WaitingFor | None
    outcome: Outcome | None
    requester_id: int
    assignee_id: int | None
    category_id: int | None
    first_response_at: Instant | None
    resolved_at: Instant | None
    closed_at: Instant | None


_NAMES = tuple(FIELDS)
_values = attrgetter(*(field.attribute for field in FIELDS.values()))


def differences(before: Standing, after: Standing) -> list[tuple[str, str | None, str | None]]:
    """``fields.differences``: field, old word and new word of everything that differs."""
    if before is after:
        return []
    return [
        (name, word(old), word(new))
        for name, old, new in zip(_NAMES, _values(before), _values(after), strict=True)
        if old != new
    ]


def taken(standing: Standing, agent: Person, at: Instant, policy: Policy) -> Standing:
    """« Je m’en occupe »."""
    answers = policy.counts_as_answer(Answer.TAKE_CHARGE)
    return _back(lifecycle.taken_in_charge(_ticket(standing), agent.id, at, answers=answers))


def written(
    standing: Standing, author: Person, operation: AddMessage, at: Instant, policy: Policy
) -> Standing:
    """What a message does."""
    ticket = _ticket(standing)
    if author.id == standing.requester_id and operation.kind is MessageKind.PUBLIC:
        until = None if standing.closed_at is None else reopens_until(standing.closed_at, policy)
        return _back(lifecycle.requester_wrote(ticket, at, reopens_until=until))
    if not author.treats:
        return standing
    answer = Answer.CALL if operation.kind is MessageKind.CALL else Answer.REPLY
    after = lifecycle.answered(ticket, operation.kind, author.id, at, counts=policy.counts_as_answer(answer))
    if operation.resolve:
        after = lifecycle.move(after, Status.RESOLVED, at)
    return _back(after)


def changed(
    standing: Standing, operation: ChangeTicket, at: Instant, row_of: Callable[[UUID], int]
) -> Standing:
    """What fields set together do; ``row_of`` gives the row of a person."""
    values = {change.field: change.value for change in operation.changes}
    after = _ticket(standing)
    status, assignee = values.get(TicketField.STATUS), values.get(TicketField.ASSIGNEE)
    if status is not None:
        waiting, outcome = values.get(TicketField.WAITING_FOR), values.get(TicketField.OUTCOME)
        after = lifecycle.move(
            after,
            Status(status),
            at,
            waiting_for=None if waiting is None else WaitingFor(waiting),
            outcome=None if outcome is None else Outcome(outcome),
        )
    if assignee is not None:
        after = lifecycle.assigned(after, row_of(UUID(assignee)))
        if status is None and after.status is Status.OPEN:
            after = lifecycle.move(after, Status.IN_PROGRESS, at)
    priority = values.get(TicketField.PRIORITY)
    if priority is not None:
        after = replace(after, priority=Priority.of(priority))
    return _back(after)


def _ticket(standing: Standing) -> Ticket:
    # The life cycle reads and replaces only fields that a standing has too.
    return cast(Ticket, standing)


def _back(ticket: Ticket) -> Standing:
    return cast(Standing, ticket)

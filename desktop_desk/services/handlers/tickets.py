"""Tickets: opened, changed, taken in charge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop_desk.domain import lifecycle
from desktop_desk.domain.cleaning import TextTooLong, clean_title
from desktop_desk.domain.fields import FIELDS, word
from desktop_desk.domain.instants import SECOND, Instant, to_iso
from desktop_desk.domain.operations import (
    Change,
    ChangeTicket,
    OpenTicket,
    TakeCharge,
    TicketField,
)
from desktop_desk.domain.sla import Answer
from desktop_desk.domain.ticket import (
    TITLE_LIMIT,
    Channel,
    Kind,
    MessageKind,
    Outcome,
    Priority,
    Status,
    Ticket,
    VerdictSource,
    WaitingFor,
)
from desktop_desk.domain.timeline import NewMessage
from desktop_desk.services.errors import (
    BadValue,
    EditConflict,
    FutureDate,
    NobodyIsMe,
    TakenInAsHistory,
    UnknownCategory,
    UnknownPerson,
)
from desktop_desk.services.searchtext import head_texts
from desktop_desk.services.work import Work

_TOLERATED = 120 * SECOND
"""How far ahead of the desk's clock another PC's may be before its dates are refused."""


def open_ticket(work: Work, operation: OpenTicket) -> None:
    """A request comes in: the ticket, its first message, its files."""
    title, text = clean_title(operation.title, operation.text)
    requester = work.contact(operation.requester)
    ticket = work.unit.tickets.add(_opened(work, operation, title, requester.id))
    work.added(ticket)
    search = work.unit.search
    search.new_head(ticket.id, *head_texts(ticket, requester))
    if text or operation.html or operation.files:
        message_id = work.unit.messages.add(
            NewMessage(
                uid=operation.message,
                ticket_id=ticket.id,
                kind=MessageKind.PUBLIC,
                author_id=requester.id,
                at=ticket.created_at,
                text=text,
                html=operation.html,
            )
        )
        work.attach(message_id, operation.files)
        search.message(ticket.id, message_id, text, *(file.name for file in operation.files))


def _opened(work: Work, operation: OpenTicket, title: str, requester_id: int) -> Ticket:
    at = _opened_at(work, operation.opened_at)
    return Ticket(
        id=0,
        uid=operation.ticket,
        number=operation.number,
        title=title,
        kind=operation.kind,
        priority=operation.priority,
        status=Status.OPEN,
        waiting_for=None,
        outcome=None,
        requester_id=requester_id,
        assignee_id=_person(work, operation.assignee),
        category_id=_category(work, operation.category),
        channel=operation.channel,
        tags=operation.tags,
        created_at=at,
        updated_at=at,
        first_response_at=at if operation.channel is Channel.PHONE else None,
        resolved_at=None,
        closed_at=None,
        verdict_source=VerdictSource.COMPUTED,
        external_profile=None,
        external_number=None,
        archived=False,
        hidden=False,
        version=1,
    )


_LIFE = frozenset({TicketField.STATUS, TicketField.WAITING_FOR, TicketField.ASSIGNEE, TicketField.OUTCOME})
"""What makes a ticket somebody's to do; history has none of it."""


def change_ticket(work: Work, operation: ChangeTicket) -> None:
    """Fields set together by a person or by a rule."""
    before = work.ticket(operation.ticket)
    values = {change.field: change.value for change in operation.changes}
    if before.archived and not _LIFE.isdisjoint(values):
        raise TakenInAsHistory(number=before.number)
    if operation.seen_version is not None and operation.seen_version < before.version:
        _refuse_conflicts(work, before, values, operation.seen_version)
    after = before
    # The outcome last: it is that of the end the same gesture may bring.
    for change in sorted(operation.changes, key=lambda change: change.field is TicketField.OUTCOME):
        after = _changed(work, after, change, values)
    if TicketField.ASSIGNEE in values and TicketField.STATUS not in values:
        after = _started_by_assignment(after, work.now)
    work.save(before, after)


def take_charge(work: Work, operation: TakeCharge) -> None:
    """« Je m’en occupe »."""
    if work.actor is None:
        raise NobodyIsMe
    before = work.ticket(operation.ticket)
    if before.archived:
        raise TakenInAsHistory(number=before.number)
    rules = work.rulebook.current(work.unit.firm, work.now)
    answers = rules is not None and rules.policy.counts_as_answer(Answer.TAKE_CHARGE)
    work.save(before, lifecycle.taken_in_charge(before, work.actor.id, work.now, answers=answers))


def _opened_at(work: Work, given: Instant | None) -> Instant:
    """When the request came, to the second: what the promise counts from."""
    if given is not None and given > work.now + _TOLERATED:
        raise FutureDate(at=to_iso(given))
    at = work.now if given is None else min(given, work.now)
    return Instant(at - at % SECOND)


def _started_by_assignment(ticket: Ticket, at: Instant) -> Ticket:
    if ticket.assignee_id is not None and ticket.status is Status.OPEN:
        return lifecycle.move(ticket, Status.IN_PROGRESS, at)
    return ticket


def _changed(work: Work, ticket: Ticket, change: Change, all_values: dict[TicketField, str | None]) -> Ticket:
    """The ticket with one field set. Raises ``BadValue`` and what the field's own rule raises."""
    value = change.value
    try:
        if change.field is TicketField.STATUS:
            return _moved(work, ticket, Status(value or ""), all_values)
        if change.field is TicketField.WAITING_FOR:
            # Asked for together with a status, or alone: then it makes the ticket wait.
            return ticket if value is None else _moved(work, ticket, Status.WAITING, all_values)
        attribute, wanted = _SETTERS[change.field](work, ticket, value)
    except (ValueError, KeyError) as error:
        raise BadValue(value=value, field=change.field.value) from error
    return replace(ticket, **{attribute: wanted})


def _outcome(ticket: Ticket, value: str | None) -> Outcome:
    """How an ended ticket ended; what has not ended has no outcome yet."""
    outcome = Outcome(value or "")
    if ticket.status not in lifecycle.ENDED:
        raise ValueError(value)
    return outcome


def _title(value: str | None) -> str:
    """A title as it is; one too long has no message here to go on in."""
    if value is not None and len(value) > TITLE_LIMIT:
        raise TextTooLong(length=len(value), limit=TITLE_LIMIT)
    return clean_title(value or "")[0]


def _requester(work: Work, value: str | None) -> int:
    person_id = _person(work, _uid(value))
    if person_id is None:
        raise ValueError(value)
    return person_id


_SETTERS: dict[TicketField, Callable[[Work, Ticket, str | None], tuple[str, Any]]] = {
    TicketField.TITLE: lambda _w, _t, value: ("title", _title(value)),
    TicketField.KIND: lambda _w, _t, value: ("kind", Kind(value or "")),
    TicketField.PRIORITY: lambda _w, _t, value: ("priority", Priority.of(value or "")),
    TicketField.REQUESTER: lambda w, _t, value: ("requester_id", _requester(w, value)),
    TicketField.ASSIGNEE: lambda w, _t, value: ("assignee_id", _person(w, _uid(value))),
    TicketField.CATEGORY: lambda w, _t, value: ("category_id", _category(w, _uid(value))),
    TicketField.OUTCOME: lambda _w, t, value: ("outcome", _outcome(t, value)),
}


def _moved(work: Work, ticket: Ticket, status: Status, values: dict[TicketField, str | None]) -> Ticket:
    waiting, outcome = values.get(TicketField.WAITING_FOR), values.get(TicketField.OUTCOME)
    return lifecycle.move(
        ticket,
        status,
        work.now,
        waiting_for=WaitingFor(waiting) if waiting else None,
        outcome=Outcome(outcome) if outcome else None,
    )


def _refuse_conflicts(
    work: Work, ticket: Ticket, values: Mapping[TicketField, str | None], seen_version: int
) -> None:
    """Raise where somebody else gave a field being set another value since the version that was seen."""
    mine = dict(values)
    if mine.get(TicketField.WAITING_FOR) is not None:
        mine.setdefault(TicketField.STATUS, Status.WAITING.value)
    seen: dict[str, str | None] = {}
    for row in work.others_changes(ticket, seen_version):
        seen.setdefault(row.field, row.old)
    for field, yours in mine.items():
        attribute = FIELDS[field.value].attribute
        if field.value in seen and word(getattr(ticket, attribute)) != seen[field.value]:
            theirs = _present(work, ticket, field)
            if theirs != yours:
                raise EditConflict(field=field.value, theirs=theirs or "", yours=yours or "")


def _present(work: Work, ticket: Ticket, field: TicketField) -> str | None:
    """The present value of a field in the words a :class:`Change` uses."""
    match field:
        case TicketField.REQUESTER | TicketField.ASSIGNEE:
            row = ticket.requester_id if field is TicketField.REQUESTER else ticket.assignee_id
            person = None if row is None else work.unit.people.by_id(row)
            return None if person is None else str(person.uid)
        case TicketField.CATEGORY:
            nodes = {node.id: node for node in work.unit.firm.categories()}
            return None if ticket.category_id is None else str(nodes[ticket.category_id].uid)
    return word(getattr(ticket, field.value))


def _person(work: Work, uid: UUID | None) -> int | None:
    if uid is None:
        return None
    person = work.unit.people.standing(uid)
    if person is None:
        raise UnknownPerson(name=uid)
    return person.id


def _category(work: Work, uid: UUID | None) -> int | None:
    if uid is None:
        return None
    category = work.unit.firm.category(uid)
    if category is None:
        raise UnknownCategory(name=uid)
    return category.id


def _uid(value: str | None) -> UUID | None:
    return UUID(value) if value else None

"""Tickets another tool kept: taken in whole, once, with that tool's verdicts."""

from __future__ import annotations

from dataclasses import replace

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.cleaning import clean_body, clean_title
from desktop_desk.domain.firm import Category
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import ImportTicket
from desktop_desk.domain.people import Person
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import MessageKind, Ticket
from desktop_desk.domain.timeline import NewMessage
from desktop_desk.services.searchtext import head_texts
from desktop_desk.services.work import Work


def import_ticket(work: Work, operation: ImportTicket) -> None:
    """One ticket of another tool; a key that is already here changes nothing."""
    if work.unit.tickets.external(operation.profile, operation.external_number) is not None:
        return
    title, overflow = clean_title(operation.title)
    requester = work.contact(operation.requester)
    assignee = None if operation.assignee is None else work.contact(operation.assignee)
    ticket = work.unit.tickets.add(_ticket(work, operation, title, requester, assignee))
    work.added(ticket)
    work.unit.search.new_head(ticket.id, *head_texts(ticket, requester))
    _messages(work, operation, ticket, overflow, requester)
    if operation.archived:
        work.unit.clocks.start(_verdicts(ticket, operation))


def _ticket(
    work: Work, operation: ImportTicket, title: str, requester: Person, assignee: Person | None
) -> Ticket:
    return Ticket(
        id=0,
        uid=operation.ticket,
        number=None,
        title=title,
        kind=operation.kind,
        priority=operation.priority,
        status=operation.status,
        waiting_for=operation.waiting_for,
        outcome=operation.outcome,
        requester_id=requester.id,
        assignee_id=None if assignee is None else assignee.id,
        category_id=_category(work, operation.category),
        channel=operation.channel,
        tags=operation.tags,
        created_at=operation.created_at,
        updated_at=operation.updated_at,
        first_response_at=operation.first_response_at,
        resolved_at=operation.resolved_at,
        closed_at=operation.closed_at,
        verdict_source=operation.verdict_source,
        external_profile=operation.profile,
        external_number=operation.external_number,
        archived=operation.archived,
        hidden=False,
        version=1,
    )


def _messages(work: Work, operation: ImportTicket, ticket: Ticket, overflow: str, requester: Person) -> None:
    for past in operation.messages:
        author = work.contact(past.author)
        body = clean_body(past.text)
        _keep(
            work,
            ticket,
            NewMessage(
                uid=past.uid, ticket_id=ticket.id, kind=past.kind, author_id=author.id, at=past.at, text=body
            ),
        )
    if overflow:
        first = NewMessage(
            uid=new_uid(),
            ticket_id=ticket.id,
            kind=MessageKind.PUBLIC,
            author_id=requester.id,
            at=ticket.created_at,
            text=overflow,
        )
        _keep(work, ticket, first)


def _keep(work: Work, ticket: Ticket, message: NewMessage) -> None:
    message_id = work.unit.messages.add(message)
    work.unit.search.message(ticket.id, message_id, message.text)


def _category(work: Work, path: tuple[str, ...]) -> int | None:
    """The category under this path, its nodes added where they are missing."""
    node_id: int | None = None
    for name in path:
        known = work.unit.firm.category_named(name, node_id)
        if known is not None:
            node_id = known.id
            continue
        node = Category(id=0, uid=new_uid(), name=name, parent_id=node_id, active=True)
        node = replace(node, id=work.unit.firm.save_category(node))
        work.note("category", node.id, "added", None, str(node.uid))
        node_id = node.id
    return node_id


def _verdicts(ticket: Ticket, operation: ImportTicket) -> list[ClockRow]:
    """The other tool's verdicts as clocks that never run."""
    verdicts = (
        (Metric.FIRST_RESPONSE, operation.response_kept, operation.first_response_at),
        (Metric.RESOLUTION, operation.resolution_kept, operation.resolved_at or operation.closed_at),
    )
    return [_verdict(ticket, metric, kept, met) for metric, kept, met in verdicts if kept is not None]


def _verdict(ticket: Ticket, metric: Metric, kept: bool, met: Instant | None) -> ClockRow:
    at = met if met is not None else ticket.updated_at
    return ClockRow(
        ticket_id=ticket.id,
        metric=metric.value,
        policy_id=None,
        calendar_id=None,
        counted_by=None,
        target_s=None,
        started_at=ticket.created_at,
        due_at=None,
        left_s=None,
        paused_since=None,
        met_at=at,
        breached_at=None if kept else at,
        deadline_version=0,
        next_step=None,
        next_step_at=None,
        later_steps="",
    )

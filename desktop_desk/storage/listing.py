"""Tickets with all their facts, for lists outside the window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, bindparam, select

from desktop_desk.domain.listing import Named, TicketFacts
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Priority
from desktop_desk.storage.firm import Firm
from desktop_desk.storage.schema import clock, person, person_address, tag, ticket, ticket_tag

_CHUNK = 500

_MAIL = (
    select(person_address.c.value)
    .where(person_address.c.person_id == person.c.id, person_address.c.kind == "mail")
    .order_by(person_address.c.id)
    .limit(1)
    .scalar_subquery()
)
_TICKETS = select(ticket).where(ticket.c.id.in_(bindparam("ids", expanding=True)))
_CLOCKS = select(
    clock.c.ticket_id, clock.c.metric, clock.c.due_at, clock.c.breached_at, clock.c.met_at, clock.c.policy_id
).where(clock.c.ticket_id.in_(bindparam("ids", expanding=True)))
_PEOPLE = select(person.c.id, person.c.name, _MAIL.label("mail")).where(
    person.c.id.in_(bindparam("ids", expanding=True))
)
_TAGS = (
    select(ticket_tag.c.ticket_id, tag.c.name)
    .join(tag, tag.c.id == ticket_tag.c.tag_id)
    .where(ticket_tag.c.ticket_id.in_(bindparam("ids", expanding=True)))
    .order_by(tag.c.folded)
)


def read_facts(connection: Connection, ids: Sequence[int]) -> Iterator[TicketFacts]:
    """The facts of these tickets, in this order, a few hundred read at a time."""
    categories = {node.id: node.path for node in Firm(connection).categories()}
    rest = iter(ids)
    while chunk := list(islice(rest, _CHUNK)):
        yield from _chunk(connection, chunk, categories)


def _chunk(connection: Connection, ids: list[int], categories: dict[int, str]) -> Iterator[TicketFacts]:
    rows = {row.id: row for row in connection.execute(_TICKETS, {"ids": ids})}
    people = {row.requester_id for row in rows.values()} | {row.assignee_id for row in rows.values()}
    named = {
        row.id: Named(row.name, row.mail or "")
        for row in connection.execute(_PEOPLE, {"ids": list(people - {None})})
    }
    clocks = {(row.ticket_id, row.metric): row for row in connection.execute(_CLOCKS, {"ids": ids})}
    tags: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(_TAGS, {"ids": ids}):
        tags[row.ticket_id].append(row.name)
    for row in (rows[one] for one in ids if one in rows):
        response = clocks.get((row.id, Metric.FIRST_RESPONSE.value))
        resolution = clocks.get((row.id, Metric.RESOLUTION.value))
        yield TicketFacts(
            number=row.number,
            title=row.title,
            kind=row.kind,
            priority=Priority(row.priority),
            status=row.status,
            waiting_for=row.waiting_for,
            requester=named[row.requester_id],
            assignee=named.get(row.assignee_id),
            outcome=row.outcome,
            verdict_source=row.verdict_source,
            external_number=row.external_number,
            category=categories.get(row.category_id, ""),
            channel=row.channel,
            tags=tuple(tags[row.id]),
            created_at=row.created_at,
            updated_at=row.updated_at,
            first_response_at=row.first_response_at,
            resolved_at=row.resolved_at,
            closed_at=row.closed_at,
            response_due_at=None if response is None else response.due_at,
            resolution_due_at=None if resolution is None else resolution.due_at,
            response_breached=None if response is None else response.breached_at is not None,
            resolution_breached=None if resolution is None else resolution.breached_at is not None,
        )

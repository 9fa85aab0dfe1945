"""What stands behind a mark of a figure, as conditions on tickets."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, exists

from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.domain.sla import Metric
from desktop_desk.storage.schema import clock, ticket

if TYPE_CHECKING:
    from desktop_desk.domain.figure import Behind


def behind_clauses(behind: Behind, now: Instant) -> list[ColumnElement[bool]]:
    """Every field that is set narrows the list, save weekday and hour (:func:`came_at`)."""
    clauses: list[ColumnElement[bool]] = [ticket.c.hidden.is_(False)]
    ranges = (
        (ticket.c.created_at, behind.created_from, behind.created_to),
        (ticket.c.resolved_at, behind.resolved_from, behind.resolved_to),
        (ticket.c.due_order, behind.due_from, behind.due_to),
    )
    for column, start, end in ranges:
        if start is not None:
            clauses.append(column >= start)
        if end is not None:
            clauses.append(column < end)
    if behind.category_id is not None:
        clauses.append(ticket.c.category_id == behind.category_id)
    if behind.uncategorised:
        clauses.append(ticket.c.category_id.is_(None))
    if behind.active is not None:
        clauses.append(ticket.c.active.is_(behind.active))
    if behind.outcome is not None:
        clauses.append(ticket.c.outcome == behind.outcome)
    if behind.priority is not None:
        clauses.append(ticket.c.priority == behind.priority)
    if behind.late is not None:
        late = ticket.c.late | (ticket.c.due_order <= now)
        clauses.append(late if behind.late else ~late)
    if behind.kept is not None:
        verdict = (
            (clock.c.ticket_id == ticket.c.id)
            & (clock.c.metric == Metric.RESOLUTION.value)
            & clock.c.met_at.is_not(None)
        )
        broken = clock.c.breached_at.is_(None) if behind.kept else clock.c.breached_at.is_not(None)
        clauses.append(exists().where(verdict & broken))
    return clauses


def came_at(behind: Behind, created_at: Instant, tz: tzinfo | None) -> bool:
    """Whether a ticket came on the weekday and at the hour asked for, in the desk's own zone."""
    moment = to_datetime(created_at).astimezone(tz)
    return behind.weekday in {None, moment.weekday()} and behind.hour in {None, moment.hour}

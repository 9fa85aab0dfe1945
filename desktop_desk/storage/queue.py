"""Lists of tickets: their ids in order, then the lines that are on the screen."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, bindparam, func, literal, literal_column, select
from sqlalchemy import false as sql_false

from desktop_desk.domain.instants import DAY
from desktop_desk.domain.queue import QueueQuery, QueueRow, SortBy, View
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Status
from desktop_desk.storage.behind import behind_clauses, came_at
from desktop_desk.storage.lines import FACE, HEAD, line
from desktop_desk.storage.prepared import Prepared, Together
from desktop_desk.storage.schema import clock, person, tally, ticket
from desktop_desk.storage.search import matches

RESOLVED_DAYS = 7
"""How far back the view of resolved tickets reaches."""

_requester, _assignee = person.alias("requester"), person.alias("assignee")
_response, _resolution = clock.alias("response"), clock.alias("resolution")
_TABLES: Mapping[str, FromClause] = {"ticket": ticket, "requester": _requester, "assignee": _assignee}
_HEAD = [_TABLES[table].c[column] for table, column in HEAD]
_AT_ONCE = 200
"""Lines one statement reads: its shape is fixed, what is not asked for stays empty."""

_PLACES = [f"id_{place}" for place in range(_AT_ONCE)]
_ROWS = Prepared(
    select(*_HEAD, *(_response.c[name] for name in FACE), *(_resolution.c[name] for name in FACE))
    .join(_requester, _requester.c.id == ticket.c.requester_id)
    .outerjoin(_assignee, _assignee.c.id == ticket.c.assignee_id)
    .outerjoin(
        _response,
        (_response.c.ticket_id == ticket.c.id) & (_response.c.metric == Metric.FIRST_RESPONSE.value),
    )
    .outerjoin(
        _resolution,
        (_resolution.c.ticket_id == ticket.c.id) & (_resolution.c.metric == Metric.RESOLUTION.value),
    )
    .where(ticket.c.id.in_([bindparam(place, type_=ticket.c.id.type, required=False) for place in _PLACES]))
)

_ACTIVE: ColumnElement[bool] = literal_column("ticket.active")  # in the very words of the partial indexes
_ACTIVE_BY_PROMISE = Prepared(select(ticket.c.id).where(_ACTIVE).order_by(ticket.c.due_order, ticket.c.id))
"""What a desk shows first."""


def _late(now: Any) -> list[ColumnElement[bool]]:
    return [_ACTIVE, ticket.c.late | (ticket.c.due_order <= now)]


def _due_today(now: Any, day_end: Any) -> list[ColumnElement[bool]]:
    return [_ACTIVE, ticket.c.due_order > now, ticket.c.due_order < day_end]


def _resolved(since: Any) -> list[ColumnElement[bool]]:
    ended = ticket.c.status.in_(_words(Status.RESOLVED, Status.CLOSED))
    return [ended, ticket.c.resolved_at >= since, ticket.c.hidden.is_(False)]


def _words(*of: Status) -> list[ColumnElement[Any]]:
    """Statuses one by one, as a fixed statement has them."""
    return [literal(status, ticket.c.status.type) for status in of]


def _count(clauses: list[ColumnElement[bool]]) -> Prepared:
    return Prepared(select(func.count()).select_from(ticket).where(*clauses))


_COUNTS = Together(
    kept=Prepared(
        select(tally.c.status, tally.c.assignee_id, tally.c.tickets).where(
            tally.c.status.in_(_words(Status.OPEN, Status.IN_PROGRESS, Status.WAITING))
        )
    ),
    late=_count(_late(bindparam("now"))),
    due_today=_count(_due_today(bindparam("now"), bindparam("day_end"))),
    resolved=_count(_resolved(bindparam("since"))),
)
"""What stands beside the views: counted as the tickets change, or from where their promises stand now."""


class QueueReader:
    """Reads lists within one picture of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self, query: QueueQuery) -> array[int]:
        """The ids of every ticket asked for, in order: 8 bytes a ticket."""
        found = array("q")
        if _plain(query):
            found.extend(row_id for (row_id,) in _ACTIVE_BY_PROMISE.rows(self._connection))
            return found
        statement = (
            select(ticket.c.id)
            .where(*_clauses(query, self._connection.dialect.name))
            .order_by(*_order(query))
        )
        if query.sort is SortBy.ASSIGNEE:
            statement = statement.outerjoin(_assignee, _assignee.c.id == ticket.c.assignee_id)
        behind = query.behind
        if behind is not None and (behind.weekday is not None or behind.hour is not None):
            rows = self._connection.execute(statement.add_columns(ticket.c.created_at))
            found.extend(row.id for row in rows if came_at(behind, row.created_at, query.tz))
        else:
            found.extend(self._connection.execute(statement).scalars().all())
        return found

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        """The lines of these tickets, in the order of ``ids``; one that is gone is left out."""
        found: dict[int, QueueRow] = {}
        for start in range(0, len(ids), _AT_ONCE):
            asked = dict(zip(_PLACES, ids[start : start + _AT_ONCE], strict=False))
            found.update((row[0], line(row)) for row in _ROWS.rows(self._connection, asked))
        return [found[ticket_id] for ticket_id in ids if ticket_id in found]

    def counts(self, query: QueueQuery) -> dict[View, int]:
        """How many tickets each built-in view holds; whose view and when, ``query`` says."""
        given = {"now": query.now, "day_end": query.day_end, "since": query.now - RESOLVED_DAYS * DAY}
        found = _COUNTS.rows(self._connection, given)
        kept = found["kept"]
        return {
            View.MINE: sum(tickets for _, mine, tickets in kept if query.me and mine == query.me),
            View.TO_TAKE: sum(tickets for _, mine, tickets in kept if mine == 0),
            View.ACTIVE: sum(tickets for _, _, tickets in kept),
            View.WAITING: sum(tickets for status, _, tickets in kept if status == Status.WAITING.value),
            View.LATE: found["late"][0][0],
            View.DUE_TODAY: found["due_today"][0][0],
            View.RESOLVED: found["resolved"][0][0],
        }


def _plain(query: QueueQuery) -> bool:
    """Whether it is the first question of every desk: what is to be done, the most pressing first."""
    narrowed = query.behind is not None or query.requester_id is not None or query.text.strip()
    return (
        query.view is View.ACTIVE and query.sort is SortBy.PROMISE and not query.descending and not narrowed
    )


def _clauses(query: QueueQuery, dialect: str) -> list[ColumnElement[bool]]:
    clauses = _of_view(query.view, query) if query.behind is None else behind_clauses(query.behind, query.now)
    if query.requester_id is not None:
        clauses.append(ticket.c.requester_id == query.requester_id)
    if query.text.strip():
        clauses += matches(query.text, dialect) or [sql_false()]
    return clauses


def _of_view(view: View, query: QueueQuery) -> list[ColumnElement[bool]]:
    match view:
        case View.MINE:
            return [_ACTIVE, sql_false() if query.me is None else ticket.c.assignee_id == query.me]
        case View.TO_TAKE:
            return [_ACTIVE, ticket.c.assignee_id.is_(None)]
        case View.LATE:
            return _late(query.now)
        case View.DUE_TODAY:
            return _due_today(query.now, query.day_end)
        case View.WAITING:
            return [_ACTIVE, ticket.c.status == Status.WAITING]
        case View.RESOLVED:
            return _resolved(query.now - RESOLVED_DAYS * DAY)
        case View.ALL:
            return [ticket.c.hidden.is_(False)]
    return [_ACTIVE]


def _order(query: QueueQuery) -> list[ColumnElement[Any]]:
    columns: dict[SortBy, Any] = {
        SortBy.PROMISE: ticket.c.due_order,
        SortBy.PRIORITY: ticket.c.priority,
        SortBy.NUMBER: ticket.c.number,
        SortBy.TITLE: func.lower(ticket.c.title),
        SortBy.STATUS: ticket.c.status,
        SortBy.ASSIGNEE: func.coalesce(_assignee.c.folded_name, ""),
        SortBy.UPDATED: ticket.c.updated_at,
        SortBy.RESOLVED: ticket.c.resolved_at,
    }
    column = columns[query.sort]
    if query.sort is SortBy.RESOLVED:  # what was never resolved is the oldest, on both engines
        column = column.desc().nulls_last() if query.descending else column.asc().nulls_first()
        return [column, ticket.c.id.desc() if query.descending else ticket.c.id]
    return [column.desc(), ticket.c.id.desc()] if query.descending else [column, ticket.c.id]

"""Lists of tickets: their ids in order, then the lines that are on the screen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select, text
from sqlalchemy import false as sql_false

from desktop_desk.domain.instants import DAY
from desktop_desk.domain.queue import ClockFace, QueueQuery, QueueRow, SortBy, View
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.storage.behind import behind_clauses, came_at
from desktop_desk.storage.schema import clock, person, tally, ticket
from desktop_desk.storage.search import match_expression

RESOLVED_DAYS = 7
"""How far back the view of resolved tickets reaches."""

_requester, _assignee = person.alias("requester"), person.alias("assignee")
_response, _resolution = clock.alias("response"), clock.alias("resolution")
_FACE = ("started_at", "target_s", "due_at", "left_s", "paused_since", "met_at", "breached_at")
_HEAD = (
    ticket.c.id,
    ticket.c.uid,
    ticket.c.number,
    ticket.c.title,
    ticket.c.kind,
    ticket.c.priority,
    ticket.c.status,
    ticket.c.waiting_for,
    ticket.c.outcome,
    ticket.c.status_at,
    ticket.c.created_at,
    ticket.c.updated_at,
    ticket.c.first_response_at,
    ticket.c.resolved_at,
    ticket.c.version,
    ticket.c.requester_id,
    _requester.c.name,
    _requester.c.department,
    ticket.c.assignee_id,
    _assignee.c.name,
)
_ROWS = (
    select(*_HEAD, *(_response.c[name] for name in _FACE), *(_resolution.c[name] for name in _FACE))
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
    .where(ticket.c.id.in_(bindparam("ids", expanding=True)))
)

_ACTIVE: ColumnElement[bool] = literal_column("ticket.active")  # in the very words of the partial indexes
_ACTIVE_STATUSES = tuple(status.value for status in (Status.OPEN, Status.IN_PROGRESS, Status.WAITING))


_FOUND = (
    "SELECT ticket_id FROM search_doc WHERE id IN "
    "(SELECT rowid FROM search_index WHERE search_index MATCH :word)"
)
_make_row: Callable[..., QueueRow] = QueueRow


class QueueReader:
    """Reads lists within one picture of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self, query: QueueQuery) -> array[int]:
        """The ids of every ticket asked for, in order: 8 bytes a ticket."""
        statement = select(ticket.c.id).where(*_clauses(query)).order_by(*_order(query))
        found = array("q")
        if query.sort is SortBy.ASSIGNEE:
            statement = statement.outerjoin(_assignee, _assignee.c.id == ticket.c.assignee_id)
        behind = query.behind
        if behind is not None and (behind.weekday is not None or behind.hour is not None):
            rows = self._connection.execute(statement.add_columns(ticket.c.created_at))
            found.extend(row.id for row in rows if came_at(behind, row.created_at, query.tz))
        else:
            found.extend(self._connection.execute(statement).scalars())
        return found

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        """The lines of these tickets, in the order of ``ids``; one that is gone is left out."""
        found = {row[0]: _line(row) for row in self._connection.execute(_ROWS, {"ids": list(ids)})}
        return [found[ticket_id] for ticket_id in ids if ticket_id in found]

    def counts(self, query: QueueQuery) -> dict[View, int]:
        """How many tickets each built-in view holds; whose view and when, ``query`` says."""
        kept = self._connection.execute(
            select(tally.c.status, tally.c.assignee_id, tally.c.tickets).where(
                tally.c.status.in_(_ACTIVE_STATUSES)
            )
        ).all()
        return {
            View.MINE: sum(row.tickets for row in kept if query.me and row.assignee_id == query.me),
            View.TO_TAKE: sum(row.tickets for row in kept if row.assignee_id == 0),
            View.ACTIVE: sum(row.tickets for row in kept),
            View.WAITING: sum(row.tickets for row in kept if row.status == Status.WAITING.value),
            View.LATE: self._counted(View.LATE, query),
            View.DUE_TODAY: self._counted(View.DUE_TODAY, query),
            View.RESOLVED: self._counted(View.RESOLVED, query),
        }

    def _counted(self, view: View, query: QueueQuery) -> int:
        statement = select(func.count()).select_from(ticket).where(*_of_view(view, query))
        return int(self._connection.execute(statement).scalar_one())


def _clauses(query: QueueQuery) -> list[ColumnElement[bool]]:
    clauses = _of_view(query.view, query) if query.behind is None else behind_clauses(query.behind, query.now)
    if query.requester_id is not None:
        clauses.append(ticket.c.requester_id == query.requester_id)
    if query.text.strip():
        clauses += _matches(query.text)
    return clauses


def _of_view(view: View, query: QueueQuery) -> list[ColumnElement[bool]]:
    active = _ACTIVE
    match view:
        case View.MINE:
            return [active, sql_false() if query.me is None else ticket.c.assignee_id == query.me]
        case View.TO_TAKE:
            return [active, ticket.c.assignee_id.is_(None)]
        case View.LATE:
            return [active, ticket.c.late | (ticket.c.due_order <= query.now)]
        case View.DUE_TODAY:
            return [active, ticket.c.due_order > query.now, ticket.c.due_order < query.day_end]
        case View.WAITING:
            return [active, ticket.c.status == Status.WAITING]
        case View.RESOLVED:
            since = query.now - RESOLVED_DAYS * DAY
            ended = ticket.c.status.in_((Status.RESOLVED, Status.CLOSED))
            return [ended, ticket.c.resolved_at >= since, ticket.c.hidden.is_(False)]
        case View.ALL:
            return [ticket.c.hidden.is_(False)]
    return [active]


def _matches(typed: str) -> list[ColumnElement[bool]]:
    """Every word typed is found somewhere in the ticket: its head or any of its messages."""
    words = match_expression(typed)
    if not words:
        return [sql_false()]
    return [
        ticket.c.id.in_(text(_FOUND.replace(":word", f":word_{place}")).bindparams(**{f"word_{place}": word}))
        for place, word in enumerate(words)
    ]


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
    return [column.desc(), ticket.c.id.desc()] if query.descending else [column, ticket.c.id]


def _line(row: Any) -> QueueRow:
    head, face = tuple(row[: len(_HEAD)]), len(_FACE)
    response, resolution = row[len(_HEAD) : len(_HEAD) + face], row[len(_HEAD) + face :]
    return _make_row(
        *head[:5],
        Priority(head[5]),
        *head[6:],
        None if response[0] is None else ClockFace(*response),
        None if resolution[0] is None else ClockFace(*resolution),
    )

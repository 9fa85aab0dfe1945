"""The promises' stored state, the alerts they fired, and how many tickets stand where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from desktop_desk.domain.alerts import Alert, ClockRow, DueStep, Rung
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import Status
from desktop_desk.storage.prepared import Prepared, adding
from desktop_desk.storage.rows import insert_of, save_row
from desktop_desk.storage.schema import alert, clock, tally, ticket

_ALERT = [field.name for field in fields(Alert)]
_RUNG = [name for name in _ALERT if name not in {"id", "delivered_at"}]
_COLUMNS = [field.name for field in fields(ClockRow)]
OF_TICKET = Prepared(
    select(*(clock.c[name] for name in _COLUMNS))
    .where(clock.c.ticket_id == bindparam("wanted"))
    .order_by(clock.c.metric)
)
"""The clocks of a ticket: the columns of ``ClockRow``."""

_DUE = Prepared(
    select(
        clock.c.ticket_id,
        clock.c.metric,
        clock.c.next_step,
        clock.c.next_step_at,
        clock.c.later_steps,
        clock.c.due_at,
        clock.c.deadline_version,
        clock.c.breached_at,
        ticket.c.assignee_id,
    )
    .join(ticket, ticket.c.id == clock.c.ticket_id)
    .where(clock.c.next_step_at <= bindparam("now"))
    .order_by(clock.c.next_step_at, clock.c.ticket_id, clock.c.metric)
    .limit(bindparam("most"))
)
_RANG = Prepared(
    select(alert.c.step, alert.c.deadline_version, alert.c.fired_at).where(
        alert.c.ticket_id == bindparam("wanted"), alert.c.metric == bindparam("of")
    )
)
_NEXT = Prepared(
    select(clock.c.next_step_at)
    .where(clock.c.next_step_at.is_not(None))
    .order_by(clock.c.next_step_at)
    .limit(1)
)
_PASS_STEP = Prepared(
    update(clock)
    .where(clock.c.ticket_id == bindparam("of_ticket"), clock.c.metric == bindparam("of_metric"))
    .values(
        next_step=bindparam("then_step"),
        next_step_at=bindparam("then_at"),
        later_steps=bindparam("then_later"),
        breached_at=bindparam("then_breached"),
    )
)
_ORDER = Prepared(
    update(ticket)
    .where(ticket.c.id == bindparam("row"))
    .values(due_order=bindparam("order"), late=bindparam("is_late"))
)
_LATE = Prepared(update(ticket).where(ticket.c.id == bindparam("row")).values(late=True))


@cache
def _count(dialect: str) -> Prepared:
    row = insert_of(dialect)(tally).values(status=None, assignee_id=None, tickets=None)
    more = {"tickets": tally.c.tickets + row.excluded.tickets}
    key = [tally.c.status, tally.c.assignee_id]
    return Prepared(row.on_conflict_do_update(index_elements=key, set_=more))


@cache
def _ring(dialect: str) -> Prepared:
    row = insert_of(dialect)(alert).values(dict.fromkeys(_RUNG))
    anew = {"due_at": row.excluded.due_at, "fired_at": row.excluded.fired_at}
    key = [alert.c[name] for name in ("ticket_id", "metric", "step", "deadline_version", "person_id")]
    silent = {**anew, "delivered_at": None, "device": None}
    return Prepared(row.on_conflict_do_update(index_elements=key, set_=silent))


class Clocks:
    """Clocks, alerts and tallies of one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_ticket(self, ticket_id: int) -> list[ClockRow]:
        """The clocks of a ticket, none for an archive without verdicts."""
        return [ClockRow(*row) for row in OF_TICKET.rows(self._connection, {"wanted": ticket_id})]

    def start(self, rows: Iterable[ClockRow]) -> None:
        """Keep the clocks of a ticket that was just opened."""
        start = adding(clock, tuple(_COLUMNS))
        for row in rows:
            start.rows(self._connection, _values(row))

    def save(self, rows: Iterable[ClockRow]) -> None:
        """Write clocks as they now stand."""
        for row in rows:
            values = _values(row)
            key = {name: values.pop(name) for name in ("ticket_id", "metric")}
            save_row(self._connection, clock, key, values)

    def order(self, ticket_id: int, due_order: int, *, late: bool) -> None:
        """Keep what the queue sorts and paints a ticket's promise by."""
        _ORDER.rows(self._connection, {"row": ticket_id, "order": due_order, "is_late": late})

    def due(self, now: Instant, most: int) -> list[DueStep]:
        """The steps whose instant has come, oldest first, at most ``most``."""
        return [DueStep(*row) for row in _DUE.rows(self._connection, {"now": now, "most": most})]

    def next_step_at(self) -> Instant | None:
        """When the next step of any clock comes."""
        row = _NEXT.row(self._connection)
        return None if row is None else row[0]

    def pass_steps(self, passed: Iterable[DueStep]) -> None:
        """Move clocks past the steps that just fired; each names the step it now waits for, if any."""
        rows = [
            {
                "of_ticket": one.ticket_id,
                "of_metric": one.metric,
                "then_step": one.step or None,
                "then_at": one.at if one.step else None,
                "then_later": one.later_steps,
                "then_breached": one.breached_at,
            }
            for one in passed
        ]
        if rows:
            _PASS_STEP.each(self._connection, rows)

    def mark_late(self, ticket_ids: Iterable[int]) -> None:
        """Say that a promise of these tickets is broken."""
        rows = [{"row": ticket_id} for ticket_id in ticket_ids]
        if rows:
            _LATE.each(self._connection, rows)

    def fire(self, alerts: Iterable[Alert]) -> None:
        """Write alert rows, one a recipient; a deadline that has the number of one undone rings anew."""
        rows = [{name: getattr(row, name) for name in _RUNG} for row in alerts]
        if rows:
            _ring(self._connection.dialect.name).each(self._connection, rows)

    def note_past(self, alerts: Iterable[Alert]) -> None:
        """Keep steps as fired and told: they came due before the ticket came here."""
        past = list(alerts)
        if past:
            self.fire(past)
            tickets = {one.ticket_id for one in past}
            told = update(alert).where(alert.c.ticket_id.in_(tickets)).values(delivered_at=past[0].fired_at)
            self._connection.execute(told)

    def rung(self, ticket_id: int, metric: str) -> set[Rung]:
        """The steps of a promise that have fired."""
        return {Rung(*row) for row in _RANG.rows(self._connection, {"wanted": ticket_id, "of": metric})}

    def undelivered(self, person_id: int, limit: int) -> list[Alert]:
        """What a person's desk has still to show, oldest first: theirs, and what is addressed to all."""
        statement = (
            select(*(alert.c[name] for name in _ALERT))
            .where(or_(alert.c.person_id == person_id, alert.c.person_id.is_(None)))
            .where(alert.c.delivered_at.is_(None))
            .where(exists().where(ticket.c.id == alert.c.ticket_id, ticket.c.hidden.is_(False)))
            .order_by(alert.c.id)
            .limit(limit)
        )
        return [Alert(**row._asdict()) for row in self._connection.execute(statement)]

    def to_close(self, resolved_before: Instant, most: int) -> list[tuple[UUID, Instant]]:
        """Tickets resolved before an instant and still not closed, with when, oldest first."""
        statement = (
            select(ticket.c.uid, ticket.c.resolved_at)
            .where(ticket.c.status == Status.RESOLVED, ticket.c.status_at <= resolved_before)
            .where(ticket.c.archived.is_(False), ticket.c.hidden.is_(False))
            .order_by(ticket.c.status_at, ticket.c.id)
            .limit(most)
        )
        return [(row.uid, row.resolved_at) for row in self._connection.execute(statement)]

    def mark_delivered(self, alert_ids: Iterable[int], at: Instant, device: str) -> None:
        """Say that a person's desk has shown these."""
        self._connection.execute(
            update(alert)
            .where(alert.c.id.in_(list(alert_ids)), alert.c.delivered_at.is_(None))
            .values(delivered_at=at, device=device)
        )

    def count(self, status: Status, assignee_id: int | None, step: int) -> None:
        """One ticket more (``step`` 1) or less (-1) in a status and in somebody's hands."""
        values = {"status": status.value, "assignee_id": assignee_id or 0, "tickets": step}
        _count(self._connection.dialect.name).rows(self._connection, values)


def _values(row: ClockRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in _COLUMNS}

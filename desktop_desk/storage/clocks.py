"""The promises' stored state, the alerts they fired, and how many tickets stand where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desktop_desk.domain.alerts import Alert, ClockRow, DueStep
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import Status
from desktop_desk.storage.schema import alert, clock, tally, ticket

_COLUMNS = [field.name for field in fields(ClockRow)]
_OF_TICKET = select(*(clock.c[name] for name in _COLUMNS)).where(clock.c.ticket_id == bindparam("wanted"))
_DUE = (
    select(
        clock.c.ticket_id, clock.c.metric, clock.c.next_step, clock.c.next_step_at, clock.c.deadline_version
    )
    .where(clock.c.next_step_at <= bindparam("now"))
    .order_by(clock.c.next_step_at)
    .limit(bindparam("most"))
)
_NEXT = (
    select(clock.c.next_step_at)
    .where(clock.c.next_step_at.is_not(None))
    .order_by(clock.c.next_step_at)
    .limit(1)
)
_CLAIM = (
    update(clock)
    .where(
        clock.c.ticket_id == bindparam("of_ticket"),
        clock.c.metric == bindparam("of_metric"),
        clock.c.deadline_version == bindparam("of_version"),
        clock.c.next_step == bindparam("of_step"),
    )
    .values(
        next_step=bindparam("then_step"),
        next_step_at=bindparam("then_at"),
        breached_at=bindparam("then_breached"),
    )
)


class Clocks:
    """Clocks, alerts and tallies of one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_ticket(self, ticket_id: int) -> list[ClockRow]:
        """The clocks of a ticket, none for an archive without verdicts."""
        rows = self._connection.execute(_OF_TICKET, {"wanted": ticket_id})
        return [ClockRow(*row) for row in rows]

    def start(self, rows: Iterable[ClockRow]) -> None:
        """Keep the clocks of a ticket that was just opened."""
        values = [_values(row) for row in rows]
        if values:
            self._connection.execute(insert(clock), values)

    def save(self, rows: Iterable[ClockRow]) -> None:
        """Write clocks as they now stand."""
        for row in rows:
            values = _values(row)
            key = (clock.c.ticket_id == values.pop("ticket_id"), clock.c.metric == values.pop("metric"))
            self._connection.execute(update(clock).where(*key).values(**values))

    def order(self, ticket_id: int, due_order: int, *, late: bool) -> None:
        """Keep what the queue sorts and paints a ticket's promise by."""
        self._connection.execute(
            update(ticket).where(ticket.c.id == bindparam("row")),
            {"row": ticket_id, "due_order": due_order, "late": late},
        )

    def due(self, now: Instant, most: int) -> list[DueStep]:
        """The steps whose instant has come, oldest first, at most ``most``."""
        return [DueStep(*row) for row in self._connection.execute(_DUE, {"now": now, "most": most})]

    def next_step_at(self) -> Instant | None:
        """When the next step of any clock comes."""
        return self._connection.execute(_NEXT).scalar_one_or_none()

    def claim(self, due: DueStep, then: ClockRow) -> bool:
        """Move a clock past a step; false when somebody else did (or the deadline moved)."""
        claimed = self._connection.execute(
            _CLAIM,
            {
                "of_ticket": due.ticket_id,
                "of_metric": due.metric,
                "of_version": due.deadline_version,
                "of_step": due.step,
                "then_step": then.next_step,
                "then_at": then.next_step_at,
                "then_breached": then.breached_at,
            },
        )
        return claimed.rowcount == 1

    def fire(self, alerts: Iterable[Alert]) -> None:
        """Write alert rows, one a recipient."""
        rows = [
            {name: getattr(row, name) for name in Alert.__slots__ if name not in {"id", "delivered_at"}}
            for row in alerts
        ]
        if rows:
            self._connection.execute(insert(alert), rows)

    def mark_delivered(self, alert_ids: Iterable[int], at: Instant, device: str) -> None:
        """Say that a person's desk has shown these."""
        self._connection.execute(
            update(alert)
            .where(alert.c.id.in_(list(alert_ids)), alert.c.delivered_at.is_(None))
            .values(delivered_at=at, device=device)
        )

    def count(self, status: Status, assignee_id: int | None, step: int) -> None:
        """One ticket more (``step`` 1) or less (-1) in a status and in somebody's hands."""
        add = postgresql_insert if self._connection.dialect.name == "postgresql" else sqlite_insert
        row = add(tally).values(status=status.value, assignee_id=assignee_id or 0, tickets=step)
        same = [tally.c.status, tally.c.assignee_id]
        self._connection.execute(
            row.on_conflict_do_update(index_elements=same, set_={"tickets": tally.c.tickets + step})
        )

    def forget(self, ticket_id: int) -> None:
        """Drop the clocks of a ticket whose opening was undone."""
        self._connection.execute(delete(clock).where(clock.c.ticket_id == ticket_id))


def _values(row: ClockRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in _COLUMNS}

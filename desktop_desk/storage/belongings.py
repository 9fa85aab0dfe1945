"""What is a person's besides their tickets, and giving it to somebody else and back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from sqlalchemy import Column, Connection, Exists, delete, insert, select, update

from desktop_desk.domain.people import Belonging, Participation
from desktop_desk.storage.schema import (
    alert,
    login,
    message,
    participant,
    read_mark,
    saved_view,
    ticket,
)

_CHUNK = 500
_OWNER: dict[Belonging, Column[int | None]] = {
    Belonging.MESSAGES: message.c.author_id,
    Belonging.ALERTS: alert.c.person_id,
    Belonging.VIEWS: saved_view.c.owner_id,
}
_SAME_STEP = ("ticket_id", "metric", "step", "deadline_version")


class Belongings:
    """What is whose in one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tickets(self, person_id: int) -> list[int]:
        """The rows of the tickets they asked for or have in hand, hidden ones too, in order."""
        theirs = (ticket.c.requester_id == person_id, ticket.c.assignee_id == person_id)
        found = {
            row
            for one in theirs
            for row in self._connection.execute(select(ticket.c.id).where(one)).scalars()
        }
        return sorted(found)

    def logins(self, person_id: int) -> list[str]:
        """The accounts that stand for them."""
        statement = select(login.c.os_account).where(login.c.person_id == person_id)
        return list(self._connection.execute(statement.order_by(login.c.os_account)).scalars())

    def rows(self, kind: Belonging, person_id: int) -> list[int]:
        """The rows of one kind that are theirs, of alerts those still to be shown."""
        owner = _OWNER[kind]
        statement = select(owner.table.c.id).where(owner == person_id).order_by(owner.table.c.id)
        if kind is Belonging.ALERTS:
            statement = statement.where(alert.c.delivered_at.is_(None))
        return list(self._connection.execute(statement).scalars())

    def give(self, kind: Belonging, rows: Sequence[int], giver: int, taker: int) -> list[int]:
        """Give the rows that are still the giver's; tells which went, in order.

        An alert about the same step as one of the taker's stays where it is: nobody is told twice.
        """
        owner = _OWNER[kind]
        gone: list[int] = []
        for some in _chunks(rows):
            statement = update(owner.table).where(owner.table.c.id.in_(some), owner == giver)
            if kind is Belonging.ALERTS:
                statement = statement.where(~_told(taker))
            given = statement.values({owner.name: taker}).returning(owner.table.c.id)
            gone += self._connection.execute(given).scalars()
        return sorted(gone)

    def read_marks(self, person_id: int, ticket_ids: Collection[int]) -> dict[int, int]:
        """The last message they have read, by ticket, of these tickets."""
        found: dict[int, int] = {}
        for some in _chunks(ticket_ids):
            statement = select(read_mark.c.ticket_id, read_mark.c.message_id).where(
                read_mark.c.person_id == person_id, read_mark.c.ticket_id.in_(some)
            )
            found |= {row.ticket_id: row.message_id for row in self._connection.execute(statement)}
        return found

    def set_read_mark(self, ticket_id: int, person_id: int, message_id: int | None) -> None:
        """Say how far they have read, or (``None``) that they have not."""
        place = (read_mark.c.ticket_id == ticket_id, read_mark.c.person_id == person_id)
        self._connection.execute(delete(read_mark).where(*place))
        if message_id is not None:
            values = {"ticket_id": ticket_id, "person_id": person_id, "message_id": message_id}
            self._connection.execute(insert(read_mark), values)

    def participations(self, person_id: int) -> list[Participation]:
        """The tickets they follow, and as what."""
        statement = select(participant.c.ticket_id, participant.c.role).where(
            participant.c.person_id == person_id
        )
        rows = self._connection.execute(statement.order_by(participant.c.ticket_id, participant.c.role))
        return [Participation(row.ticket_id, row.role) for row in rows]

    def participate(self, one: Participation, person_id: int, *, on: bool) -> None:
        """Let somebody who does not follow a ticket follow it, or no longer."""
        values = {"ticket_id": one.ticket_id, "person_id": person_id, "role": one.role}
        if on:
            self._connection.execute(insert(participant), values)
        else:
            place = (participant.c[name] == value for name, value in values.items())
            self._connection.execute(delete(participant).where(*place))


def _told(person_id: int) -> Exists:
    theirs = alert.alias()
    same = (theirs.c[name] == alert.c[name] for name in _SAME_STEP)
    return select(theirs.c.id).where(theirs.c.person_id == person_id, *same).exists()


def _chunks(rows: Collection[int]) -> Iterator[list[int]]:
    rest = iter(rows)
    while some := list(islice(rest, _CHUNK)):
        yield some

"""How far each person has read: nothing of the desk's work, so it has no history."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from desktop_desk.domain.ticket import MessageKind
from desktop_desk.storage.schema import message, read_mark, ticket

_UNREAD = (
    select(message.c.ticket_id, func.count())
    .join(ticket, ticket.c.id == message.c.ticket_id)
    .outerjoin(
        read_mark,
        (read_mark.c.ticket_id == message.c.ticket_id) & (read_mark.c.person_id == bindparam("reader")),
    )
    .where(
        ticket.c.requester_id == bindparam("reader"),
        message.c.kind == MessageKind.PUBLIC,
        message.c.withdrawn.is_(False),
        message.c.author_id.is_distinct_from(bindparam("reader")),
        message.c.id > func.coalesce(read_mark.c.message_id, 0),
    )
    .group_by(message.c.ticket_id)
)


class ReadMarks:
    """The last message each requester has seen of each of their tickets."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unread(self, person_id: int) -> dict[int, int]:
        """How many answers of others this requester has not seen, by ticket."""
        return {row[0]: row[1] for row in self._connection.execute(_UNREAD, {"reader": person_id})}

    def mark(self, ticket_id: int, person_id: int, message_id: int) -> None:
        """This person has read a ticket as far as this message, if not further."""
        place = (read_mark.c.ticket_id == ticket_id) & (read_mark.c.person_id == person_id)
        self._connection.execute(delete(read_mark).where(place, read_mark.c.message_id < message_id))
        if self._connection.execute(select(read_mark.c.message_id).where(place)).first() is None:
            values = {"ticket_id": ticket_id, "person_id": person_id, "message_id": message_id}
            self._connection.execute(insert(read_mark), values)

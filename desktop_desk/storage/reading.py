"""One unmoving picture of the store: all that the desk reads, nothing it could write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, bindparam, select

from desktop_desk.domain.listing import TicketFacts
from desktop_desk.domain.timeline import TicketView
from desktop_desk.storage.clocks import Clocks
from desktop_desk.storage.firm import Firm
from desktop_desk.storage.journal import Journal
from desktop_desk.storage.listing import read_facts
from desktop_desk.storage.messages import Messages
from desktop_desk.storage.people import People
from desktop_desk.storage.queue import QueueReader
from desktop_desk.storage.read_marks import ReadMarks
from desktop_desk.storage.schema import ticket
from desktop_desk.storage.timeline import read_ticket

if TYPE_CHECKING:
    from desktop_desk.storage.stats import Stats

_NUMBERED = select(ticket.c.id).where(ticket.c.number == bindparam("wanted"), ticket.c.hidden.is_(False))


class Reading:
    """The readers of one picture, each made when first asked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def queue(self) -> QueueReader:
        """Lists of tickets."""
        return QueueReader(self.connection)

    @cached_property
    def people(self) -> People:
        """The directory."""
        return People(self.connection)

    @cached_property
    def firm(self) -> Firm:
        """Settings, categories, assets, revisions."""
        return Firm(self.connection)

    @cached_property
    def clocks(self) -> Clocks:
        """Promises and alerts."""
        return Clocks(self.connection)

    @cached_property
    def journal(self) -> Journal:
        """Operations and history."""
        return Journal(self.connection)

    @cached_property
    def figures(self) -> Stats:
        """Counts for the dashboard."""
        from desktop_desk.storage.stats import Stats  # noqa: PLC0415 - once a dashboard is looked at

        return Stats(self.connection)

    @cached_property
    def read_marks(self) -> ReadMarks:
        """How far each requester has read."""
        return ReadMarks(self.connection)

    def ticket(self, ticket_id: int) -> TicketView | None:
        """One ticket as the editor shows it."""
        return read_ticket(self.connection, ticket_id)

    def facts(self, ids: Sequence[int]) -> Iterator[TicketFacts]:
        """These tickets with all their facts, in this order."""
        return read_facts(self.connection, ids)

    def ticket_numbered(self, number: int) -> int | None:
        """The row of the ticket people call by this number."""
        return self.connection.execute(_NUMBERED, {"wanted": number}).scalar_one_or_none()

    def file(self, attachment: UUID) -> Iterator[bytes]:
        """The bytes of an attachment, a part at a time."""
        return Messages(self.connection).content(attachment)

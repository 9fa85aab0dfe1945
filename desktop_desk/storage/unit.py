"""One transaction over the whole store: what an operation reads and writes through."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from desktop_desk.storage.belongings import Belongings
from desktop_desk.storage.clocks import Clocks
from desktop_desk.storage.firm import Firm
from desktop_desk.storage.journal import Journal
from desktop_desk.storage.messages import Messages
from desktop_desk.storage.people import People
from desktop_desk.storage.read_marks import ReadMarks
from desktop_desk.storage.search import SearchText
from desktop_desk.storage.tickets import Tickets

if TYPE_CHECKING:
    from desktop_desk.storage.bulk import BulkWriter


_EDITION = text("SELECT last_value + is_called::int FROM rules_edition")


class Unit:
    """The repositories of one transaction, each made when first asked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def edition(self) -> int:
        """Another number whenever settings, calendars or policies may be others; a file has one desk."""
        if self.connection.dialect.name == "sqlite":
            return 0
        return int(self.connection.execute(_EDITION).scalar_one())

    @cached_property
    def tickets(self) -> Tickets:
        """Tickets, labels, links."""
        return Tickets(self.connection)

    @cached_property
    def messages(self) -> Messages:
        """Messages and files."""
        return Messages(self.connection)

    @cached_property
    def people(self) -> People:
        """The directory."""
        return People(self.connection)

    @cached_property
    def firm(self) -> Firm:
        """Settings, categories, assets, revisions."""
        return Firm(self.connection)

    @cached_property
    def journal(self) -> Journal:
        """Operations and history."""
        return Journal(self.connection)

    @cached_property
    def clocks(self) -> Clocks:
        """Promises, alerts, tallies."""
        return Clocks(self.connection)

    @cached_property
    def search(self) -> SearchText:
        """Searchable text."""
        return SearchText(self.connection)

    @cached_property
    def read_marks(self) -> ReadMarks:
        """How far each requester has read."""
        return ReadMarks(self.connection)

    @cached_property
    def belongings(self) -> Belongings:
        """What is whose."""
        return Belongings(self.connection)

    @cached_property
    def bulk(self) -> BulkWriter:
        """Rows by the thousand."""
        from desktop_desk.storage.bulk import BulkWriter  # noqa: PLC0415 - for sample data alone

        return BulkWriter(self.connection)

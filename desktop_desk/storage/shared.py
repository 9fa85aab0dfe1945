"""A shared store: a PostgreSQL database that the desks of several PCs read and write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from desktop_desk.domain.changes import Changes, Place
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.letters import Letter
from desktop_desk.domain.people import Role
from desktop_desk.storage import errors, leases, letterbox
from desktop_desk.storage.changes import changes_since, last_place
from desktop_desk.storage.hints import Hints
from desktop_desk.storage.migrate_shared import check_is_current
from desktop_desk.storage.reading import Reading
from desktop_desk.storage.rights import Groups
from desktop_desk.storage.server import connection_of, server_readers, server_writer
from desktop_desk.storage.server_clock import ServerClock
from desktop_desk.storage.server_errors import spoken
from desktop_desk.storage.unit import Unit

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace

_WHO = text(
    "SELECT session_user AS login, (SELECT uid FROM person WHERE database_login = session_user) AS uid"
)

_HERE = text("SELECT say_here(:ticket, :writing)")
_IS_IN = text("SELECT pg_has_role(session_user, CAST(:group AS name), 'MEMBER')")
_LET_IN = text("SELECT uid FROM person WHERE database_login IS NOT NULL")

Password = Callable[[], str | None]
"""Gives the password of the place when a connection is made; ``None`` where none is needed."""


class SharedStore:
    """One database. Made by :func:`join`; used by many threads, written by one of them at a time."""

    path: Path | None = None
    warning: errors.StoreError | None = None

    def __init__(self, place: SharedPlace, password: Password, *, at_length: bool = False) -> None:
        self.place = place
        self._password = password
        self._at_length = at_length
        self._writer = server_writer(self._connect)
        self._readers = server_readers(self._connect)
        self._writing = threading.RLock()
        self.clock = ServerClock()

    @property
    def name(self) -> str:
        """How people call it."""
        return self.place.name

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """One transaction, in its turn among those of all desks. Raises ``DeskError`` in words.

        ``ServerAway`` may come after the commit: whether it was done, the operation's ``uid`` tells.
        """
        with self._writing, _spoken(self._writer, self.place) as connection:
            yield Unit(connection)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One unmoving picture of the store."""
        with _spoken(self._readers, self.place) as connection:
            yield Reading(connection)

    def place_now(self) -> Place:
        """How far the desk has come."""
        with _spoken(self._readers, self.place) as connection:
            return last_place(connection)

    def changes_since(self, before: Place) -> Changes:
        """What happened since, by whomever."""
        with _spoken(self._readers, self.place) as connection:
            return changes_since(connection, before)

    def hear(self) -> Hints:
        """A connection that hears when something happens."""
        return Hints(self.place, self._password())

    def take_duty(self, duty: str, client: str, now: Instant, seconds: float) -> bool:
        """Have a duty for a while, or have it on; false while another client has it."""
        with self._writing, _spoken(self._writer, self.place) as connection:
            return leases.take(connection, duty, client, now, seconds)

    def give_up_duty(self, duty: str, client: str) -> None:
        """Leave a duty to whoever comes next."""
        with self._writing, _spoken(self._writer, self.place) as connection:
            leases.give_up(connection, duty, client)

    def say_here(self, ticket: UUID, *, writing: bool) -> None:
        """Tell the others that whoever is connected writes on a ticket, or has stopped."""
        with _spoken(self._readers, self.place) as connection:
            connection.execute(_HERE, {"ticket": ticket, "writing": writing})

    def letters(self) -> list[Letter]:
        """What employees handed in and no desk has taken yet."""
        with _spoken(self._readers, self.place) as connection:
            return letterbox.waiting(connection)

    def letter_taken(self, letter_id: int, refused: str) -> None:
        """It has become an operation, or (``refused``) never will."""
        with self._writing, _spoken(self._writer, self.place) as connection:
            letterbox.taken(connection, letter_id, refused)

    def keep_clock(self) -> None:
        """Ask the server what time it is, if that was long ago."""
        if self.clock.is_old:
            self.set_clock()

    def set_clock(self) -> None:
        """Ask the server what time it is."""
        with _spoken(self._readers, self.place) as connection:
            self.clock.ask(connection)

    def who(self) -> tuple[UUID | None, str]:
        """The person who is connected, if the desk knows them, and the role they logged in as."""
        with _spoken(self._readers, self.place) as connection:
            row = connection.execute(_WHO).one()
        return row.uid, row.login

    def role(self) -> Role | None:
        """What the database lets whoever is connected do."""
        with _spoken(self._readers, self.place) as connection:
            for role in (Role.MANAGER, Role.AGENT, Role.EMPLOYEE):
                if connection.execute(_IS_IN, {"group": Groups(self.place.database).of(role)}).scalar():
                    return role
        return None

    def let_in(self) -> frozenset[UUID]:
        """The people who have a login of their own."""
        with _spoken(self._readers, self.place) as connection:
            return frozenset(connection.execute(_LET_IN).scalars())

    def at_length(self) -> SharedStore:
        """The same store for reading all of it, however long that takes; to be closed by itself."""
        return SharedStore(self.place, self._password, at_length=True)

    def close(self) -> None:
        """Leave the server."""
        self._readers.dispose()
        with self._writing:
            self._writer.dispose()

    def _connect(self) -> psycopg.Connection[Any]:
        return connection_of(self.place, self._password(), at_length=self._at_length)


def join(place: SharedPlace, password: Password) -> SharedStore:
    """Open a shared store that was made and is of this program's version. Raises ``DeskError``."""
    store = SharedStore(place, password)
    try:
        with store.read() as reading:
            check_is_current(reading.connection, place)
        store.set_clock()
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def _spoken(engine: Engine, place: SharedPlace) -> Iterator[Connection]:
    """A transaction; what the driver says of it in words, and a connection that broke not used again."""
    with spoken(place), closing(_begun(engine)) as connection:
        try:
            yield connection
            connection.commit()
        except BaseException:
            _drop_if_broken(connection)
            connection.rollback()
            raise


def _begun(engine: Engine) -> Connection:
    """A connection whose transaction has begun. One kept since before the server went away is replaced."""
    connection = engine.connect()
    try:
        connection.begin()
    except (psycopg.OperationalError, DBAPIError):
        connection.close()
        engine.dispose()  # the others were kept as long
        connection = engine.connect()
        connection.begin()
    return connection


def _drop_if_broken(connection: Connection) -> None:
    """A fixed statement goes past SQLAlchemy (``Prepared``), which then does not see that its line is cut."""
    if connection.invalidated:
        return
    driver = connection.connection.driver_connection
    if driver is None or driver.closed:
        connection.invalidate()

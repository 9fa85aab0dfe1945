"""Connections to PostgreSQL: one that writes, several that read, each with one unmoving picture.

Writers of all PCs take turns, as they do on a local file: the first statement of a transaction takes the
desk's lock. So an operation sees all that came before it, numbers have no holes, and the order of the
change sequence is that of the commits: whoever has read up to one number has missed nothing under it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from desktop_desk.storage.server_line import ServerLine

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace

TURN: Final = 0x4444_534B
"""The advisory lock writers take turns by: « DDSK »."""

CONNECT_S: Final = 5
"""How long a server is waited for."""

_PATIENCE: Final = {
    "connect_timeout": CONNECT_S,
    # A server that says nothing any more (cable pulled out, machine asleep) is given up after this.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_SETTINGS: Final = (
    "-c timezone=UTC -c client_min_messages=warning -c lock_timeout=15s -c statement_timeout=60s "
    "-c idle_in_transaction_session_timeout=60s"
)
_WRITE: Final = ("BEGIN", f"SELECT pg_advisory_xact_lock({TURN})")
_READ: Final = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",)


def connection_of(place: SharedPlace, password: str | None, **more: Any) -> ServerLine:
    """One connection, each statement by itself. Raises ``psycopg.Error``.

    Over a network nothing is said before the server has proved, by its certificate, that it is the one named.
    """
    trust = "prefer" if place.is_near else "verify-full"
    authority = "system" if place.certificate is None else str(place.certificate)
    return ServerLine.connect(
        host=place.host,
        port=place.port,
        dbname=place.database,
        user=place.user or None,
        password=password,
        sslmode=trust,
        sslrootcert=None if place.is_near and place.certificate is None else authority,
        application_name="Desktop Desk",
        options=_SETTINGS,
        autocommit=True,
        **{**_PATIENCE, **more},
    )


def server_writer(connect: Callable[[], psycopg.Connection[Any]]) -> Engine:
    """The one connection of this PC that writes, in its turn among those of all."""
    return _engine(connect, _WRITE, reads=False)


def server_readers(connect: Callable[[], psycopg.Connection[Any]]) -> Engine:
    """Connections that only read."""
    return _engine(connect, _READ, reads=True)


def _engine(connect: Callable[[], psycopg.Connection[Any]], begin: Sequence[str], *, reads: bool) -> Engine:
    engine = create_engine(
        URL.create("postgresql+psycopg"),
        creator=connect,
        poolclass=QueuePool,
        pool_size=4 if reads else 1,
        max_overflow=4 if reads else 0,
        pool_reset_on_return=None,  # every transaction here ends by itself, with its block
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, ServerLine)
        driver.begin(begin, reads=reads)

    return engine

"""Connections to PostgreSQL: one that writes, several that read, each with one unmoving picture.

Writers of all PCs take turns, as they do on a local file: the first statement of a transaction takes the
desk's lock. So an operation sees all that came before it, numbers have no holes, and the order of the
change sequence is that of the commits: whoever has read up to one number has missed nothing under it.
"""

from __future__ import annotations

import math
import os
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path
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
    "-c timezone=UTC -c client_min_messages=warning -c lock_timeout=12s "
    # A PC that vanished leaves its places to others.
    "-c tcp_keepalives_idle=60 -c tcp_keepalives_interval=15 -c tcp_keepalives_count=4"
)
_IN_TIME: Final = (
    # Whoever vanished in the middle of a transaction gives up the turn before others tire of waiting for it.
    " -c idle_in_transaction_session_timeout=8s -c statement_timeout=15s"
)
BUNDLES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # macOS, Alpine
)
"""Where systems keep the authorities they trust, in one file."""
_WRITE: Final = ("BEGIN", f"SELECT pg_advisory_xact_lock({TURN})")
_READ: Final = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",)


def connection_of(
    place: SharedPlace, password: str | None, *, at_length: bool = False, **more: Any
) -> ServerLine:
    """One connection, each statement by itself. Raises ``psycopg.Error``.

    Over a network nothing is said before the server has proved, by its certificate, that it is the one named.
    ``at_length``: for what may take hours, a move or new tables; a desk at work waits 15 s for a statement.
    """
    trust = "prefer" if place.is_near else "verify-full"
    authority = system_authorities() if place.certificate is None else str(place.certificate)
    line = ServerLine.connect(
        host=place.host,
        port=place.port,
        dbname=place.database,
        user=place.user or None,
        password=password,
        sslmode=trust,
        sslrootcert=None if place.is_near and place.certificate is None else authority,
        application_name="Desktop Desk",
        options=_SETTINGS if at_length else _SETTINGS + _IN_TIME,
        autocommit=True,
        **{**_PATIENCE, **more},
    )
    if at_length:
        line.silent_s = math.inf
    return line


def system_authorities() -> str:
    """The file of the authorities this PC trusts; ``system`` where the library must know it itself.

    The library that comes with psycopg's wheel looks for them in a folder no system has.
    """
    named = os.environ.get("SSL_CERT_FILE", "")
    known = (named, *BUNDLES, ssl.get_default_verify_paths().openssl_cafile)
    return next((path for path in known if path and Path(path).is_file()), "system")


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

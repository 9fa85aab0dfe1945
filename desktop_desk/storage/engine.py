"""Connections to SQLite: one writer that alone checkpoints, many readers, real transactions.

``synchronous=FULL``: what was acknowledged survives a power cut. SQLite releases before 3.51.3 can
corrupt a file when two connections write and checkpoint at once, hence the single writer, in the
one process that owns the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

CHECKPOINT_PAGES = 1000
"""Pages of write-ahead log after which the writer folds them into the file."""

_COMMON = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA busy_timeout=5000",
)
_WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA cache_size=-16000",
    "PRAGMA recursive_triggers=OFF",
)
_READER = (
    "PRAGMA query_only=ON",
    # Kilobytes for each of up to four readers at rest; what they read again the system keeps anyway.
    "PRAGMA cache_size=-3000",
)


def writer_engine(path: Path) -> Engine:
    """The one connection that writes; its transactions begin as writers."""
    return _engine(lambda: _connect(path, _WRITER), "BEGIN IMMEDIATE", single=True)


def reader_engine(path: Path) -> Engine:
    """Connections that cannot write, each transaction one unmoving picture of the store."""
    return _engine(lambda: _connect(path, _READER), "BEGIN", single=False)


def _connect(path: Path, settings: tuple[str, ...]) -> sqlite3.Connection:
    # The writer is used by whichever thread holds the store's write lock, never by two at once.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
    for statement in (*_COMMON, *settings):
        connection.execute(statement)
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], begin: str, *, single: bool) -> Engine:
    engine = create_engine(
        URL.create("sqlite"),
        creator=connect,
        poolclass=StaticPool if single else QueuePool,
        pool_reset_on_return=None,  # every transaction here ends by itself, with its block
        **({} if single else {"pool_size": 4, "max_overflow": 8}),
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(begin)

    return engine

"""The store's version: recognised, brought up to date with a copy kept first, newer ones refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk.paths import migrations_dir
from desktop_desk.storage import errors

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

HEAD = "0001"
"""The version this program writes: the newest script of ``migrations/versions`` (a test compares)."""

APPLICATION_ID = 0x4444_534B
"""« DDSK » in the file's header: how a desk is told from another program's SQLite file."""

_MAGIC = b"SQLite format 3\0"
_PAGE_SIZE = slice(16, 18)
"""Where the header says it."""


def version_of(path: Path) -> str | None:
    """The version of a file, ``None`` where there is none yet. Raises ``NotADesk`` and ``sqlite3.Error``.

    A file without a single table is none yet: a desk may have been killed while it was being made.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    with path.open("rb") as file:
        head = file.read(_PAGE_SIZE.stop)
    if not head.startswith(_MAGIC):
        raise errors.NotADesk(path=path)  # SQLite would take a few bytes of text for an empty database
    _refuse_cut(path, int.from_bytes(head[_PAGE_SIZE], "big"))
    with closing(look_into(path)) as connection:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        if mark in {0, APPLICATION_ID} and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return None
        if mark != APPLICATION_ID:
            raise errors.NotADesk(path=path)
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _refuse_cut(path: Path, page_size: int) -> None:
    """SQLite would fill the rest of a last page with zeros, which are then somebody's words.

    While there is a log, it may hold the page that a power cut kept from being written whole.
    """
    log = path.with_name(path.name + "-wal")
    if path.stat().st_size % max(page_size, 512) and not (log.exists() and log.stat().st_size):
        raise errors.Damaged(path=path, reason=errors.CUT)


def look_into(path: Path) -> sqlite3.Connection:
    """A connection that reads a file and leaves nothing beside it."""
    # Without a log beside it the file is whole by itself, and SQLite need not make one to read it.
    alone = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True)


def check_is_desk(path: Path) -> None:
    """Refuse another program's file and a damaged one before anything is written to it."""
    try:
        version_of(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_ERROR:
            raise  # the disk's refusal, not the file's: it may just be full
        raise errors.Damaged(path=path, reason=error) from error


def bring_up_to_date(path: Path) -> None:
    """Make the tables, or move them to :data:`HEAD`; an older file is first copied beside itself.

    Raises ``NewerStore`` for a version this program does not know.
    """
    version = version_of(path)
    if version == HEAD:
        return
    if version is not None:
        if version not in _known_versions():
            raise errors.NewerStore(path=path)
        keep_copy(path, version)
    upgrade(path)


def keep_copy(path: Path, version: str) -> Path:
    """Copy a file beside itself before its tables change: ``NAME.before-VERSION``."""
    copy = path.with_name(f"{path.name}.before-{version}")
    half = copy.with_name(copy.name + ".part")
    half.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(half)) as target:
            source.backup(target)
        half.replace(copy)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    return copy


def upgrade(path: Path, to: str = "head") -> None:
    """Run the migrations up to a version, in one transaction."""
    from alembic import command  # noqa: PLC0415 - half the cost of a start, and rarely needed

    with _transaction(path) as (config, _):
        command.upgrade(config, to)


def downgrade(path: Path, to: str) -> None:
    """Run the migrations back to a version (``base``: no tables), in one transaction."""
    from alembic import command  # noqa: PLC0415

    with _transaction(path) as (config, _):
        command.downgrade(config, to)


def _known_versions() -> set[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return {script.revision for script in ScriptDirectory(str(migrations_dir())).walk_revisions()}


@contextmanager
def _transaction(path: Path) -> Iterator[tuple[Config, Connection]]:
    from alembic.config import Config  # noqa: PLC0415

    from desktop_desk.storage.engine import writer_engine  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    engine = writer_engine(path)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")  # tables may be rebuilt; checked again below
            with connection.begin():
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                config.attributes["connection"] = connection
                yield config, connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                if broken is not None:
                    raise errors.Damaged(path=path, reason=f"{broken[0]} → {broken[2]}")
    finally:
        engine.dispose()

"""Copies of a store, made while it is in use, checked before they count."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop_desk.storage import errors
from desktop_desk.storage.migrate import HEAD, look_into, version_of
from desktop_desk.storage.schema import METADATA

_PAGES = 4096
"""Pages copied at a time: writers wait milliseconds, not the whole copy."""


def size_of(path: Path) -> int:
    """Bytes a copy will take: the file and what is still in its log. Raises ``FileMissing``."""
    if not path.is_file():
        raise errors.FileMissing(path=path)
    log = path.with_name(path.name + "-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def back_up(source: Path, target: Path) -> None:
    """Copy a store with SQLite's online backup, verify the copy, then give it its name.

    Raises ``AlreadyThere``, ``FileMissing``, ``NotADesk``, ``Damaged``, ``DiskFull``.
    """
    if target.exists():
        raise errors.AlreadyThere(path=target)
    size_of(source)
    _recognise(source)
    _need_room(source, target)
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        _copy(source, half)
        verify(half)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise errors.ReadOnlyStore(path=target) from error
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def restore(backup: Path, target: Path, *, replace: bool = False) -> Path | None:
    """Put a verified backup in the place of a store; the old one is set aside, never deleted.

    The caller owns ``target``. Gives where the old file went. Raises as :func:`back_up`, and
    ``NewerStore`` for a backup of a later version.
    """
    size_of(backup)
    verify(backup)
    if target.exists() and not replace:
        raise errors.AlreadyThere(path=target)
    _need_room(backup, target)
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        _copy(backup, half)
    except OSError as error:
        raise errors.ReadOnlyStore(path=target) from error
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    # Also a log left behind by a file that is gone: SQLite would play it into the one restored.
    there = target.exists()
    aside = _set_aside(target)
    half.replace(target)
    return aside if there else None


def verify(path: Path) -> None:
    """Read a whole file: it is a desk, not newer than this program, and nothing in it is broken.

    Raises ``NotADesk``, ``NewerStore``, ``Damaged``.
    """
    version = _recognise(path)
    if version > HEAD:
        raise errors.NewerStore(path=path)
    try:
        with closing(look_into(path)) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            there = {
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            }
    except sqlite3.Error as error:
        raise errors.Damaged(path=path, reason=error) from error
    if said != "ok":
        raise errors.Damaged(path=path, reason=said)
    missing = set(METADATA.tables) - there
    if version == HEAD and missing:
        raise errors.Damaged(path=path, reason=", ".join(sorted(missing)))


def _recognise(path: Path) -> str:
    """The version of a desk's file. Raises ``NotADesk`` and ``Damaged``."""
    try:
        version = version_of(path)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
            raise errors.NotADesk(path=path) from error
        raise errors.Damaged(path=path, reason=error) from error
    if version is None:
        raise errors.NotADesk(path=path)
    return version


def _copy(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            # One picture from the first page to the last: without it, a desk that writes all the time
            # makes the copy start anew all the time.
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()
            old.backup(new, pages=_PAGES)
            new.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        match getattr(error, "sqlite_errorcode", 0) & 0xFF:
            case sqlite3.SQLITE_FULL:
                raise errors.DiskFull from error
            case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                raise errors.ReadOnlyStore(path=target) from error
        raise errors.Damaged(path=source, reason=error) from error


def _need_room(source: Path, target: Path) -> None:
    try:
        free = shutil.disk_usage(target.absolute().parent).free
    except OSError as error:
        raise errors.FileMissing(path=target.absolute().parent) from error
    if free < size_of(source):
        raise errors.DiskFull


def _set_aside(path: Path) -> Path:
    place = path.with_name(path.name + ".replaced")
    number = 1
    while place.exists():
        number += 1
        place = path.with_name(f"{path.name}.replaced-{number}")
    if path.exists():
        path.replace(place)
    for suffix in ("-wal", "-shm"):
        rest = path.with_name(path.name + suffix)
        if rest.exists():
            rest.replace(place.with_name(place.name + suffix))
    return place

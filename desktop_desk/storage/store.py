"""A local store: opened once by its owner, read by many threads, written by one at a time."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from desktop_desk.domain.ownership import Owner
from desktop_desk.storage import errors, places
from desktop_desk.storage.engine import reader_engine, writer_engine
from desktop_desk.storage.migrate import bring_up_to_date, check_is_desk
from desktop_desk.storage.owner import Ownership
from desktop_desk.storage.reading import Reading
from desktop_desk.storage.unit import Unit


class LocalStore:
    """One SQLite file. Made by :func:`own` or :func:`look_at`."""

    def __init__(self, path: Path, ownership: Ownership | None, writer: Engine | None) -> None:
        self.path = path
        self._ownership = ownership
        self._writer = writer
        self._readers = reader_engine(path)
        self._writing = threading.RLock()

    @property
    def name(self) -> str:
        """The file, as it is written."""
        return str(self.path)

    @property
    def warning(self) -> errors.StoreError | None:
        """A folder that another program copies elsewhere is no safe place for one file."""
        program = places.synchronised_by(self.path)
        return None if program is None else errors.SynchronisedFolder(path=self.path, program=program)

    def say_here(self, ticket: UUID, *, writing: bool) -> None:
        """Nobody else is at this desk."""

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """One transaction, committed at the end, undone by any error. Raises ``StoreError`` in words."""
        with self._writing, _in_words(self.path):
            if self._writer is None:
                raise errors.ReadOnlyStore(path=self.path)
            with self._writer.begin() as connection:
                yield Unit(connection)

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """One unmoving picture of the store."""
        with _in_words(self.path), self._readers.begin() as connection:
            yield Reading(connection)

    def announce(self, owner: Owner) -> None:
        """Tell other processes where to hand over their operations."""
        if self._ownership is not None:
            self._ownership.announce(owner)

    def take_over(self) -> bool:
        """Own a file that was only read, if nobody owns it any more. Raises ``StoreError`` subclasses."""
        with self._writing, _in_words(self.path):
            if not self.path.exists():
                raise errors.FileMissing(path=self.path)
            ownership = _take(self.path)
            if not ownership.held:
                return False
            try:
                bring_up_to_date(self.path)
                self._readers.dispose()  # the file may be another one by now: a backup brought back
                self._writer, self._ownership = writer_engine(self.path), ownership
            except BaseException:
                ownership.release()
                raise
        return True

    def owner(self) -> Owner | None:
        """The other process that owns the file, if it has said where it listens."""
        return Ownership(self.path).other()

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file."""
        with self._writing, _in_words(self.path):
            if self._writer is None:
                return
            with self._writer.connect() as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Finish with the file; the lock goes last."""
        self._readers.dispose()
        with self._writing:
            # Forgotten first: an engine that was disposed of would open the file again, now another's.
            writer, self._writer = self._writer, None
            if writer is not None:
                writer.dispose()
        if self._ownership is not None:
            self._ownership.release()


def own(path: Path, mounts: str | None = None) -> LocalStore | Owner | None:
    """Open a file as its owner, made and brought up to date as needed.

    Gives the :class:`Owner` to speak to when another process has it, and ``None`` when that one
    does not say where it listens. ``mounts`` stands for the system's table of them. Raises
    ``StoreError`` subclasses.
    """
    if places.on_network(path, mounts):
        raise errors.NetworkStore(path=path)
    ownership = _take(path)
    if not ownership.held:
        return ownership.other()
    try:
        with _in_words(path):
            check_is_desk(path)
            bring_up_to_date(path)
            return LocalStore(path, ownership, writer_engine(path))
    except BaseException:
        ownership.abandon()
        raise


def look_at(path: Path) -> LocalStore:
    """Open a file that another process owns, to read only."""
    return LocalStore(path, None, None)


def _take(path: Path) -> Ownership:
    """The lock of a file that can be written, held unless another process has it."""
    if path.is_dir():
        raise errors.NotADesk(path=path)
    ownership = Ownership(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with path.open("r+b"):
                pass
        ownership.take()
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise errors.DiskFull from error
        raise errors.ReadOnlyStore(path=path) from error
    return ownership


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into sentences; programming errors pass as they are."""
    try:
        yield
    except DBAPIError as error:
        said = _sentence(path, error.orig)
        if said is None:
            raise
        raise said from error
    except sqlite3.Error as error:
        said = _sentence(path, error)
        if said is None:
            raise
        raise said from error


def _sentence(path: Path, error: object) -> errors.StoreError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_FULL:
            return errors.DiskFull()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return errors.ReadOnlyStore(path=path)
        case sqlite3.SQLITE_NOTADB:
            return errors.NotADesk(path=path)
        case sqlite3.SQLITE_IOERR:
            return _of_the_disk(path, error)
        case sqlite3.SQLITE_CORRUPT:
            return errors.Damaged(path=path, reason=error)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return errors.StoreBusy(path=path)
    return None


_READING = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_FSTAT})
_NO_ROOM = 64 * 1024


def _of_the_disk(path: Path, error: object) -> errors.StoreError:
    """What a disk's refusal means: no room (SQLite says so of some writes only), or trouble."""
    if getattr(error, "sqlite_errorcode", 0) in _READING:
        return errors.Damaged(path=path, reason=error)
    try:
        free = shutil.disk_usage(path.absolute().parent).free
    except OSError:
        free = _NO_ROOM
    return errors.DiskFull() if free < _NO_ROOM else errors.DiskTrouble(path=path, reason=error)

"""Who owns a local file: the one process that writes it, found by a lock beside it.

The lock is the operating system's, so it ends with the process however that ends. The file beside
it, ``NAME.owner``, tells others where to hand over their operations: it is only a hint, the lock
is the truth.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from io import FileIO
from pathlib import Path

from desktop_desk.domain.ownership import Owner

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: FileIO) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: FileIO) -> None:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class Ownership:
    """The lock of one local file, held until :meth:`release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self._lock_path = path.with_name(path.name + ".lock")
        self._hint_path = path.with_name(path.name + ".owner")
        self._handle: FileIO | None = None
        self._made = False

    @property
    def held(self) -> bool:
        """Whether this process is the owner."""
        return self._handle is not None

    def take(self) -> bool:
        """Become the owner; false when another process is. Raises ``OSError`` where no lock can be."""
        self._made = not self._lock_path.exists()
        handle = FileIO(os.open(self._lock_path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
        try:
            _lock(handle)
        except OSError:
            handle.close()
            return False
        self._handle = handle
        self._hint_path.unlink(missing_ok=True)
        return True

    def announce(self, owner: Owner) -> None:
        """Tell other processes where to hand over their operations."""
        fresh = self._hint_path.with_suffix(".owner-new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(owner), file)
        fresh.replace(self._hint_path)

    def other(self) -> Owner | None:
        """Where the present owner listens, if it has said so."""
        try:
            return Owner(**json.loads(self._hint_path.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def abandon(self) -> None:
        """Give up a file that turned out to be none of ours, and leave nothing beside it."""
        made, self._made = self._made and self.held, False
        self.release()
        if made:
            with suppress(OSError):
                self._lock_path.unlink()

    def release(self) -> None:
        """Give the file up."""
        if self._handle is not None:
            self._hint_path.unlink(missing_ok=True)
            self._handle.close()
            self._handle = None

"""Words not sent yet: kept in files, so that they survive another ticket, a closed window and a crash."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop_desk.domain.cleaning import clean


class Drafts(QObject):
    """One small file a ticket and a mode (« reply », « note »…) in ``folder``.

    ``changed`` carries the ticket, the mode, and who changed it, so that two windows on one ticket agree.
    """

    changed = Signal(object, str, object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def text(self, ticket: UUID, mode: str) -> str:
        """What was being written; empty when nothing was, or when it cannot be read."""
        try:
            return self._path(ticket, mode).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def keep(self, ticket: UUID, mode: str, text: str, origin: object = None) -> None:
        """Keep the text, or forget it when it is blank; a crash leaves the one before. Raises ``OSError``."""
        path = self._path(ticket, mode)
        if text.strip():
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
            try:
                private = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(private, "w", encoding="utf-8", newline="") as file:
                    file.write(clean(text))
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
        else:
            path.unlink(missing_ok=True)
        if isValid(self):  # at the very end windows may outlive this object, and still keep their words
            self.changed.emit(ticket, mode, origin)

    def _path(self, ticket: UUID, mode: str) -> Path:
        return self._folder / f"{ticket}.{mode}.txt"


@cache
def drafts_in(folder: Path) -> Drafts:
    """The drafts of a folder, one object for the whole program."""
    return Drafts(folder)

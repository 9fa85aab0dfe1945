"""Operations on a server that may go away while they are written: given again until they are there.

Whether a commit that was cut off had been made, its operation's ``uid`` tells: it is applied once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from desktop_desk.domain.shared import ServerAway

if TYPE_CHECKING:
    from desktop_desk.domain.operations import Author, Operation
    from desktop_desk.services.desk import Applied, Desk

PATIENCE_S: Final = 60.0
"""How long a server is waited for before the person is told; what they typed is still there then."""
FIRST_PAUSE_S: Final = 0.1
LAST_PAUSE_S: Final = 5.0

_log = logging.getLogger(__name__)
_Done = TypeVar("_Done")


class Patient:
    """Applies operations through a desk, again and again while its server is away."""

    def __init__(self, desk: Desk, *, patience_s: float = PATIENCE_S) -> None:
        self.desk = desk
        self._patience_s = patience_s
        self._leaving = threading.Event()

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply one operation. Raises ``DeskError``: ``ServerAway`` when the server stayed away."""
        return self._again(lambda: self.desk.apply(operation, by=by, files=files))

    def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
        """Apply several in one transaction. Raises as :meth:`apply`."""
        return self._again(lambda: self.desk.apply_all(operations, by=by))

    def leave(self) -> None:
        """Wait no longer: the program ends."""
        self._leaving.set()

    def _again(self, act: Callable[[], _Done]) -> _Done:
        deadline = time.monotonic() + self._patience_s
        pause = FIRST_PAUSE_S
        while True:
            try:
                return act()
            except ServerAway:
                if time.monotonic() + pause > deadline or self._leaving.wait(pause):
                    raise
                _log.info("the server is away; the operation is given again")
                pause = min(pause * 2, LAST_PAUSE_S)

"""A desk on a file that another process owns: its operations go there, until it has to take over.

The owner may quit or be killed at any moment. Whoever notices first takes the file; the others find
the new owner by its hint. An operation on its way meanwhile is given to the new owner too: its ``uid``
decides, so it is applied once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping

from desktop_desk.background.handover import AnswerLost, HandedOver, OwnerGone
from desktop_desk.domain.operations import Author, Operation
from desktop_desk.domain.ownership import Owner
from desktop_desk.services.desk import Applied, Desk

_log = logging.getLogger(__name__)

Taking = Callable[[], Desk | Owner | None]
"""Takes the file if nobody owns it; else says who does (``None``: somebody who has not said so yet)."""

GOING_S = 1.0
"""How long an owner that hung up may still hold the file, or still be named by whoever takes it just now."""
PAUSE_S = 0.02


class Guest:
    """Stands in for the desk of this process: hands over while somebody owns the file, then is the desk."""

    def __init__(self, owner: Owner, take: Taking, *, patience_s: float) -> None:
        self._way: HandedOver | Desk = HandedOver(owner)
        self._take, self._patience_s = take, patience_s
        self._lock = threading.Lock()

    @property
    def desk(self) -> Desk | None:
        """The desk, once this process owns the file."""
        way = self._way
        return way if isinstance(way, Desk) else None

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply one operation wherever the file is owned by now.

        Raises ``DeskError`` subclasses; ``OwnerGone`` and ``AnswerLost`` when there is an owner that
        does not answer.
        """
        while True:
            way = self._way
            try:
                return way.apply(operation, by=by, files=files)
            except (OwnerGone, AnswerLost):
                if not self._found_another(way):
                    raise

    def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
        """Apply one after the other: each is whole, the row of them is not."""
        return [self.apply(operation, by=by) for operation in operations]

    def succeed(self) -> bool:
        """Own the file if nobody does any more; true when that happened just now."""
        with self._lock:
            before = self._way
            if isinstance(before, Desk):
                return False
            found = self._take()
            if found is not None and found != before.owner:
                self._go(found)
            return self.desk is not None

    def close(self) -> None:
        """Hang up."""
        if isinstance(self._way, HandedOver):
            self._way.close()

    def _found_another(self, lost: HandedOver | Desk) -> bool:
        """Whether there is another way than the one that was lost; an owner just beginning is waited for."""
        assert isinstance(lost, HandedOver), "a desk of this process is not lost"
        began = time.monotonic()
        with self._lock:
            while self._way is lost:
                found = self._take()
                if found is not None and found != lost.owner:
                    self._go(found)
                    break
                if time.monotonic() - began > (GOING_S if found is not None else self._patience_s):
                    return False
                time.sleep(PAUSE_S)
        return True

    def _go(self, found: Desk | Owner) -> None:
        self.close()
        if isinstance(found, Owner):
            self._way = HandedOver(found)
        else:
            self._way = found
            _log.info("the process that owned the file is gone; this one took it over")

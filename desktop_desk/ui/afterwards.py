"""What nobody waits for: done once the first lines are painted, one thing after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

TURN_MS: Final = 60
"""Time enough for the lines to be painted once they are listed, and for keys between two things."""


class Afterwards(QObject):
    """Keeps work until :meth:`begin`; later work is done at once, unless some still waits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], object]] = deque()
        self._begun = False
        self._turn = QTimer(self)
        self._turn.setInterval(TURN_MS)
        self._turn.timeout.connect(self._next)

    def do(self, work: Callable[[], object], *, first: bool = False) -> None:
        """Do it in its turn, or before all that waits."""
        if self._begun and not self._waiting:
            work()
        elif first:
            self._waiting.appendleft(work)
        else:
            self._waiting.append(work)

    def begin(self, *_: object) -> None:
        """The first lines are listed, or it is known that there are none."""
        if not self._begun:
            self._begun = True
            self._turn.start()

    def _next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        else:
            self._turn.stop()

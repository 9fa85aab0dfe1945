"""Cyclic garbage is collected on the GUI thread alone, in small steps, and wholly when nobody is there.

Left to itself Python's collector runs on whatever thread allocates, and a window that dies on a
worker's thread takes the program with it; a full collection at a bad moment costs a visible pause.
"""

from __future__ import annotations

import gc
import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer

YOUNG_MS: Final = 1000
YOUNG_ALLOCATIONS: Final = 2000
MIDDLE_EVERY: Final = 10
IDLE_S: Final = 60.0
"""Seconds without a key or a click after which a full collection disturbs nobody."""
FULL_EVERY_S: Final = 600.0

_INPUT: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class GarbagePolicy(QObject):
    """From its making until :meth:`stop`; made on the GUI thread. ``touch`` says that somebody is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._steps = 0
        self._touched = self._full = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(YOUNG_MS)
        self._timer.timeout.connect(self.step)
        self._timer.start()

    def settle(self) -> None:
        """The start is over: what lives now lives on, and is not looked at again.

        Nothing is collected first: that would take 100 ms, and a start leaves little to find.
        """
        gc.freeze()

    def touch(self) -> None:
        """Somebody is working: no full collection soon."""
        self._touched = time.monotonic()

    def step(self) -> None:
        """One small collection, or a full one when nobody has been there for a while."""
        now = time.monotonic()
        if now - self._touched > IDLE_S and now - self._full > FULL_EVERY_S:
            self._full = now
            gc.collect()
            return
        self._steps += 1
        if self._steps % MIDDLE_EVERY == 0:
            gc.collect(1)
        elif gc.get_count()[0] > YOUNG_ALLOCATIONS:
            gc.collect(0)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

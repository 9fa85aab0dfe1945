"""Opens desks off the GUI thread: glanced at first where that can be, then for good."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words
from desktop_desk.ui.opened import OpenDesk, Opened, Where


class Opener(QObject):
    """``opened`` (an :class:`Opened`, to be shown), ``arrived`` (the same, open now), or ``refused``."""

    opened = Signal(object)
    arrived = Signal(object)
    refused = Signal(object)

    def __init__(self, open_desk: OpenDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._open_desk = open_desk

    def open(self, where: Where | None, words: Words) -> None:
        """Open the desk the program was started for, or the one ``where`` gives."""
        _in_a_thread(partial(self._open, where, words))

    def arrive(self, desk: Opened) -> None:
        """Open what was only glanced at."""
        _in_a_thread(partial(self._arrive, desk))

    def _open(self, where: Where | None, words: Words) -> None:
        try:
            desk = self._open_desk(None if where is None else where(), words)
        except DeskError as error:
            self.refused.emit(error)
            return
        from desktop_desk.ui import resident  # noqa: F401, PLC0415 - imported here, off the GUI thread
        from desktop_desk.ui.views import queue  # noqa: F401, PLC0415 - as above

        self.opened.emit(desk)

    def _arrive(self, desk: Opened) -> None:
        assert desk.arrive is not None
        try:
            worker = desk.arrive()
        except DeskError as error:
            self.refused.emit(error)
        except CancelledError:
            return  # left before it was open
        else:
            self.arrived.emit(replace(desk, worker=worker, sight=None, arrive=None))


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="desk-opening", daemon=True).start()

"""Time passing in a program with a window, its other threads running too."""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

PATIENCE_S = 15.0


def let_pass(seconds: float) -> None:
    """Let the program run for a while.

    Not ``QTest.qWait``: it holds the interpreter lock while it waits, so that a thread which reads a file
    (an import, the store) gets it back once in twenty milliseconds, and takes minutes for what takes one
    second.
    """
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        QApplication.processEvents()
        time.sleep(min(left, 0.002))


def wait_until(what: Callable[[], object], said: str, patience_s: float = PATIENCE_S) -> None:
    """Let the program run until something is so; else tell what every thread was at, and fail."""
    deadline = time.monotonic() + patience_s
    while not what():
        if time.monotonic() > deadline:
            faulthandler.dump_traceback()
            raise AssertionError(f"waited in vain for: {said}")
        let_pass(0.01)

"""How long the start took, for the bench: told only when the environment asks for it."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView, QWidget

_imported = time.monotonic()


def measured(parent: QObject) -> StartTimes | None:
    """How long the start takes, where somebody wants to know (``DESKTOP_DESK_TIMING``)."""
    return StartTimes(parent) if os.environ.get("DESKTOP_DESK_TIMING") else None


class StartTimes(QObject):
    """Notes the first painting and the first painted rows; then one JSON line on standard error."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._times: dict[str, float] = {}
        self._table: QTableView | None = None

    def painted(self) -> None:
        """The window was painted for the first time."""
        self._times.setdefault("painted_s", since_start_s())

    def watch_rows(self, page: QWidget) -> None:
        """Wait for the first rows of the table in ``page``."""
        self._table = page.findChild(QTableView)
        if self._table is not None:
            self._table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each painting until there are rows in it."""
        if event.type() == QEvent.Type.Paint and "rows_s" not in self._times and self._has_rows():
            self._times["rows_s"] = 0.0
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _has_rows(self) -> bool:
        model = None if self._table is None else self._table.model()
        return model is not None and model.rowCount() > 0

    def _tell(self) -> None:
        self._times["rows_s"] = since_start_s()
        told = {name: round(value, 3) for name, value in self._times.items()}
        print(json.dumps(told), file=sys.stderr, flush=True)  # noqa: T201 - this line is what is asked for


def since_start_s() -> float:
    """Seconds since the process began; where that is not known, since this module was imported."""
    try:
        fields = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - began
    except (OSError, AttributeError, ValueError, IndexError):
        return time.monotonic() - _imported

"""Bugs, told in one dialog however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_desk import log, paths
from desktop_desk.text import Words

if TYPE_CHECKING:
    from desktop_desk.ui.crash_dialog import CrashDialog


class Crashes(QObject):
    """Hears of every exception nobody took, whatever thread it comes from."""

    _crashed = Signal(str)

    def __init__(self, where: Callable[[], tuple[Words, QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._where = where
        self._dialog: CrashDialog | None = None
        self._crashed.connect(self._tell)
        log.install_crash_hook(self._crashed.emit, paths.state_dir())

    def _tell(self, report: str) -> None:
        from desktop_desk.ui.crash_dialog import CrashDialog  # noqa: PLC0415 - rarely needed

        if self._dialog is not None:
            self._dialog.add(report)
            return
        words, window = self._where()
        self._dialog = CrashDialog(words, report, window if window.isVisible() else None)
        self._dialog.finished.connect(self._on_read)
        self._dialog.open()

    def _on_read(self) -> None:
        self._dialog = None

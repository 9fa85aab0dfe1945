"""The floor of a start: a bare PySide6 window with an empty table, told as the desk tells its own."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class FirstPaint(QObject):
    """Notes when the table was painted, tells it on standard error, and ends the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._noted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Paint and not self._noted:
            self._noted = True
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        noted = time.monotonic()
        from desktop_desk.ui.started import since_start_s

        painted = since_start_s() - (time.monotonic() - noted)
        print(json.dumps({"painted_s": painted}), file=sys.stderr, flush=True)
        QApplication.exit(0)


def main() -> int:
    """Show the window until it is painted."""
    app = QApplication([])
    window = QMainWindow()
    table = QTableView()
    window.setCentralWidget(table)
    window.resize(1440, 900)
    table.viewport().installEventFilter(FirstPaint(window))
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())

"""The program on a file nobody has founded; its person joins a shared desk: ``joining_seat.py FILE ADDRESS``.

It prints one JSON line once it sits at the shared desk, and ends.
"""

from __future__ import annotations

import argparse
import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_desk.cli import windows
from desktop_desk.text import Words
from desktop_desk.ui.dialogs.first_start import FirstStartDialog
from desktop_desk.ui.dialogs.first_start.pages import Place
from desktop_desk.ui.main_window import MainWindow


def main() -> int:
    """Run until the shared desk shows its rows."""
    file, address = sys.argv[1:]
    watch = QTimer()
    watch.setInterval(50)
    joined = False

    def look() -> None:
        nonlocal joined
        for window in QApplication.topLevelWidgets():
            if isinstance(window, FirstStartDialog) and window.isVisible() and not joined:
                joined = True
                window.place.card(Place.SHARED).click()
                window.confirm()
                window.join.where.setText(address)
                window.confirm()
            elif isinstance(window, MainWindow) and window.isVisible() and window.context is not None:
                store = window.context.session.store
                if store.path is None:
                    sys.stdout.write(json.dumps({"store": store.name}) + "\n")
                    sys.stdout.flush()
                    watch.stop()
                    window.quit()

    watch.timeout.connect(look)
    QTimer.singleShot(0, watch.start)
    parsed = argparse.Namespace(store=file, lang="fr", ticket=None, hidden=False)
    return windows.desk(parsed, Words("fr"))


if __name__ == "__main__":
    sys.exit(main())

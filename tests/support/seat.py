"""The program with its window on a shared desk, told from outside what its person does.

``seat.py ADDRESS``: one JSON order a line on standard input, one JSON answer a line on standard output.
What is done is done in the real window, on its own thread, with its own keys.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_desk.config import UserSettings
from desktop_desk.credentials import Credentials
from desktop_desk.domain.shared import shared_place
from desktop_desk.opening import open_shared_for_window
from desktop_desk.text import Words
from desktop_desk.ui.application import DeskApplication
from desktop_desk.ui.dressing import dressed_application
from desktop_desk.ui.opened import Opened, Start
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.single_instance import Listener, address
from desktop_desk.ui.views.ticket_editor import TicketEditor


class Person(QObject):
    """Does what it is told, in the window."""

    ordered = Signal(object)

    def __init__(self, desk: DeskApplication) -> None:
        super().__init__()
        self._desk = desk
        self.ordered.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.ordered.emit(json.loads(line))

    def _obey(self, order: dict[str, Any]) -> None:
        deeds: dict[str, Callable[[str], object]] = {
            "rows": self._rows,
            "choose": self._choose,
            "write": self._write,
            "send": self._send,
            "written": self._written,
            "said": self._said,
            "messages": self._messages,
            "company": self._company,
            "store": self._store,
        }
        sys.stdout.write(json.dumps(deeds[order["do"]](order.get("text", ""))) + "\n")
        sys.stdout.flush()

    @property
    def _editor(self) -> TicketEditor:
        found = self._desk.window.findChild(TicketEditor)
        assert found is not None
        return found

    def _rows(self, _: str) -> object:
        page = self._desk.window.page("queue")
        if page is None or self._desk.window.findChild(TicketEditor) is None:
            return None
        model = self._desk.window.queue.model
        rows = [model.row(place) for place in range(model.rowCount())]
        return [row.title for row in rows if row is not None]

    def _choose(self, title: str) -> object:
        queue, model = self._desk.window.queue, self._desk.window.queue.model
        for place in range(model.rowCount()):
            row = model.row(place)
            if row is not None and row.title == title:
                queue.table.go_to(place)
                page = self._editor.page
                return page is not None and page.view.ticket.title == title
        return False

    def _write(self, text: str) -> object:
        self._editor.focus_reply()
        QTest.keyClicks(self._editor.composer.text, text)
        return True

    def _send(self, _: str) -> object:
        ctrl = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(self._editor.composer.text, Qt.Key.Key_Return, ctrl)
        return True

    def _written(self, _: str) -> object:
        return self._editor.composer.text.toPlainText()

    def _said(self, _: str) -> object:
        return [one.text() for one in self._editor.strip.findChildren(QLabel) if one.isVisible()]

    def _messages(self, _: str) -> object:
        page = self._editor.page
        return [] if page is None else [one.text for one in page.view.messages]

    def _company(self, _: str) -> object:
        shown = self._editor.sheet.company
        return shown.text() if shown.isVisible() else ""

    def _store(self, _: str) -> object:
        return self._desk.window.top_bar.store.words()


def main() -> int:
    """Run until the program is killed or its input ends."""
    credentials = Credentials(shared_place(sys.argv[1]))

    def open_it(_other: object, words: Words) -> Opened:
        return open_shared_for_window(credentials, words)

    preferences = Preferences(UserSettings(language="fr", told_about_tray=True))
    app = dressed_application(preferences)
    start = Start(store=sys.argv[1], language="fr", credentials=credentials)
    desk = DeskApplication(app, open_it, preferences, start, Listener(address(sys.argv[1])))
    person = Person(desk)
    desk.start()
    code = app.exec()
    desk.dismantle(app)
    del person
    return code


if __name__ == "__main__":
    sys.exit(main())

"""A working hour in a minute: the real desk on a real screen, while a heartbeat times what it waits.

Run as a program with the path of a store; tells ``frames_ms`` and ``waits_ms`` as JSON on standard error.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_desk.domain.queue import View
from desktop_desk.text import Words
from desktop_desk.ui.application import DeskApplication
from desktop_desk.ui.dressing import dressed_application
from desktop_desk.ui.opened import Opened, Start
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.single_instance import Listener
from tests.benchmarks.measure import percentile
from tests.support.passing import let_pass

if TYPE_CHECKING:
    from desktop_desk.ui.views.queue_table import QueueTable

BEAT_MS = 5
FRAMES = 300
ROWS = 50
SELECTED = 50
REPLY = "Bonjour, l'imprimante du quai fonctionne de nouveau ; un rouleau avait saute. Bien a vous."

Step = tuple[str, float]
"""What is done, and how long the person then pauses, in seconds."""


class Heartbeat(QObject):
    """Beats on the GUI thread; what comes later than due had to wait behind something."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.doing = "open"
        self.waits: list[tuple[float, str]] = []
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._since.start()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        self.waits.append((max(0.0, self._since.nsecsElapsed() / 1e6 - BEAT_MS), self.doing))
        self._since.start()


class Person(QObject):
    """Does the steps of the script one after the other, with a person's pauses."""

    def __init__(self, desk: DeskApplication, heart: Heartbeat, done: Callable[[], None]) -> None:
        super().__init__(desk)
        self._desk, self._heart, self._done = desk, heart, done
        self._steps = self._script()

    def begin(self) -> None:
        """Once the desk is open and its first lines are there."""
        if "queue" not in self._desk.window._pages or not self._desk.window.queue.model.ids:
            QTimer.singleShot(20, self, self.begin)
        else:
            self._next()

    def _next(self) -> None:
        try:
            doing, pause_s = next(self._steps)
        except StopIteration:
            self._done()
            return
        except Exception:  # noqa: BLE001 - whatever it is, the measuring ends and says it
            # The desk's own crash dialog would wait for somebody.
            traceback.print_exc()
            QApplication.exit(1)
            return
        self._heart.doing = doing
        QTimer.singleShot(int(pause_s * 1000), self, self._next)

    def _script(self) -> Iterator[Step]:
        yield "first rows", 1.5
        yield from self._scroll()
        yield from self._select()
        yield from self._search()
        yield from self._reply()
        yield from self._dashboard()

    def _scroll(self) -> Iterator[Step]:
        table = self._desk.window.queue.table
        bar = table.verticalScrollBar()
        end = bar.maximum()
        for place in (*range(0, end, max(1, end // 60)), end, *range(end, 0, -max(1, end // 60)), 0):
            bar.setValue(place)
            yield "scroll", 0.016

    def _select(self) -> Iterator[Step]:
        table = self._desk.window.queue.table
        table.setFocus()
        table.go_to(0)
        for _ in range(SELECTED):
            QTest.keyClick(table, Qt.Key.Key_Down)
            yield "select", 0.2

    def _search(self) -> Iterator[Step]:
        from desktop_desk.ui.views.search_box import SearchBox  # imported by the desk itself, in its time

        self._desk.window.focus_search()
        box = self._desk.window.findChild(SearchBox)
        assert box is not None
        field = box.focusProxy()
        assert field is not None
        for letter in "imprimante du quai":
            QTest.keyClicks(field, letter)
            yield "search", 0.07
        yield "search", 0.8
        QTest.keyClick(field, Qt.Key.Key_Escape)
        yield "clear the search", 0.8

    def _reply(self) -> Iterator[Step]:
        from desktop_desk.ui.views.ticket_editor import TicketEditor

        queue = self._desk.window.queue
        queue.table.setFocus()
        queue.table.go_to(3)
        yield "select", 0.5
        queue.reply()
        yield "reply", 0.3
        editor = self._desk.window.findChild(TicketEditor)
        assert editor is not None
        text = editor.composer.text
        for letter in REPLY:
            QTest.keyClicks(text, letter)
            yield "write", 0.03
        QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        yield "send", 1.0
        deadline = time.monotonic() + 5
        while text.toPlainText():
            assert time.monotonic() < deadline, [one.text() for one in editor.strip.findChildren(QLabel)]
            yield "send", 0.1

    def _dashboard(self) -> Iterator[Step]:
        for _ in range(2):
            self._desk.window.go_dashboard()
            yield "dashboard", 1.5
            self._desk.window.go_queue()
            yield "back to the queue", 0.7


def frames(desk: DeskApplication) -> list[float]:
    """Milliseconds of each frame of fifty lines while every ticket is scrolled by, three lines at a time."""
    window, table = desk.window, desk.window.queue.table
    window.queue.show_view(View.ALL)
    height = ROWS * table.row_height
    window.resize(1440, window.height() - table.viewport().height() + height)
    let_pass(1.0)
    assert abs(table.viewport().height() - height) < table.row_height, "the screen holds fifty lines"
    assert len(window.queue.model.ids) > 3 * FRAMES, "each frame shows new lines"
    return [_frame(table) for _ in range(FRAMES)]


def _frame(table: QueueTable) -> float:
    bar = table.verticalScrollBar()
    start = time.perf_counter()
    bar.setValue(bar.value() + 3 * table.row_height)
    table.viewport().repaint()
    took = time.perf_counter() - start
    let_pass(0.01)
    return took * 1000


def main(path: Path) -> int:
    """Run the session and tell what was measured."""

    def open_it(_other: object, words: Words) -> Opened:
        from desktop_desk.opening import open_for_window

        return open_for_window(path, words)

    app = dressed_application(Preferences())
    where = str(Path(mkdtemp()) / "desk")
    desk = DeskApplication(app, open_it, Preferences(), Start(store=str(path)), Listener(where))
    heart = Heartbeat(desk)
    told: dict[str, object] = {}

    def done() -> None:
        heart.stop()
        longest, doing = max(heart.waits)
        waits = [wait for wait, _ in heart.waits]
        painted = frames(desk)
        told["waits_ms"] = {"p999": percentile(waits, 0.999), "most": longest, "where": doing}
        told["frames_ms"] = {"p50": percentile(painted, 0.5), "p95": percentile(painted, 0.95)}
        app.exit(0)

    desk.window.skeleton.painted.connect(heart.start)
    Person(desk, heart, done).begin()
    desk.start()
    code = app.exec()
    print(json.dumps(told), file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

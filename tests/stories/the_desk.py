"""The desk as a story's people use it: real windows, real keys, a clock the story moves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.background.jobs import jobs_of
from desktop_desk.background.worker import Worker
from desktop_desk.config import UserSettings
from desktop_desk.domain.operations import Author, SavePerson, SaveSetting
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.queue import QueueRow, View
from desktop_desk.text import Words
from desktop_desk.ui import rail
from desktop_desk.ui.application import DeskApplication
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.dialog import IntakeDialog
from desktop_desk.ui.opened import Opened, Start
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.single_instance import Listener, address
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.views.charts import ChartsView
from desktop_desk.ui.views.ticket_editor import TicketEditor
from desktop_desk.ui.widgets.chart import ChartWidget
from desktop_desk.ui.widgets.tile import TileWidget
from tests.support.desks import HandClock
from tests.support.passing import wait_until as until


class TheDesk:
    """Nadia's desk, open on a real screen; it owns the file and works in the background."""

    def __init__(self, path: Path, clock: HandClock) -> None:
        self.path, self.clock = path, clock
        self.manager = Author(person=None, os_account="nadia", device="bureau")
        self._opened: OpenDesk | None = None
        self._worker: Worker | None = None
        settings = UserSettings(language="fr", theme="light")
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.program = DeskApplication(
            app, self._open, Preferences(settings), Start(store=str(path)), Listener(address(str(path)))
        )

    def _open(self, _other: object, words: Words) -> Opened:
        opened = open_desk(self.path, listen=True, stays=True, author=self.manager, clock=self.clock)
        nadia = SavePerson(
            name="Nadia Bonheur",
            role=Role.MANAGER,
            addresses=(Address(AddressKind.MAIL, "nadia@exemple.fr"),),
        )
        opened.session.apply(SaveSetting(key="company", value="Antilles Frais"), undoable=False)
        opened.session.apply(nadia, undoable=False)
        opened.session.become(nadia.person)
        assert opened.desk is not None
        self._opened = opened
        self._worker = Worker(jobs_of(opened.desk, opened.store, opened.bus), opened.bus, self.clock, words)
        return Opened(session=opened.session, tz=opened.session.tz, worker=self._worker, close=opened.close)

    # what Nadia does

    def start(self) -> None:
        """Open the window and wait until the queue is there."""
        self.program.start()
        until(lambda: self.program.resident is not None, "the desk to be open")
        until(lambda: self.program.window.page("queue") is not None, "the queue")

    def stop(self) -> None:
        """Quit."""
        self.program._finish()

    def minutes_pass(self, minutes: float) -> None:
        """Time goes by; the worker looks at the clock, as it does every half minute."""
        self.clock.forward(minutes)
        assert self._worker is not None
        self._worker.wake()

    def rows(self) -> list[QueueRow]:
        """The lines the queue shows, read from its own model."""
        model = self.program.window.queue.model
        rows = [model.row(place) for place in range(model.rowCount())]
        return [row for row in rows if row is not None]

    def count(self, view: View) -> int:
        """What stands beside a view's name."""
        assert self._opened is not None
        return self._opened.session.counts()[view]

    def editor(self) -> TicketEditor:
        """The ticket shown in a window of its own, or else beside the queue."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.program.window and widget.isVisible():
                found = widget.findChild(TicketEditor)
                if found is not None:
                    return found
        found = self.program.window.findChild(TicketEditor)
        assert found is not None
        return found

    def reply(self, text: str, *, resolve: bool = False) -> None:
        """Write to the requester and send with the keyboard."""
        editor = self.editor()
        in_front(editor.window())
        until(lambda: editor.page is not None and editor.composer.blank, "the ticket, and room to write")
        editor.focus_reply()
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, text)
        ctrl = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(field, Qt.Key.Key_Return, ctrl | shift if resolve else ctrl)

    def undo(self) -> None:
        """Ctrl+Z in the window."""
        window = self.program.window
        in_front(window)
        window.go_queue()
        window.queue.table.setFocus()
        QTest.keyClick(window.queue.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def dashboard(self) -> list[str]:
        """What the dashboard says of each tile and chart, counted when it is gone to."""
        window = self.program.window
        window.go_dashboard()
        page = window.page(rail.DASHBOARD)
        assert isinstance(page, ChartsView)
        until(lambda: not page.counting, "the figures")
        cards = [*window.findChildren(TileWidget), *window.findChildren(ChartWidget)]
        return [f"{card.accessibleName()} {card.accessibleDescription()}" for card in cards]


class AnEmployee:
    """Lucie, who asks through the dialog of another process: her operations are handed over."""

    def __init__(self, path: Path, clock: HandClock) -> None:
        self.opened = open_desk(
            path, author=Author(person=None, os_account="lucie", device="quai"), clock=clock
        )
        assert self.opened.desk is None, "the desk owns the file"
        session = self.opened.session
        self._tasks, self._bridge = Tasks(), Bridge(session.bus)
        self.dialog = IntakeDialog(
            Context(session, Words("fr"), self._tasks, self._bridge, session.tz, UserSettings(language="fr"))
        )
        self.sent: list[tuple[int, int]] = []
        self.dialog.sent.connect(lambda ticket, number: self.sent.append((ticket, number)))

    def asks(self, name: str, title: str) -> int:
        """Fill the dialog in with the keyboard; gives the number she is told."""
        self.dialog.show()
        in_front(self.dialog)
        title_edit = self.dialog.ask.title_edit
        until(lambda: len(self._fields()) > 1, "the question of her name")
        type_into(next(field for field in self._fields() if field is not title_edit), name)
        type_into(title_edit, title)
        stopped = self.dialog.ask.blocked.first_card()
        stopped.setFocus()
        QTest.keyClick(stopped, Qt.Key.Key_Space)
        QTest.keyClick(stopped, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        until(lambda: self.sent, "the number of the request")
        return self.sent[-1][1]

    def _fields(self) -> list[QLineEdit]:
        return [field for field in self.dialog.ask.findChildren(QLineEdit) if field.isVisible()]

    def leaves(self) -> None:
        """Close the dialog."""
        self.dialog.close()
        self._tasks.stop()
        self._bridge.stop()
        self.opened.close()


def in_front(window: QWidget) -> None:
    """Give a window the keyboard, as a click on it would."""
    window.raise_()
    window.activateWindow()
    until(window.isActiveWindow, f"{window.windowTitle()} to be in front")


def type_into(field: QWidget, text: str) -> None:
    """Give a field the keyboard and type."""
    field.setFocus()
    QTest.keyClicks(field, text)

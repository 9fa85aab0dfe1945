"""Somebody’s place at a real desk, with the employee’s window open on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.operations import Author
from desktop_desk.services.session import Session
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake import IntakeDialog
from desktop_desk.ui.dialogs.intake.request_row import RequestRow
from desktop_desk.ui.tasks import Tasks
from tests.support.desks import SmallDesk

Key = Qt.Key


@dataclass
class Seat:
    """Somebody's place at a desk, and the windows they opened."""

    desk: SmallDesk
    context: Context
    qtbot: QtBot
    opened: list[IntakeDialog] = field(default_factory=list)

    @property
    def session(self) -> Session:
        return self.context.session

    def idle(self) -> None:
        self.qtbot.waitUntil(lambda: self.context.tasks.idle, timeout=5000)

    def open(self) -> IntakeDialog:
        dialog = IntakeDialog(self.context)
        self.opened.append(dialog)
        self.qtbot.addWidget(dialog)
        with self.qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        self.idle()
        return dialog

    def sent(self, dialog: IntakeDialog) -> int:
        with self.qtbot.waitSignal(dialog.sent, timeout=5000) as caught:
            dialog.confirm()
        self.idle()
        return int(caught.args[0])


def seat_at(desk: SmallDesk, qtbot: QtBot, account: str, tasks: Tasks, bridge: Bridge) -> Seat:
    opened = desk.opened
    assert opened.desk is not None
    author = Author(person=None, os_account=account, device="PC-QUAI-2")
    session = Session(opened.desk, opened.store, opened.bus, desk.clock, author)
    return Seat(desk, Context(session, Words("en"), tasks, bridge, session.tz), qtbot)


def type_keys(text: str) -> None:
    QTest.keyClicks(at(), text)


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(at(), key)


def at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page.window()))


def paste(what: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(what)
    QTest.keyClick(at(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()  # held to the end, what Python made of it takes the program down


def held_text(text: str) -> QMimeData:
    held = QMimeData()
    held.setText(text)
    return held


def fill(dialog: IntakeDialog, title: str = "Rien ne s’imprime") -> None:
    dialog.ask.title_edit.setText(title)
    dialog.ask.blocked.set_value(Blocked.HINDERED, whole_team=False)


def rows(dialog: IntakeDialog) -> list[RequestRow]:
    return dialog.receipt.rows

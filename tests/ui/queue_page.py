"""The page of the queue as a test sees and touches it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.queue import View
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue import QueueView
from tests.ui.queue_support import QueueDesk


def shown(qtbot: QtBot, desk: QueueDesk) -> QueueView:
    view = QueueView(desk.context)
    qtbot.addWidget(view)
    view.resize(1384, 836)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    settled(qtbot, desk, view)
    view.table.setFocus()
    return view


def settled(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    """Wait until every answer is there and the cursor rested."""
    qtbot.wait(5)
    qtbot.waitUntil(lambda: desk.context.tasks.idle and page.model.answer is not None)
    qtbot.wait(70)
    qtbot.waitUntil(lambda: desk.context.tasks.idle)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def asked_view(page: QueueView) -> View:
    return page.question.view


def titles(page: QueueView) -> list[str]:
    return [str(page.model.index(row, Column.TITLE).data()) for row in range(page.model.rowCount())]


def press(page: QueueView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table, key)


def message(page: QueueView) -> tuple[str, QPushButton]:
    """What an empty page says, and its button."""
    empty = page._message
    assert empty.isVisible()
    button = next(each for each in empty.findChildren(QPushButton) if each.isVisible())
    return empty.accessibleName(), button

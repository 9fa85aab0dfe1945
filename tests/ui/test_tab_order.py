"""Tab goes through every part of a window, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.operations import Contact as Somebody
from desktop_desk.domain.operations import LinkTickets, OpenTicket, TagTicket
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.views.ticket_editor import TicketEditor
from desktop_desk.ui.views.ticket_window import TicketWindow
from tests.support.accessibility import spoken_name
from tests.support.ticket_desk import TicketDesk, open_till, tell_the_story, ticket_desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[TicketDesk]:
    made = ticket_desk(tmp_path / "desk.sqlite3", "en")
    yield made
    made.close()


@pytest.fixture
def seen(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    def show(window: QWidget) -> QWidget:
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


def _walk(first: QWidget) -> list[QWidget]:
    """Where Tab stops, once round."""
    first.setFocus()
    found: list[QWidget] = []
    at = QApplication.focusWidget()
    while at is not None and at not in found:
        found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    return found


def test_the_queue_is_gone_through_from_the_search_to_the_ticket(
    desk: TicketDesk, qtbot: QtBot, seen: Callable[[QWidget], QWidget]
) -> None:
    open_till(desk)
    window = MainWindow(desk.context.words)
    window.resize(1440, 900)
    seen(window)
    window.attach(desk.context)
    qtbot.waitUntil(lambda: window.findChild(TicketEditor) is not None, timeout=5000)
    editor = window.findChild(TicketEditor)
    assert editor is not None
    qtbot.waitUntil(lambda: editor.page is not None, timeout=5000)
    window.go_queue()
    assert window.queue.table.hasFocus()
    window.focus_search()
    at = QApplication.focusWidget()
    assert at is not None
    names = [spoken_name(stop) for stop in _walk(at)]
    wanted = ["Search the requests", "New ticket", "Views", "Hide the preview", "Requests"]
    assert names[: len(wanted)] == wanted
    file = next(index for index, name in enumerate(names) if "ecran-caisse-2.png" in name)
    assert names.index("Conversation") < file < names.index("Reply to Marie")


def test_the_panel_is_gone_through_from_the_top(
    desk: TicketDesk, qtbot: QtBot, seen: Callable[[QWidget], QWidget]
) -> None:
    row, ticket = tell_the_story(desk)
    other = OpenTicket(title="Another", requester=Somebody(person=desk.people["Yann"]))
    desk.apply(other)
    window = TicketWindow(desk.context, row)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    window.resize(1100, 1000)
    seen(window)
    editor = window.editor
    qtbot.waitUntil(lambda: editor.page is not None, timeout=5000)
    desk.apply(LinkTickets(ticket=ticket, other=other.ticket))
    desk.apply(TagTicket(ticket=ticket, add=("till",)))
    qtbot.waitUntil(lambda: editor.page is not None and bool(editor.page.view.ticket.tags), timeout=5000)
    side = editor.sheet.side
    assert side is not None
    inside = [stop for stop in _walk(side.status) if side.isAncestorOf(stop)]
    tops = [stop.mapTo(side, QPoint(0, stop.height() // 2)).y() for stop in inside]
    below = tops[: tops.index(max(tops)) + 1]
    assert below == sorted(below)
    assert len(below) >= 5 + 3 + 2 + 3

"""The agent's own capture on a real desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.operations import SaveCategory
from desktop_desk.domain.ticket import Channel, Kind, Priority, Status
from desktop_desk.domain.timeline import TicketView
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.new_ticket import NewTicketDialog
from desktop_desk.ui.tasks import Tasks
from tests.support.accessibility import assert_named
from tests.support.desks import SmallDesk, small_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        opened.session.apply(SaveCategory(name="Réseau"))
        opened.person("Lucie Marchand")
        yield opened


@pytest.fixture
def dialog(qtbot: QtBot, desk: SmallDesk) -> Iterator[NewTicketDialog]:
    tasks, bridge = Tasks(), Bridge(desk.opened.bus)
    window = NewTicketDialog(Context(desk.session, Words("en"), tasks, bridge, desk.session.tz))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: tasks.idle, timeout=3000)
    yield window
    bridge.stop()
    tasks.stop()


def _at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _created(qtbot: QtBot, desk: SmallDesk, dialog: NewTicketDialog) -> TicketView:
    with qtbot.waitSignal(dialog.created, timeout=5000) as caught:
        QTest.keyClick(_at(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view = desk.session.ticket(caught.args[0])
    assert view is not None
    assert not dialog.isVisible()
    return view


def test_a_call_is_written_down_from_the_keyboard(
    qtbot: QtBot, desk: SmallDesk, dialog: NewTicketDialog
) -> None:
    assert_named(dialog)
    QTest.keyClicks(_at(), "No dial tone")
    QTest.keyClick(_at(), Qt.Key.Key_Return)
    QTest.keyClicks(_at(), "Sam Petit")
    QTest.keyClick(_at(), Qt.Key.Key_Tab)
    QTest.keyClicks(_at(), "Since noon.")
    view = _created(qtbot, desk, dialog)
    assert (view.ticket.title, view.messages[0].text) == ("No dial tone", "Since noon.")
    assert (view.requester.name, view.ticket.channel) == ("Sam Petit", Channel.PHONE)
    assert view.ticket.first_response_at is not None


def test_somebody_of_the_directory_is_offered_and_not_made_twice(
    qtbot: QtBot, desk: SmallDesk, dialog: NewTicketDialog
) -> None:
    dialog.title_edit.setText("Écran noir")
    dialog.requester.setFocus()
    QTest.keyClicks(dialog.requester, "luc")
    completer = dialog.requester.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=3000)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.requester.text() == "Lucie Marchand"
    dialog.channel.set_value(Channel.AGENT)
    dialog.kind.set_value(Kind.REQUEST)
    dialog.priority.set_value(Priority.LOW)
    dialog.category.setCurrentText("Réseau")
    dialog.mine.setChecked(True)
    dialog.files.add_text("a.txt", "a")
    qtbot.waitUntil(lambda: len(dialog.files.files()) == 1, timeout=3000)
    view = _created(qtbot, desk, dialog)
    assert (view.requester.name, view.category) == ("Lucie Marchand", "Réseau")
    assert (view.ticket.kind, view.ticket.priority) == (Kind.REQUEST, Priority.LOW)
    assert view.assignee is not None
    assert (view.assignee.name, view.ticket.status) == ("Nadia Bertrand", Status.OPEN)
    assert [file.name for file in view.messages[0].files] == ["a.txt"]
    assert len(desk.session.people("Lucie")) == 1


@pytest.mark.parametrize(
    ("typed", "name", "mail"),
    [
        ("eva@exemple.fr", "eva@exemple.fr", "eva@exemple.fr"),
        ("Eva Noel <eva@exemple.fr>", "Eva Noel", "eva@exemple.fr"),
        ("  Eva   Noel ", "Eva Noel", ""),
    ],
)
def test_a_new_name_or_address_is_taken(
    qtbot: QtBot, desk: SmallDesk, dialog: NewTicketDialog, typed: str, name: str, mail: str
) -> None:
    dialog.title_edit.setText("Un essai")
    dialog.requester.setText(typed)
    view = _created(qtbot, desk, dialog)
    assert (view.requester.name, view.requester.mail) == (name, mail)


def test_what_is_missing_or_unknown_is_said(dialog: NewTicketDialog) -> None:
    dialog.confirm()
    said = "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    assert "has no title yet" in said
    assert "Say who asks" in said
    dialog.title_edit.setText("Un essai")
    dialog.requester.setText("Sam")
    dialog.category.setCurrentText("Inconnue")
    assert dialog.operation() is None
    dialog.category.setCurrentText("")
    first = dialog.operation()
    assert first is not None
    assert dialog.operation() is first
    dialog.details.setPlainText("encore")
    assert dialog.operation() != first


def test_the_promised_hour_follows_the_choices(qtbot: QtBot, dialog: NewTicketDialog) -> None:
    dialog.channel.set_value(Channel.AGENT)
    dialog.priority.set_value(Priority.CRITICAL)
    dialog.priority.chosen.emit(Priority.CRITICAL)
    qtbot.waitUntil(
        lambda: any(
            one.text() == "Answer promised before 11:46 today" for one in dialog.findChildren(QLabel)
        ),
        timeout=3000,
    )

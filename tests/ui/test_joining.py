"""Joining a ticket to another and to equipment in the side panel, from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop_desk.domain.operations import Contact, ImportTicket, SaveAsset
from desktop_desk.domain.ticket import Kind, Priority, Status
from desktop_desk.ui.views.ticket.adding import AddLine
from desktop_desk.ui.views.ticket.belongings import Belongings
from desktop_desk.ui.views.ticket_editor import TicketEditor
from desktop_desk.ui.views.ticket_window import TicketWindow
from tests.support.accessibility import assert_named
from tests.support.ticket_desk import NINE_11, TicketDesk, tell_the_story, ticket_desk

Key = Qt.Key
Show = Callable[[int], TicketEditor]


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[TicketDesk]:
    made = ticket_desk(tmp_path / "desk.sqlite3", "en")
    yield made
    made.close()


@pytest.fixture
def show(desk: TicketDesk, qtbot: QtBot) -> Show:
    def make(ticket_id: int) -> TicketEditor:
        window = TicketWindow(desk.context, ticket_id)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.editor.shown):
            window.show()
            window.activateWindow()
        return window.editor

    return make


def _groups(editor: TicketEditor) -> Belongings:
    assert editor.sheet.side is not None
    return editor.sheet.side.belongings


def _view(desk: TicketDesk, row: int) -> Any:
    found = desk.context.session.ticket(row)
    assert found is not None
    return found


def _type(adding: AddLine, text: str) -> None:
    adding.button.setFocus()
    QTest.keyClick(adding.button, Key.Key_Space)
    assert adding.field.hasFocus()
    QTest.keyClicks(adding.field, text)


def _remove(editor: TicketEditor, name: str) -> None:
    (cross,) = [one for one in editor.findChildren(QToolButton) if one.accessibleName() == name]
    cross.click()


def test_a_ticket_is_linked_by_its_number_and_parted_from_the_other(
    desk: TicketDesk, show: Show, qtbot: QtBot
) -> None:
    row, _ = tell_the_story(desk)
    editor = show(row)
    _type(_groups(editor).new_link, "3")
    with qtbot.waitSignal(editor.done) as done:
        QTest.keyClick(_groups(editor).new_link.field, Key.Key_Return)
    assert done.args[0] == "Ticket 4: linked."
    assert [one.title for one in _view(desk, row).linked] == ["Terminal hors réseau"]
    qtbot.waitUntil(_groups(editor).new_link.button.hasFocus)
    other = show(3)
    assert_named(other)
    with qtbot.waitSignal(other.done):
        _remove(other, "Remove the link to 4 Caisse 2 bloquée, plus aucun encaissement")
    assert _view(desk, row).linked == ()


def test_tickets_are_offered_by_their_words_but_not_itself(
    desk: TicketDesk, show: Show, qtbot: QtBot
) -> None:
    row, _ = tell_the_story(desk)
    editor = show(row)
    adding = _groups(editor).new_link
    _type(adding, "caisse")
    popup = adding.field.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible, timeout=3000)
    model = adding.field.completer().model()
    offered = [model.index(line, 0).data() for line in range(model.rowCount())]
    assert offered == ["2 · Tiroir-caisse coincé"]
    QTest.keyClick(popup, Key.Key_Down)
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(popup, Key.Key_Return)
    assert [one.number for one in _view(desk, row).linked] == [2]


def test_what_is_no_ticket_is_said(desk: TicketDesk, show: Show, qtbot: QtBot) -> None:
    row, _ = tell_the_story(desk)
    editor = show(row)
    _type(_groups(editor).new_link, "999")
    with qtbot.waitSignal(editor.problem):
        QTest.keyClick(_groups(editor).new_link.field, Key.Key_Return)
    assert editor.strip.text() == "There is no ticket 999."


def test_equipment_is_found_again_made_known_and_removed(desk: TicketDesk, show: Show, qtbot: QtBot) -> None:
    desk.apply(SaveAsset(name="Caisse 2"))
    row, _ = tell_the_story(desk)
    editor = show(row)
    for typed in ("caisse  2", "Imprimante du quai"):
        _type(_groups(editor).new_asset, typed)
        with qtbot.waitSignal(editor.done):
            QTest.keyClick(_groups(editor).new_asset.field, Key.Key_Return)
        qtbot.waitUntil(_groups(editor).new_asset.button.hasFocus)
    assert _view(desk, row).assets == ("Caisse 2", "Imprimante du quai")
    assert [thing.name for thing in desk.context.session.assets()] == ["Caisse 2", "Imprimante du quai"]
    qtbot.waitUntil(lambda: editor.page is not None and "Caisse 2" in editor.page.view.assets)
    with qtbot.waitSignal(editor.done):
        _remove(editor, "Remove the equipment Caisse 2")
    assert _view(desk, row).assets == ("Imprimante du quai",)


def test_what_was_taken_in_goes_on_in_a_follow_up(desk: TicketDesk, show: Show, qtbot: QtBot) -> None:
    marie = Contact(person=desk.people["Marie"])
    past = ImportTicket(
        profile="old tool",
        external_number="INC1",
        title="Vieille caisse",
        kind=Kind.REQUEST,
        priority=Priority.HIGH,
        status=Status.CLOSED,
        category=("Caisses",),
        requester=marie,
        created_at=NINE_11,
        updated_at=NINE_11,
    )
    editor = show(desk.apply(past))
    assert_named(editor)
    with qtbot.waitSignal(editor.open_ticket) as opened:
        editor.sheet.follow_up.click()
    new = _view(desk, opened.args[0])
    assert (new.ticket.title, new.ticket.kind, new.requester.name) == (
        past.title,
        Kind.REQUEST,
        "Marie Lubin",
    )
    assert new.ticket.active
    assert new.category == "Caisses"
    assert [one.uid for one in new.linked] == [past.ticket]
    assert [row.metric for row in new.clocks] == ["first_response", "resolution"]


def test_escape_closes_the_field_and_not_the_window(desk: TicketDesk, show: Show) -> None:
    row, _ = tell_the_story(desk)
    editor = show(row)
    adding = _groups(editor).new_tag
    _type(adding, "half")
    QTest.keyClick(adding.field, Key.Key_Escape)
    assert editor.window().isVisible()
    assert adding.button.hasFocus()
    assert not adding.field.text()

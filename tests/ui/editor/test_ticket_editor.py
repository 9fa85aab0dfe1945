"""The ticket editor on a real desk, driven by real keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_desk.domain.operations import AddMessage, Change, ChangeTicket, TicketField
from desktop_desk.domain.ticket import MessageKind, Priority, Status
from desktop_desk.paths import state_dir
from desktop_desk.services.files import from_bytes
from desktop_desk.ui.views.ticket.modes import Mode
from desktop_desk.ui.views.ticket_editor import TicketEditor
from desktop_desk.ui.views.ticket_window import TicketWindow
from tests.support.accessibility import assert_named
from tests.support.ticket_desk import TicketDesk, open_till, tell_the_story, view

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Make = Callable[..., TicketEditor]


def said(editor: TicketEditor) -> str:
    return "" if editor.strip.isHidden() else editor.strip.text()


def test_a_reply_is_sent_by_ctrl_enter(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    editor.focus_reply()
    QTest.keyClicks(editor.composer.text, "I am on my way")
    with qtbot.waitSignal(editor.done) as done:
        QTest.keyClick(editor.composer.text, Key.Key_Return, Modifier.ControlModifier)
    assert done.args[0] == "Ticket 1: answer sent."
    last = view(desk, row).messages[-1]
    assert (last.kind, last.text, last.author) == (MessageKind.PUBLIC, "I am on my way", "Nadia Bonheur")
    qtbot.waitUntil(lambda: len(editor.sheet.timeline.cards()) == 2)
    assert editor.composer.text.toPlainText() == ""
    assert not editor.composer.send_button.isEnabled()


def test_a_note_looks_and_speaks_unlike_a_reply(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    reply = (editor.composer.property("plane"), editor.composer.send_button.text())
    editor.focus_note()
    note = (editor.composer.property("plane"), editor.composer.send_button.text())
    assert reply == ("composer", "Send to Marie")
    assert note == ("composer_note", "Add the note")
    assert not editor.composer.resolve_button.isVisible()
    QTest.keyClicks(editor.composer.text, "same as 1240")
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(
            editor.composer.text, Key.Key_Return, Modifier.ControlModifier | Modifier.ShiftModifier
        )
    found = view(desk, row)
    assert found.messages[-1].kind is MessageKind.NOTE
    assert found.ticket.status is Status.OPEN


def test_send_and_resolve_is_undone_in_the_window(desk: TicketDesk, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    window = TicketWindow(desk.context, row)
    editor = window.editor
    with qtbot.waitSignal(editor.shown):
        window.show()
    editor.focus_reply()
    QTest.keyClicks(editor.composer.text, "Done")
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(
            editor.composer.text, Key.Key_Return, Modifier.ControlModifier | Modifier.ShiftModifier
        )
    assert view(desk, row).ticket.status is Status.RESOLVED
    undo = next(one for one in editor.strip.findChildren(QPushButton) if one.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view(desk, row).ticket.status is Status.OPEN)
    qtbot.waitUntil(lambda: len(editor.sheet.timeline.cards()) == 1)
    window.close()


def test_a_message_meanwhile_keeps_what_was_written(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, ticket = open_till(desk)
    editor = show(row)
    editor.focus_reply()
    QTest.keyClicks(editor.composer.text, "my answer")
    desk.apply(AddMessage(ticket=ticket, text="it works again"), "Marie")
    with qtbot.waitSignal(editor.problem):
        QTest.keyClick(editor.composer.text, Key.Key_Return, Modifier.ControlModifier)
    assert said(editor).startswith("A new message arrived while you were writing.")
    assert editor.composer.text.toPlainText() == "my answer"
    qtbot.waitUntil(lambda: len(editor.sheet.timeline.cards()) == 2)
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(editor.composer.text, Key.Key_Return, Modifier.ControlModifier)
    assert view(desk, row).messages[-1].text == "my answer"


def test_a_refresh_leaves_text_focus_and_cursor(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, ticket = open_till(desk)
    editor = show(row)
    editor.focus_reply()
    QTest.keyClicks(editor.composer.text, "half a sent")
    QTest.keyClick(editor.composer.text, Key.Key_Left)
    with qtbot.waitSignal(editor.shown):
        desk.apply(AddMessage(ticket=ticket, text="hello?"), "Marie")
    QTest.keyClicks(editor.composer.text, "X")
    assert editor.composer.text.toPlainText() == "half a senXt"
    assert editor.composer.text.hasFocus()
    assert said(editor)


def test_a_conflict_says_both_values_and_can_be_insisted_on(
    desk: TicketDesk, show: Make, qtbot: QtBot
) -> None:
    row, ticket = open_till(desk)
    editor = show(row, wide=True)
    assert editor.sheet.side is not None
    combo = editor.sheet.side.priority
    desk.apply(ChangeTicket(ticket=ticket, changes=(Change(TicketField.PRIORITY, "low"),)), "Yann")
    combo.setFocus()
    with qtbot.waitSignal(editor.problem):
        QTest.keyClick(combo, Key.Key_Up)
    assert "“priority”" in said(editor)
    assert "“low”" in said(editor)
    assert "“critical”" in said(editor)
    assert view(desk, row).ticket.priority is Priority.LOW
    insist = next(one for one in editor.strip.findChildren(QPushButton) if one.text() == "Apply mine")
    with qtbot.waitSignal(editor.done):
        insist.click()
    assert view(desk, row).ticket.priority is Priority.CRITICAL


def test_the_title_is_edited_where_it_stands(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    title = editor.head.title
    title.edit()
    title.field.selectAll()
    QTest.keyClicks(title.field, "Till 2")
    QTest.keyClick(title.field, Key.Key_Escape)
    assert not title.editing
    assert view(desk, row).ticket.title.startswith("Caisse 2")
    title.edit()
    assert title.field.text().startswith("Caisse 2")
    title.field.insert("Till \u202e🙂 2")
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(title.field, Key.Key_Return)
    assert not title.editing
    assert view(desk, row).ticket.title == "Till \u202e🙂 2"


def test_a_blank_title_and_a_conflicting_one_stay_in_the_field(
    desk: TicketDesk, show: Make, qtbot: QtBot
) -> None:
    row, ticket = open_till(desk)
    editor = show(row)
    title = editor.head.title
    title.edit()
    QTest.keyClick(title.field, Key.Key_Delete)
    with qtbot.waitSignal(editor.problem):
        QTest.keyClick(title.field, Key.Key_Return)
    assert title.editing
    QTest.keyClicks(title.field, "Mine")
    desk.apply(ChangeTicket(ticket=ticket, changes=(Change(TicketField.TITLE, "Theirs"),)), "Yann")
    with qtbot.waitSignals([editor.problem, editor.shown]):
        QTest.keyClick(title.field, Key.Key_Return)
    assert title.editing
    assert title.field.text() == "Mine"
    assert "“Theirs”" in said(editor)


def test_a_draft_survives_another_ticket_a_closed_window_and_a_crash(
    desk: TicketDesk, show: Make, qtbot: QtBot
) -> None:
    row, ticket = open_till(desk)
    other, _ = open_till(desk)
    editor = show(row)
    editor.focus_note()
    editor.composer.text.insertPlainText("not sent yet 🙂 שלום")
    with qtbot.waitSignal(editor.shown):
        editor.show_ticket(other)
    assert editor.composer.text.toPlainText() == ""
    assert editor.composer.mode is Mode.REPLY
    with qtbot.waitSignal(editor.shown):
        editor.show_ticket(row)
    assert (editor.composer.mode.value, editor.composer.tabs.tab(Mode.NOTE).isChecked()) == ("note", True)
    assert editor.composer.text.toPlainText() == "not sent yet 🙂 שלום"
    QTest.keyClicks(editor.composer.text, "!")
    kept = state_dir() / "drafts" / f"{ticket}.note.txt"
    qtbot.waitUntil(lambda: kept.read_text("utf-8").endswith("!"), timeout=2000)
    again = show(row, wide=True)
    assert again.composer.text.toPlainText().endswith("!")
    with qtbot.waitSignal(again.done):
        QTest.keyClick(again.composer.text, Key.Key_Return, Modifier.ControlModifier)
    assert not kept.exists()
    assert editor.composer.text.toPlainText() == ""


def test_every_control_has_a_name(desk: TicketDesk, show: Make) -> None:
    row, _ = tell_the_story(desk)
    for wide in (False, True):
        assert_named(show(row, wide=wide))


def test_nothing_chosen_nothing_found_and_history_say_so(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    editor.show_ticket(None)
    assert not editor.sheet.isVisible()
    editor.show_ticket(row + 999)
    qtbot.waitUntil(
        lambda: "no longer there" in editor.findChildren(type(editor._message))[0].accessibleName()
    )
    assert editor.page is None


def test_an_attachment_name_cannot_leave_its_folder() -> None:
    assert from_bytes("../../etc/passwd", b"")[0].name == "passwd"
    assert from_bytes("photo\u202egnp.exe", b"")[0].name == "photo_gnp.exe"


def test_single_keys_work_in_the_window(desk: TicketDesk, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    window = TicketWindow(desk.context, row)
    with qtbot.waitSignal(window.editor.shown):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.editor.sheet.timeline.setFocus()
    QTest.keyClick(window.editor.sheet.timeline, Key.Key_1)
    qtbot.waitUntil(lambda: view(desk, row).ticket.priority is Priority.CRITICAL)
    for key in (Key.Key_S, Key.Key_A):
        QTest.keyClick(window.editor.sheet.timeline, key)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()
    window.editor.focus_note()
    QTest.keyClicks(window.editor.composer.text, "12 A")
    QTest.keyClick(window.editor.composer.text, Key.Key_Return, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: view(desk, row).messages[-1].text == "12 A")
    assert view(desk, row).ticket.priority is Priority.CRITICAL
    window.close()

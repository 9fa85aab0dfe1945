"""What the editor tells: promises, why they are so, the conversation and its changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_desk.domain.instants import MINUTE, plus
from desktop_desk.domain.operations import AddMessage, Change, TicketField
from desktop_desk.domain.ticket import MessageKind
from desktop_desk.ui.marks import Promise
from desktop_desk.ui.views.ticket.message_text import markup, open_link
from desktop_desk.ui.views.ticket.why_popup import WhyPopup
from desktop_desk.ui.views.ticket_editor import TicketEditor
from tests.support.accessibility import assert_named
from tests.support.ticket_desk import TicketDesk, open_till, tell_the_story, view

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Make = Callable[..., TicketEditor]


def test_a_waiting_ticket_says_its_promise_is_paused(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    desk.at(9, 41)
    with qtbot.waitSignal(editor.done):
        editor.change(
            (Change(TicketField.STATUS, "waiting"), Change(TicketField.WAITING_FOR, "information")), ""
        )
    qtbot.waitUntil(lambda: _marks(editor)[1] is Promise.PAUSED)
    faces = [clock.face for clock in editor.sheet.promises.clocks.values()]
    assert faces[1] is not None
    assert faces[1].text == "paused"
    assert "left" in faces[1].under
    assert "for information" in editor.sheet.timeline.change_lines()[-1].accessibleName()


def _marks(editor: TicketEditor) -> list[Promise]:
    return [clock.face.mark for clock in editor.sheet.promises.clocks.values() if clock.face is not None]


def test_time_passing_is_told_without_a_change(desk: TicketDesk, show: Make) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    assert _marks(editor) == [Promise.RUNNING, Promise.RUNNING]
    due = view(desk, row).clocks[0].due_at
    assert due is not None
    desk.clock.now = plus(due, 35 * MINUTE)
    editor.hide()
    editor.show()
    face = editor.sheet.promises.clocks[next(iter(editor.sheet.promises.clocks))].face
    assert face is not None
    assert (face.mark, face.text) == (Promise.LATE, "overdue by 35\u00a0min")


def test_why_is_told_line_by_line_and_copied(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    clock = next(iter(editor.sheet.promises.clocks.values()))
    QTest.mouseClick(clock.why, Qt.MouseButton.LeftButton)
    popup = editor.findChild(WhyPopup)
    assert popup is not None
    qtbot.waitUntil(lambda: len(popup.lines()) > 2)
    copy = next(one for one in popup.findChildren(QPushButton) if one.text() == "Copy")
    QTest.keyClick(copy, Key.Key_Space)
    assert QApplication.clipboard().text() == "\n".join(popup.lines())
    assert_named(popup)
    QTest.keyClick(popup, Key.Key_Escape)
    assert not popup.isVisible()


def test_changes_unfold_by_the_keyboard(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = tell_the_story(desk)
    editor = show(row)
    line = editor.sheet.timeline.change_lines()[0]
    assert line.accessibleName().startswith("4 changes · ")
    folded = line.height()
    line.setFocus()
    QTest.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: line.height() == folded * 5)
    assert "Priority: high → critical, by Yann Delblond" in line.accessibleDescription()
    QTest.keyClick(line, Key.Key_Left)
    qtbot.waitUntil(lambda: line.height() == folded)


def test_what_was_undone_is_told_as_undone(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, _ = open_till(desk)
    editor = show(row)
    with qtbot.waitSignal(editor.done) as done:
        editor.change((Change(TicketField.PRIORITY, "low"),), "")
    desk.context.session.undo(done.args[1])
    qtbot.waitUntil(lambda: _last_change(editor).endswith("· undone"))


def _last_change(editor: TicketEditor) -> str:
    lines = editor.sheet.timeline.change_lines()
    return lines[-1].accessibleName() if lines else ""


def test_a_thousand_messages_open_with_the_last_thirty(desk: TicketDesk, show: Make, qtbot: QtBot) -> None:
    row, ticket = open_till(desk)
    for number in range(200):
        desk.apply(AddMessage(ticket=ticket, kind=MessageKind.NOTE, text=f"note {number}"))
    editor = show(row)
    timeline = editor.sheet.timeline
    assert len(timeline.cards()) < 30
    qtbot.waitUntil(lambda: len(timeline.cards()) == 30)
    assert timeline.cards()[-1].message.text == "note 199"
    assert timeline.earlier.text() == "Show the 171 earlier entries"
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum()
    QTest.mouseClick(timeline.earlier, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(timeline.cards()) == 130)
    assert timeline.cards()[-1].message.text == "note 199"
    assert bar.maximum() - bar.value() < 40


def test_links_open_pages_and_mail_only(desk: TicketDesk, show: Make) -> None:

    shown = markup("see https://exemple.fr/a?b=1&c=2. <b>x</b> javascript:alert(1) file:///etc/passwd a@b.fr")
    assert '<a href="https://exemple.fr/a?b=1&amp;c=2">' in shown
    assert '<a href="mailto:a@b.fr">' in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
    assert shown.count("<a ") == 2
    assert not open_link("file:///etc/passwd")
    assert not open_link("javascript:alert(1)")

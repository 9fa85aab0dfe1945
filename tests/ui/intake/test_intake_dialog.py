"""The employee’s window on a real desk: what it says, does and keeps."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.operations import AddMessage
from desktop_desk.domain.ticket import MessageKind, Priority, Status
from desktop_desk.ui.dialogs.intake.request_row import RequestRow
from tests.support.accessibility import assert_named, focusable
from tests.support.intake_seat import Seat, at, fill, press, rows, said, type_keys

Key = Qt.Key


def test_from_the_first_key_to_the_answer_without_a_mouse(stranger: Seat) -> None:
    dialog = stranger.open()
    press(Key.Key_Backtab)
    type_keys("Sam Petit")
    press(Key.Key_Return)
    type_keys("No sound")
    press(Key.Key_Tab)
    type_keys("Since nine.")
    press(Key.Key_Tab, Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert dialog.ask.blocked.value() is Blocked.HINDERED
    with stranger.qtbot.waitSignal(dialog.sent, timeout=5000):
        QTest.keyClick(at(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stranger.idle()
    shown = said(dialog.receipt)
    assert "Request no. 1" in shown
    assert "Noted, Sam." in shown
    assert "Answer promised tomorrow, Tuesday, before 10:46" in shown
    assert "Nadia has it in the queue." in shown

    ticket = stranger.desk.session.ticket(1)
    assert ticket is not None
    assert (ticket.requester.name, ticket.ticket.priority) == ("Sam Petit", Priority.NORMAL)
    assert ticket.messages[0].text.startswith("Since nine.\n\nThe name of this PC: ")
    stranger.desk.session.apply(AddMessage(ticket=ticket.ticket.uid, text="Is it plugged in?"))
    stranger.desk.session.apply(AddMessage(ticket=ticket.ticket.uid, kind=MessageKind.NOTE, text="Sigh."))
    stranger.qtbot.waitUntil(lambda: "1 answer" in rows(dialog)[0].accessibleName(), timeout=3000)

    stranger.qtbot.waitUntil(rows(dialog)[0].isVisible, timeout=3000)
    for _ in range(10):
        if isinstance(at(), RequestRow):
            break
        press(Key.Key_Tab)
    press(Key.Key_Return)
    stranger.qtbot.waitUntil(lambda: "Is it plugged in?" in said(dialog.request), timeout=3000)
    stranger.idle()
    assert "Sigh." not in said(dialog.request)
    assert isinstance(at(), QPlainTextEdit)
    type_keys("Now it is!")
    QTest.keyClick(at(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stranger.qtbot.waitUntil(lambda: "Now it is!" in said(dialog.request), timeout=5000)
    ticket = stranger.desk.session.ticket(1)
    assert ticket is not None
    assert [message.text for message in ticket.messages][-1] == "Now it is!"


def test_everything_the_keyboard_reaches_has_a_name(lucie: Seat) -> None:
    dialog = lucie.open()
    assert len(focusable(dialog)) >= 10
    assert_named(dialog)
    fill(dialog)
    dialog.ask.files.add_text("a.txt", "a")
    lucie.idle()
    assert_named(dialog)
    ticket = lucie.sent(dialog)
    assert_named(dialog)
    dialog.open_request(ticket)
    lucie.idle()
    assert_named(dialog)


def test_the_number_and_the_promise_are_there_at_once(lucie: Seat) -> None:
    dialog = lucie.open()
    fill(dialog)
    began = time.perf_counter()
    with lucie.qtbot.waitSignal(dialog.sent, timeout=5000):
        dialog.confirm()
    took = time.perf_counter() - began
    lucie.idle()
    assert took < 0.3


def test_each_answer_says_its_own_hour_and_it_moves_with_the_clock(lucie: Seat) -> None:
    dialog = lucie.open()
    said = [dialog.ask.blocked.card(blocked).line() for blocked in Blocked]
    assert said == [
        "Answer promised before 16:46 today",
        "Answer promised before 10:46 tomorrow, Tuesday",
        "Before 10:46 tomorrow, Tuesday",
        "Before 10:46 on Thursday",
    ]
    lucie.desk.clock.forward(10)
    dialog.refresh()
    lucie.idle()
    assert dialog.ask.blocked.card(Blocked.STOPPED).line() == "Answer promised before 16:56 today"


def test_the_team_tick_shows_under_the_first_answer_only(lucie: Seat) -> None:
    dialog = lucie.open()
    tick = dialog.ask.blocked.team
    assert not tick.isVisible()
    dialog.ask.blocked.set_value(Blocked.STOPPED, whole_team=True)
    assert tick.isVisible()
    dialog.ask.title_edit.setText("Plus de réseau")
    ticket = lucie.session.ticket(lucie.sent(dialog))
    assert ticket is not None
    assert ticket.ticket.priority is Priority.HIGH


def test_why_this_time_is_explained_line_by_line(lucie: Seat) -> None:
    dialog = lucie.open()
    fill(dialog)
    lucie.sent(dialog)
    dialog.receipt.why_asked.emit()
    lucie.idle()
    assert "First response promised in 1 working day." in said(dialog.receipt)


def test_solved_then_taken_back_then_cancelled(lucie: Seat) -> None:
    dialog = lucie.open()
    fill(dialog)
    ticket = lucie.sent(dialog)
    dialog.open_request(ticket)
    lucie.idle()
    for signal, status in (
        (dialog.request.solved, Status.RESOLVED),
        (dialog.request.reopened, Status.OPEN),
        (dialog.request.cancelled, Status.CLOSED),
    ):
        signal.emit()
        lucie.idle()
        view = dialog.request.shown()
        assert view is not None
        assert view.line.status is status
    assert dialog.request.strip.text() == "The request is cancelled."


def test_an_unsent_answer_waits_with_its_own_request(lucie: Seat) -> None:
    dialog = lucie.open()
    tickets = []
    for title in ("Un", "Deux"):
        fill(dialog, title)
        tickets.append(lucie.sent(dialog))
        dialog.receipt.another.emit()
    for ticket, text in zip(tickets, ("pour un", "pour deux"), strict=True):
        dialog.open_request(ticket)
        lucie.idle()
        dialog.request.edit.setPlainText(text)
    dialog.close()
    again = lucie.open()
    for ticket, text in zip(tickets, ("pour un", "pour deux"), strict=True):
        again.open_request(ticket)
        lucie.idle()
        assert again.request.edit.toPlainText() == text


def test_a_file_follows_the_request(lucie: Seat, tmp_path: Path) -> None:
    dialog = lucie.open()
    fill(dialog)
    ticket = lucie.sent(dialog)
    late = tmp_path / "plan.txt"
    late.write_text("plan")
    dialog.add_files([late, tmp_path / "absent.txt"])
    lucie.idle()
    assert "“absent.txt” cannot be read" in dialog.receipt.strip.text()
    dialog.add_files([late])
    lucie.idle()
    lucie.idle()
    view = lucie.session.ticket(ticket)
    assert view is not None
    assert [file.name for file in view.messages[-1].files] == ["plan.txt"]


def test_somebody_elses_request_is_refused_in_words(lucie: Seat) -> None:
    other = lucie.desk.ticket("Paie de Marie").ticket_id
    assert other is not None
    dialog = lucie.open()
    dialog.open_request(other)
    lucie.idle()
    assert dialog.ask.strip.text() == "This request is not one of yours. Nothing was changed."
    assert dialog.request.shown() is None

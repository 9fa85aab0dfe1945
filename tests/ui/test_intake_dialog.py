"""The employee's window on a real desk: from the keyboard, with bad input, over closing and failures."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.operations import AddMessage, Author
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT, MessageKind, Priority, Status
from desktop_desk.services.session import Session
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake import IntakeDialog
from desktop_desk.ui.dialogs.intake.request_row import RequestRow
from desktop_desk.ui.tasks import Tasks
from tests.support.accessibility import assert_named, focusable
from tests.support.desks import SmallDesk, small_desk

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


def _seat(desk: SmallDesk, qtbot: QtBot, account: str, tasks: Tasks, bridge: Bridge) -> Seat:
    opened = desk.opened
    assert opened.desk is not None
    author = Author(person=None, os_account=account, device="PC-QUAI-2")
    session = Session(opened.desk, opened.store, opened.bus, desk.clock, author)
    return Seat(desk, Context(session, Words("en"), tasks, bridge, session.tz), qtbot)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def stranger(desk: SmallDesk, qtbot: QtBot) -> Iterator[Seat]:
    """Somebody the desk has never seen."""
    tasks, bridge = Tasks(), Bridge(desk.opened.bus)
    yield _seat(desk, qtbot, "sam@pc", tasks, bridge)
    bridge.stop()
    tasks.stop()


@pytest.fixture
def lucie(stranger: Seat) -> Seat:
    """An employee the desk knows."""
    stranger.session.become(stranger.desk.person("Lucie Marchand"))
    return stranger


def _type(text: str) -> None:
    QTest.keyClicks(_at(), text)


def _press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(_at(), key)


def _at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page.window()))


def _paste(what: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(what)
    QTest.keyClick(_at(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _text(text: str) -> QMimeData:
    held = QMimeData()
    held.setText(text)
    return held


def _full(dialog: IntakeDialog, title: str = "Rien ne s’imprime") -> None:
    dialog.ask.title_edit.setText(title)
    dialog.ask.blocked.set_value(Blocked.HINDERED, whole_team=False)


def test_from_the_first_key_to_the_answer_without_a_mouse(stranger: Seat) -> None:
    dialog = stranger.open()
    _press(Key.Key_Backtab)
    _type("Sam Petit")
    _press(Key.Key_Return)
    _type("No sound")
    _press(Key.Key_Tab)
    _type("Since nine.")
    _press(Key.Key_Tab, Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert dialog.ask.blocked.value() is Blocked.HINDERED
    with stranger.qtbot.waitSignal(dialog.sent, timeout=5000):
        QTest.keyClick(_at(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stranger.idle()
    shown = _said(dialog.receipt)
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
    stranger.qtbot.waitUntil(lambda: "1 answer" in _rows(dialog)[0].accessibleName(), timeout=3000)

    stranger.qtbot.waitUntil(_rows(dialog)[0].isVisible, timeout=3000)
    for _ in range(10):
        if isinstance(_at(), RequestRow):
            break
        _press(Key.Key_Tab)
    _press(Key.Key_Return)
    stranger.qtbot.waitUntil(lambda: "Is it plugged in?" in _said(dialog.request), timeout=3000)
    stranger.idle()
    assert "Sigh." not in _said(dialog.request)
    assert isinstance(_at(), QPlainTextEdit)
    _type("Now it is!")
    QTest.keyClick(_at(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stranger.idle()
    assert "Now it is!" in _said(dialog.request)
    ticket = stranger.desk.session.ticket(1)
    assert ticket is not None
    assert [message.text for message in ticket.messages][-1] == "Now it is!"


def _rows(dialog: IntakeDialog) -> list[RequestRow]:
    return dialog.receipt.rows


def test_everything_the_keyboard_reaches_has_a_name(lucie: Seat) -> None:
    dialog = lucie.open()
    assert len(focusable(dialog)) >= 10
    assert_named(dialog)
    _full(dialog)
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
    _full(dialog)
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


def test_what_is_missing_is_said_and_gets_the_keyboard(stranger: Seat) -> None:
    dialog = stranger.open()
    dialog.confirm()
    assert "Say who you are" in _said(dialog.ask)
    assert "has no title yet" in _said(dialog.ask)
    assert "how badly you are stuck" in _said(dialog.ask)
    _type("Sam")
    dialog.confirm()
    assert _at() is dialog.ask.title_edit
    _type("  ")
    dialog.confirm()
    assert stranger.desk.session.ticket(1) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Écran 🖥️ noir 👩‍💻", "Écran 🖥️ noir 👩‍💻"),
        ("الطابعة لا تعمل", "الطابعة لا تعمل"),
        ("avant\0après", "avant\ufffdaprès"),
        ("<b>gras</b> & {accolades} %s", "<b>gras</b> & {accolades} %s"),
    ],
)
def test_any_writing_is_taken_as_it_is(lucie: Seat, typed: str, kept: str) -> None:
    dialog = lucie.open()
    _full(dialog, typed)
    ticket = lucie.session.ticket(lucie.sent(dialog))
    assert ticket is not None
    assert ticket.ticket.title == kept
    assert _rows(dialog)[0].accessibleName().startswith("1, ")


def test_ten_megabytes_pasted_as_a_title_become_a_file(lucie: Seat) -> None:
    dialog = lucie.open()
    dialog.ask.title_edit.setText("Le journal de l’imprimante")
    dialog.ask.title_edit.setFocus()
    began = time.perf_counter()
    _paste(_text("erreur 42 " * 1_000_000))
    assert time.perf_counter() - began < 1
    lucie.idle()
    assert dialog.ask.title_edit.text() == "Le journal de l’imprimante"
    assert [(file.name, file.size) for file in dialog.ask.files.files()] == [("Pasted text.txt", 10_000_000)]
    dialog.ask.details.setFocus()
    _paste(_text("x" * 60_000))
    lucie.idle()
    assert (dialog.ask.details.toPlainText(), len(dialog.ask.files.files())) == ("", 2)


def test_lines_pasted_as_a_title_go_on_below(lucie: Seat) -> None:
    dialog = lucie.open()
    _paste(_text("L’écran reste noir\nDepuis ce matin\nBureau 12"))
    assert dialog.ask.title_edit.text() == "L’écran reste noir"
    assert dialog.ask.details.toPlainText() == "Depuis ce matin\nBureau 12"


def test_a_picture_is_pasted_and_taken_away(lucie: Seat) -> None:
    dialog = lucie.open()
    picture = QImage(80, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    held = QMimeData()
    held.setImageData(picture)
    _paste(held)
    lucie.idle()
    file = dialog.ask.files.files()[0]
    assert (file.name, file.content_type) == ("Picture of 10.46.png", "image/png")
    assert QImage.fromData(dialog.ask.files.contents()[file.sha256]).size() == picture.size()
    dialog.ask.files.remove(file)
    assert dialog.ask.files.files() == ()


def test_a_file_too_large_is_refused_in_words_and_the_rest_kept(lucie: Seat, tmp_path: Path) -> None:
    dialog = lucie.open()
    _full(dialog)
    small, large = tmp_path / "petit.txt", tmp_path / "film.mp4"
    small.write_text("petit")
    with large.open("wb") as file:
        file.truncate(ATTACHMENT_LIMIT + 5 * 1024 * 1024)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in (small, large)])
    dialog.ask.title_edit.setFocus()
    _paste(held)
    lucie.idle()
    assert "“film.mp4” is too large (30 MB, 25 MB at most)" in dialog.ask.strip.text()
    assert [file.name for file in dialog.ask.files.files()] == ["petit.txt"]
    ticket = lucie.session.ticket(lucie.sent(dialog))
    assert ticket is not None
    assert lucie.session.file(ticket.messages[0].files[0].uid) == b"petit"


def test_no_screenshot_where_none_can_be_taken(lucie: Seat) -> None:
    dialog = lucie.open()
    dialog.ask.enclosures.add_screens([])
    assert "Press Print Screen, then paste" in dialog.ask.strip.text()


def test_each_screen_is_a_picture_of_its_own(lucie: Seat) -> None:
    dialog = lucie.open()
    screen = QImage(320, 200, QImage.Format.Format_RGB32)
    screen.fill(QColor("white"))
    dialog.ask.enclosures.add_screens([screen, screen])
    lucie.idle()
    names = sorted(file.name for file in dialog.ask.files.files())
    assert names == ["Screenshot of 10.46 (2).png", "Screenshot of 10.46.png"]


def test_what_is_sent_along_is_shown_and_can_be_left_out(lucie: Seat) -> None:
    dialog = lucie.open()
    _full(dialog)
    dialog.ask.files.add_text("a.txt", "a")
    lucie.idle()
    along = dialog.ask.along
    along.show_above(dialog.ask, "Lucie Marchand", dialog.ask.files.files())
    assert "Your name: Lucie Marchand" in _said(along)
    assert "a.txt" in _said(along)
    assert_named(along)
    along.pc.setChecked(False)
    along.account.setChecked(False)
    along.removed.emit(dialog.ask.files.files()[0])
    along.hide()
    ticket = lucie.session.ticket(lucie.sent(dialog))
    assert ticket is not None
    assert ticket.messages == ()


def test_what_was_typed_survives_closing_and_a_crash(lucie: Seat) -> None:
    dialog = lucie.open()
    _full(dialog, "À moitié")
    dialog.ask.details.setPlainText("Je reviens")
    _press(Key.Key_Escape)
    assert not dialog.isVisible()
    again = lucie.open()
    assert (again.ask.title_edit.text(), again.ask.details.toPlainText()) == ("À moitié", "Je reviens")
    assert again.ask.blocked.value() is Blocked.HINDERED
    again.ask.title_edit.setText("À moitié, puis plus rien")
    lucie.qtbot.wait(600)  # nothing closes it: the program is gone
    third = lucie.open()
    assert third.ask.title_edit.text() == "À moitié, puis plus rien"
    lucie.sent(third)
    assert lucie.open().ask.title_edit.text() == ""


def test_a_desk_that_refuses_keeps_everything_typed(lucie: Seat) -> None:
    dialog = lucie.open()
    _full(dialog)
    dialog.ask.files.add_text("long.txt", "x" * 400_000)
    lucie.idle()
    with lucie.desk.opened.store.write() as unit:
        unit.connection.exec_driver_sql("PRAGMA max_page_count = 1")  # as a full disk answers
    dialog.confirm()
    lucie.idle()
    assert "The disk is full" in dialog.ask.strip.text()
    assert dialog.ask.title_edit.text() == "Rien ne s’imprime"
    assert len(dialog.ask.files.files()) == 1
    with lucie.desk.opened.store.write() as unit:
        unit.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    lucie.sent(dialog)
    assert lucie.session.ticket(2) is None


def test_why_this_time_is_explained_line_by_line(lucie: Seat) -> None:
    dialog = lucie.open()
    _full(dialog)
    lucie.sent(dialog)
    dialog.receipt.why_asked.emit()
    lucie.idle()
    assert "First response promised in 1 working day." in _said(dialog.receipt)


def test_solved_then_taken_back_then_cancelled(lucie: Seat) -> None:
    dialog = lucie.open()
    _full(dialog)
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
        _full(dialog, title)
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
    _full(dialog)
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

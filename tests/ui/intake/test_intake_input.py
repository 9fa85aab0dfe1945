"""The employee’s window given too little, too much, or what nobody expects; and what it keeps of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage

from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.ticket import ATTACHMENT_LIMIT
from tests.support.accessibility import assert_named
from tests.support.intake_seat import Seat, at, fill, held_text, paste, press, rows, said, type_keys

Key = Qt.Key


def test_what_is_missing_is_said_and_gets_the_keyboard(stranger: Seat) -> None:
    dialog = stranger.open()
    dialog.confirm()
    assert "Say who you are" in said(dialog.ask)
    assert "has no title yet" in said(dialog.ask)
    assert "how badly you are stuck" in said(dialog.ask)
    type_keys("Sam")
    dialog.confirm()
    assert at() is dialog.ask.title_edit
    type_keys("  ")
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
    fill(dialog, typed)
    ticket = lucie.session.ticket(lucie.sent(dialog))
    assert ticket is not None
    assert ticket.ticket.title == kept
    assert rows(dialog)[0].accessibleName().startswith("1, ")


def test_ten_megabytes_pasted_as_a_title_become_a_file(lucie: Seat) -> None:
    dialog = lucie.open()
    dialog.ask.title_edit.setText("Le journal de l’imprimante")
    dialog.ask.title_edit.setFocus()
    began = time.perf_counter()
    paste(held_text("erreur 42 " * 1_000_000))
    assert time.perf_counter() - began < 1
    lucie.idle()
    assert dialog.ask.title_edit.text() == "Le journal de l’imprimante"
    assert [(file.name, file.size) for file in dialog.ask.files.files()] == [("Pasted text.txt", 10_000_000)]
    dialog.ask.details.setFocus()
    paste(held_text("x" * 60_000))
    lucie.idle()
    assert (dialog.ask.details.toPlainText(), len(dialog.ask.files.files())) == ("", 2)


def test_lines_pasted_as_a_title_go_on_below(lucie: Seat) -> None:
    dialog = lucie.open()
    paste(held_text("L’écran reste noir\nDepuis ce matin\nBureau 12"))
    assert dialog.ask.title_edit.text() == "L’écran reste noir"
    assert dialog.ask.details.toPlainText() == "Depuis ce matin\nBureau 12"


def test_a_picture_is_pasted_and_taken_away(lucie: Seat) -> None:
    dialog = lucie.open()
    picture = QImage(80, 60, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    held = QMimeData()
    held.setImageData(picture)
    paste(held)
    lucie.idle()
    file = dialog.ask.files.files()[0]
    assert (file.name, file.content_type) == ("Picture of 10.46.png", "image/png")
    assert QImage.fromData(dialog.ask.files.contents()[file.sha256]).size() == picture.size()
    dialog.ask.files.remove(file)
    assert dialog.ask.files.files() == ()


def test_a_file_too_large_is_refused_in_words_and_the_rest_kept(lucie: Seat, tmp_path: Path) -> None:
    dialog = lucie.open()
    fill(dialog)
    small, large = tmp_path / "petit.txt", tmp_path / "film.mp4"
    small.write_text("petit")
    with large.open("wb") as file:
        file.truncate(ATTACHMENT_LIMIT + 5 * 1024 * 1024)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in (small, large)])
    dialog.ask.title_edit.setFocus()
    paste(held)
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
    fill(dialog)
    dialog.ask.files.add_text("a.txt", "a")
    lucie.idle()
    along = dialog.ask.along
    along.show_above(dialog.ask, "Lucie Marchand", dialog.ask.files.files())
    assert "Your name: Lucie Marchand" in said(along)
    assert "a.txt" in said(along)
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
    fill(dialog, "À moitié")
    dialog.ask.details.setPlainText("Je reviens")
    press(Key.Key_Escape)
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
    fill(dialog)
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

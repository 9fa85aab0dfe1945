"""Files on a ticket: pasted, dropped, refused, shown and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_desk.ui.views.ticket.attachments import Preview
from desktop_desk.ui.views.ticket.composer_text import LONGEST_PASTE
from desktop_desk.ui.views.ticket.parcels import encoded
from desktop_desk.ui.views.ticket.saving import ask_where
from desktop_desk.ui.views.ticket_editor import TicketEditor
from tests.support.ticket_desk import TicketDesk, open_till

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def picture() -> QImage:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


@pytest.fixture
def editor(desk: TicketDesk, picture: QImage, qtbot: QtBot) -> TicketEditor:
    row, _ = open_till(desk, picture=encoded(picture))
    made = TicketEditor(desk.context)
    qtbot.addWidget(made)
    made.setMinimumSize(400, 400)  # else the windowless platform is told of each new size hint
    made.resize(456, 820)
    with qtbot.waitSignal(made.shown):
        made.show_ticket(row)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_reply()
    return made


def names(editor: TicketEditor) -> list[str]:
    return [parcel.ref.name for parcel in editor.composer.parcels.held]


def drop(editor: TicketEditor, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(20, 20), action, mime, button, Modifier.NoModifier)
    QApplication.sendEvent(editor, entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(20, 20), action, mime, button, Modifier.NoModifier)
    QApplication.sendEvent(editor, event)
    assert event.isAccepted()


def test_a_pasted_picture_is_sent_as_a_capture(
    editor: TicketEditor, desk: TicketDesk, picture: QImage, qtbot: QtBot
) -> None:
    QApplication.clipboard().setImage(picture)
    QTest.keyClick(editor.composer.text, Key.Key_V, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: names(editor) == ["capture-2026-11-23-09h11m00.png"])
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(editor.composer.text, Key.Key_Return, Modifier.ControlModifier)
    found = desk.context.session.ticket(editor.ticket_id or 0)
    assert found is not None
    file = found.messages[-1].files[0]
    assert file.content_type == "image/png"
    assert QImage.fromData(desk.context.session.file(file.uid)).size() == picture.size()
    assert names(editor) == []


def test_a_dropped_file_can_be_taken_away_again(editor: TicketEditor, tmp_path: Path, qtbot: QtBot) -> None:
    small = tmp_path / "log & trace.txt"
    small.write_text("x")
    drop(editor, small)
    qtbot.waitUntil(lambda: names(editor) == ["log & trace.txt"])
    assert editor.composer.send_button.isEnabled()
    chip = editor.composer.parcels.children()[-1]
    chip.removed.emit()  # type: ignore[attr-defined]
    assert names(editor) == []
    assert not editor.composer.send_button.isEnabled()


def test_thirty_megabytes_are_refused_in_words(editor: TicketEditor, tmp_path: Path, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.composer.text, "look at this")
    huge = tmp_path / "dump.bin"
    with huge.open("wb") as file:
        file.truncate(30 * 1024 * 1024)
    with qtbot.waitSignal(editor.problem):
        drop(editor, huge)
    assert editor.strip.text().startswith("“dump.bin” is too large (30 MB, 25 MB at most)")
    assert names(editor) == []
    assert editor.composer.text.toPlainText() == "look at this"


def test_a_folder_and_a_file_that_is_gone_are_refused(
    editor: TicketEditor, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(editor.problem):
        drop(editor, tmp_path)
    assert "is not a file" in editor.strip.text()
    with qtbot.waitSignal(editor.problem):
        drop(editor, tmp_path / "gone.txt")
    assert "cannot be read" in editor.strip.text()


def test_a_file_read_late_reaches_the_ticket_it_was_meant_for(
    editor: TicketEditor, desk: TicketDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    mine = editor.ticket_id
    other, _ = open_till(desk)
    path = tmp_path / "mine.txt"
    path.write_text("x")
    drop(editor, path)
    editor.show_ticket(other)
    with qtbot.waitSignal(editor.shown):
        qtbot.waitUntil(lambda: not editor.composer.parcels.reading)
    assert names(editor) == []
    with qtbot.waitSignal(editor.shown):
        editor.show_ticket(mine)
    assert names(editor) == ["mine.txt"]


def test_a_very_long_paste_becomes_a_file(editor: TicketEditor, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("0123456789" * (LONGEST_PASTE // 10 + 1))
    QTest.keyClick(editor.composer.text, Key.Key_V, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: names(editor) == ["text-2026-11-23-09h11m00.txt"])
    assert editor.composer.text.toPlainText() == ""


def test_nul_emoji_and_right_to_left_text_come_back_as_written(
    editor: TicketEditor, desk: TicketDesk, qtbot: QtBot
) -> None:
    editor.composer.text.insertPlainText("a\0b 🙂👩‍👧 שלום עולם\nsecond line")
    with qtbot.waitSignal(editor.done):
        QTest.keyClick(editor.composer.text, Key.Key_Return, Modifier.ControlModifier)
    found = desk.context.session.ticket(editor.ticket_id or 0)
    assert found is not None
    assert found.messages[-1].text == "a\ufffdb 🙂👩‍👧 שלום עולם\nsecond line"


def test_a_picture_is_previewed(editor: TicketEditor, picture: QImage, qtbot: QtBot) -> None:
    preview = editor.findChild(Preview)
    assert preview is not None
    wanted = picture.pixelColor(0, 0).name()
    qtbot.waitUntil(lambda: preview.grab().toImage().pixelColor(100, 70).name() == wanted)
    assert preview.height() == 150


def test_an_attachment_is_saved_where_asked(
    editor: TicketEditor, desk: TicketDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    assert editor.page is not None
    file = editor.page.view.messages[0].files[0]
    got: list[object] = []
    dialog = ask_where(editor, desk.context, file, got.append, got.append)
    dialog.fileSelected.emit(str(tmp_path / "saved.png"))
    qtbot.waitUntil(lambda: bool(got))
    assert (tmp_path / "saved.png").read_bytes() == desk.context.session.file(file.uid)
    dialog.fileSelected.emit(str(tmp_path / "no" / "such" / "folder.png"))
    qtbot.waitUntil(lambda: len(got) == 2)
    assert "cannot be saved" in got[1].say(desk.context.words)  # type: ignore[attr-defined]
    dialog.close()


def test_a_picture_that_is_none_leaves_no_hole(editor: TicketEditor, desk: TicketDesk, qtbot: QtBot) -> None:
    fake, _ = open_till(desk)
    before = editor.sheet.timeline.cards()[0].height()
    with qtbot.waitSignal(editor.shown):
        editor.show_ticket(fake)
    qtbot.waitUntil(lambda: editor.sheet.timeline.cards()[0].height() <= before - 150)

"""Commands: none twice, none unreachable, none missing from the sheet; keys that know who is writing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop_desk.text import LANGUAGES, Words
from desktop_desk.ui import icons
from desktop_desk.ui.actions import install, keys_in_words, set_single_keys
from desktop_desk.ui.commands import BY_ID, COMMANDS, Place, commands_of
from desktop_desk.ui.help_sheet import HelpSheet
from desktop_desk.ui.keys import digit, digit_of_key
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.views.queue import QueueView


class Board(QWidget):
    """A place with a list and a field, noting what is called."""

    def __init__(self) -> None:
        super().__init__()
        self.called: list[object] = []
        self.field, self.table = QLineEdit(), QListWidget()
        self.table.addItems(["un", "deux"])
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.table)

    def __getattr__(self, name: str) -> object:
        if name not in {command.method for command in COMMANDS}:
            raise AttributeError(name)
        return lambda *given: self.called.append((name, *given))


@pytest.fixture
def board(qtbot) -> Board:
    made = Board()
    qtbot.addWidget(made)
    install(made, Words("en"), Place.QUEUE, list_widget=made.table)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_no_command_is_there_twice() -> None:
    assert [name for name, times in Counter(command.id for command in COMMANDS).items() if times > 1] == []


@pytest.mark.parametrize("place", [Place.QUEUE, Place.TICKET])
def test_no_shortcut_means_two_things(place: Place) -> None:
    places = {Place.GLOBAL, place} if place is Place.QUEUE else {place}
    keys = Counter(QKeySequence(key).toString() for command in commands_of(*places) for key in command.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_key_alone_begins_a_sequence() -> None:
    alone = {key for command in COMMANDS for key in command.keys if ", " not in key}
    starts = {key.split(", ")[0] for command in COMMANDS for key in command.keys if ", " in key}
    assert not alone & starts


def test_every_command_is_reachable() -> None:
    for command in COMMANDS:
        assert command.keys or command.id == "request_help", command.id
        if Place.GLOBAL in command.places:
            assert callable(getattr(MainWindow, command.method)), command
        if Place.QUEUE in command.places:
            assert callable(getattr(QueueView, command.method)), command
        icons.source(command.icon)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_shows_every_command_that_has_keys(qtbot, language: str) -> None:
    sheet = HelpSheet(Words(language))
    qtbot.addWidget(sheet)
    assert sorted(sheet.shown) == sorted(command.id for command in COMMANDS if command.keys)


def test_keys_are_written_as_on_the_keyboard() -> None:
    words = Words("fr")
    assert keys_in_words(BY_ID["redo"], words) == ["Ctrl+Maj+Z", "Ctrl+Y"]
    assert keys_in_words(BY_ID["go_queue"], words) == ["G puis Q"]
    assert keys_in_words(BY_ID["open"], words)[0] == "Entrée"


def test_letters_act_in_the_list_and_write_in_a_field(board: Board) -> None:
    board.table.setFocus()
    QTest.keyClick(board.table, Qt.Key.Key_E)
    QTest.keyClick(board.table, Qt.Key.Key_J)
    assert board.called == [("resolve",), ("select_next",)]
    board.called.clear()
    board.field.setFocus()
    QTest.keyClicks(board.field, "jeeri 1234 /")
    assert board.called == []
    assert board.field.text() == "jeeri 1234 /"


def test_enter_and_space_belong_to_the_list(board: Board) -> None:
    board.table.setFocus()
    QTest.keyClick(board.table, Qt.Key.Key_Return)
    QTest.keyClick(board.table, Qt.Key.Key_Space)
    assert board.called == [("open_selected",), ("toggle_preview",)]
    board.called.clear()
    board.field.setFocus()
    QTest.keyClick(board.field, Qt.Key.Key_Return)
    assert board.called == []


def test_digits_give_priorities(board: Board) -> None:
    board.table.setFocus()
    QTest.keyClick(board.table, Qt.Key.Key_1)
    QTest.keyClick(board.table, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert board.called == [("set_priority", "critical"), ("set_priority", "low")]


def test_keys_alone_can_be_turned_off(qtbot) -> None:
    made = Board()
    qtbot.addWidget(made)
    keys = install(made, Words("en"), Place.QUEUE, list_widget=made.table, single_keys=False)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.table.setFocus()
    QTest.keyClick(made.table, Qt.Key.Key_E)
    QTest.keyClick(made.table, Qt.Key.Key_1)
    assert made.called == []
    QTest.keyClick(made.table, Qt.Key.Key_Return)
    assert made.called == [("open_selected",)]
    set_single_keys(keys, on=True)
    QTest.keyClick(made.table, Qt.Key.Key_E)
    assert made.called[-1] == ("resolve",)


@pytest.mark.parametrize(
    ("platform", "scan", "virtual", "text", "wanted"),
    [
        ("xcb", 10, 0, "&", 1),
        ("xcb", 13, 0, "'", 4),
        ("wayland", 11, 0, "é", 2),
        ("windows", 4, 0, '"', 3),
        ("xcb", 48, 0, "'", None),  # the apostrophe of an English keyboard
        ("cocoa", 0, 18, "&", 1),
        ("offscreen", 0, 0, "é", 2),
        ("offscreen", 0, 0, "x", None),
        ("offscreen", 0, 0, "", None),
    ],
)
def test_the_digit_row_is_known_by_its_place(
    platform: str, scan: int, virtual: int, text: str, wanted: int | None
) -> None:
    assert digit_of_key(platform, scan, virtual, text) == wanted


def test_shifted_signs_of_an_english_row_are_no_digits() -> None:
    exclaim = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Exclam, Qt.KeyboardModifier.ShiftModifier, "!")
    assert digit(exclaim) is None
    control = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier, "1")
    assert digit(control) is None


def test_no_other_file_names_a_shortcut_of_the_table() -> None:
    from desktop_desk.paths import PACKAGE

    for path in sorted((Path(PACKAGE) / "ui").rglob("*.py")):
        if path.name not in {"commands.py", "actions.py"}:
            assert "QShortcut(" not in path.read_text("utf-8"), path

"""The sheet of the keyboard (`?`): every command of the program with its keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_desk.text import N_, Words
from desktop_desk.ui import fonts
from desktop_desk.ui.actions import keys_in_words
from desktop_desk.ui.commands import COMMANDS, Command, Place
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import line, plane
from desktop_desk.ui.widgets.key_cap import KeyCaps
from desktop_desk.ui.widgets.labels import label

ALWAYS_THERE: Final = (
    (N_("Up and down arrows"), N_("Move through the list")),
    (N_("Tab"), N_("Go from one place to the next")),
    (N_("Esc"), N_("Leave a field or a dialog")),
)
"""What the system's own keys do, told once."""

GROUPS: Final = (
    (N_("Everywhere"), lambda command: Place.GLOBAL in command.places),
    (
        N_("On a ticket"),
        lambda command: Place.TICKET in command.places and Place.GLOBAL not in command.places,
    ),
    (N_("In the list"), lambda command: command.places == (Place.QUEUE,)),
)


class HelpSheet(QDialog):
    """Read it, press Esc."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("Keyboard shortcuts"))
        self._words = words
        self.shown: list[str] = []
        content = plane("surface")
        columns = QHBoxLayout(content)
        columns.setContentsMargins(32, 24, 32, 24)
        columns.setSpacing(48)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(6)
            columns.addLayout(column, 1)
        self._group(left, 0)
        self._group(left, 2)
        self._group(right, 1)
        self._always(right)
        left.addStretch(1)
        right.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(words("Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(line())
        column.addWidget(self._footer())
        self.resize(880, min(content.sizeHint().height() + 62, 780))

    def _group(self, column: QVBoxLayout, index: int) -> None:
        title, belongs = GROUPS[index]
        column.addWidget(label(self._words(title), size="title_card", weight=fonts.STRONG))
        column.addSpacing(2)
        for command in COMMANDS:
            if belongs(command) and command.keys:
                self._line(column, command)
        column.addSpacing(18)

    def _line(self, column: QVBoxLayout, command: Command) -> None:
        self.shown.append(command.id)
        self._row(
            column, self._words(command.words), list(dict.fromkeys(keys_in_words(command, self._words)))
        )

    def _always(self, column: QVBoxLayout) -> None:
        column.addWidget(label(self._words("The usual keys"), size="title_card", weight=fonts.STRONG))
        column.addSpacing(2)
        for keys, what in ALWAYS_THERE:
            self._row(column, self._words(what), [self._words(keys)])

    def _row(self, column: QVBoxLayout, what: str, keys: list[str]) -> None:
        row = QGridLayout()
        row.setColumnStretch(0, 1)
        row.addWidget(label(what, tone="text_2"), 0, 0)
        row.addWidget(KeyCaps(keys), 0, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)

    def _footer(self) -> QFrame:
        footer = plane("footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(32, 12, 24, 12)
        note = self._words(
            "The digits are those of the row above the letters, whatever they type, and of the keypad."
        )
        row.addWidget(label(note, size="small", tone="text_2", wrap=True), 1)
        close = button(self._words("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        row.addWidget(close)
        return footer

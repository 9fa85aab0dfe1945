"""The desk cannot be opened: what happened and what to do, in place of the queue, never in a box."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view

_WIDTH = 440


class OpeningProblem(QWidget):
    """``retry_asked``, or ``other_asked`` for another file."""

    retry_asked = Signal()
    other_asked = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._title = label(words("The desk could not be opened"), size="title_section", weight=fonts.STRONG)
        self._sentence = label(tone="text_2", wrap=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = button(words("Try again"), "primary", "refresh")
        self.other = button(words("Choose another file…"), "secondary", "disk")
        self.retry.clicked.connect(self.retry_asked)
        self.other.clicked.connect(self.other_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.retry)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(icon_view("disk", "danger", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for words_ in (self._title, self._sentence):
            words_.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words_.setFixedWidth(_WIDTH)
            column.addWidget(words_, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addLayout(buttons)
        column.addStretch(3)

    def say(self, sentence: str) -> None:
        """What happened, what is safe, what to do."""
        self._sentence.setText(sentence)
        self._sentence.setMinimumHeight(self._sentence.heightForWidth(_WIDTH))
        self.setAccessibleName(f"{self._title.text()}. {sentence}")
        self.retry.setFocus()

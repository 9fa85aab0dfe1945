"""A field for a password, with an eye to look at what was typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop_desk.text import Words
from desktop_desk.ui.icons import icon
from desktop_desk.ui.widgets.buttons import icon_button, set_name

EYE: Final = 30
INSET: Final = 5


class PasswordEdit(QLineEdit):
    """Shows discs; ``eye`` shows the letters, and discs again. Tab goes on to it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("tall", True)
        self.setTextMargins(0, 0, EYE, 0)
        self.eye = icon_button("eye", words("Show the password"), side=EYE)
        self.eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where one types
        self.eye.setCursor(Qt.CursorShape.ArrowCursor)
        self.eye.clicked.connect(self._turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, INSET, 0)
        row.addStretch(1)
        row.addWidget(self.eye)

    def hide_text(self) -> None:
        """Show discs again."""
        if self.echoMode() == QLineEdit.EchoMode.Normal:
            self._turn()

    def _turn(self) -> None:
        words, shown = self._words, self.echoMode() == QLineEdit.EchoMode.Normal
        self.setEchoMode(QLineEdit.EchoMode.Password if shown else QLineEdit.EchoMode.Normal)
        self.eye.setIcon(icon("eye") if shown else icon("eye-off"))
        set_name(self.eye, words("Show the password") if shown else words("Hide the password"))

"""Where the queue is searched: a field with its key written in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import theme
from desktop_desk.ui.widgets.buttons import icon_button
from desktop_desk.ui.widgets.key_cap import KeyCaps
from desktop_desk.ui.widgets.mark_view import icon_view

PAUSE_MS: Final = 120
"""Milliseconds without a key after which what is typed is searched."""


class SearchBox(QFrame):
    """Signals ``searched`` with the words once a person pauses, ``left`` to go to the list.

    Escape empties the field, and leaves it when it is empty; Enter and the down arrow leave it too.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLineEdit()
        self._words.setProperty("bare", "true")
        self._words.setPlaceholderText(words("Search for a number, a word, a name…"))
        self._words.setAccessibleName(words("Search the requests"))
        self._words.setMinimumHeight(30)
        self._key = KeyCaps(["/"])
        self._clear = icon_button("close", words("Clear the search"), side=24, icon_side=14)
        self._clear.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 7, 0)
        row.setSpacing(8)
        row.addWidget(icon_view("search", "text_2", 18))
        row.addWidget(self._words, 1)
        row.addWidget(self._key)
        row.addWidget(self._clear)
        self.setFixedHeight(theme.size("search"))
        self.setMaximumWidth(theme.size("search_width"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._words)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self._searched = ""
        self._words.textChanged.connect(self._on_text)
        self._words.installEventFilter(self)
        self._clear.clicked.connect(self.clear)

    def sizeHint(self) -> QSize:
        """As wide as a search is comfortable."""
        return QSize(theme.size("search_width"), theme.size("search"))

    def minimumSizeHint(self) -> QSize:
        """Enough for a word."""
        return QSize(180, theme.size("search"))

    def text(self) -> str:
        """What is typed."""
        return self._words.text()

    def set_text(self, text: str) -> None:
        """Put words in the field, as searched already."""
        self._searched = text.strip()
        self._words.setText(text)
        self._pause.stop()

    def clear(self) -> None:
        """Search for nothing, at once."""
        self._words.clear()
        self._search()

    def select_all(self) -> None:
        """Come to the field with its words ready to be replaced."""
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that leave, and the border that follows the focus."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_pressed(event.key()) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The field's ground and edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self._words.hasFocus()
        wide = 2.0 if on else 1.0
        painter.setPen(QPen(theme.color("accent_mark" if on else "line_strong"), wide))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), 6, 6
        )

    def _key_pressed(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape and self._words.text():
            self.clear()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self._search()
            self.left.emit()
        else:
            return False
        return True

    def _on_text(self, text: str) -> None:
        self._key.setVisible(not text)
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        wanted = self._words.text().strip()
        if wanted != self._searched:
            self._searched = wanted
            self.searched.emit(wanted)

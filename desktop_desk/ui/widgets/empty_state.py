"""A place with nothing in it yet: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_desk.ui import fonts, icons
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import MarkView

TILE = 64
ICON = 28
LINE_WIDTH = 380


class EmptyState(QWidget):
    """An icon, a title, a sentence, and a button if there is something to press (``pressed``)."""

    pressed = Signal()

    def __init__(self, icon_name: str, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self._mark = MarkView(lambda ratio: _tile(icon_name, ratio))
        self._title = label(size="title_section", weight=fonts.STRONG, wrap=True)
        self._sentence = label(tone="text_2", wrap=True)
        self._button = button("", "primary")
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setFixedWidth(LINE_WIDTH)
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say(icon_name, title, sentence, action)

    def say(self, icon_name: str, title: str, sentence: str, action: str = "") -> None:
        """Change everything it says; without ``action`` there is no button."""
        self._mark.show_mark(lambda ratio: _tile(icon_name, ratio))
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)


def _tile(icon_name: str, ratio: float) -> QPixmap:
    picture = icons.blank(TILE, TILE, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent_soft"))
    painter.drawRoundedRect(QRectF(0, 0, TILE, TILE), TILE / 2, TILE / 2)
    place = (TILE - ICON) // 2
    painter.drawPixmap(place, place, icons.pixmap(icon_name, "accent_text", ICON, ratio))
    painter.end()
    return picture

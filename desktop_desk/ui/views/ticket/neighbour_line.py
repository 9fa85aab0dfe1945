"""Another ticket in one line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_desk.domain.operations import Relation
from desktop_desk.domain.timeline import Neighbour
from desktop_desk.text import Words, capital
from desktop_desk.ui import fonts, marks
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color

LINE: Final = 32


class NeighbourLine(QAbstractButton):
    """Another ticket: its status, number and title; pressed, it opens."""

    def __init__(self, words: Words, one: Neighbour) -> None:
        super().__init__()
        self._one = one
        said = words.status(one.status.value)
        parts = [f"{one.number or ''} {one.title}".strip(), said]
        if one.relation is Relation.DUPLICATE:
            parts.append(words("duplicate"))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(f"{one.title} · {capital(said)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, number, title."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(self.rect().adjusted(-4, 0, 0, 0), 5, 5)
        painter.drawPixmap(0, (LINE - 14) // 2, marks.status(self._one.status, self.devicePixelRatioF()))
        number = "–" if self._one.number is None else str(self._one.number)
        digits = fonts.metrics("base", digits=True)
        painter.setFont(fonts.font("base", digits=True))
        painter.setPen(color("text_3"))
        box = QRect(21, 0, self.width() - 21, LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, number)
        box.setLeft(box.left() + digits.horizontalAdvance(number) + 8)
        font = fonts.metrics("base", fonts.LABEL)
        painter.setFont(fonts.font("base", fonts.LABEL))
        painter.setPen(color("text"))
        title = font.elidedText(self._one.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        if self.hasFocus():
            draw_focus(painter, self.rect().toRectF(), color)

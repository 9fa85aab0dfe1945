"""Marks that can be pressed: a status pill or an assignee that opens its menu."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_desk.ui import fonts
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.mark_view import Draw

INSET = 3


class PressableMark(QAbstractButton):
    """A mark with an optional word after it; a soft ground under the mouse says it opens something."""

    def __init__(self, *, radius: int = 13) -> None:
        super().__init__()
        self._draw: Draw | None = None
        self._word = ""
        self._tone = "text"
        self._radius = radius
        self.setFont(fonts.font("base", fonts.LABEL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, draw: Draw, name: str, word: str = "", tone: str = "text") -> None:
        """Show a mark; ``name`` is what a screen reader says, ``tone`` the role of the word."""
        self._draw, self._word, self._tone = draw, word, tone
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The mark, its word and a little room round them."""
        if self._draw is None:
            return QSize(26, 26)
        mark = self._draw(self.devicePixelRatioF()).deviceIndependentSize()
        word = self.fontMetrics().horizontalAdvance(self._word) + 8 if self._word else 0
        return QSize(round(mark.width()) + word + 2 * INSET, round(mark.height()) + 2 * INSET)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark, the word, the ground when it can be pressed, the focus."""
        if self._draw is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(self.rect(), self._radius, self._radius)
        picture = self._draw(self.devicePixelRatioF())
        high = picture.deviceIndependentSize().height()
        painter.drawPixmap(QPointF(INSET, (self.height() - high) / 2), picture)
        if self._word:
            left = round(picture.deviceIndependentSize().width()) + 8 + INSET
            painter.setPen(color(self._tone))
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._word)
        if self.hasFocus():
            draw_focus(painter, self.rect().toRectF(), color, self._radius)

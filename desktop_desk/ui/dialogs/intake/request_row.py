"""A line of « Mes demandes », pressed to read it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_desk.services.requests import RequestLine
from desktop_desk.text import Words, capital
from desktop_desk.ui import fonts, marks
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color

HEIGHT = 48
NUMBER = 48


class RequestRow(QAbstractButton):
    """Number, title, what is new, status; all of it is its accessible name."""

    def __init__(self, words: Words, line: RequestLine) -> None:
        super().__init__()
        self.line = line
        self._number = "–" if line.number is None else str(line.number)
        self._status = capital(words.status(line.status.value))
        if line.outcome is not None and not line.active and line.outcome.value == "cancelled":
            self._status = capital(words.outcome(line.outcome.value))
        self._news = ""
        if line.unread:
            self._news = words.plural("{n} answer", "{n} answers", line.unread)
        elif line.my_turn:
            self._news = words("your turn")
        self.setAccessibleName(
            ", ".join(p for p in (self._number, line.title, self._status, self._news) if p)
        )
        self.setToolTip(line.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """A whole line."""
        return QSize(320, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From the right: status, what is new; the title takes the rest."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), color("hover"))
        painter.fillRect(0, HEIGHT - 1, self.width(), 1, color("line"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font("base", digits=True))
        painter.setPen(color("text_3"))
        painter.drawText(0, 0, NUMBER, HEIGHT, middle, self._number)
        pill = marks.pill(self.line.status, self._status, self.devicePixelRatioF())
        width = pill.deviceIndependentSize().width()
        right = self.width() - round(width)
        painter.drawPixmap(right, round((HEIGHT - pill.deviceIndependentSize().height()) / 2), pill)
        if self._news:
            strong = fonts.metrics("small", fonts.STRONG)
            right -= strong.horizontalAdvance(self._news) + 8
            painter.setFont(fonts.font("small", fonts.STRONG))
            painter.setPen(color("accent_text"))
            painter.drawText(right, 0, self.width(), HEIGHT, middle, self._news)
        weight = fonts.STRONG if self.line.unread else fonts.LABEL
        title = fonts.metrics("base", weight).elidedText(
            self.line.title, Qt.TextElideMode.ElideRight, right - NUMBER - 12
        )
        painter.setFont(fonts.font("base", weight))
        painter.setPen(color("text" if self.line.active else "text_2"))
        painter.drawText(NUMBER, 0, right - NUMBER - 8, HEIGHT, middle, title)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -2), color)

"""The changes between two messages as one thin line that unfolds."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip

from desktop_desk.domain.instants import Instant
from desktop_desk.text import Words
from desktop_desk.ui import fonts, icons
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color
from desktop_desk.ui.views.ticket.entries import ChangeLine, Changes, summary

LINE: Final = 24
TEXT: Final = 34
DOT: Final = 15
HEAD_ROOM: Final = 12
TIME_GAP: Final = 16


class ChangesLine(QAbstractButton):
    """Folded, what changed in one line; unfolded by a click, Space, Enter or the right arrow, each of them.

    A single change has nothing to fold: it is shown as it is.
    """

    def __init__(self, words: Words, changes: Changes, tz: tzinfo, now: Instant) -> None:
        super().__init__()
        self._words, self._tz = words, tz
        self._now = now
        self._lines: tuple[ChangeLine, ...] = ()
        self._open = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.unfold(not self._open))
        self.show_changes(changes)

    @property
    def unfolded(self) -> bool:
        """Whether every change is shown."""
        return self._open

    def show_changes(self, changes: Changes) -> None:
        """Show other changes, folded or not as before."""
        self._lines = changes.lines
        self._say()

    def unfold(self, open_: bool) -> None:
        """Show every change, or one line for all."""
        self._open = open_ and len(self._lines) > 1
        self._say()

    def sizeHint(self) -> QSize:
        """The head, and a line a change when unfolded."""
        rows = len(self._lines) if self._open else 0
        return QSize(200, LINE * (1 + rows))

    def minimumSizeHint(self) -> QSize:
        """The same height, and as narrow as need be."""
        return QSize(40, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as Space does; the arrows open and close."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_Left}:
            self.unfold(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A line that is cut says itself whole."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = event.pos().y() // LINE - (1 if len(self._lines) > 1 else 0)
            if 0 <= row < len(self._lines):
                QToolTip.showText(event.globalPos(), self._spoken(self._lines[row]), self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The head with its chevron and rule, then the lines on their thread."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._lines) == 1:
            self._paint_line(painter, 0, self._lines[0])
        else:
            self._paint_head(painter)
        if self._open:
            self._paint_thread(painter)
            for row, line in enumerate(self._lines, 1):
                self._paint_line(painter, row, line)
        if self.hasFocus():
            draw_focus(painter, QRectF(0, 0, self.width(), LINE), color)

    def _paint_head(self, painter: QPainter) -> None:
        name = "chevron-down" if self._open else "chevron-right"
        painter.drawPixmap(QPoint(8, 5), icons.pixmap(name, "text_3", 14, self.devicePixelRatioF()))
        font = fonts.metrics("small", fonts.LABEL)
        text = font.elidedText(
            summary(self._words, self._lines), Qt.TextElideMode.ElideRight, self.width() - TEXT - 24
        )
        painter.setFont(fonts.font("small", fonts.LABEL))
        painter.setPen(color("text_2"))
        painter.drawText(QRect(TEXT, 0, self.width() - TEXT, LINE), Qt.AlignmentFlag.AlignVCenter, text)
        start = TEXT + font.horizontalAdvance(text) + HEAD_ROOM
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(start, LINE // 2, self.width(), LINE // 2)

    def _paint_thread(self, painter: QPainter) -> None:
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(DOT, LINE + LINE // 2, DOT, LINE * len(self._lines) + LINE // 2)

    def _paint_line(self, painter: QPainter, row: int, line: ChangeLine) -> None:
        top = row * LINE
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("text_3"))
        painter.drawEllipse(QRectF(DOT - 2.5, top + LINE / 2 - 2.5, 5, 5))
        when = self._words.short(line.at, self._tz, self._now)
        metrics = fonts.metrics("small", digits=True)
        width = metrics.horizontalAdvance(when)
        box = QRect(TEXT, top, self.width() - TEXT, LINE)
        painter.setFont(fonts.font("small", digits=True))
        painter.setPen(color("text_3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, when)
        box.setRight(box.right() - width - TIME_GAP)
        text = fonts.metrics("small").elidedText(self._told(line), Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(fonts.font("small"))
        painter.setPen(color("text_3" if line.undone else "text_2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _told(self, line: ChangeLine) -> str:
        return self._words("{change} · undone", change=line.text) if line.undone else line.text

    def _spoken(self, line: ChangeLine) -> str:
        return f"{self._told(line)} · {self._words.when(line.at, self._tz, self._now)}"

    def _say(self) -> None:
        several = len(self._lines) > 1
        self._open = self._open and several
        self.setAccessibleName(summary(self._words, self._lines) if several else self._told(self._lines[0]))
        self.setAccessibleDescription("\n".join(map(self._spoken, self._lines)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if several else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

"""The queue to come, shown while the desk is being opened: pale bars where its lines will be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_desk.ui import theme
from desktop_desk.ui.theme import color

_VIEWS: Final = (74, 60, 88, 62, 96, 70, 104)
_TITLES: Final = (0.62, 0.48, 0.55, 0.36, 0.58, 0.42, 0.5)
"""Widths of the bars: uneven, as words are."""


class Skeleton(QWidget):
    """Nothing to press and nothing to read. ``painted`` once it has been seen for the first time."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._seen = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the planes, the lines between rows, and a bar for each text to come."""
        painter = QPainter(self)
        side = theme.size("views")
        painter.fillRect(self.rect(), color("surface"))
        painter.fillRect(QRectF(0, 0, side, self.height()), color("window"))
        painter.fillRect(QRectF(side - 1, 0, 1, self.height()), color("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("line"))
        for bar in self._bars(side):
            painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.end()
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def _bars(self, side: int) -> Iterator[QRectF]:
        yield QRectF(20, 26, 48, 8)
        for row, width in enumerate(_VIEWS):
            yield QRectF(20, 60 + row * theme.size("views_row"), width, 8)
        yield QRectF(side + 16, 24, 150, 12)
        height, top = theme.size("row_comfort"), theme.size("table_tools") + theme.size("table_head")
        left, room = side + 16, self.width() - side - 32
        for row in range(max(0, (self.height() - top) // height)):
            y = top + row * height
            yield QRectF(left, y + height - 1, room, 1)
            yield QRectF(left + 76, y + 16, (room - 420) * _TITLES[row % len(_TITLES)], 9)
            yield QRectF(left + 76, y + 34, 120, 7)
            yield QRectF(left + room - 330, y + 16, 74, 9)
            yield QRectF(left + room - 160, y + 16, 104, 9)

"""Keys as they look on a keyboard, beside what they do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_desk.ui import fonts
from desktop_desk.ui.theme import color

HEIGHT: Final = 22
_PADDING: Final = 7
_GAP: Final = 6


class KeyCaps(QWidget):
    """One cap for each of ``keys``, side by side; a screen reader hears them one after the other."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = list(keys)
        self.setAccessibleName(", ".join(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for all caps."""
        widths = [self._width(key) for key in self._keys]
        return QSize(round(sum(widths) + _GAP * max(0, len(widths) - 1)), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caps."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font("small", fonts.LABEL))
        left = 0.0
        for key in self._keys:
            cap = QRectF(left + 0.5, 0.5, self._width(key) - 1, HEIGHT - 1)
            painter.setPen(QPen(color("line_mid"), 1))
            painter.setBrush(color("sunk"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.drawLine(
                QPointF(cap.left() + 3, cap.bottom() - 1), QPointF(cap.right() - 3, cap.bottom() - 1)
            )
            painter.setPen(color("text"))
            painter.drawText(cap.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
            left += self._width(key) + _GAP
        painter.end()

    @staticmethod
    def _width(key: str) -> float:
        return max(HEIGHT, fonts.metrics("small", fonts.LABEL).horizontalAdvance(key) + 2 * _PADDING)

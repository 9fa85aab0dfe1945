"""What scrolls away fades out at the edge instead of being cut by it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_desk.ui.theme import color

HEIGHT: Final = 20


class Fades(QObject):
    """The two edges of a scrolling area; each is there only while there is more beyond it."""

    def __init__(self, area: QScrollArea, ground: str) -> None:
        super().__init__(area)
        self._area = area
        self.top, self.bottom = Fade(area, ground, falling=True), Fade(area, ground, falling=False)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._follow)
        bar.rangeChanged.connect(self._follow)
        area.viewport().installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The edges go where the area goes."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self, *_: int) -> None:
        bar, room = self._area.verticalScrollBar(), self._area.viewport().geometry()
        self.top.setGeometry(QRect(room.left(), room.top(), room.width(), HEIGHT))
        self.bottom.setGeometry(QRect(room.left(), room.bottom() + 1 - HEIGHT, room.width(), HEIGHT))
        self.top.setVisible(bar.value() > bar.minimum())
        self.bottom.setVisible(bar.value() < bar.maximum())


class Fade(QWidget):
    """One edge: the ground, ever thinner; the mouse goes through it."""

    def __init__(self, parent: QWidget, ground: str, *, falling: bool) -> None:
        super().__init__(parent)
        self._ground, self._falling = ground, falling
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """From the ground to nothing."""
        ground = color(self._ground)
        clear = QColor(ground)
        clear.setAlpha(0)
        thinning = QLinearGradient(0, 0, 0, self.height())
        thinning.setColorAt(0.0 if self._falling else 1.0, ground)
        thinning.setColorAt(1.0 if self._falling else 0.0, clear)
        QPainter(self).fillRect(self.rect(), thinning)

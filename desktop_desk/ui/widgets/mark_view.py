"""A mark standing by itself in a layout."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_desk.ui import icons

Draw = Callable[[float], QPixmap]


class MarkView(QWidget):
    """Shows what ``draw`` returns for the screen's pixel ratio; ``name`` says it to a screen reader.

    It is as large as the mark; the picture is asked for at each painting, so it follows the theme.
    """

    def __init__(self, draw: Draw, name: str = "") -> None:
        super().__init__()
        self._draw = draw
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_mark(self, draw: Draw, name: str = "") -> None:
        """Show another mark."""
        self._draw = draw
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The mark's own size."""
        return self._draw(self.devicePixelRatioF()).deviceIndependentSize().toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark in the middle."""
        picture = self._draw(self.devicePixelRatioF())
        room = self.size().toSizeF() - picture.deviceIndependentSize()
        QPainter(self).drawPixmap(QPointF(room.width() / 2, room.height() / 2), picture)


def icon_view(name: str, role: str = "text_2", side: int = 18) -> MarkView:
    """An icon as decoration beside words that say the same."""
    return MarkView(lambda ratio: icons.pixmap(name, role, side, ratio))

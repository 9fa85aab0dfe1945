"""What a conversation stands in: one thing under the other, each measured once."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color
from desktop_desk.ui.views.ticket.message_card import MessageCard

GAP: Final = 12


class Column(QWidget):
    """Widgets one under the other at one width, their heights remembered.

    A box layout would measure every text again at each change; a thousand of them take a third of a second.
    """

    def __init__(self, area: QScrollArea, margin: int) -> None:
        super().__init__()
        self._area, self._margin = area, margin
        self._placed: list[QWidget] = []
        self._heights: dict[QWidget, int] = {}
        self._width, self._room = 0, 0

    def placed(self) -> list[QWidget]:
        """What stands here, from the top."""
        return list(self._placed)

    def place(self, widgets: list[QWidget]) -> None:
        """Put these one under the other, in this order; the keyboard follows it."""
        if widgets == self._placed:
            return
        self._placed = widgets
        for one in widgets:
            if one.parentWidget() is not self:
                one.setParent(self)
            if one.isHidden():
                one.show()
        for before, after in pairwise([self._area, *(stop for one in widgets for stop in stops_in(one))]):
            QWidget.setTabOrder(before, after)
        self._heights = {one: height for one, height in self._heights.items() if one in set(widgets)}

    def lay_out(self, width: int) -> None:
        """Give every widget its place at a width, and take the height of all."""
        self._width = width
        # The scroll bar stands in the margin: cards end where the promises above them end.
        room, y = self._area.width() - 2 * self._margin, 4
        if room != self._room:
            self._heights.clear()
            self._room = room
        for one in self._placed:
            height = self._height(one, room)
            if isinstance(one, QPushButton):
                one.setGeometry(self._margin, y, min(one.sizeHint().width(), room), height)
            else:
                one.setGeometry(self._margin, y, room, height)
            y += height + GAP
        self.resize(width, max(y - GAP + 16, 1))

    def remeasure(self, one: QWidget) -> None:
        """Forget how high something is."""
        self._heights.pop(one, None)

    def event(self, event: QEvent) -> bool:
        """A line folded or unfolded: everything under it moves."""
        if event.type() == QEvent.Type.LayoutRequest and self._width:
            self.lay_out(self._width)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card whose content changed is measured again."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self._heights.pop(watched, None)
            QTimer.singleShot(0, self, self._again)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The focus of the whole conversation is drawn round what is seen of it."""
        if self._area.hasFocus():
            seen = QRectF(self._area.viewport().rect()).translated(-self.pos().x(), -self.pos().y())
            draw_focus(QPainter(self), seen.adjusted(4, 0, -4, 0), color)

    def _again(self) -> None:
        if self._width:
            self.lay_out(self._width)

    def _height(self, one: QWidget, room: int) -> int:
        if not isinstance(one, MessageCard):
            return one.sizeHint().height()
        known = self._heights.get(one)
        if known is None:
            known = one.heightForWidth(room) if one.hasHeightForWidth() else one.sizeHint().height()
            self._heights[one] = known
        return known


def stops_in(one: QWidget) -> list[QWidget]:
    """Where the keyboard stops in something of the column."""
    inside = [one, *one.findChildren(QWidget)]
    return [each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

"""The heads of the queue's columns: what they are called, which one orders the list, and how."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop_desk.domain.queue import SortBy
from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.models.row_words import HEADINGS, Column
from desktop_desk.ui.style import CHEVRONS, draw_chevron, draw_focus
from desktop_desk.ui.views.queue_painter import LEFT

SORTS: Final = {
    Column.PRIORITY: SortBy.PRIORITY,
    Column.NUMBER: SortBy.NUMBER,
    Column.TITLE: SortBy.TITLE,
    Column.STATUS: SortBy.STATUS,
    Column.ASSIGNEE: SortBy.ASSIGNEE,
    Column.PROMISE: SortBy.PROMISE,
    Column.UPDATED: SortBy.UPDATED,
}
"""What a click on a column orders by; people are found, not ordered."""

FALLING: Final = frozenset({SortBy.NUMBER, SortBy.UPDATED, SortBy.RESOLVED})
"""Orders that begin with the greatest."""

_UNNAMED: Final = frozenset({Column.PRIORITY, Column.ASSIGNEE})
"""Columns too narrow for their name: it is in the tooltip and spoken."""

_DOWN, _UP = list(CHEVRONS.values())[:2]


class QueueHeader(QHeaderView):
    """``order_asked`` carries the column a person wants the list ordered by.

    With the keyboard in it, left and right go from column to column, Enter or Space orders.
    """

    order_asked = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._words = words
        self._sorted: Column | None = Column.PROMISE
        self._descending = False
        self._cursor = Column.PROMISE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(0)
        self.setHighlightSections(False)
        self.sectionClicked.connect(self._on_clicked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._say()

    def show_order(self, sort: SortBy, *, descending: bool) -> None:
        """Mark the column the list is ordered by."""
        by = SortBy.STATUS if sort is SortBy.RESOLVED else sort
        self._sorted = next((column for column, each in SORTS.items() if each is by), None)
        self._descending = descending
        self._say()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As high as the theme says."""
        return QSize(super().sizeHint().width(), theme.size("table_head"))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """A name above what stands under it, the mark of the order, the line under both."""
        column = Column(logical)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("surface"))
        left = max(rect.left(), LEFT)
        painter.fillRect(left, rect.bottom(), rect.right() - left + 1, 1, theme.color("line"))
        on = column is self._sorted
        weight = fonts.STRONG if on else fonts.LABEL
        font = fonts.font("small", weight)
        name = "" if column in _UNNAMED else self._words(HEADINGS[column])
        metrics = fonts.metrics("small", weight)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - (18 if on else 6))
        painter.setFont(font)
        painter.setPen(theme.color("text" if on else "text_2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if on:
            after = metrics.horizontalAdvance(shown) + (11 if shown else 6)
            start = rect.left() + (20 if column is Column.PRIORITY else 0)
            centre = QPointF(start + after, rect.center().y() + 0.5)
            draw_chevron(painter, centre, _UP if self._descending else _DOWN, theme.color("text"))
        if self.hasFocus() and column is self._cursor:
            draw_focus(painter, QRectF(rect).adjusted(-4, 2, -4, -3), theme.color)
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along the columns and order by one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._go(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.order_asked.emit(int(self._cursor))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self.isSectionHidden(self._cursor):
            self._go(1)
        self._say()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _go(self, step: int) -> None:
        shown = [column for column in SORTS if not self.isSectionHidden(column)]
        ahead = [c for c in shown if c > self._cursor] if step > 0 else [c for c in shown if c < self._cursor]
        if ahead:
            self._cursor = ahead[0] if step > 0 else ahead[-1]
        self._say()
        self.viewport().update()

    def _on_clicked(self, logical: int) -> None:
        if Column(logical) in SORTS:
            self._cursor = Column(logical)
            self.order_asked.emit(logical)

    def _say(self) -> None:
        """What a screen reader hears: the column under the keyboard, and the order in force."""
        name = self._words(HEADINGS[self._cursor])
        if self._cursor is not self._sorted:
            self.setAccessibleName(self._words("Sort by: {column}", column=name))
        elif self._descending:
            self.setAccessibleName(self._words("Sort by: {column} (sorted, greatest first)", column=name))
        else:
            self.setAccessibleName(self._words("Sort by: {column} (sorted, smallest first)", column=name))

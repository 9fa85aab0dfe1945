"""The table of the queue: one keyboard cursor, several chosen lines, everything painted by line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.models.queue_answer import Listing
from desktop_desk.ui.models.queue_model import QueueModel
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue_choosing import ChoosingTable
from desktop_desk.ui.views.queue_header import QueueHeader
from desktop_desk.ui.views.queue_layout import columns, wordy
from desktop_desk.ui.views.queue_painter import PLAIN, Look, RowPainter

AHEAD: Final = 8
"""Lines measured beyond those in sight, at each end."""


class QueueTable(ChoosingTable):
    """The lines, painted by a :class:`RowPainter` and never by Qt."""

    menu_asked = Signal(QPoint)
    """The context menu, at a place on the screen."""

    def __init__(self, model: QueueModel, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._painter = RowPainter()
        self._compact = False
        self._pane = True
        self._least = dict(wordy(words))
        self._hovered = -1
        self._minute = -1
        self._near = range(0)
        self._measuring = QTimer(self)
        self._measuring.setInterval(0)
        self._measuring.timeout.connect(self._measure_ahead)
        self.header = QueueHeader(words, self)
        self.setHorizontalHeader(self.header)
        self._dress()
        model.listed.connect(self._on_listed)
        model.dataChanged.connect(self._on_data)
        theme.current().changed.connect(self._painter.forget)

    def _dress(self) -> None:
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._painter.height)
        self.verticalScrollBar().setSingleStep(self._painter.height)

    # how it looks

    def set_density(self, *, compact: bool) -> None:
        """Two lines a ticket, or one."""
        self._compact = compact
        self._lay_out()

    def set_beside_pane(self, pane: bool) -> None:
        """Whether a preview stands beside: then « updated » gives its place to titles."""
        self._pane = pane
        self._lay_out()

    def tick(self) -> None:
        """Put the countdowns right if a minute has gone by."""
        minute = self._queue.now // 60_000_000
        if minute != self._minute:
            self._minute = minute
            self._painter.read_for(self._queue.reader())
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes what the other columns leave."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        shown = columns(self.viewport().width(), compact=self._compact, pane=self._pane, least=self._least)
        for column in Column:
            self.header.setSectionHidden(column, column not in shown)
            if column in shown:
                self.header.resizeSection(column, shown[column])
        self._painter.lay_out(shown, compact=self._compact)
        if self.verticalHeader().defaultSectionSize() != self._painter.height:
            self.verticalHeader().setDefaultSectionSize(self._painter.height)
            self.verticalScrollBar().setSingleStep(self._painter.height)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint the lines at their new places.

        Qt's own moves the picture first, and then paints what came into sight: of a tall window that takes
        2 ms a step, and more where it comes to nothing, than painting lines that are measured already.
        """
        self.horizontalHeader().setOffset(self.horizontalScrollBar().value())
        self.verticalHeader().setOffset(self.verticalScrollBar().value())
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.color("surface"))
        count = len(self._queue.ids)
        first = self.rowAt(event.rect().top())
        if not count or first < 0:
            return
        last = self.rowAt(event.rect().bottom())
        last = last if last >= 0 else count - 1
        top, height = self.rowViewportPosition(first), self._painter.height
        current, focused = self.currentIndex().row(), self.hasFocus()
        chosen = self.chosen_rows()
        ticked = self.picking or len(chosen) > 1
        self._painter.begin(painter, self.viewport().width())
        for row in range(first, last + 1):
            on, here, under = row in chosen, row == current, row == self._hovered
            look = Look(on, here, focused, under, ticked) if on or here or under or ticked else PLAIN
            self._painter.paint(self._queue.row(row), top, look)
            top += height
        self._painter.finish()
        painter.end()
        self._near = range(max(0, first - AHEAD), min(count, last + 1 + AHEAD))
        self._measuring.start()

    def _measure_ahead(self) -> None:
        """Measure a line about to come into sight, and again until there is none: a frame finds it done."""
        ids, known = self._queue.ids, self._queue.known
        for place in self._near:
            row = known(ids[place]) if place < len(ids) else None
            if row is not None and not self._painter.measured(row.id):
                self._painter.measure(row)
                return
        self._measuring.stop()

    # mouse

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._queue.ids[row])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lift the line under the mouse."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Nothing is under a mouse that left."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse where it is, by the key under the line."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(event.globalPos())
        else:
            self.menu_asked.emit(self.menu_place())

    def menu_place(self) -> QPoint:
        """Under the title of the line with the cursor, on the screen."""
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(QPoint(rect.left(), min(rect.bottom(), self.viewport().height())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is somewhere in the list."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The line keeps its mark, in grey."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row == self._hovered:
            return
        height, width = self._painter.height, self.viewport().width()
        for each in (self._hovered, row):
            if 0 <= each < len(self._queue.ids):
                self.viewport().update(0, self.rowViewportPosition(each), width, height)
        self._hovered = row

    # what changes

    def _on_listed(self, _listing: Listing) -> None:
        self._painter.read_for(self._queue.reader())
        self._widen_numbers()
        self.viewport().update()

    def _widen_numbers(self) -> None:
        longest = max((row.number or 0 for row in self._queue.lines()), default=0)
        wide = fonts.metrics("base", digits=True).horizontalAdvance("0" * len(str(longest))) + 12
        if wide > max(self._least.get(Column.NUMBER, 0), theme.size("column.number")):
            self._least[Column.NUMBER] = wide
            self._lay_out()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), min(last.row() + 1, len(self._queue.ids))):
            self._painter.forget(self._queue.ids[row])

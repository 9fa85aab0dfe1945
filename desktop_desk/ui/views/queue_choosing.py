"""Which tickets of the queue are chosen, by keyboard or mouse, and how that outlives a change of the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from desktop_desk.ui.models.queue_answer import Listing
from desktop_desk.ui.models.queue_model import QueueModel
from desktop_desk.ui.models.row_words import Column

_Flag = QItemSelectionModel.SelectionFlag
_ROW: Final = _Flag.Rows
_MOVES: Final = {
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveNext: 1,
}
_REMEMBERED: Final = 2000
"""Chosen tickets that are found again after the list changed; more are a choice of everything."""


class ChoosingTable(QTableView):
    """A table of a :class:`QueueModel` with one cursor and any number of chosen lines.

    Arrows choose the line they come to, as everywhere. Once a line has been picked with
    :meth:`toggle_picked`, they only move the cursor until :meth:`drop_picks`, so that lines far apart
    can be chosen without a mouse.
    """

    opened = Signal(int)
    """A ticket is to be opened: double click or Enter."""
    escaped = Signal()
    """Escape while nothing was picked."""

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = model
        self._picking = False
        self._before: tuple[int | None, int, set[int], int] = (None, 0, set(), 0)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        model.listing.connect(self._remember)
        model.listed.connect(self._restore)

    # what is chosen

    @property
    def row_height(self) -> int:
        """Of every line, in logical pixels."""
        return self.verticalHeader().defaultSectionSize()

    @property
    def current_id(self) -> int | None:
        """The ticket under the cursor."""
        row = self.currentIndex().row()
        return self._queue.ids[row] if 0 <= row < len(self._queue.ids) else None

    def chosen_ids(self) -> list[int]:
        """The tickets chosen, from the top; the one under the cursor when none is."""
        rows = sorted(self.chosen_rows())
        ids = self._queue.ids
        if rows:
            return [ids[row] for row in rows if row < len(ids)]
        return [] if self.current_id is None else [self.current_id]

    def chosen_count(self) -> int:
        """How many."""
        selection = self.selectionModel().selection()
        return sum(selection.at(place).height() for place in range(selection.count()))

    @property
    def picking(self) -> bool:
        """Whether the cursor goes about without choosing."""
        return self._picking

    def go_to(self, row: int) -> None:
        """Put the cursor on a line; it is chosen unless lines are being picked."""
        count = len(self._queue.ids)
        if count:
            index = self._queue.index(min(max(row, 0), count - 1), Column.TITLE)
            flags = _Flag.NoUpdate if self._picking else _Flag.ClearAndSelect | _ROW
            self.selectionModel().setCurrentIndex(index, flags)

    def step(self, by: int) -> None:
        """Some lines down, or up."""
        self.go_to(self.currentIndex().row() + by)

    def toggle_picked(self) -> None:
        """Pick the line under the cursor, or put it back."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if self._picking:
            self.selectionModel().select(index, _Flag.Toggle | _ROW)
            if not self.selectionModel().hasSelection():
                self.drop_picks()
        else:
            self._picking = True
            self.selectionModel().select(index, _Flag.ClearAndSelect | _ROW)
        self.viewport().update()

    def drop_picks(self) -> None:
        """Only the line under the cursor is chosen again."""
        self._picking = False
        index = self.currentIndex()
        if index.isValid():
            self.selectionModel().select(index, _Flag.ClearAndSelect | _ROW)
        self.viewport().update()

    def chosen_rows(self) -> set[int] | range:
        """Where they stand."""
        selection = self.selectionModel().selection()
        runs = [selection.at(place) for place in range(selection.count())]
        if len(runs) == 1:
            return range(runs[0].top(), runs[0].bottom() + 1)
        return {row for run in runs for row in range(run.top(), run.bottom() + 1)}

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves are Qt's; Enter opens, Escape drops picks, letters are left to the commands."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id is not None:
            self.opened.emit(self.current_id)
        elif key == Qt.Key.Key_Escape:
            several = self._picking or self.chosen_count() > 1
            if several:
                self.drop_picks()
            else:
                self.escaped.emit()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Up and down only: the columns of a line belong together."""
        count, row = len(self._queue.ids), self.currentIndex().row()
        if not count:
            return QModelIndex()
        page = max(1, self.viewport().height() // self.row_height - 1)
        moves = QAbstractItemView.CursorAction
        to = {
            moves.MoveHome: 0,
            moves.MoveEnd: count - 1,
            moves.MovePageUp: row - page,
            moves.MovePageDown: row + page,
        }.get(action, row + _MOVES.get(action, 0))
        return self._queue.index(min(max(to, 0), count - 1), Column.TITLE)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """While lines are being picked, plain arrows choose nothing; a click ends the picking."""
        if isinstance(event, QKeyEvent) and self._picking and not event.modifiers():
            return _Flag.NoUpdate
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._picking = False
        return super().selectionCommand(index, event)

    # a list that changes under the cursor

    def _remember(self, listing: Listing) -> None:
        """Note by identity what is chosen and what stands at the top, before rows move."""
        answer = self._queue.answer
        same = answer is not None and answer.question == listing.question
        at = self.rowAt(0)
        anchor = self._queue.ids[at] if same and at > 0 else 0
        self._before = (self.current_id, self.currentIndex().row(), set(self._few_chosen()), anchor)

    def _few_chosen(self) -> Iterable[int]:
        return self.chosen_ids() if self.chosen_count() <= _REMEMBERED else ()

    def _restore(self, _listing: Listing) -> None:
        """Keep the cursor on its ticket or its place, the choice on its tickets, the eye on its line."""
        current_id, row, chosen, anchor = self._before
        place = None if current_id is None else self._queue.row_of(current_id)
        kept = self._rows_of(chosen)
        if place is None:
            self._picking = self._picking and bool(kept)
            self.go_to(max(row, 0))
        elif place != self.currentIndex().row():
            index = self._queue.index(place, Column.TITLE)
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        if kept and set(self.chosen_rows()) != set(kept):
            self._choose(kept)
        if anchor:
            self._hold(anchor)
        elif place is not None and current_id is not None:
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _rows_of(self, ids: set[int]) -> list[int]:
        if not ids:
            return []
        if len(ids) == 1:
            row = self._queue.row_of(next(iter(ids)))
            return [] if row is None else [row]
        return [row for row, each in enumerate(self._queue.ids) if each in ids]

    def _choose(self, rows: list[int]) -> None:
        selection = QItemSelection()
        for row in rows:
            index = self._queue.index(row, 0)
            selection.select(index, index)
        self.selectionModel().select(selection, _Flag.ClearAndSelect | _ROW)

    def _hold(self, anchor: int) -> None:
        """Lines that came or went above must not move what is being read."""
        row = self._queue.row_of(anchor)
        if row is not None:
            bar, top = self.verticalScrollBar(), self.rowAt(0)
            bar.setValue(bar.value() + (row - top) * self.row_height)

"""« Historique »: every change of a ticket, with who, when, and both values."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.timeline import TicketView
from desktop_desk.text import Words, capital
from desktop_desk.ui import fonts
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket.sayings import INSTANTS, value_words
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label

SHOWN: Final = 2000
"""Rows listed; a ticket changed more often than that is told by its last ones."""


class HistoryDialog(QDialog):
    """A table, the last change first."""

    def __init__(self, context: Context, view: TicketView, now: Instant, parent: QWidget) -> None:
        super().__init__(parent)
        words = context.words
        self._context, self._now = context, now
        title = words("History of ticket {number}", number=view.ticket.number or "–")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 520)
        rows = view.history[::-1][:SHOWN]
        self.table = QTableWidget(len(rows), 5)
        self.table.setAccessibleName(title)
        self.table.setHorizontalHeaderLabels(
            [words("When"), words("Who"), words("What"), words("Before"), words("After")]
        )
        self._dress()
        for index, row in enumerate(rows):
            for column, text in enumerate(self._cells(view, row)):
                item = QTableWidgetItem(text)
                item.setToolTip(text if len(text) > 30 else "")
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                self.table.setItem(index, column, item)
        done = button(words("Close"), "secondary")
        done.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(24, 20, 24, 16)
        column_.setSpacing(12)
        column_.addWidget(label(title, size="title_section", weight=fonts.STRONG))
        column_.addWidget(self.table, 1)
        column_.addLayout(foot)

    def _dress(self) -> None:
        table = self.table
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(32)
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding-left: 5px; }")  # under the words of the header
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column, width in enumerate((160, 130, 150)):
            table.setColumnWidth(column, width)
        for column in (3, 4):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _cells(self, view: TicketView, row: HistoryRow) -> tuple[str, ...]:
        words = self._context.words
        who = words("automatic") if row.actor_id is None else view.names.get(row.actor_id, "?")
        return (
            words.when(row.at, self._context.tz, self._now),
            who,
            _what(words, row),
            self._value(view, row, row.old),
            self._value(view, row, row.new),
        )

    def _value(self, view: TicketView, row: HistoryRow, value: str | None) -> str:
        words = self._context.words
        if value is None:
            return "–"
        if row.field in INSTANTS:
            return words.when(int(value), self._context.tz, self._now)
        if row.field == "message":
            found = next((one for one in view.messages if str(one.id) == value), None)
            return words("withdrawn") if found is None else words.message(found.kind.value)
        if row.field == "asset":
            return words("equipment")
        return value_words(words, view, row.field, value)


def _what(words: Words, row: HistoryRow) -> str:
    field = {"opened": "number", "tag": "tags"}.get(row.field, row.field)
    said = words("Opening") if row.field == "opened" else capital(words.field(field))
    if row.reverses is not None:
        return words("{what} (undo)", what=said)
    return words("{what} (undone)", what=said) if row.undone_by is not None else said

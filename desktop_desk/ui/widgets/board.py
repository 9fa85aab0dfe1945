"""The dashboard's cards: key figures on one line, charts under them, folded to the width there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from desktop_desk.domain.figure import Board
from desktop_desk.text import Words
from desktop_desk.ui import theme
from desktop_desk.ui.widgets.chart import LEAST, ChartWidget
from desktop_desk.ui.widgets.tile import TileWidget

GAP: Final = 16
COLUMNS: Final = 12

Place = tuple[int, int, int]
"""Row, first column, columns taken."""

WIDE: Final[tuple[Place, ...]] = ((0, 0, 7), (0, 7, 5), (1, 0, 4), (1, 4, 4), (1, 8, 4))
MEDIUM: Final[tuple[Place, ...]] = ((0, 0, 12), (1, 0, 6), (1, 6, 6), (2, 0, 6), (2, 6, 6))

_WIDE_FROM, _MEDIUM_FROM = 1100, 640
_TILE_LEAST = 148


class BoardWidget(QWidget):
    """Shows a board; ``opened`` carries the ``Behind`` of what a person opened."""

    opened = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._tiles: list[TileWidget] = []
        self._charts: list[ChartWidget] = []
        self._shape: tuple[int, tuple[Place, ...]] | None = None
        gutter = theme.size("space.gutter")
        column = QVBoxLayout(self)
        column.setContentsMargins(gutter, 20, gutter, gutter)
        column.setSpacing(GAP)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._line, self._grid = QGridLayout(), QGridLayout()
        for grid in (self._line, self._grid):
            grid.setSpacing(GAP)
        column.addLayout(self._line)
        column.addLayout(self._grid, 1)

    @property
    def tiles(self) -> list[TileWidget]:
        """The key figures' widgets, in order."""
        return self._tiles

    @property
    def charts(self) -> list[ChartWidget]:
        """The charts' widgets, in order."""
        return self._charts

    def show_board(self, board: Board) -> None:
        """Put every value in its card; cards are made once and kept."""
        while len(self._tiles) < len(board.tiles):
            tile = TileWidget()
            tile.opened.connect(self.opened)
            self._tiles.append(tile)
            self._shape = None
        while len(self._charts) < len(board.figures):
            chart = ChartWidget(self._words)
            chart.opened.connect(self.opened)
            self._charts.append(chart)
            self._shape = None
        for tile_widget, tile_value in zip(self._tiles, board.tiles, strict=True):
            tile_widget.show_tile(tile_value)
        for chart_widget, figure in zip(self._charts, board.figures, strict=True):
            chart_widget.show_figure(figure)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As high as the cards need, but no wider than one card: five abreast must not forbid to fold."""
        return QSize(LEAST.width() + 2 * theme.size("space.gutter"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold when the width asks for it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shape = self._fitting()
        if shape == self._shape:
            return
        self._shape = shape
        across, places = shape
        for widget in (*self._tiles, *self._charts):
            self._line.removeWidget(widget)
            self._grid.removeWidget(widget)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for index in range(max(5, self._line.columnCount())):
            self._line.setColumnStretch(index, 1 if index < across else 0)
        for index in range(COLUMNS):
            self._grid.setColumnStretch(index, 1)
            self._grid.setColumnMinimumWidth(index, 1)
        for index, tile in enumerate(self._tiles):
            self._line.addWidget(tile, index // across, index % across)
        for chart, (row, first, taken) in zip(self._charts, places, strict=True):
            self._grid.addWidget(chart, row, first, 1, taken)
            self._grid.setRowStretch(row, 1)

    def _fitting(self) -> tuple[int, tuple[Place, ...]]:
        room = self.width() - 2 * theme.size("space.gutter")
        across = max(1, min(max(1, len(self._tiles)), (room + GAP) // (_TILE_LEAST + GAP)))
        if across < len(self._tiles):
            across = min(across, 3)
        known = WIDE if room >= _WIDE_FROM else MEDIUM if room >= _MEDIUM_FROM else ()
        rows = 1 + max((row for row, _, _ in known), default=-1)
        extra = len(self._charts) - len(known)
        return across, known[: len(self._charts)] + tuple((rows + i, 0, COLUMNS) for i in range(extra))

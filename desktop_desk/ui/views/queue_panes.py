"""The list and the preview side by side, with an edge between them that can be dragged."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from desktop_desk.ui import theme
from desktop_desk.ui.views.queue_layout import LEAST_PANE, LEAST_TABLE
from desktop_desk.ui.widgets.card import plane

EDGE: Final = 5
"""Pixels the mouse can take the edge by; only the middle one is seen."""


class Panes(QSplitter):
    """``main`` with a pane at its right; ``width_wanted`` is what a person made the pane, or the usual."""

    def __init__(self, main: QWidget, wide: int) -> None:
        super().__init__()
        self.width_wanted = max(wide, LEAST_PANE) if wide else theme.size("pane")
        self._pane = plane("surface")
        self._inside = QVBoxLayout(self._pane)
        self._inside.setContentsMargins(0, 0, 0, 0)
        main.setMinimumWidth(LEAST_TABLE - 80)
        self._pane.setMinimumWidth(LEAST_PANE)
        self.addWidget(main)
        self.addWidget(self._pane)
        self.setHandleWidth(EDGE)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.splitterMoved.connect(self._on_moved)

    @property
    def shown(self) -> bool:
        """Whether the pane is there."""
        return not self._pane.isHidden()

    def set_pane(self, widget: QWidget) -> None:
        """Fill the pane."""
        self._inside.addWidget(widget)

    def show_pane(self, wide: int, room: int) -> None:
        """Give the pane ``wide`` of ``room`` pixels; 0 hides it."""
        self._pane.setVisible(wide > 0)
        if wide:
            self.setSizes([room - wide - EDGE, wide])

    def createHandle(self) -> QSplitterHandle:
        """An edge that is seen as one line."""
        return _Edge(self.orientation(), self)

    def _on_moved(self, _place: int, _index: int) -> None:
        self.width_wanted = self._pane.width()


class _Edge(QSplitterHandle):
    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line between two surfaces."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        painter.fillRect(self.width() // 2, 0, 1, self.height(), theme.color("line"))
        painter.end()

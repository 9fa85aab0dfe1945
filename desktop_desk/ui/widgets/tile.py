"""One key figure on a card; pressing it lists the tickets behind the number."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop_desk.domain.figure import Tile
from desktop_desk.painting.tile import paint_tile
from desktop_desk.ui import icons, theme
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.widgets.chart import paint_card
from desktop_desk.ui.widgets.screen_look import SCREEN

ICONS: Final = {
    "active": "inbox",
    "late": "alert-circle",
    "due_today": "clock",
    "mean_time": "chart",
    "kept": "check",
}
"""The icon of each key figure; one without stands alone."""

_ICON: Final = 16
_INDENT: Final = 24
_ROOMY: Final = 220


class TileWidget(QAbstractButton):
    """Shows one key figure; ``opened`` carries its ``Behind``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tile: Tile | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        theme.current().changed.connect(self.update)

    def show_tile(self, tile: Tile) -> None:
        """Show ``tile``; one with nothing behind it takes neither focus nor clicks."""
        self._tile = tile
        opens = tile.behind is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tile.said)
        self.setToolTip(tile.said)
        self.update()

    def sizeHint(self) -> QSize:
        """As the picture of the dashboard has it."""
        return QSize(200, theme.size("kpi"))

    def minimumSizeHint(self) -> QSize:
        """Under this, the number itself would be cut."""
        return QSize(148, theme.size("kpi"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, icon, name, number, course and change."""
        if self._tile is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        opens = self._tile.behind is not None
        edge = "line_strong" if opens and (self.underMouse() or self.isDown()) else "line"
        paint_card(painter, QRectF(self.rect()), edge)
        margin = 20 if self.width() >= _ROOMY else 14
        body = QRectF(self.rect()).adjusted(margin, 14, -margin, -12)
        icon = ICONS.get(self._tile.name)
        if icon:
            role = "danger_text" if self._tile.alarm else "text_2"
            picture = icons.pixmap(icon, role, _ICON, self.devicePixelRatioF())
            top = body.top() + (self.fontMetrics().height() - _ICON) / 2
            painter.drawPixmap(round(body.left()), round(top), picture)
        paint_tile(self._tile, painter, body, SCREEN, _INDENT if icon else 0)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), theme.color, theme.size("radius.chart"))
        painter.end()

    def _open(self) -> None:
        if self._tile is not None and self._tile.behind is not None:
            self.opened.emit(self._tile.behind)

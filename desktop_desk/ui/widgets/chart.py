"""A figure on a card: pointed at, clicked, walked through with the arrow keys, read aloud."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop_desk.domain.figure import Figure, Mark
from desktop_desk.painting import Region, hit, neighbour, paint
from desktop_desk.text import Words
from desktop_desk.ui import theme
from desktop_desk.ui.pixmaps import ratio_of
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.widgets.screen_look import SCREEN

INNER: Final = (20, 16, 20, 16)
"""Left, top, right, bottom margins inside the card."""

HEIGHT: Final = 324
LEAST: Final = QSize(280, 312)

_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_OPENERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class ChartWidget(QWidget):
    """Shows one figure; ``opened`` carries the ``Behind`` of the mark a person opened."""

    opened = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._figure: Figure | None = None
        self._known: list[Region] | None = None
        self._current: Region | None = None
        self._pointed = False
        self._picture: QPixmap | None = None
        self._lit: Mark | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.current().changed.connect(self._paint_anew)

    def show_figure(self, figure: Figure) -> None:
        """Show ``figure``, keeping the place of the keyboard when it is the same one again."""
        kept = self._current if self._figure and self._figure.name == figure.name else None
        self._figure, self._known, self._current = figure, None, None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if figure.marks() else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(_spoken(figure, self._words))
        if kept is not None:
            same = (r for r in self.regions() if (r.row, r.column) == (kept.row, kept.column))
            self._current = next(same, None)
        self._paint_anew()

    def regions(self) -> list[Region]:
        """Where the marks are, in this widget's coordinates."""
        if self._known is None:
            sheet = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
            painter = QPainter(sheet)
            self._known = self._paint_figure(painter)
            painter.end()
        return self._known

    def sizeHint(self) -> QSize:
        """The height the figures are drawn for."""
        return QSize(420, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Under this, names would be cut beyond recognition."""
        return LEAST

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card, the figure, and the ring around the mark the keyboard is on."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted(ratio_of(painter)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._current and self.hasFocus() and not self._pointed:
            draw_focus(painter, self._current.ring.adjusted(-1, -1, 1, 1), theme.color)
        painter.end()

    def _painted(self, ratio: float) -> QPixmap:
        """The card and its figure, painted once: Qt paints a page it lays out two or three times in a row."""
        lit = self._current.mark if self._current else None
        size = self.size() * ratio
        picture = self._picture
        if picture is None or picture.size() != size or lit is not self._lit:
            picture = self._picture = QPixmap(size)
            self._lit = lit
            picture.setDevicePixelRatio(ratio)
            picture.fill(theme.color("window"))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_card(painter, QRectF(self.rect()))
            self._known = self._paint_figure(painter)
            painter.end()
        return picture

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def _paint_figure(self, painter: QPainter) -> list[Region]:
        if self._figure is None:
            return []
        left, top, right, bottom = INNER
        body = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        lit = self._current.mark if self._current else None
        return paint(self._figure, painter, body, SCREEN, lit)

    def hideEvent(self, event: QHideEvent) -> None:
        """A picture nobody looks at is not kept."""
        self._picture = None
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks move with the size."""
        self._known = self._current = None
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the mark under the pointer; a hand says that it opens something."""
        region = hit(self.regions(), event.position())
        self._pointed = True
        opens = region is not None and region.mark.behind is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if (region.mark if region else None) is not (self._current.mark if self._current else None):
            self._current = region
            self._show_tip(event.globalPosition().toPoint())
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is lit any more."""
        self._pointed, self._current = False, None
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what lies behind the mark."""
        region = hit(self.regions(), event.position())
        if event.button() == Qt.MouseButton.LeftButton and region is not None:
            self._open(region)

    def event(self, event: QEvent) -> bool:
        """The tooltip follows the mark, also when the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.globalPos())
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By the keyboard, the first mark is taken."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self._current is None:
            self._go_to(next(iter(self.regions()), None))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        if not self._pointed:
            self._current = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk among the marks, Home and End go to the ends, Enter opens."""
        regions, key = self.regions(), Qt.Key(event.key())
        if not regions:
            super().keyPressEvent(event)
            return
        current = self._current or regions[0]
        if key in _STEPS:
            self._go_to(neighbour(regions, current, *_STEPS[key]))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            row = [region for region in regions if region.row == current.row] or regions
            self._go_to(row[0] if key == Qt.Key.Key_Home else row[-1])
        elif key in _OPENERS and self._current:
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def _go_to(self, region: Region | None) -> None:
        self._pointed, self._current = False, region
        self.update()
        if region is None:
            return
        text = self._words("{name}: {value}", name=region.mark.name, value=region.mark.label)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self._show_tip(self.mapToGlobal(region.ring.bottomLeft().toPoint()))

    def _show_tip(self, where: QPoint) -> None:
        if self._current is None:
            QToolTip.hideText()
            return
        mark = self._current.mark
        QToolTip.showText(where, f"{mark.name}\n{mark.label}", self)

    def _open(self, region: Region) -> None:
        if region.mark.behind is not None:
            QToolTip.hideText()
            self.opened.emit(region.mark.behind)


def paint_card(painter: QPainter, rect: QRectF, edge: str = "line") -> None:
    """The ground figures lie on."""
    painter.setPen(QPen(theme.color(edge), 1))
    painter.setBrush(theme.color("surface"))
    radius = theme.size("radius.chart")
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _spoken(figure: Figure, words: Words) -> str:
    """The figure as a screen reader says it: its sentence, then every value."""
    if figure.empty:
        return figure.empty
    values = dict.fromkeys(words("{name}: {value}", name=m.name, value=m.label) for m in figure.marks())
    return f"{figure.said}. {'; '.join(values)}"

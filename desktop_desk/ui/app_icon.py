"""The program's own icon, plain for windows and with a badge for the tray."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from desktop_desk.ui import fonts
from desktop_desk.ui.icons import blank, source

SIZES: Final = (16, 20, 22, 24, 32, 40, 48, 64, 128, 256)

# The tray's ground belongs to the desktop, not to our theme: these are read on light and on dark.
_RED: Final = QColor("#C9342A")
_AMBER: Final = QColor("#F0A020")
_DARK: Final = QColor("#1A2030")


class AppState(StrEnum):
    """What the icon says about the desk."""

    CALM = "calm"
    WARNING = "warning"
    LATE = "late"


@cache
def app_icon(state: AppState = AppState.CALM, count: int = 0) -> QIcon:
    """The icon with its badge: an amber triangle before a breach, a red disc (with ``count``) after."""
    icon = QIcon()
    for side in SIZES:
        icon.addPixmap(app_pixmap(side, 1.0, state, count))
    return icon


def app_pixmap(side: int, ratio: float, state: AppState = AppState.CALM, count: int = 0) -> QPixmap:
    """The same as one picture, ``side`` logical pixels square."""
    result = blank(side, side, ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source("desktop-desk"))).render(painter, QRectF(0, 0, side, side))
    if state is AppState.WARNING:
        _triangle(painter, side)
    elif state is AppState.LATE:
        _disc(painter, side, count)
    painter.end()
    return result


def _disc(painter: QPainter, side: int, count: int) -> None:
    """A red disc at the lower right, cut out of the icon so that the two do not run together."""
    box = QRectF(side * 0.42, side * 0.42, side * 0.58, side * 0.58)
    rim = side * 0.05
    _cut(painter, box.adjusted(-rim, -rim, rim, rim))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_RED)
    painter.drawEllipse(box)
    painter.setPen(Qt.GlobalColor.white)
    painter.setFont(fonts.pixel_font(max(7, round(box.height() * (0.72 if count < 10 else 0.56))), 700))
    word = "!" if count < 1 else str(count) if count < 100 else "…"
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


def _triangle(painter: QPainter, side: int) -> None:
    """An amber triangle with an exclamation mark at the lower right."""
    corners = [QPointF(side * x, side * y) for x, y in ((0.71, 0.44), (0.98, 0.96), (0.44, 0.96))]
    shape = QPolygonF(corners)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(_outline(Qt.GlobalColor.black, side * 0.16))
    painter.drawPolygon(shape)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(_outline(_AMBER, side * 0.06))
    painter.setBrush(_AMBER)
    painter.drawPolygon(shape)
    painter.setPen(_outline(_DARK, max(1.0, side * 0.07)))
    painter.drawLine(QPointF(side * 0.71, side * 0.62), QPointF(side * 0.71, side * 0.76))
    painter.drawPoint(QPointF(side * 0.71, side * 0.88))


def _cut(painter: QPainter, box: QRectF) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawEllipse(box)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def _outline(ink: QColor | Qt.GlobalColor, width: float) -> QPen:
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen

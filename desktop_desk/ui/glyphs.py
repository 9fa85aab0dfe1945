"""The shapes of the marks, drawn with a painter set to their box.

Each draws in a square of 14 or 16 units with its origin at the top left. A shape alone must tell the
states apart: colour only repeats what it says.
"""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop_desk.ui.style import draw_tick


def octagon(painter: QPainter, ground: QColor, ink: QColor) -> None:
    """Critical: a filled octagon with an exclamation mark, in 16 units."""
    corners = [QPointF(8 + 8 * cos(pi / 8 + i * pi / 4), 8 + 8 * sin(pi / 8 + i * pi / 4)) for i in range(8)]
    _fill(painter, ground)
    painter.drawPolygon(QPolygonF(corners))
    _exclamation(painter, ink, 8, 3.9)


def triangle(painter: QPainter, ground: QColor) -> None:
    """High: a filled triangle, in 16 units."""
    pen = QPen(ground, 1.6)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawPolygon(QPolygonF([QPointF(8, 3), QPointF(14.2, 13.2), QPointF(1.8, 13.2)]))


def two_bars(painter: QPainter, ink: QColor) -> None:
    """Normal: two level bars, in 16 units."""
    _fill(painter, ink)
    painter.drawRoundedRect(QRectF(2.5, 4.9, 11, 2.2), 1.1, 1.1)
    painter.drawRoundedRect(QRectF(2.5, 9.1, 11, 2.2), 1.1, 1.1)


def chevron(painter: QPainter, ink: QColor) -> None:
    """Low: an arrow down, in 16 units."""
    painter.setPen(_round_pen(ink, 1.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(3.6, 6), QPointF(8, 10.4), QPointF(12.4, 6)])


def ring(painter: QPainter, ink: QColor, width: float = 1.5) -> None:
    """A circle filling 14 units."""
    painter.setPen(QPen(ink, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2 + 0.25
    painter.drawEllipse(QRectF(inset, inset, 14 - 2 * inset, 14 - 2 * inset))


def pie(painter: QPainter, ink: QColor, fraction: float) -> None:
    """The part of the ring's inside that is used up, clockwise from the top, in 14 units."""
    _fill(painter, ink)
    painter.drawPie(QRectF(3, 3, 8, 8), 90 * 16, round(-360 * 16 * fraction))


def bars_in_ring(painter: QPainter, ink: QColor) -> None:
    """Paused: a ring round two upright bars, in 14 units."""
    ring(painter, ink)
    _fill(painter, ink)
    painter.drawRoundedRect(QRectF(4.7, 4.4, 1.5, 5.2), 0.75, 0.75)
    painter.drawRoundedRect(QRectF(7.8, 4.4, 1.5, 5.2), 0.75, 0.75)


def alarm_disc(painter: QPainter, ground: QColor, ink: QColor) -> None:
    """Late: a full disc with an exclamation mark, in 14 units."""
    disc(painter, ground)
    painter.translate(-1, -1)
    _exclamation(painter, ink, 8, 4.3)


def tick_disc(painter: QPainter, ground: QColor, ink: QColor) -> None:
    """Solved: a full disc with a tick, in 14 units."""
    disc(painter, ground)
    draw_tick(painter, QRectF(0.4, 0.6, 13.2, 13.2), ink)


def tick_ring(painter: QPainter, ink: QColor) -> None:
    """Over: a ring with a tick, in 14 units."""
    ring(painter, ink)
    draw_tick(painter, QRectF(1.4, 1.6, 11.2, 11.2), ink)


def cross_ring(painter: QPainter, ink: QColor) -> None:
    """Not kept: a ring with a cross, in 14 units."""
    ring(painter, ink)
    painter.setPen(_round_pen(ink, 1.5))
    painter.drawLine(QPointF(5, 5), QPointF(9, 9))
    painter.drawLine(QPointF(9, 5), QPointF(5, 9))


def dash(painter: QPainter, ink: QColor) -> None:
    """No promise: a short line, in 14 units."""
    painter.setPen(_round_pen(ink, 1.6))
    painter.drawLine(QPointF(4, 7), QPointF(10, 7))


def disc(painter: QPainter, ground: QColor, side: float = 14) -> None:
    """A full disc of ``side`` units."""
    _fill(painter, ground)
    painter.drawEllipse(QRectF(0, 0, side, side))


def dashed_ring(painter: QPainter, ink: QColor, side: float) -> None:
    """Nobody: a dashed circle of ``side`` units, its dashes meeting without a seam."""
    width = 1.2
    around = pi * (side - width) / width
    count = round(around / 5.5)
    pen = QPen(ink, width)
    pen.setDashPattern([around / count * 0.6, around / count * 0.4])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(width / 2, width / 2, side - width, side - width))


def _exclamation(painter: QPainter, ink: QColor, x: float, top: float) -> None:
    _fill(painter, ink)
    painter.drawRoundedRect(QRectF(x - 0.95, top, 1.9, 5), 0.95, 0.95)
    painter.drawEllipse(QPointF(x, top + 7.1), 1.1, 1.1)


def _fill(painter: QPainter, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)


def _round_pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen

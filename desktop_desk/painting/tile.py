"""One key figure: its name, its number, its course over thirty days, how it moved."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from desktop_desk.domain.figure import Change, Tile
from desktop_desk.painting.canvas import Canvas
from desktop_desk.painting.look import LABEL, REGULAR, STRONG, Look
from desktop_desk.painting.ranking import change_role

_LABEL = ("base", REGULAR)
_NUMBER = ("figure", STRONG)
_UNIT = ("title_card", LABEL)
_CHANGE = ("small", STRONG)
_THAN = ("small", REGULAR)
_SPARK = (76.0, 24.0)
_SPARK_LEAST = 36.0


def paint_tile(tile: Tile, painter: QPainter, rect: QRectF, look: Look, indent: float = 0) -> None:
    """Draw ``tile`` in ``rect``; ``indent`` is left free before its name, for an icon."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    canvas = Canvas(painter, look)
    name = QRectF(rect.left() + indent, rect.top(), rect.width() - indent, canvas.height(_LABEL))
    fits = canvas.width(tile.label, _LABEL) <= name.width()
    canvas.text(name, tile.label if fits or not tile.brief else tile.brief, "text_2", _LABEL)
    foot = canvas.height(_CHANGE)
    line = QRectF(rect.left(), name.bottom(), rect.width(), rect.bottom() - foot - name.bottom())
    end = _paint_number(canvas, tile, line)
    _paint_spark(canvas, tile.spark, QRectF(end + 16, line.top(), rect.right() - end - 16, line.height()))
    if tile.change:
        _paint_change(canvas, tile.change, QRectF(rect.left(), rect.bottom() - foot, rect.width(), foot))
    painter.restore()


def _paint_number(canvas: Canvas, tile: Tile, line: QRectF) -> float:
    width = min(canvas.width(tile.text, _NUMBER), line.width())
    role = "danger_text" if tile.alarm else "text"
    canvas.text(QRectF(line.left(), line.top(), width, line.height()), tile.text, role, _NUMBER)
    end = line.left() + width
    if tile.unit:
        unit = canvas.width(tile.unit, _UNIT)
        drop = (canvas.height(_NUMBER) - canvas.height(_UNIT)) / 4
        box = QRectF(end + 4, line.top() + drop, unit, line.height())
        canvas.text(box, tile.unit, "text_2", _UNIT)
        end = box.right()
    return end


def _paint_spark(canvas: Canvas, values: tuple[float, ...], room: QRectF) -> None:
    """The course of the number, scaled to its own extremes, its last value marked."""
    if len(values) < 2 or room.width() < _SPARK_LEAST:
        return
    width, height = min(_SPARK[0], room.width() - 4), min(_SPARK[1], room.height())
    left, bottom = room.right() - width - 4, room.center().y() + height / 2
    low, span = min(values), (max(values) - min(values)) or 1.0
    flat = max(values) == low
    points = [
        QPointF(
            left + width * index / (len(values) - 1),
            bottom - height * (0.5 if flat else (value - low) / span),
        )
        for index, value in enumerate(values)
    ]
    canvas.polyline(points, "serie_1", 1.75)
    canvas.dot(points[-1], 4, "serie_1", "surface", 1.5)


def _paint_change(canvas: Canvas, change: Change, line: QRectF) -> None:
    left = line.left()
    if change.text:
        role = change_role(change)
        canvas.arrow(QPointF(left + 5, line.center().y()), change.direction, role)
        left += 16
        width = min(canvas.width(change.text, _CHANGE), line.right() - left)
        canvas.text(QRectF(left, line.top(), width, line.height()), change.text, role, _CHANGE)
        left += width + 6
        if canvas.width(change.than, _THAN) > line.right() - left:
            return
    canvas.text(QRectF(left, line.top(), line.right() - left, line.height()), change.than, "text_2", _THAN)

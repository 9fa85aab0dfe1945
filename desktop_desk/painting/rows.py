"""Lying bars with a diamond on each: mean and median by category."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF

from desktop_desk.domain.figure import Axis, Mark, Row, Rows
from desktop_desk.painting.canvas import CENTRE, LEFT, RIGHT, Canvas, lying
from desktop_desk.painting.head import Key, Shape
from desktop_desk.painting.look import LABEL, REGULAR, STRONG
from desktop_desk.painting.region import Region

_NAME = ("small", LABEL)
_STRONG = ("small", STRONG)
_TEXT = ("small", REGULAR)
_TALLEST = 36.0
_BARS_SHARE = 0.3
_GAP = 12.0


def legend(_canvas: Canvas, figure: Rows, _rect: QRectF) -> list[Key]:
    """Bar for the mean, diamond for the median."""
    return [Key(Shape.BAR, figure.bar_legend), Key(Shape.DIAMOND, figure.diamond_legend)]


def paint_rows(canvas: Canvas, figure: Rows, rect: QRectF, lit: Mark | None) -> list[Region]:
    """One row a category: name, bar, diamond, mean written out."""
    names = max(canvas.width(row.mark.name, _style(row)) for row in figure.rows)
    values = max(canvas.width(row.text, _STRONG, digits=True) for row in figure.rows)
    names = min(names, rect.width() * (1 - _BARS_SHARE) - values - 2 * _GAP)
    foot = canvas.height(_TEXT) + 6
    area = rect.adjusted(names + _GAP, 0, -(values + _GAP), -foot)
    pitch = min(_TALLEST, area.height() / len(figure.rows))
    area.setHeight(pitch * len(figure.rows))
    regions = []
    for index, row in enumerate(figure.rows):
        line = QRectF(rect.left(), area.top() + index * pitch, rect.width(), pitch)
        regions.append(Region(row.mark, line, line.adjusted(-6, 1, 6, -1), index, 0))
        if row.mark is lit:
            canvas.fill(line.adjusted(-6, 1, 6, -1), "hover", 4)
    _paint_axis(canvas, figure.axis, area)
    for region, row in zip(regions, figure.rows, strict=True):
        _paint_row(canvas, figure.axis, row, region.rect, area)
    return regions


def _paint_row(canvas: Canvas, axis: Axis, row: Row, line: QRectF, area: QRectF) -> None:
    names = QRectF(line.left(), line.top(), area.left() - _GAP - line.left(), line.height())
    canvas.text(names, row.mark.name, "text", _style(row), LEFT)
    thick = min(14.0, line.height() * 0.5)
    middle = line.center().y()
    bar = QRectF(area.left(), middle - thick / 2, _x(axis, area, row.mark.value) - area.left(), thick)
    canvas.shape(lying(bar, 4), canvas.look.color("serie_soft"))
    canvas.diamond(QPointF(_x(axis, area, row.median), middle), 7, "serie_dark", "surface")
    values = QRectF(area.right() + _GAP, line.top(), line.right() - area.right() - _GAP, line.height())
    canvas.text(values, row.text, "text", _STRONG, RIGHT, digits=True)
    if row.overall:
        canvas.line(QLineF(line.left(), line.bottom(), line.right(), line.bottom()), "line")


def _paint_axis(canvas: Canvas, axis: Axis, area: QRectF) -> None:
    """Grid lines, and the values under them that do not touch their neighbour."""
    height = canvas.height(_TEXT)
    widths = [canvas.width(tick.label, _TEXT) for tick in axis.ticks]
    pitch, step = area.width() / (len(axis.ticks) - 1), 1
    while max(widths) + 6 > pitch * step and step < len(axis.ticks):
        step += 1
    for index, (tick, width) in enumerate(zip(axis.ticks, widths, strict=True)):
        x = _x(axis, area, tick.value)
        role = "line_strong" if index == 0 else "line"
        canvas.line(QLineF(x, area.top(), x, area.bottom()), role)
        if index % step == 0:
            box = QRectF(x - width / 2, area.bottom() + 6, width, height)
            canvas.text(box, tick.label, "text_3", _TEXT, CENTRE)


def _x(axis: Axis, area: QRectF, value: float) -> float:
    return area.left() + min(1.0, value / axis.high) * area.width()


def _style(row: Row) -> tuple[str, int]:
    return _STRONG if row.overall else _NAME

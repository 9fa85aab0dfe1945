"""Upright bars crossed by a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from desktop_desk.domain.figure import Column, Columns, Mark
from desktop_desk.painting.axes import Plot, gutter, paint_stops, paint_values, upright_plot
from desktop_desk.painting.canvas import CENTRE, Canvas, upright
from desktop_desk.painting.head import Key, Shape
from desktop_desk.painting.look import REGULAR, STRONG
from desktop_desk.painting.region import Region

_BAR_SHARE, _BAR_MOST = 0.5, 36.0
_TEXT = ("small", REGULAR)
_BOLD = ("small", STRONG)
_TARGET = 24.0
_POINTS, _BARS = 0, 1


def legend(canvas: Canvas, figure: Columns, rect: QRectF) -> list[Key]:
    """Bars, line and, when the columns are too narrow to say it themselves, the unfinished one."""
    keys = [Key(Shape.BAR, figure.bar_legend), Key(Shape.LINE, figure.line_legend)]
    last = figure.columns[-1]
    slot = (rect.width() - gutter(canvas, figure.axis)) / len(figure.columns)
    if last.unfinished and not _room_to_say(canvas, last, slot):
        keys.append(Key(Shape.HATCHED, last.unfinished))
    return keys


def paint_columns(canvas: Canvas, figure: Columns, rect: QRectF, lit: Mark | None) -> list[Region]:
    """Draw bars then line; each column gives two regions, its bar and its point."""
    plot = upright_plot(canvas, rect, figure.axis, len(figure.columns))
    for index, column in enumerate(figure.columns):
        if lit is not None and (lit is column.bar or lit is column.point):
            canvas.fill(plot.band(index), "hover", 4)
    paint_values(canvas, plot, rect)
    regions = [_paint_bar(canvas, plot, index, column, lit) for index, column in enumerate(figure.columns)]
    regions += _paint_line(canvas, plot, figure, lit)
    paint_stops(canvas, plot, [column.stop for column in figure.columns])
    return regions


def _paint_bar(canvas: Canvas, plot: Plot, index: int, column: Column, lit: Mark | None) -> Region:
    bar = _bar(plot, index, column.bar.value)
    if column.unfinished:
        if bar.height() > 0:
            canvas.hatched(upright(bar, 4), "serie_soft")
        if _room_to_say(canvas, column, plot.slot):
            line = canvas.height(_TEXT)
            band = plot.band(index)
            box = QRectF(band.left(), bar.top() - line - 4, band.width(), line)
            canvas.text(box, column.unfinished, "text_3", _TEXT, CENTRE)
    else:
        role = "serie_1" if lit is column.bar else "serie_soft"
        canvas.shape(upright(bar, 4), canvas.look.color(role))
    ring = bar.adjusted(-3, -3, 3, 3)
    return Region(column.bar, plot.band(index), ring, _BARS, index)


def _bar(plot: Plot, index: int, value: float) -> QRectF:
    width = max(3.0, min(_BAR_MOST, round(plot.slot * _BAR_SHARE)))
    top = plot.y(value)
    return QRectF(round(plot.x(index) - width / 2), top, width, plot.area.bottom() - top)


def _paint_line(canvas: Canvas, plot: Plot, figure: Columns, lit: Mark | None) -> list[Region]:
    places = [
        (index, column.point, QPointF(plot.x(index), plot.y(column.point.value)))
        for index, column in enumerate(figure.columns)
        if column.point
    ]
    if len(places) > 1:
        points = [point for _, _, point in places]
        canvas.polyline(points, "surface", 5)
        canvas.polyline(points, "serie_dark", 2)
    radius = min(4.5, max(2.5, plot.slot * 0.2))
    regions = []
    side = min(_TARGET, plot.slot)
    for index, mark, point in places:
        canvas.dot(point, radius + (1.5 if mark is lit else 0), "serie_dark", "surface", 1.5)
        box = QRectF(point.x() - side / 2, point.y() - side / 2, side, side)
        ring = QRectF(point.x() - 8, point.y() - 8, 16, 16)
        regions.append(Region(mark, box, ring, _POINTS, index))
    if places and figure.end_label:
        _paint_end(canvas, plot, figure, places[-1][0])
    return regions


def _paint_end(canvas: Canvas, plot: Plot, figure: Columns, index: int) -> None:
    """The last value of the line, over its point and over whatever else is under the text."""
    width, line = canvas.width(figure.end_label, _BOLD), canvas.height(_BOLD)
    reach = int(width / 2 / plot.slot + 0.5)
    under = figure.columns[max(0, index - reach) : index + reach + 1]
    highest = max(max(each.bar.value, each.point.value if each.point else 0.0) for each in under)
    box = QRectF(plot.x(index) - width / 2, plot.y(highest) - line - 7, width, line)
    canvas.text(box, figure.end_label, "text", _BOLD, CENTRE)


def _room_to_say(canvas: Canvas, column: Column, slot: float) -> bool:
    return canvas.width(column.unfinished, _TEXT) <= slot

"""A line of points against an objective."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF

from desktop_desk.domain.figure import Curve, Mark, Point
from desktop_desk.painting.axes import Plot, paint_stops, paint_values, upright_plot
from desktop_desk.painting.canvas import CENTRE, Canvas
from desktop_desk.painting.head import Key, Shape
from desktop_desk.painting.look import STRONG
from desktop_desk.painting.region import Region

_BOLD = ("base", STRONG)


def legend(_canvas: Canvas, figure: Curve, _rect: QRectF) -> list[Key]:
    """The objective; the line is the figure itself."""
    return [Key(Shape.DASHES, figure.objective_legend)]


def paint_curve(canvas: Canvas, figure: Curve, rect: QRectF, lit: Mark | None) -> list[Region]:
    """Draw the objective, then the line; full points reached it, hollow ones did not."""
    plot = upright_plot(canvas, rect, figure.axis, len(figure.points))
    for index, point in enumerate(figure.points):
        if lit is not None and lit is point.mark:
            canvas.fill(plot.band(index), "hover", 4)
    paint_values(canvas, plot, rect)
    level = plot.y(figure.objective)
    canvas.line(QLineF(plot.area.left(), level, plot.area.right(), level), "text_2", 1, (5, 3))
    places = [(point, _place(plot, index, point)) for index, point in enumerate(figure.points)]
    for known, run in groupby(places, key=lambda place: place[1] is not None):
        stretch = [place for _, place in run if place is not None]
        if known and len(stretch) > 1:
            canvas.polyline(stretch, "serie_1", 2)
    _paint_end(canvas, plot, figure, [place for _, place in places if place is not None])
    regions = []
    for index, (point, place) in enumerate(places):
        if point.mark is None or place is None:
            continue
        radius = min(4.0, max(2.0, plot.slot * 0.16)) + (1.5 if point.mark is lit else 0)
        fill = "serie_1" if point.reached else "surface"
        canvas.dot(place, radius, fill, "serie_1", 2)
        ring = QRectF(place.x() - 9, place.y() - 9, 18, 18)
        regions.append(Region(point.mark, plot.band(index), ring, 0, index))
    paint_stops(canvas, plot, [point.stop for point in figure.points])
    return regions


def _place(plot: Plot, index: int, point: Point) -> QPointF | None:
    return QPointF(plot.x(index), plot.y(point.mark.value)) if point.mark else None


def _paint_end(canvas: Canvas, plot: Plot, figure: Curve, places: list[QPointF]) -> None:
    """The last value, on the side of its point that the line does not come from."""
    end = places[-1]
    width, line = canvas.width(figure.end_label, _BOLD), canvas.height(_BOLD)
    falling = len(places) > 1 and places[-2].y() < end.y()
    left, top = min(end.x() - width / 2, plot.area.right() - width), end.y() - 8 - line
    if falling and end.y() + 8 + line <= plot.area.bottom():
        top = end.y() + 8
    elif falling and end.x() + 10 + width <= plot.area.right():
        left, top = end.x() + 10, end.y() - 2 - line
    box = QRectF(left, top, width, line)
    if box.top() <= plot.y(figure.objective) <= box.bottom():
        canvas.fill(box.adjusted(-2, 1, 2, -1), "surface")
    canvas.text(box, figure.end_label, "accent_text", _BOLD, CENTRE)

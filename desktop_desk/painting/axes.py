"""Scales under and beside the marks: grid lines, values, and the names under upright marks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF

from desktop_desk.domain.figure import Axis, Stop
from desktop_desk.painting.canvas import CENTRE, RIGHT, Canvas
from desktop_desk.painting.look import REGULAR, STRONG

_TEXT = ("small", REGULAR)
_BOLD = ("small", STRONG)
_TICK_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle the marks are drawn in, and the scale of its height."""

    area: QRectF
    axis: Axis
    slots: int

    @property
    def slot(self) -> float:
        """The width of one column."""
        return self.area.width() / self.slots

    def x(self, index: int) -> float:
        """The middle of a column."""
        return self.area.left() + (index + 0.5) * self.slot

    def y(self, value: float) -> float:
        """How high a value lies; values off the axis are drawn at its end."""
        span = self.axis.high - self.axis.low
        share = min(1.0, max(0.0, (value - self.axis.low) / span))
        return self.area.bottom() - share * self.area.height()

    def band(self, index: int) -> QRectF:
        """The whole column."""
        left = self.area.left() + index * self.slot
        return QRectF(left, self.area.top(), self.slot, self.area.height())


def gutter(canvas: Canvas, axis: Axis) -> float:
    """The width the values of an upright axis need."""
    return max(canvas.width(tick.label, _TEXT, digits=True) for tick in axis.ticks) + _TICK_GAP


def upright_plot(canvas: Canvas, rect: QRectF, axis: Axis, slots: int) -> Plot:
    """Room for the marks of ``rect``, once values, names and the label over the top have theirs."""
    left, line = gutter(canvas, axis), canvas.height(_TEXT)
    area = rect.adjusted(left, line + 2, 0, -(line + 8))
    return Plot(QRectF(area.topLeft(), area.bottomRight()), axis, slots)


def paint_values(canvas: Canvas, plot: Plot, rect: QRectF) -> None:
    """Grid lines with their values at the left; as many as have room."""
    line = canvas.height(_TEXT)
    step = 1
    while step < len(plot.axis.ticks) and _pitch(plot) * step < line:
        step += 1
    for index, tick in enumerate(plot.axis.ticks):
        y = plot.y(tick.value)
        if index and index % step:
            continue
        role = "line_strong" if index == 0 else "line"
        canvas.line(QLineF(plot.area.left(), y, plot.area.right(), y), role)
        box = QRectF(rect.left(), y - line / 2, plot.area.left() - rect.left() - _TICK_GAP, line)
        canvas.text(box, tick.label, "text_3", _TEXT, RIGHT, digits=True)


def _pitch(plot: Plot) -> float:
    return plot.area.height() / (len(plot.axis.ticks) - 1)


def paint_stops(canvas: Canvas, plot: Plot, stops: Sequence[Stop]) -> None:
    """The names under the columns; the last one is in bold, and others go when room is short."""
    line = canvas.height(_TEXT)
    top = plot.area.bottom() + 8
    shown = _shown(canvas, plot, stops)
    for index, text in shown.items():
        last = index == len(stops) - 1
        style = _BOLD if last else _TEXT
        width = canvas.width(text, style)
        left = min(plot.x(index) - width / 2, plot.area.right() - width)
        box = QRectF(left, top, width, line)
        canvas.text(box, text, "text" if last else "text_3", style, CENTRE)


def _shown(canvas: Canvas, plot: Plot, stops: Sequence[Stop]) -> dict[int, str]:
    """Names by column: every one if they fit, else every second, third… counted from the last."""
    for step in range(1, len(stops) + 1):
        chosen = _named(stops, step)
        widths = {index: canvas.width(text, _BOLD) for index, text in chosen.items()}
        order = sorted(chosen)
        room = plot.slot * step
        fits = all(widths[a] / 2 + widths[b] / 2 + 4 <= room for a, b in itertools.pairwise(order))
        if fits:
            return chosen
    return {}


def _named(stops: Sequence[Stop], step: int) -> dict[int, str]:
    chosen: dict[int, str] = {}
    group = None
    for index in range((len(stops) - 1) % step, len(stops), step):
        stop = stops[index]
        chosen[index] = stop.text if stop.group == group else stop.full
        group = stop.group
    return chosen

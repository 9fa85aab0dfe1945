"""A heat map: weekdays by hours, darker and numbered."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from desktop_desk.domain.figure import Heat, Mark
from desktop_desk.painting.canvas import CENTRE, LEFT, RIGHT, Canvas
from desktop_desk.painting.head import Key
from desktop_desk.painting.look import LABEL, REGULAR, STRONG
from desktop_desk.painting.region import Region

_TEXT = ("small", REGULAR)
_NUMBER = ("micro", LABEL)
_PEAK = ("micro", STRONG)
_GAP = 3.0
_TALLEST = 34.0
_LEVELS = 5
_INKS = (QColor("#10141C"), QColor("#FFFFFF"))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells are, in logical pixels."""

    left: float
    top: float
    width: float
    height: float

    def cell(self, row: int, column: int) -> QRectF:
        return QRectF(
            self.left + column * self.width,
            self.top + row * self.height,
            self.width - _GAP,
            self.height - _GAP,
        )


def legend(_canvas: Canvas, _figure: Heat, _rect: QRectF) -> list[Key]:
    """None at the head: the scale from fewer to more stands under the map."""
    return []


def paint_heat(canvas: Canvas, figure: Heat, rect: QRectF, lit: Mark | None) -> list[Region]:
    """Draw cells, names and scale; numbers only where every one of them fits its cell."""
    line = canvas.height(_TEXT)
    names = max(canvas.width(name, _TEXT) for name in figure.row_names) + 10
    room = rect.height() - line - 4 - line - 10
    grid = _Grid(
        rect.left() + names,
        rect.top(),
        (rect.width() - names + _GAP) / len(figure.column_names),
        min(_TALLEST + _GAP, room / len(figure.row_names)),
    )
    numbered = grid.height - _GAP >= canvas.height(_NUMBER) - 2 and all(
        canvas.width(cell.text, _PEAK) <= grid.width - _GAP for cell in figure.cells
    )
    _paint_cells(canvas, figure, grid, numbered=numbered)
    regions = []
    for cell in figure.cells:
        box = grid.cell(cell.row, cell.column)
        if cell.mark is lit:
            _outline(canvas, box)
        regions.append(Region(cell.mark, box.adjusted(0, 0, _GAP, _GAP), box, cell.row, cell.column))
    for row, name in enumerate(figure.row_names):
        box = grid.cell(row, 0)
        canvas.text(QRectF(rect.left(), box.top(), names - 10, box.height()), name, "text_2", _TEXT, RIGHT)
    _paint_hours(canvas, figure, grid)
    bottom = grid.cell(len(figure.row_names), 0).top() + line + 10
    _paint_scale(canvas, figure, QRectF(grid.left, bottom, rect.right() - grid.left, line))
    return regions


def _paint_cells(canvas: Canvas, figure: Heat, grid: _Grid, *, numbered: bool) -> None:
    """Level by level: one shape, one ink, one font each, which takes half the time of cell by cell."""
    for level in range(_LEVELS):
        cells = [cell for cell in figure.cells if cell.level == level]
        ground = canvas.look.color(f"heat{level}")
        path = QPainterPath()
        for cell in cells:
            path.addRoundedRect(grid.cell(cell.row, cell.column), 4, 4)
        canvas.shape(path, ground)
        if numbered:
            ink, style = _ink(ground), _PEAK if level == _LEVELS - 1 else _NUMBER
            for cell in cells:
                canvas.text(grid.cell(cell.row, cell.column), cell.text, ink, style, CENTRE)


def _outline(canvas: Canvas, box: QRectF) -> None:
    canvas.painter.setPen(QPen(canvas.look.color("text"), 1.5))
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)


def _paint_hours(canvas: Canvas, figure: Heat, grid: _Grid) -> None:
    widest = max(canvas.width(name, _TEXT) for name in figure.column_names)
    step = 1
    while widest + 4 > grid.width * step:
        step += 1
    for column in range(0, len(figure.column_names), step):
        cell = grid.cell(len(figure.row_names), column)
        box = QRectF(cell.center().x() - widest / 2, cell.top() + 2, widest, canvas.height(_TEXT))
        canvas.text(box, figure.column_names[column], "text_3", _TEXT, CENTRE)


def _paint_scale(canvas: Canvas, figure: Heat, line: QRectF) -> None:
    """Fewer, five squares, more, at the right; what the columns are, at the left if it fits."""
    square, step = 13.0, 17.0
    more = canvas.width(figure.more, _TEXT)
    left = line.right() - more - 8 - _LEVELS * step
    canvas.text(
        QRectF(line.right() - more, line.top(), more, line.height()), figure.more, "text_2", _TEXT, RIGHT
    )
    for level in range(_LEVELS):
        box = QRectF(left + level * step, line.center().y() - square / 2, square, square)
        canvas.fill(box, f"heat{level}", 3)
    less = canvas.width(figure.less, _TEXT)
    fewer = QRectF(left - 8 - less, line.top(), less, line.height())
    if fewer.left() < line.left():
        return
    canvas.text(fewer, figure.less, "text_2", _TEXT, RIGHT)
    if line.left() + canvas.width(figure.column_title, _TEXT) + 12 <= fewer.left():
        room = QRectF(line.left(), line.top(), fewer.left() - 12 - line.left(), line.height())
        canvas.text(room, figure.column_title, "text_2", _TEXT, LEFT)


def _ink(ground: QColor) -> QColor:
    """Dark or white, whichever reads better on ``ground`` (WCAG 2 contrast)."""
    return max(_INKS, key=lambda ink: _contrast(ink, ground))


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    parts = (_linear(value) for value in (color.redF(), color.greenF(), color.blueF()))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

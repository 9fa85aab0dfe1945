"""The head of a figure: its title, the sentence that says what it shows, its legend."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLineF, QPointF, QRectF

from desktop_desk.domain.figure import Figure
from desktop_desk.painting.canvas import Canvas, upright
from desktop_desk.painting.look import REGULAR, STRONG

_TITLE = ("title_card", STRONG)
_SAID = ("small", REGULAR)
_GAP = 16.0
_SWATCH = {"line": 18.0, "dashes": 18.0}
_SQUARE = 12.0


class Shape(StrEnum):
    """The drawing beside a legend's word: the shape of the mark, not its colour alone."""

    BAR = "bar"
    HATCHED = "hatched"
    LINE = "line"
    DASHES = "dashes"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend."""

    shape: Shape
    text: str


def paint_head(canvas: Canvas, figure: Figure, rect: QRectF, keys: list[Key]) -> QRectF:
    """Draw the head at the top of ``rect`` and return what is left for the marks.

    The legend stands at the right of the title; with little room, on its own line under the sentence.
    """
    legend = sum(_width(canvas, key) for key in keys) + _GAP * max(0, len(keys) - 1)
    title = canvas.width(figure.title, _TITLE)
    beside = bool(keys) and title + _GAP + legend <= rect.width()
    height = canvas.height(_TITLE)
    room = rect.width() - (legend + _GAP if beside else 0)
    canvas.text(QRectF(rect.left(), rect.top(), room, height), figure.title, "text", _TITLE)
    if beside:
        _paint_keys(canvas, QRectF(rect.right() - legend, rect.top(), legend, height), keys)
    top = rect.top() + height + 2
    if figure.said:
        line = QRectF(rect.left(), top, rect.width(), rect.height())
        top += canvas.paragraph(line, figure.said, "text_2", _SAID, lines=2)
    if keys and not beside:
        line_height = canvas.height(_SAID) + 4
        _paint_keys(canvas, QRectF(rect.left(), top + 4, rect.width(), line_height), keys)
        top += 4 + line_height
    return QRectF(rect.left(), top + 12, rect.width(), max(0.0, rect.bottom() - top - 12))


def paint_empty(canvas: Canvas, sentence: str, rect: QRectF) -> None:
    """The sentence of an empty figure, over the outline of the chart that will come."""
    foot = rect.bottom() - 8
    slot = min(64.0, rect.width() / 8)
    left = rect.center().x() - slot * 3.5
    for index, share in enumerate((0.35, 0.5, 0.42, 0.66, 0.58, 0.8, 0.7)):
        height = share * max(0.0, rect.height() * 0.42)
        bar = QRectF(left + index * slot + slot * 0.22, foot - height, slot * 0.56, height)
        canvas.shape(upright(bar, 3), canvas.look.color("hover"))
    canvas.line(QLineF(rect.left(), foot, rect.right(), foot), "line")
    width = min(rect.width(), 420.0)
    canvas.paragraph(
        QRectF(rect.left(), rect.top(), width, rect.height()), sentence, "text_2", _BODY, lines=4
    )


_BODY = ("base", REGULAR)


def _width(canvas: Canvas, key: Key) -> float:
    return _swatch(key) + 7 + canvas.width(key.text, _SAID)


def _swatch(key: Key) -> float:
    return _SWATCH.get(key.shape, _SQUARE)


def _paint_keys(canvas: Canvas, rect: QRectF, keys: list[Key]) -> None:
    left = rect.left()
    for key in keys:
        width = min(_width(canvas, key), rect.right() - left)
        swatch = _swatch(key)
        if width <= swatch + 7:
            return
        _paint_swatch(canvas, key.shape, QRectF(left, rect.top(), swatch, rect.height()))
        words = QRectF(left + swatch + 7, rect.top(), width - swatch - 7, rect.height())
        canvas.text(words, key.text, "text_2", _SAID)
        left += width + _GAP


def _paint_swatch(canvas: Canvas, shape: Shape, box: QRectF) -> None:
    middle = QPointF(round(box.center().x()), round(box.center().y()))
    square = QRectF(round(box.left()), middle.y() - 6, _SQUARE, _SQUARE)
    level = QLineF(box.left(), middle.y(), box.right(), middle.y())
    if shape is Shape.BAR:
        canvas.fill(square, "serie_soft", 3)
    elif shape is Shape.HATCHED:
        canvas.hatched(upright(square, 3), "serie_soft")
    elif shape is Shape.LINE:
        canvas.line(level, "serie_dark", 2)
        canvas.dot(middle, 4, "serie_dark", "surface", 1.5)
    elif shape is Shape.DASHES:
        canvas.line(level, "text_2", 1, (5, 3))
    else:
        canvas.diamond(square.center(), 6, "serie_dark")

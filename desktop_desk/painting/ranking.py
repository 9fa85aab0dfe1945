"""What comes most often: a name, a count, how it moved, and a bar under them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from desktop_desk.domain.figure import Change, Mark, Ranked, Ranking
from desktop_desk.painting.canvas import RIGHT, Canvas
from desktop_desk.painting.head import Key
from desktop_desk.painting.look import LABEL, STRONG
from desktop_desk.painting.region import Region

_NAME = ("small", LABEL)
_COUNT = ("base", STRONG)
_CHANGE = ("small", LABEL)
_TALLEST = 48.0
_BAR = 6.0
_GAP = 12.0
_ARROW = 12.0


def legend(_canvas: Canvas, _figure: Ranking, _rect: QRectF) -> list[Key]:
    """None: the numbers are written on the lines."""
    return []


def paint_ranking(canvas: Canvas, figure: Ranking, rect: QRectF, lit: Mark | None) -> list[Region]:
    """One line a category, bars to the scale of the first."""
    pitch = min(_TALLEST, rect.height() / len(figure.ranked))
    changes = [line.change for line in figure.ranked if line.change]
    most = figure.ranked[0].mark.value
    change_room = max((canvas.width(each.text, _CHANGE, digits=True) for each in changes), default=0.0)
    regions = []
    for index, ranked in enumerate(figure.ranked):
        line = QRectF(rect.left(), rect.top() + index * pitch, rect.width(), pitch)
        ring = line.adjusted(-8, 0, 8, -1)
        if ranked.mark is lit:
            canvas.fill(ring, "hover", 4)
        _paint_words(canvas, ranked, line, change_room)
        _paint_bar(canvas, line, ranked.mark.value / most)
        regions.append(Region(ranked.mark, line, ring, index, 0))
    return regions


def _paint_words(canvas: Canvas, ranked: Ranked, line: QRectF, change_room: float) -> None:
    words = QRectF(line.left(), line.top(), line.width(), line.height() - _BAR - 6)
    right = words.right()
    if ranked.change:
        _paint_change(canvas, ranked.change, words, change_room)
        right -= change_room + _GAP + _ARROW + _GAP
    count = canvas.width(ranked.text, _COUNT, digits=True)
    box = QRectF(right - count, words.top(), count, words.height())
    canvas.text(box, ranked.text, "text", _COUNT, RIGHT, digits=True)
    name = QRectF(words.left(), words.top(), box.left() - _GAP - words.left(), words.height())
    canvas.text(name, ranked.mark.name, "text", _NAME)


def _paint_change(canvas: Canvas, change: Change, words: QRectF, room: float) -> None:
    role = change_role(change)
    box = QRectF(words.right() - room, words.top(), room, words.height())
    canvas.text(box, change.text, role, _CHANGE, RIGHT, digits=True)
    centre = QPointF(box.left() - _GAP - _ARROW / 2, box.center().y())
    canvas.arrow(centre, change.direction, role)


def change_role(change: Change) -> str:
    """The colour of a change; its arrow says the same by its shape."""
    if change.good is None:
        return "text_3"
    return "ok_text" if change.good else "danger_text"


def _paint_bar(canvas: Canvas, line: QRectF, share: float) -> None:
    track = QRectF(line.left(), line.bottom() - _BAR - 5, line.width(), _BAR)
    canvas.fill(track, "heat0", _BAR / 2)
    full = QRectF(track.left(), track.top(), max(_BAR, track.width() * share), _BAR)
    canvas.fill(full, "serie_1", _BAR / 2)

"""One line of the queue, painted: what it shows is measured and cut once, then only put down.

A frame of fifty lines has to fit in 8 ms, so nothing is asked of the model's roles or of the base
delegate: fonts, colours, cut words and pictures of marks are kept by line until it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QStyle

from desktop_desk.domain.queue import QueueRow
from desktop_desk.ui import fonts, marks, theme
from desktop_desk.ui.models.promise_line import PromiseLine, unanswered
from desktop_desk.ui.models.row_words import (
    Column,
    Reader,
    number_words,
    standing_words,
    status_words,
    who_asks,
)
from desktop_desk.ui.pixmaps import ratio_of
from desktop_desk.ui.style import draw_box, draw_focus

LEFT: Final = 16
"""Where the hairlines begin."""

_MARK_LEFT: Final = 18
_FIRST: Final = (9, 20)
_SECOND: Final = (29, 18)
_ONLY: Final = (8, 20)
_GAP: Final = 16
_BAR: Final = 3
_KEPT: Final = 400
_DISC: Final = 26
_WIDEST: Final = 0.75
"""The advance of the widest usual letter, in heights of its font."""
_ENABLED: Final = QStyle.StateFlag.State_Enabled
_ON: Final = QStyle.StateFlag.State_On


@dataclass(frozen=True, slots=True)
class Look:
    """How a line stands: chosen, under the keyboard (and whether that is here), under the mouse."""

    selected: bool = False
    current: bool = False
    focused: bool = False
    hovered: bool = False
    ticked: bool = False


PLAIN: Final = Look()

_Font = tuple[str, int, bool]
"""Size, weight and whether its figures are of equal width, as :func:`fonts.font` takes them."""

_Ink = tuple[_Font, str]
"""A font and the role of its colour."""


@dataclass(slots=True)
class _Face:
    """What a line shows, measured: pictures and words at their places from the line's corner."""

    pictures: list[tuple[int, int, QPixmap]] = field(default_factory=list)
    texts: list[tuple[_Ink, int, int, QStaticText]] = field(default_factory=list)

    def add_text(self, text: str, font: _Font, role: str, x: int, width: int, box: tuple[int, int]) -> None:
        """Words cut to ``width``, in the middle of ``box`` (top and height)."""
        size, weight, digits = font
        metrics = fonts.metrics(size, weight, digits=digits)
        # Most words fit at a glance: no shaping to know it.
        if len(text) * _WIDEST * metrics.height() > width:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        put = QStaticText(text)
        put.setTextFormat(Qt.TextFormat.PlainText)
        put.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        self.texts.append(((font, role), x, _middle(metrics, box), put))


class RowPainter:
    """Paints lines into the columns of :meth:`lay_out`: :meth:`begin`, each line, then :meth:`finish`."""

    def __init__(self) -> None:
        self._columns: Mapping[Column, int] = {}
        self._lefts: dict[Column, int] = {}
        self._compact = False
        self._faces: dict[int, _Face] = {}
        self._texts: defaultdict[_Ink, list[tuple[int, int, QStaticText]]] = defaultdict(list)
        self._hairlines: list[QRect] = []
        self._canvas, self._width = QPainter(), 0
        self._ratio = 1.0
        self._to: Reader | None = None

    @property
    def height(self) -> int:
        """Of a line, in logical pixels."""
        return theme.size("row_compact" if self._compact else "row_comfort")

    def lay_out(self, columns: Mapping[Column, int], *, compact: bool) -> None:
        """Take other columns or another density."""
        self._columns, self._compact = columns, compact
        left, self._lefts = 0, {}
        for column, width in columns.items():
            self._lefts[column] = left
            left += width
        self._faces.clear()

    def read_for(self, to: Reader) -> None:
        """Put lines in words for another moment."""
        self._to = to
        self._faces.clear()

    def forget(self, ticket_id: int | None = None) -> None:
        """A line changed, or (``None``) everything looks different."""
        if ticket_id is None:
            self._faces.clear()
        else:
            self._faces.pop(ticket_id, None)

    def measured(self, ticket_id: int) -> bool:
        """Whether a line can be put down without measuring it."""
        return ticket_id in self._faces

    def measure(self, row: QueueRow) -> None:
        """Measure a line that may soon come into sight."""
        self._face(row)

    def begin(self, painter: QPainter, width: int) -> None:
        """Paint with ``painter``, lines as wide as ``width``."""
        self._canvas, self._width = painter, width
        ratio = ratio_of(painter)
        if ratio != self._ratio:
            self._ratio = ratio
            self._faces.clear()

    def paint(self, row: QueueRow | None, top: int, look: Look = PLAIN) -> None:
        """Draw a line with its top at ``top``, but for its words and its hairline.

        Without a row, the promise of one.
        """
        self._hairlines.append(QRect(LEFT, top + self.height - 1, self._width - LEFT, 1))
        if look is not PLAIN:
            self._paint_standing(top, look)
        if row is None:
            self._paint_coming(top)
            return
        face = self._face(row)
        pictures = face.pictures
        if look.ticked:
            self._paint_tick(top, on=look.selected)
            pictures = pictures[1:]
        draw, texts = self._canvas.drawPixmap, self._texts
        for x, y, picture in pictures:
            draw(x, top + y, picture)
        for ink, x, y, text in face.texts:
            texts[ink].append((x, top + y, text))

    def finish(self) -> None:
        """Write what the lines painted say, one font and colour after the other, and part the lines.

        Changing either for every word would cost a third of the frame.
        """
        canvas = self._canvas
        draw = canvas.drawStaticText
        for ((size, weight, digits), role), texts in self._texts.items():
            canvas.setFont(fonts.font(size, weight, digits=digits))
            canvas.setPen(theme.color(role))
            for x, y, text in texts:
                draw(x, y, text)
        self._texts.clear()
        canvas.setPen(Qt.PenStyle.NoPen)
        canvas.setBrush(theme.color("line"))
        canvas.drawRects(self._hairlines)
        self._hairlines.clear()

    def _paint_standing(self, top: int, look: Look) -> None:
        """Its ground and its mark: chosen, pointed at, under the keyboard."""
        painter, width, height = self._canvas, self._width, self.height
        if look.selected or look.hovered:
            ground = theme.color("selected" if look.selected else "hover")
            painter.fillRect(0, top, width, height - 1, ground)
        if look.current and look.focused and look.ticked:
            draw_focus(painter, QRectF(1, top, width - 2, height - 1), theme.color)
        elif look.current:
            role = "accent_mark" if look.focused else "line_strong"
            painter.fillRect(0, top, _BAR, height - 1, theme.color(role))

    def _paint_tick(self, top: int, *, on: bool) -> None:
        box = QRectF(_MARK_LEFT - 1, top + _middle_of(18, self._first()), 18, 18)
        state = _ENABLED | _ON if on else _ENABLED
        draw_box(self._canvas, box, state, theme.color)

    def _paint_coming(self, top: int) -> None:
        painter = self._canvas
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        lines = [(self._first(), 0.6)] if self._compact else [(_FIRST, 0.6), (_SECOND, 0.35)]
        for column in (Column.TITLE, Column.STATUS, Column.PROMISE):
            for box, share in lines:
                if column in self._columns:
                    bar = QRectF(self._lefts[column], top + _middle_of(8, box), 0, 8)
                    bar.setWidth(min(self._columns[column] - _GAP, 240) * share)
                    painter.drawRoundedRect(bar, 4, 4)
        painter.restore()

    def _face(self, row: QueueRow) -> _Face:
        face = self._faces.get(row.id)
        if face is None:
            if len(self._faces) >= _KEPT:  # the one measured longest ago
                del self._faces[next(iter(self._faces))]
            face = self._faces[row.id] = self._measure(row)
        return face

    def _measure(self, row: QueueRow) -> _Face:
        assert self._to is not None
        face, first = _Face(), self._first()
        line = self._to.promise(row)
        mark = marks.priority(row.priority, self._ratio)
        face.pictures.append((_MARK_LEFT, _middle_of(16, first), mark))
        left, width = self._lefts[Column.NUMBER], self._columns[Column.NUMBER] - 6
        face.add_text(number_words(row), ("base", fonts.REGULAR, True), "text_2", left, width, first)
        self._measure_title(face, row, strong=unanswered(row) or line.strong)
        if Column.REQUESTER in self._columns:
            left, width = self._lefts[Column.REQUESTER], self._columns[Column.REQUESTER] - _GAP
            face.add_text(row.requester, ("small", fonts.REGULAR, False), "text_2", left, width, first)
        if Column.STATUS in self._columns:
            self._measure_status(face, row)
        if Column.ASSIGNEE in self._columns:
            disc = (
                marks.nobody(self._ratio, _DISC)
                if row.assignee is None
                else marks.person(row.assignee, self._ratio, _DISC)
            )
            top = _middle_of(_DISC, (0, self.height - 1))
            face.pictures.append((self._lefts[Column.ASSIGNEE], top, disc))
        self._measure_promise(face, line)
        if Column.UPDATED in self._columns:
            left, width = self._lefts[Column.UPDATED], self._columns[Column.UPDATED] - _GAP
            ago = self._to.words.ago(row.updated_at, self._to.now)
            face.add_text(ago, ("small", fonts.REGULAR, False), "text_2", left, width, first)
        return face

    def _measure_title(self, face: _Face, row: QueueRow, *, strong: bool) -> None:
        left, width = self._lefts[Column.TITLE], self._columns[Column.TITLE] - _GAP
        weight = fonts.STRONG if strong else fonts.LABEL
        face.add_text(row.title, ("base", weight, False), "text", left, width, self._first())
        if not self._compact:
            face.add_text(who_asks(row), ("small", fonts.REGULAR, False), "text_2", left, width, _SECOND)

    def _measure_status(self, face: _Face, row: QueueRow) -> None:
        assert self._to is not None
        left, width = self._lefts[Column.STATUS], self._columns[Column.STATUS] - 8
        pill = marks.pill(row.status, status_words(row, self._to.words), self._ratio)
        face.pictures.append((left - marks.PILL_PADDING, _middle_of(20, self._first()), pill))
        if not self._compact:
            said = standing_words(row, self._to)
            face.add_text(said, ("small", fonts.REGULAR, False), "text_2", left, width, _SECOND)

    def _measure_promise(self, face: _Face, line: PromiseLine) -> None:
        first = self._first()
        left, width = self._lefts[Column.PROMISE], self._columns[Column.PROMISE] - 26
        mark = marks.promise(line.mark, line.fraction, self._ratio)
        face.pictures.append((left, _middle_of(14, first), mark))
        weight = fonts.STRONG if line.strong else fonts.LABEL
        face.add_text(line.first, ("base", weight, True), line.first_tone, left + 20, width, first)
        if not self._compact and line.second:
            said = ("small", fonts.REGULAR, False)
            face.add_text(line.second, said, line.second_tone, left + 20, width, _SECOND)

    def _first(self) -> tuple[int, int]:
        return _ONLY if self._compact else _FIRST


def _middle(metrics: QFontMetrics, box: tuple[int, int]) -> int:
    return _middle_of(metrics.height(), box)


def _middle_of(height: int, box: tuple[int, int]) -> int:
    """In whole pixels: what is put down between two of them costs more and is less crisp."""
    return box[0] + (box[1] - height + 1) // 2

"""Marks that say a priority, a promise, a status or a person at a glance, as pictures made once.

Every function returns a shared picture for the given device pixel ratio; it must not be painted on.
The theme in force is part of what is remembered: another theme empties the store.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final
from zlib import crc32

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.ui import fonts, glyphs, theme
from desktop_desk.ui.icons import blank
from desktop_desk.ui.pixmaps import Drawn
from desktop_desk.ui.theme import color

STEPS: Final = 24
"""Fillings of the ring that are told apart; a finer one would not be seen at 14 pixels."""

PILL_PADDING: Final = 7
"""From the pill's edge to its icon: shift a pill left by this to align its icon with other lines."""

_PRIORITY_SIDE: Final = 16
_SIDE: Final = 14
_PILL_HEIGHT: Final = 20
_PILL_GAP: Final = 5
_PILL_END: Final = 9

_drawn = Drawn(limit=3000)


class Promise(StrEnum):
    """What a promise's mark says."""

    LATE = "late"
    SOON = "soon"
    RUNNING = "running"
    PAUSED = "paused"
    KEPT = "kept"
    MISSED = "missed"
    NONE = "none"


PROMISE_TEXT: Final = {
    Promise.LATE: "danger_text",
    Promise.SOON: "warn_text",
    Promise.RUNNING: "text",
    Promise.PAUSED: "pause_text",
    Promise.KEPT: "ok_text",
    Promise.MISSED: "danger_text",
    Promise.NONE: "text_3",
}
"""The role of the words beside a promise's mark."""

STATUS_INK: Final = {
    Status.OPEN: ("accent_text", "accent_soft"),
    Status.IN_PROGRESS: ("ok_text", "ok_soft"),
    Status.WAITING: ("pause_text", "pause_soft"),
    Status.RESOLVED: ("text_2", "line"),
    Status.CLOSED: ("text_2", "line"),
}
"""Roles of a status: its ink and the ground of its pill."""

PRIORITY_TEXT: Final = {
    Priority.CRITICAL: "danger_text",
    Priority.HIGH: "warn_text",
    Priority.NORMAL: "text",
    Priority.LOW: "text_2",
}
"""The role of a priority's word."""


def priority(value: Priority, ratio: float) -> QPixmap:
    """A priority, 16 pixels square: octagon, triangle, two bars, chevron."""
    return _drawn.get(
        ("priority", value.value, ratio),
        lambda: _render(_PRIORITY_SIDE, _PRIORITY_SIDE, ratio, _priority_glyph(value)),
    )


def promise(mark: Promise, fraction: float, ratio: float) -> QPixmap:
    """A promise, 14 pixels square; ``fraction`` (0 to 1) of its time is used up."""
    step = 0
    if mark is Promise.RUNNING or mark is Promise.SOON:
        step = round(min(max(fraction, 0.0), 1.0) * STEPS)
    return _drawn.get(
        (mark.value, step, ratio), lambda: _render(_SIDE, _SIDE, ratio, _promise_glyph(mark, step / STEPS))
    )


def status(value: Status, ratio: float) -> QPixmap:
    """A status without its word, 14 pixels square."""
    return _drawn.get(
        ("status", value.value, ratio),
        lambda: _render(_SIDE, _SIDE, ratio, _status_glyph(value, STATUS_INK[value][0])),
    )


def pill(value: Status, word: str, ratio: float) -> QPixmap:
    """A status with its ``word`` on its ground, 20 pixels high."""
    return _drawn.get(("pill", value.value, word, ratio), lambda: _draw_pill(value, word, ratio))


def tag_pill(word: str, ink: str, ground: str, ratio: float) -> QPixmap:
    """A ``word`` on a ground, without an icon, 20 pixels high; ``ink`` and ``ground`` are roles."""
    return _drawn.get(("tag", word, ink, ground, ratio), lambda: _draw_tag(word, ink, ground, ratio))


def person(name: str, ratio: float, side: int = 26) -> QPixmap:
    """The initials of ``name`` on a disc, always of the same tint for the same name."""
    return _drawn.get(("person", name, side, ratio), lambda: _draw_person(name, ratio, side))


def nobody(ratio: float, side: int = 26) -> QPixmap:
    """The dashed ring of a ticket that nobody has taken."""
    return _drawn.get(
        ("nobody", side, ratio),
        lambda: _render(side, side, ratio, lambda p: glyphs.dashed_ring(p, color("text_3"), side)),
    )


def badge(count: int, ratio: float) -> QPixmap:
    """A count on the danger ground, 16 pixels high; ``99+`` above 99."""
    word = str(count) if count < 100 else "99+"
    return _drawn.get(("badge", word, ratio), lambda: _draw_badge(word, ratio))


def initials(name: str) -> str:
    """First letters of the first and the last word of ``name``; ``?`` for an empty one."""
    words = [word for word in name.replace("’", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def avatar(name: str) -> str:
    """The ground of ``name``'s disc, as ``#RRGGBB``."""
    tints = theme.current().avatars
    return tints[crc32(name.casefold().encode()) % len(tints)]


def _draw_pill(value: Status, word: str, ratio: float) -> QPixmap:
    ink, ground = STATUS_INK[value]
    start = PILL_PADDING + _SIDE + _PILL_GAP
    width = start + fonts.metrics("small", fonts.LABEL).horizontalAdvance(word) + _PILL_END

    def draw(painter: QPainter) -> None:
        _pill_ground(painter, width, ground)
        _pill_word(painter, QRectF(start, 0, width, _PILL_HEIGHT), word, ink, Qt.AlignmentFlag.AlignVCenter)
        painter.translate(PILL_PADDING, (_PILL_HEIGHT - _SIDE) / 2)
        _status_glyph(value, ink)(painter)

    return _render(width, _PILL_HEIGHT, ratio, draw)


def _draw_tag(word: str, ink: str, ground: str, ratio: float) -> QPixmap:
    width = fonts.metrics("small", fonts.LABEL).horizontalAdvance(word) + 2 * _PILL_END

    def draw(painter: QPainter) -> None:
        _pill_ground(painter, width, ground)
        _pill_word(painter, QRectF(0, 0, width, _PILL_HEIGHT), word, ink, Qt.AlignmentFlag.AlignCenter)

    return _render(width, _PILL_HEIGHT, ratio, draw)


def _draw_person(name: str, ratio: float, side: int) -> QPixmap:
    def draw(painter: QPainter) -> None:
        glyphs.disc(painter, QColor(avatar(name)), side)
        painter.setPen(Qt.GlobalColor.white)
        painter.setFont(fonts.pixel_font(max(8, round(side * 0.4)), fonts.STRONG))
        painter.drawText(QRectF(0, 0, side, side), Qt.AlignmentFlag.AlignCenter, initials(name))

    return _render(side, side, ratio, draw)


def _draw_badge(word: str, ratio: float) -> QPixmap:
    width = max(16, fonts.metrics("micro", fonts.STRONG).horizontalAdvance(word) + 9)

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("danger"))
        painter.drawRoundedRect(QRectF(0, 0, width, 16), 8, 8)
        painter.setPen(color("on_danger"))
        painter.setFont(fonts.font("micro", fonts.STRONG))
        painter.drawText(QRectF(0, 0, width, 16), Qt.AlignmentFlag.AlignCenter, word)

    return _render(width, 16, ratio, draw)


def _pill_ground(painter: QPainter, width: float, ground: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(ground))
    painter.drawRoundedRect(QRectF(0, 0, width, _PILL_HEIGHT), _PILL_HEIGHT / 2, _PILL_HEIGHT / 2)


def _pill_word(painter: QPainter, rect: QRectF, word: str, ink: str, align: Qt.AlignmentFlag) -> None:
    painter.setPen(color(ink))
    painter.setFont(fonts.font("small", fonts.LABEL))
    painter.drawText(rect, align, word)


def _priority_glyph(value: Priority) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        if value == Priority.CRITICAL:
            glyphs.octagon(painter, color("danger"), color("on_danger"))
        elif value == Priority.HIGH:
            glyphs.triangle(painter, color("warn"))
        elif value == Priority.NORMAL:
            glyphs.two_bars(painter, color("text_3"))
        else:
            glyphs.chevron(painter, color("text_3"))

    return draw


def _promise_glyph(mark: Promise, fraction: float) -> Callable[[QPainter], None]:
    def clock(painter: QPainter, ink: str) -> None:
        glyphs.ring(painter, color(ink))
        glyphs.pie(painter, color(ink), fraction)

    return {
        Promise.LATE: lambda p: glyphs.alarm_disc(p, color("danger"), color("on_danger")),
        Promise.SOON: lambda p: clock(p, "warn"),
        Promise.RUNNING: lambda p: clock(p, "text_3"),
        Promise.PAUSED: lambda p: glyphs.bars_in_ring(p, color("pause")),
        Promise.KEPT: lambda p: glyphs.tick_ring(p, color("ok")),
        Promise.MISSED: lambda p: glyphs.cross_ring(p, color("danger")),
        Promise.NONE: lambda p: glyphs.dash(p, color("text_3")),
    }[mark]


def _status_glyph(value: Status, ink: str) -> Callable[[QPainter], None]:
    def half(painter: QPainter) -> None:
        glyphs.ring(painter, color(ink))
        glyphs.pie(painter, color(ink), 0.5)

    return {
        Status.OPEN: lambda p: glyphs.ring(p, color(ink), 1.7),
        Status.IN_PROGRESS: half,
        Status.WAITING: lambda p: glyphs.bars_in_ring(p, color(ink)),
        Status.RESOLVED: lambda p: glyphs.tick_disc(p, color(ink), color("surface")),
        Status.CLOSED: lambda p: glyphs.tick_ring(p, color(ink)),
    }[value]


def _render(width: float, height: float, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    result = blank(width, height, ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return result

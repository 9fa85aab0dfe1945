"""Our icons, tinted from the theme at the moment they are painted.

The drawings are ``resources/icons/*.svg`` on a 24-px grid in ``currentColor``. A picture is made once
for each name, colour, size and pixel ratio: rendering SVG inside a paint event would cost the frame.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from shiboken6 import isValid

from desktop_desk.paths import resources_dir
from desktop_desk.ui import theme
from desktop_desk.ui.pixmaps import Drawn, ratio_of

NEUTRAL: Final = frozenset({"text", "text_2", "text_3"})
"""Roles that take the accent when what carries them is chosen."""

_drawn = Drawn(limit=2000)


Picture = Callable[[int, float, QIcon.Mode, QIcon.State], QPixmap]
"""What an icon shows in a square of so many logical pixels, at a device pixel ratio, mode and state."""


class PictureEngine(QIconEngine):
    """An icon that asks for its picture at the moment it is shown, so that it follows the theme."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self._picture = picture

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw at the left of ``rect``, as high as it: what is wider is room before a button's text."""
        side = min(rect.width(), rect.height())
        drawn = self._picture(side, ratio_of(painter), mode, state)
        room = QSizeF(side, rect.height()) - drawn.deviceIndependentSize()
        painter.drawPixmap(QPointF(rect.topLeft()) + QPointF(room.width(), room.height()) / 2, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The drawing at ``size``."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The drawing for a screen of ``scale`` device pixels to one of ``size``."""
        result = blank(size.width(), size.height(), scale)
        painter = QPainter(result)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return result

    def clone(self) -> QIconEngine:
        """A copy, for an icon that is about to be changed."""
        return _kept(PictureEngine(self._picture))

    def key(self) -> str:
        """The kind of this engine."""
        return "desktop-desk"


@cache
def icon(name: str, role: str = "text_2") -> QIcon:
    """The icon ``name`` in the colour of ``role``; follows the theme without being asked again."""
    source(name)  # an unknown name fails here, not in a paint event
    return QIcon(_kept(PictureEngine(partial(_tinted, name, role))))


def mark_icon(draw: Callable[[float], QPixmap]) -> QIcon:
    """An icon showing a mark; ``draw`` is given the device pixel ratio, as in :mod:`~.marks`."""
    return QIcon(_kept(PictureEngine(lambda _side, ratio, _mode, _state: draw(ratio))))


def _tinted(name: str, role: str, side: int, ratio: float, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
    if mode == QIcon.Mode.Disabled:
        role = "disabled"
    elif role in NEUTRAL and (mode == QIcon.Mode.Selected or state == QIcon.State.On):
        role = "accent_text"
    return pixmap(name, role, side, ratio)


_engines: list[PictureEngine] = []


def _kept(engine: PictureEngine) -> PictureEngine:
    """The engine, referred to as long as Qt holds it: collected before, it would be called when gone."""
    _engines[:] = [known for known in _engines if isValid(known)]
    _engines.append(engine)
    return engine


def pixmap(name: str, role: str, size: int, ratio: float) -> QPixmap:
    """The drawing ``name`` in the colour of ``role``, ``size`` logical pixels square."""
    return _drawn.get((name, role, size, ratio), lambda: render(name, theme.color(role), size, ratio))


def render(name: str, ink: QColor, size: int, ratio: float) -> QPixmap:
    """The drawing ``name`` in ``ink``, not kept."""
    data = source(name).replace(b"currentColor", ink.name().encode())
    result = blank(size, size, ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result


def blank(width: float, height: float, ratio: float) -> QPixmap:
    """A transparent picture of ``width`` by ``height`` logical pixels."""
    result = QPixmap(round(width * ratio), round(height * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    return result


@cache
def source(name: str) -> bytes:
    """The SVG text of ``name``; raises ``FileNotFoundError`` for a drawing that does not exist."""
    return (resources_dir() / "icons" / f"{name}.svg").read_bytes()


def names() -> list[str]:
    """Every drawing there is."""
    return sorted(path.stem for path in (resources_dir() / "icons").glob("*.svg"))

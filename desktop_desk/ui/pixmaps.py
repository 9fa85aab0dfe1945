"""Pictures kept until the theme changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtGui import QPainter, QPixmap

from desktop_desk.ui import theme


def ratio_of(painter: QPainter) -> float:
    """Device pixels to a logical one where ``painter`` draws unscaled.

    To ask its device costs 15 ms the first time: every kind of paper there is would be made known.
    """
    return painter.deviceTransform().m11()


class Drawn:
    """A bounded store of pictures made of the theme's colours; emptied when another theme is put on."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pictures: dict[Hashable, QPixmap] = {}
        theme.current().changed.connect(self._pictures.clear)

    def get(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """The picture of ``key``, made by ``draw`` if it is not there."""
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= self._limit:
                self._pictures.clear()
            picture = self._pictures[key] = draw()
        return picture

    def __len__(self) -> int:
        return len(self._pictures)

"""Where the marks of a painted figure are: for the mouse, the keyboard and the screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from desktop_desk.domain.figure import Mark


@dataclass(frozen=True, slots=True)
class Region:
    """The place of one mark. ``rect`` takes the click, ``ring`` is what a focus ring goes round.

    ``row`` and ``column`` are its place among the others, for the arrow keys.
    """

    mark: Mark
    rect: QRectF
    ring: QRectF
    row: int
    column: int


def hit(regions: Sequence[Region], position: QPointF) -> Region | None:
    """The region under ``position``; of several, the smallest: a point before the bar behind it."""
    under = [region for region in regions if region.rect.contains(position)]
    return min(under, key=lambda region: region.rect.width() * region.rect.height(), default=None)


def neighbour(regions: Sequence[Region], current: Region, across: int, down: int) -> Region:
    """The next region ``across`` columns or ``down`` rows away, or ``current`` at the edge."""
    if across:
        ahead = [
            region
            for region in regions
            if region.row == current.row and (region.column - current.column) * across > 0
        ]
        return min(ahead, key=lambda region: abs(region.column - current.column), default=current)
    ahead = [region for region in regions if (region.row - current.row) * down > 0]
    return min(
        ahead,
        key=lambda region: (abs(region.row - current.row), abs(region.column - current.column)),
        default=current,
    )

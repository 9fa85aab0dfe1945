"""Figures drawn by QPainter: the same on the screen and on paper.

Nothing here knows a widget or a theme: colours and fonts come through a :class:`Look`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop_desk.domain.figure import Columns, Curve, Figure, Heat, Mark, Ranking, Rows
from desktop_desk.painting import columns, curve, heat, ranking, rows
from desktop_desk.painting.canvas import Canvas
from desktop_desk.painting.head import Key, paint_empty, paint_head
from desktop_desk.painting.look import Look
from desktop_desk.painting.region import Region, hit, neighbour

__all__ = ["Look", "Region", "hit", "neighbour", "paint"]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of figure is drawn: its legend, then its marks."""

    legend: Callable[[Canvas, Any, QRectF], list[Key]]
    body: Callable[[Canvas, Any, QRectF, Mark | None], list[Region]]


_KINDS: dict[type[Figure], _Kind] = {
    Columns: _Kind(columns.legend, columns.paint_columns),
    Curve: _Kind(curve.legend, curve.paint_curve),
    Rows: _Kind(rows.legend, rows.paint_rows),
    Ranking: _Kind(ranking.legend, ranking.paint_ranking),
    Heat: _Kind(heat.legend, heat.paint_heat),
}


def paint(
    figure: Figure, painter: QPainter, rect: QRectF, look: Look, lit: Mark | None = None
) -> list[Region]:
    """Draw ``figure`` in ``rect`` and say where its marks are; ``lit`` is the one pointed at.

    The list is empty for an empty figure, which shows its sentence instead.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    canvas, kind = Canvas(painter, look), _KINDS[type(figure)]
    keys = [] if figure.empty else kind.legend(canvas, figure, rect)
    body = paint_head(canvas, figure, rect, keys)
    regions: list[Region] = []
    if figure.empty:
        paint_empty(canvas, figure.empty, body)
    else:
        regions = kind.body(canvas, figure, body, lit)
    painter.restore()
    return regions

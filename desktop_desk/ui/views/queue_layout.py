"""How wide each part of the queue is: what gives way first when there is less room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop_desk.ui import theme
from desktop_desk.ui.models.row_words import Column

LEAST_TITLE: Final = 180
"""Pixels a title keeps before another column goes."""

UPDATED: Final = 116
REQUESTER: Final = 168
WORDY: Final = 12
"""Added to the promise: « 1ʳᵉ réponse · mer. 17 h 10 » is longer than a countdown."""

_GIVES_WAY: Final = (Column.UPDATED, Column.REQUESTER, Column.STATUS, Column.ASSIGNEE)
"""What goes first; a title, its number, its priority and its promise always stay."""

LEAST_TABLE: Final = 480
"""Pixels below which the list of views folds into the title, and then the pane goes."""

LEAST_PANE: Final = 380


@dataclass(frozen=True, slots=True)
class Folding:
    """What a page of some width shows beside the table; ``pane`` is 0 when there is none."""

    views: bool
    pane: int


def fold(width: int, *, pane_wanted: bool, pane: int) -> Folding:
    """Which parts a page ``width`` pixels wide has room for; ``pane`` is how wide it would be."""
    views = theme.size("views")
    if not pane_wanted or width < LEAST_TABLE + LEAST_PANE:
        return Folding(views=width - views >= LEAST_TABLE, pane=0)
    if width - views - pane >= LEAST_TABLE:
        return Folding(views=True, pane=pane)
    return Folding(views=False, pane=max(LEAST_PANE, min(pane, width - LEAST_TABLE - 40)))


def columns(width: int, *, compact: bool, pane: bool, number: int = 0) -> Mapping[Column, int]:
    """The width of each column shown, in order; ``number`` is what the longest number needs.

    The requester has a column where rows are one line, « updated » where no pane stands beside.
    """
    size = theme.size
    fixed = {
        Column.PRIORITY: size("column.priority"),
        Column.NUMBER: max(size("column.number"), number),
        Column.TITLE: 0,
        Column.REQUESTER: REQUESTER if compact else 0,
        Column.STATUS: size("column.status"),
        Column.ASSIGNEE: size("column.assignee"),
        Column.PROMISE: size("column.promise") + WORDY,
        Column.UPDATED: 0 if pane else UPDATED,
    }
    shown = {column: wide for column, wide in fixed.items() if wide or column is Column.TITLE}
    for column in _GIVES_WAY:
        if width - sum(shown.values()) >= LEAST_TITLE:
            break
        shown.pop(column, None)
    shown[Column.TITLE] = max(80, width - sum(shown.values()))
    return shown

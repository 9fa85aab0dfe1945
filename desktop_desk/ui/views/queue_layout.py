"""How wide each part of the queue is: what gives way first when there is less room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from desktop_desk.domain.instants import DAY, MINUTE, Instant, from_iso
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import WaitingFor
from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.models.row_words import Column

LEAST_TITLE: Final = 180
"""Pixels a title keeps before another column goes."""

UPDATED: Final = 116
REQUESTER: Final = 168
STATUS_ROOM: Final = 10
PROMISE_ROOM: Final = 28
"""What a cell takes besides its words: the mark before them, the gap after them."""

_GIVES_WAY: Final = (Column.UPDATED, Column.REQUESTER, Column.STATUS, Column.ASSIGNEE)
"""What goes first; a title, its number, its priority and its promise always stay."""

LEAST_TABLE: Final = 480
"""Pixels below which the list of views folds into the title, and then the pane goes."""

LEAST_PANE: Final = 380

LEAST_ALONE: Final = 680
"""Pixels of a table without a pane, status and assignee shown: below them titles would be cut short first."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What a page of some width shows beside the table; ``pane`` is 0 when there is none."""

    views: bool
    pane: int


def fold(width: int, *, pane_wanted: bool, pane: int) -> Folding:
    """Which parts a page ``width`` pixels wide has room for; ``pane`` is how wide it would be."""
    views = theme.size("views")
    if not pane_wanted or width < LEAST_TABLE + LEAST_PANE:
        return Folding(views=width - views >= LEAST_ALONE, pane=0)
    if width - views - pane >= LEAST_TABLE:
        return Folding(views=True, pane=pane)
    return Folding(views=False, pane=max(LEAST_PANE, min(pane, width - LEAST_TABLE - 40)))


def wordy(words: Words) -> Mapping[Column, int]:
    """What the longest second lines need in the system's font: « du prestataire · 23 h » is not to be cut."""
    measure = fonts.metrics("small").horizontalAdvance
    age = words.duration(23 * 3600, "coarse")
    standing = max(measure(f"{words.waiting(reason.value)} · {age}") for reason in WaitingFor)
    name = max(measure(words.metric(metric.value, short=True)) for metric in Metric)
    now = from_iso("2026-11-02T00:00:00Z")
    days = [words.short(Instant(now + day * DAY - MINUTE), UTC, now) for day in range(2, 8)]
    return {
        Column.STATUS: standing + STATUS_ROOM,
        Column.PROMISE: name + measure(" · ") + max(map(measure, days)) + PROMISE_ROOM,
    }


def columns(
    width: int, *, compact: bool, pane: bool, least: Mapping[Column, int] | None = None
) -> Mapping[Column, int]:
    """The width of each column shown, in order; ``least`` is what the words of a column need at least.

    The requester has a column where rows are one line, « updated » where no pane stands beside.
    """
    size = theme.size
    fixed = {
        Column.PRIORITY: size("column.priority"),
        Column.NUMBER: size("column.number"),
        Column.TITLE: 0,
        Column.REQUESTER: REQUESTER if compact else 0,
        Column.STATUS: size("column.status"),
        Column.ASSIGNEE: size("column.assignee"),
        Column.PROMISE: size("column.promise"),
        Column.UPDATED: 0 if pane else UPDATED,
    }
    for column, wide in (least or {}).items():
        if fixed[column]:
            fixed[column] = max(fixed[column], wide)
    shown = {column: wide for column, wide in fixed.items() if wide or column is Column.TITLE}
    for column in _GIVES_WAY:
        if width - sum(shown.values()) >= LEAST_TITLE:
            break
        shown.pop(column, None)
    shown[Column.TITLE] = max(80, width - sum(shown.values()))
    return shown

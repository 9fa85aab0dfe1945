"""How one list of tickets becomes another, in the fewest steps a view has to hear of."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

RUNS: Final = 24
"""Runs of rows told one by one; more are cheaper as one fresh start."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """Ids that stand from row ``at`` on, once all runs before them are in place."""

    at: int
    ids: array[int]


@dataclass(frozen=True, slots=True)
class Changes:
    """The steps, in the order in which they are to be done.

    ``removed`` are runs of rows (first, last), the lowest run first in the list so that none moves
    another; ``order`` is what is left in its new order, ``None`` when it did not change. ``fresh``
    means that nothing is told but the new list ``ids``.
    """

    ids: array[int]
    removed: tuple[tuple[int, int], ...] = ()
    order: array[int] | None = None
    inserted: tuple[Inserted, ...] = ()
    fresh: bool = False

    @property
    def nothing(self) -> bool:
        """Whether both lists were the same."""
        return not (self.removed or self.inserted or self.fresh) and self.order is None


def changes(old: array[int], new: array[int]) -> Changes:
    """How ``old`` becomes ``new``; no id stands twice in a list."""
    if old == new:
        return Changes(new)
    before, after = set(old), set(new)
    removed = _runs(row for row, each in enumerate(old) if each not in after)
    added = _runs(row for row, each in enumerate(new) if each not in before)
    if not before & after or len(removed) + len(added) > RUNS:
        return Changes(new, fresh=True)
    kept = array("q", (each for each in old if each in after))
    order = array("q", (each for each in new if each in before))
    return Changes(
        new,
        tuple(reversed(removed)),
        None if kept == order else order,
        tuple(Inserted(first, new[first : last + 1]) for first, last in added),
    )


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs of neighbours; stops being exact, not long, past what is told."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            if len(runs) > RUNS:
                break
            runs.append((row, row))
    return runs

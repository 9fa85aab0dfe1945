"""How far a reader of a shared desk has come, and what happened since."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader has come: the last operation by its sequence, the last alert by its row.

    Writers take turns, so both are given out in the order of the commits: nothing comes later under a
    number that was already read.
    """

    operation: int
    alert: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened up to ``place``: rows of tickets, and what else may be different.

    ``letters``: something that was handed in waits.
    """

    place: Place
    changed: tuple[int, ...] = ()
    opened: tuple[int, ...] = ()
    rung: tuple[int, ...] = ()
    people: bool = False
    settings: bool = False
    letters: bool = False

"""A promise as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from desktop_desk.domain.calendar import ClockKind
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.sla.policy import Metric

SOLVED = "resolved"
"""Why a resolution clock stood still between a resolution and the reopening."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A time not counted: from ``begin`` to ``end`` (seconds since 1970; ``None`` while it lasts).

    ``reason`` is what the ticket waited for, or ``resolved``.
    """

    begin: int
    end: int | None
    reason: str


class StepAt(NamedTuple):
    """A step of the policy and the instant its offset counts to."""

    name: str
    at: Instant


class Deadline(NamedTuple):
    """A deadline a promise was given, known by its ``version``: since when, and when its steps come."""

    version: int
    since: Instant
    clock: ClockKind
    steps: tuple[StepAt, ...]


class ClockState(NamedTuple):
    """One promise of one ticket, as it stands; a tuple because every ticket opened makes two.

    ``target_s`` and ``clock`` are ``None`` when nothing is promised. ``due_at`` is ``None`` while paused:
    then ``remaining_s`` is what is left (negative: over) since ``paused_since``. Once met, ``due_at`` is
    the deadline it was measured by. ``breached_at`` is the deadline that was missed; it stays until a
    restart or a recomputation. ``version`` counts the distinct deadlines the facts have given.

    The deadline counts ``counted_s`` seconds of ``clock`` from ``counted_from``, less ``stops``, of
    which ``used_s`` are used. ``steps`` are those whose instant is known, the earliest first.
    """

    metric: Metric
    target_s: int | None
    clock: ClockKind | None
    started_at: Instant
    counted_from: Instant
    counted_s: int
    due_at: Instant | None
    remaining_s: int | None
    paused_since: Instant | None
    met_at: Instant | None
    breached_at: Instant | None
    version: int
    used_s: int
    steps: tuple[StepAt, ...]
    stops: tuple[Stop, ...]

    @property
    def warn_at(self) -> Instant | None:
        """When the warning comes, while the promise can still be kept."""
        return next((step.at for step in self.steps if step.name == "warning"), None)

    @property
    def breached(self) -> bool:
        """Whether the promise was not kept."""
        return self.breached_at is not None

    @property
    def running(self) -> bool:
        """Whether time is being counted."""
        return self.clock is not None and self.met_at is None and self.paused_since is None


_AT = attrgetter("at")


def in_order(steps: list[StepAt]) -> tuple[StepAt, ...]:
    """The steps with the earliest first, those of one instant as the policy lists them."""
    return tuple(sorted(steps, key=_AT))

"""The stored side of a promise: its clock row, the steps that come due, the alerts they fire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_desk.domain.instants import Instant


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One promise of one ticket as the store keeps it.

    A running clock has ``due_at``; a paused one has ``left_s`` and ``paused_since`` instead; a met
    one keeps the ``due_at`` it was met by. ``next_step`` (``warning`` or ``breach``) fires at
    ``next_step_at``, ``later_steps`` follow it. An imported verdict has only ``met_at`` and ``breached_at``.
    """

    ticket_id: int
    metric: str
    policy_id: int | None
    calendar_id: int | None
    counted_by: str | None
    target_s: int | None
    started_at: Instant | None
    due_at: Instant | None
    left_s: int | None
    paused_since: Instant | None
    met_at: Instant | None
    breached_at: Instant | None
    deadline_version: int
    next_step: str | None
    next_step_at: Instant | None
    later_steps: str


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step whose instant has come, and what is needed to fire it."""

    ticket_id: int
    metric: str
    step: str
    at: Instant
    later_steps: str
    due_at: Instant
    deadline_version: int
    breached_at: Instant | None
    assignee_id: int | None


class Rung(NamedTuple):
    """A step that fired: when, and for which version of the deadline."""

    step: str
    version: int
    at: Instant


def spell_steps(steps: Iterable[tuple[str, Instant]]) -> str:
    """Steps as the store keeps them: ``breach@1790000000000000``, a space between two."""
    return " ".join(f"{name}@{at}" for name, at in steps)


def read_steps(spelt: str) -> list[tuple[str, Instant]]:
    """The steps :func:`spell_steps` wrote."""
    pairs = (one.rpartition("@") for one in spelt.split())
    return [(name, Instant(int(at))) for name, _, at in pairs]


@dataclass(frozen=True, slots=True)
class Alert:
    """A step that fired, for one person (``None``: for whoever treats tickets)."""

    id: int
    ticket_id: int
    metric: str
    step: str
    deadline_version: int
    person_id: int | None
    due_at: Instant
    fired_at: Instant
    delivered_at: Instant | None = None

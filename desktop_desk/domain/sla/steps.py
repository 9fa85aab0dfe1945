"""Which steps of a clock are due, and which have had their turn."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest

from desktop_desk.domain.alerts import Rung
from desktop_desk.domain.calendar import Hours
from desktop_desk.domain.instants import Instant, from_seconds, to_seconds
from desktop_desk.domain.sla.state import ClockState, Deadline, StepAt

REARM_S = 15 * 60
"""A step that has fired fires again only if its new instant is later than this many counted seconds."""


def steps_due(state: ClockState, now: Instant) -> tuple[StepAt, ...]:
    """The steps whose instant has come, the earliest first; none once the promise is met."""
    return tuple(step for step in state.steps if step.at <= now)


def next_step(state: ClockState, fired: Collection[str] = ()) -> StepAt | None:
    """The earliest step that has not ``fired``, whether its instant has come or not."""
    return next((step for step in state.steps if step.name not in fired), None)


def have_fired(deadlines: Sequence[Deadline], rung: Collection[Rung], hours: Hours) -> frozenset[str]:
    """The steps that have had their turn under the last of a promise's deadlines.

    A new deadline inherits what had fired, less the steps it moves well into the future. What rang for
    a deadline that was taken back counts under the one that stood then, unless its step was still far.
    """
    fired: set[str] = set()
    for deadline, following in zip_longest(deadlines, deadlines[1:]):
        fired = {step for step in fired if not _far(deadline, step, deadline.since, hours)}
        fired |= {
            one.step
            for one in rung
            if _concerns(deadline, following, one) and not _far(deadline, one.step, one.at, hours)
        }
    return frozenset(fired)


def _concerns(deadline: Deadline, following: Deadline | None, one: Rung) -> bool:
    """Whether a step rang for this deadline, or while it stood (several changes may share an instant)."""
    if one.version == deadline.version:
        return True
    begun = deadline.version == 1 or deadline.since <= one.at
    return begun and (following is None or one.at <= following.since)


def _far(deadline: Deadline, step: str, seen_at: Instant, hours: Hours) -> bool:
    """Whether a step of a deadline, seen from an instant, is well in the future."""
    at = next((one.at for one in deadline.steps if one.name == step), None)
    if at is None or at <= seen_at:
        return False
    soon = hours.deadline(to_seconds(seen_at), REARM_S, deadline.clock)
    assert soon is not None, "without a pause there is a deadline"
    return at > from_seconds(soon)

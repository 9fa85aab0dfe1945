"""Which steps of a clock are due, and which have had their turn."""

from __future__ import annotations

from collections.abc import Collection

from desktop_desk.domain.calendar import Hours
from desktop_desk.domain.instants import Instant, from_seconds, to_seconds
from desktop_desk.domain.sla.state import ClockState, StepAt

REARM_S = 15 * 60
"""A step that has fired fires again only if its new instant is later than this many counted seconds."""


def steps_due(state: ClockState, now: Instant) -> tuple[StepAt, ...]:
    """The steps whose instant has come, the earliest first; none once the promise is met."""
    return tuple(step for step in state.steps if step.at <= now)


def next_step(state: ClockState, fired: Collection[str] = ()) -> StepAt | None:
    """The earliest step that has not ``fired``, whether its instant has come or not."""
    return next((step for step in state.steps if step.name not in fired), None)


def still_fired(fired: Collection[str], state: ClockState, now: Instant, hours: Hours) -> frozenset[str]:
    """What counts as fired under a new deadline: all that had, less the steps moved well into the future."""
    if state.clock is None:
        return frozenset(fired)
    soon = hours.deadline(to_seconds(now), REARM_S, state.clock)
    assert soon is not None, "without a pause there is a deadline"
    later = {step.name for step in state.steps if step.at > from_seconds(soon)}
    return frozenset(fired) - later

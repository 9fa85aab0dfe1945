"""The clocks of a ticket: a pure function of what happened to it.

The same history, calendar and policy always give the same state, so a stored clock can be proved by
counting it again.
"""

from __future__ import annotations

from desktop_desk.domain.calendar import Hours
from desktop_desk.domain.instants import Instant, from_seconds, to_seconds
from desktop_desk.domain.sla.policy import Metric, Policy, Target
from desktop_desk.domain.sla.state import ClockState, Deadline, StepAt, in_order
from desktop_desk.domain.sla.timeline import Timeline
from desktop_desk.domain.sla.walk import Walk


def run(metric: Metric, policy: Policy, hours: Hours, timeline: Timeline, now: Instant) -> ClockState:
    """The state of a metric's clock at ``now``, from the ticket's creation and its history.

    ``now`` is at the earliest the instant of the last fact. Raises a calendar error when no deadline
    can be counted.
    """
    if timeline.untouched and policy.applies_to(timeline.created_at):
        target = policy.target(metric, timeline.priority, timeline.kind)
        if target is not None:
            return _fresh(target, policy, hours, timeline.created_at, now)
    walk = Walk(metric, policy, hours, timeline)
    last = now
    for at, facts in timeline.changes():
        walk.apply(at, facts)
        last = max(last, at)
    return walk.state(last)


def deadlines_of(metric: Metric, policy: Policy, hours: Hours, timeline: Timeline) -> list[Deadline]:
    """Every deadline a metric's promise was given in the ticket's life, the first one first."""
    walk = Walk(metric, policy, hours, timeline, keeps=True)
    for at, facts in timeline.changes():
        walk.apply(at, facts)
    return walk.deadlines


def _fresh(target: Target, policy: Policy, hours: Hours, created_at: Instant, now: Instant) -> ClockState:
    """What :class:`Walk` gives for a ticket nothing happened to, at a fraction of the cost.

    Every ticket passes here once, and a large import passes here alone.
    """
    start, counter = to_seconds(created_at), hours.counter(target.clock)
    started_at = from_seconds(start)
    position, duration_s = counter.position(start), target.duration_s
    due = from_seconds(counter.instant(position + duration_s))
    steps = []
    for step in policy.steps:
        counted = step.duration_s(duration_s)
        if counted == duration_s:
            at = due
        else:
            at = from_seconds(counter.instant(position + counted)) if counted else started_at
        steps.append(StepAt(step.name, at))
    return ClockState(
        metric=target.metric,
        target_s=duration_s,
        clock=target.clock,
        started_at=started_at,
        counted_from=started_at,
        counted_s=duration_s,
        due_at=due,
        remaining_s=None,
        paused_since=None,
        met_at=None,
        breached_at=due if due <= now else None,
        version=1,
        used_s=counter.elapsed(start, to_seconds(now)) if now > created_at else 0,
        steps=in_order(steps),
        stops=(),
    )

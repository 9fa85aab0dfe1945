"""A ticket's life gone through fact by fact, for one of its clocks."""

from __future__ import annotations

from dataclasses import replace

from desktop_desk.domain.calendar import ClockKind, Counter, Hours, Pause
from desktop_desk.domain.instants import Instant, from_seconds, to_seconds
from desktop_desk.domain.sla.policy import Metric, OnChange, OnReopen, Policy, Target
from desktop_desk.domain.sla.state import SOLVED, ClockState, Deadline, StepAt, Stop, in_order
from desktop_desk.domain.sla.timeline import (
    Fact,
    Timeline,
    as_instant,
    as_kind,
    as_priority,
    as_waiting,
)
from desktop_desk.domain.ticket import Status

_ENDED = frozenset({Status.RESOLVED, Status.CLOSED})


class Walk:
    """Goes through a ticket's life and keeps what its clock depends on.

    Where it ``keeps``, also every deadline on the way, in ``deadlines``: that costs as much again.
    """

    def __init__(
        self, metric: Metric, policy: Policy, hours: Hours, timeline: Timeline, *, keeps: bool = False
    ) -> None:
        self.metric, self.policy, self.hours = metric, policy, hours
        self.created_at = timeline.created_at
        self.priority, self.kind = timeline.priority, timeline.kind
        self.status, self.waiting_for = timeline.status, timeline.waiting_for
        self.response_at = timeline.first_response_at
        self.started = self.base = to_seconds(timeline.created_at)
        self.target = self._target()
        self.counter: Counter | None = None
        self.clock: ClockKind | None = None
        self.counted_s = 0
        self._count_by(self.target)
        self.stops: list[Stop] = []
        self.met_at: Instant | None = None
        self.breached: int | None = None
        self.due = self.last_due = self._deadline()
        self.version = 1
        self.keeps = keeps
        self.deadlines: list[Deadline] = []
        self._keep_deadline(timeline.created_at)
        self._settle(timeline.created_at)

    def apply(self, at: Instant, facts: list[Fact]) -> None:
        """What the facts of one instant do."""
        for fact in facts:
            if fact.field == "status":
                self.status = Status(str(fact.new))
            elif fact.field == "waiting_for":
                self.waiting_for = as_waiting(fact.new)
            elif fact.field == "kind":
                self.kind = as_kind(fact.new)
            elif fact.field == "first_response_at":
                self.response_at = as_instant(fact.new)
            else:
                self.priority = as_priority(fact.new)
        self._settle(at)

    def _settle(self, at: Instant) -> None:
        """Bring the clock in line with the ticket's fields at ``at``."""
        second, met_at = to_seconds(at), self._met(at)
        self._breach(at if met_at is None else met_at, reached=met_at is None)
        if met_at is not None:
            if self.met_at is None:
                self.met_at = met_at
                self._stop(to_seconds(met_at), None)
                self.due = self._deadline()
            return
        if self.met_at is not None:
            self._reopen(to_seconds(self.met_at), second)
        paused = self.status is Status.WAITING and self.policy.paused(self.metric, self.waiting_for)
        self._stop(second, self.waiting_for if paused else None)
        target = self._target()
        if _promise(target) != _promise(self.target):
            self._change(second, target)
        self.due = self._deadline()
        if self.due is not None and self.due != self.last_due:
            self.version += self.last_due is not None
            self.last_due = self.due
            self._keep_deadline(at)

    def _keep_deadline(self, at: Instant) -> None:
        if self.keeps and self.clock is not None:
            self.deadlines.append(Deadline(self.version, at, self.clock, self._steps()))

    def _met(self, at: Instant) -> Instant | None:
        ended = self.status in _ENDED
        if self.metric is Metric.FIRST_RESPONSE:
            return (
                self.response_at if self.response_at is not None else self.met_at or (at if ended else None)
            )
        return (self.met_at or at) if ended else None

    def _breach(self, at: Instant, *, reached: bool) -> None:
        """Note a deadline that ran out before ``at``, or at it when ``reached``."""
        if self.met_at is None and self.breached is None and self.due is not None:
            due = from_seconds(self.due)
            if due < at or (reached and due == at):
                self.breached = self.due

    def _stop(self, second: int, reason: str | None) -> None:
        """End the stop that lasts unless it is for the same reason, and begin one if there is a reason."""
        last = self.stops[-1] if self.stops else None
        if last is not None and last.end is None:
            if last.reason == reason:
                return
            self.stops[-1] = replace(last, end=second)
        if reason is not None:
            self.stops.append(Stop(second, None, reason))

    def _reopen(self, met: int, second: int) -> None:
        self.met_at = None
        if self.metric is Metric.FIRST_RESPONSE:
            return
        if self.policy.on_reopen is OnReopen.RESTART:
            self.started = self.base = second
            self.stops, self.breached, self.last_due = [], None, None
            self.version += 1
            self.target = self._target()
            self._count_by(self.target)
        else:
            self.stops.append(Stop(met, second, SOLVED))

    def _change(self, second: int, target: Target | None) -> None:
        """Another promise from now on: count it from the start, or keep the earlier deadline."""
        before, self.target = self.target, target
        if before is None or target is None or not self._goes_forward(second, before, target):
            self.base, self.breached = self.started, None
            self._count_by(target)
            return
        assert self.counter is not None
        old = self.counter.deadline(self.base, self.counted_s, self._pauses(until=second))
        if old is None or self._promised(second, target) < old:
            self.base = second
            self._count_by(target)

    def _goes_forward(self, second: int, before: Target, after: Target) -> bool:
        if self.policy.on_change is not OnChange.DEFAULT:
            return self.policy.on_change is OnChange.FORWARD
        if self.response_at is None or second - to_seconds(self.created_at) <= self.policy.settling_s:
            return False
        return self._promised(self.started, after) < self._promised(self.started, before)

    def _promised(self, start: int, target: Target) -> int:
        due = self.hours.deadline(start, target.duration_s, target.clock)
        assert due is not None, "without a pause there is a deadline"
        return due

    def _count_by(self, target: Target | None) -> None:
        self.clock = None if target is None else target.clock
        self.counter = None if target is None else self.hours.counter(target.clock)
        self.counted_s = 0 if target is None else target.duration_s

    def _target(self) -> Target | None:
        if not self.policy.applies_to(self.created_at):
            return None
        return self.policy.target(self.metric, self.priority, self.kind)

    def _pauses(self, until: int | None = None) -> list[Pause]:
        return [(stop.begin, until if stop.end is None else stop.end) for stop in self.stops]

    def _deadline(self) -> int | None:
        return (
            None if self.counter is None else self.counter.deadline(self.base, self.counted_s, self._pauses())
        )

    def state(self, now: Instant) -> ClockState:
        """The clock as it stands at ``now``."""
        self._breach(now, reached=True)
        paused = self.stops[-1].begin if self.stops and self.stops[-1].end is None else None
        if self.counter is None or self.met_at is not None:
            paused = None
        return ClockState(
            metric=self.metric,
            target_s=None if self.target is None else self.target.duration_s,
            clock=self.clock,
            started_at=from_seconds(self.started),
            counted_from=from_seconds(self.base),
            counted_s=self.counted_s,
            due_at=None if self.due is None or paused is not None else from_seconds(self.due),
            remaining_s=None if paused is None else self._remaining(paused),
            paused_since=None if paused is None else from_seconds(paused),
            met_at=self.met_at,
            breached_at=None if self.breached is None else from_seconds(self.breached),
            version=self.version,
            used_s=self._used(to_seconds(now if self.met_at is None else self.met_at), paused),
            steps=self._steps(),
            stops=tuple(self.stops),
        )

    def _remaining(self, paused: int) -> int:
        return self.counted_s - self._used(paused, paused)

    def _used(self, until: int, paused: int | None) -> int:
        if self.counter is None:
            return 0
        if paused is not None:
            return self.counter.consumed(self.base, paused, self._pauses())
        return self.counter.elapsed(self.base, until, self._pauses())

    def _steps(self) -> tuple[StepAt, ...]:
        """None for a promise met: nothing is left to warn of."""
        if self.counter is None or self.met_at is not None:
            return ()
        pauses, found = self._pauses(), []
        for step in self.policy.steps:
            counted = step.duration_s(self.counted_s)
            at = self.due if counted == self.counted_s else self.counter.deadline(self.base, counted, pauses)
            if at is not None:
                found.append(StepAt(step.name, from_seconds(at)))
        return in_order(found)


def _promise(target: Target | None) -> tuple[int, ClockKind] | None:
    return None if target is None else (target.duration_s, target.clock)

"""The promises of one ticket while its life is told: counted by the functions the desk counts with.

The desk counts a clock again from the whole history at each change; here the same walk goes on from
where it stood, which gives the same state, and most promises are simply met before anything moved them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_desk.domain.alerts import Rung, spell_steps
from desktop_desk.domain.bulk import Row
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.sla import BREACH, ClockState, Fact, Metric, Timeline, deadlines_of, have_fired, run
from desktop_desk.domain.sla.walk import Walk
from desktop_desk.domain.ticket import Status
from desktop_desk.services.rulebook import Rules

Change = tuple[str, str | None, str | None]
"""A field, its old word and its new word."""

_STARTED: Change = ("status", Status.OPEN.value, Status.IN_PROGRESS.value)
_MOVING = frozenset({"priority", "kind", "waiting_for"})
_ENDS = frozenset({Status.RESOLVED.value, Status.CLOSED.value})


class Tracked:
    """One clock of one ticket, with the steps that fire as time passes (``coming``)."""

    __slots__ = (
        *("_armed_at", "_breached_at", "_facts", "_met_at", "_rules", "_rung", "_state", "_timeline"),
        *("_walk", "_walked", "coming"),
    )

    def __init__(self, metric: Metric, rules: Rules, timeline: Timeline, at: Instant) -> None:
        self._rules, self._timeline = rules, timeline
        self._met_at: Instant | None = None
        self._breached_at: Instant | None = None
        self._walk: Walk | None = None
        self._walked = 0
        self._facts: list[tuple[Instant, list[Change]]] = []
        self._rung: list[Rung] = []
        self.coming: list[tuple[str, Instant]] = []
        self._stand(run(metric, rules.policy, rules.hours, timeline, at), frozenset(), at)

    @property
    def next_due(self) -> Instant | None:
        """When the promise runs out, while it is running."""
        return self._state.due_at if self._met_at is None else None

    @property
    def late(self) -> bool:
        """Whether it is broken and still to be met."""
        return self._breached_at is not None and self._met_at is None

    def changed(self, at: Instant, changes: list[Change]) -> None:
        """What one operation changed, of the fields a promise listens to."""
        if self._state.metric is Metric.FIRST_RESPONSE:
            if self._met_at is not None:
                return  # nothing but an undo takes an answer back
            met = any(name == "first_response_at" for name, _, _ in changes)
        else:
            changes = [change for change in changes if change != _STARTED]
            met = any(name == "status" and new in _ENDS for name, _, new in changes)
            if not met and all(name == "first_response_at" for name, _, _ in changes):
                self._facts += [(at, changes)] if changes else []
                return  # to start and to answer leave a resolution's promise as it is
        self._facts.append((at, changes))
        if met and self._met_at is not None:
            return  # resolved, then closed
        if met and self._walk is None and self._untouched():
            self._meet(at)
        else:
            self._go_on(at)

    def fire(self, until: Instant) -> list[Row]:
        """The steps that come until an instant: metric, step, version, due and when each could be seen."""
        found: list[Row] = []
        state = self._state
        while self.coming and self.coming[0][1] <= until:
            name, at = self.coming.pop(0)
            seen_at = max(at, self._armed_at)
            self._rung.append(Rung(name, state.version, seen_at))
            if name == BREACH.name and self._breached_at is None:
                self._breached_at = state.due_at
            found.append((state.metric.value, name, state.version, state.due_at, seen_at))
        return found

    def row(self, ticket_id: int) -> Row:
        """The clock as the store keeps it, in the order of ``bulk.CLOCK``."""
        state, rules, coming = self._state, self._rules, self.coming
        return (
            ticket_id,
            state.metric.value,
            rules.policy_id,
            rules.calendar_id,
            None if state.clock is None else state.clock.value,
            state.target_s,
            state.started_at,
            state.due_at,
            state.remaining_s,
            state.paused_since,
            self._met_at,
            self._breached_at,
            state.version,
            coming[0][0] if coming else None,
            coming[0][1] if coming else None,
            spell_steps(coming[1:]) if len(coming) > 1 else "",
        )

    def _untouched(self) -> bool:
        """Whether nothing before the last operation can have moved the promise."""
        return not any(name in _MOVING for _, changes in self._facts for name, _, _ in changes)

    def _meet(self, at: Instant) -> None:
        """The promise as it was made is met; a later reopening walks through all again."""
        due_at = self._state.due_at
        assert due_at is not None, "an untouched promise is running"
        self._met_at, self._armed_at, self.coming = at, at, []
        if due_at < at:
            self._breached_at = due_at

    def _go_on(self, at: Instant) -> None:
        """Walk on through the facts that were only kept."""
        rules, before, met_before = self._rules, self._state, self._met_at
        walk = self._walk
        if walk is None:
            walk = self._walk = Walk(before.metric, rules.policy, rules.hours, self._timeline)
        for moment, changes in self._facts[self._walked :]:
            walk.apply(moment, [Fact(moment, *change) for change in changes])
        self._walked = len(self._facts)
        if met_before is not None and walk.met_at is not None:
            return  # a promise that stays met stands as it stood
        state = walk.state(at)
        self._stand(state, self._fired(), at)

    def _fired(self) -> frozenset[str]:
        """The steps that have had their turn."""
        if not self._rung:
            return frozenset()
        facts = [Fact(moment, *change) for moment, changes in self._facts for change in changes]
        life = replace(self._timeline, facts=facts)
        deadlines = deadlines_of(self._state.metric, self._rules.policy, self._rules.hours, life)
        return have_fired(deadlines, self._rung, self._rules.hours)

    def _stand(self, state: ClockState, fired: frozenset[str], at: Instant) -> None:
        self._state, self._armed_at = state, at
        self._met_at, self._breached_at = state.met_at, state.breached_at
        steps = state.steps if state.running else ()
        self.coming = [(step.name, step.at) for step in steps if step.name not in fired]


def next_due(clocks: Sequence[Tracked], nothing: int) -> int:
    """What the queue sorts by: the next promise, or ``nothing``."""
    return min((due for clock in clocks if (due := clock.next_due) is not None), default=nothing)

"""What is promised: targets, what pauses a clock, what a change of priority or a reopening does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from desktop_desk.domain.calendar import DAY_S, ClockKind, Hours
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant, from_seconds, to_seconds
from desktop_desk.domain.ticket import Kind, Outcome, Priority, WaitingFor
from desktop_desk.text import N_

MINUTE_S = 60
HOUR_S = 3600


class Metric(StrEnum):
    """What is promised a time."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"


class OnChange(StrEnum):
    """What a change of priority or kind does to a running clock.

    ``recompute`` counts the new target from the creation, less the pauses. ``forward`` keeps the
    earlier of the old deadline and the new target counted from the change. ``default`` recomputes
    before the first response, within ``Policy.settling_s`` of the creation and when the promise
    loosens, and goes forward when a later change tightens it.
    """

    DEFAULT = "default"
    RECOMPUTE = "recompute"
    FORWARD = "forward"


class OnReopen(StrEnum):
    """What reopening does to the resolution clock: run on, or start anew."""

    CONTINUE = "continue"
    RESTART = "restart"


class Answer(StrEnum):
    """What may count as the first response; an automatic acknowledgement never does."""

    REPLY = "reply"
    CALL = "call"
    TAKE_CHARGE = "take_charge"


class BadPolicy(DeskError):
    """``field`` of a policy cannot be used."""

    sentence = N_("The promised times cannot be read (“{field}”).")


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: ``duration_s`` seconds of ``clock`` for a metric at a priority, for one kind or all."""

    metric: Metric
    priority: Priority
    kind: Kind | None
    duration_s: int
    clock: ClockKind


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens once at an offset from the deadline, counted in the target's clock.

    ``left_percent`` of the duration before the deadline, or ``offset_s`` seconds after it.
    """

    name: str
    offset_s: int = 0
    left_percent: int = 0

    def duration_s(self, target_s: int) -> int:
        """The seconds counted when the step is due, for a target of ``target_s``."""
        return max(0, target_s + self.offset_s - target_s * self.left_percent // 100)


WARNING = Step("warning", left_percent=25)
BREACH = Step("breach")


@dataclass(frozen=True)
class Policy:
    """One immutable revision of the promises.

    ``pauses`` names the metrics that stand still while a ticket waits for a reason. Tickets created
    before ``enforce_from`` are promised nothing. ``close_after_days`` are working days.
    """

    name: str
    targets: tuple[Target, ...]
    pauses: Mapping[WaitingFor, frozenset[Metric]] = field(
        default_factory=lambda: {
            WaitingFor.INFORMATION: frozenset({Metric.RESOLUTION}),
            WaitingFor.VALIDATION: frozenset({Metric.RESOLUTION}),
        },
        hash=False,
    )
    answers: frozenset[Answer] = frozenset(Answer)
    on_change: OnChange = OnChange.DEFAULT
    on_reopen: OnReopen = OnReopen.CONTINUE
    enforce_from: Instant | None = None
    steps: tuple[Step, ...] = (WARNING, BREACH)
    settling_s: int = 30 * MINUTE_S
    close_after_days: int = 5
    reopen_within_days: int = 7

    def __post_init__(self) -> None:
        keys = [(target.metric, target.priority, target.kind) for target in self.targets]
        if len(set(keys)) != len(keys) or any(target.duration_s <= 0 for target in self.targets):
            raise BadPolicy(field="targets")
        if self.close_after_days < 0 or self.reopen_within_days < 0 or self.settling_s < 0:
            raise BadPolicy(field="days")
        if len({step.name for step in self.steps}) != len(self.steps):
            raise BadPolicy(field="steps")

    def target(self, metric: Metric, priority: Priority, kind: Kind | None = None) -> Target | None:
        """The promise for a metric; the one for the ticket's kind goes before the one for all kinds."""
        own = self._by_key.get((metric, priority, kind))
        return own if own is not None or kind is None else self._by_key.get((metric, priority, None))

    def applies_to(self, created_at: Instant) -> bool:
        """Whether a ticket of this age is promised anything."""
        return self.enforce_from is None or created_at >= self.enforce_from

    def paused(self, metric: Metric, waiting_for: WaitingFor | None) -> bool:
        """Whether waiting for this reason stops a metric's clock."""
        return waiting_for is not None and metric in self.pauses.get(waiting_for, ())

    def counts_as_answer(self, answer: Answer) -> bool:
        """Whether this act of an agent is a first response."""
        return answer in self.answers

    @cached_property
    def _by_key(self) -> dict[tuple[Metric, Priority, Kind | None], Target]:
        return {(target.metric, target.priority, target.kind): target for target in self.targets}


def auto_close_at(resolved_at: Instant, policy: Policy, hours: Hours) -> Instant:
    """When a resolved ticket closes by itself: so many working days later."""
    due = hours.deadline(to_seconds(resolved_at), policy.close_after_days * DAY_S, ClockKind.WORKING_DAYS)
    assert due is not None, "without a pause there is a deadline"
    return from_seconds(due)


def reopens_until(closed_at: Instant, policy: Policy) -> Instant:
    """Until when a reply reopens a closed ticket; later it opens a new, linked one."""
    return from_seconds(to_seconds(closed_at) + policy.reopen_within_days * DAY_S)


def counts_in_figures(outcome: Outcome | None) -> bool:
    """Whether a ticket counts in the promise figures: not once it ended other than solved."""
    return outcome is None or outcome is Outcome.SOLVED


_Row = tuple[Priority, int, ClockKind, int, ClockKind]
_OPEN, _DAYS = ClockKind.OPENING_HOURS, ClockKind.WORKING_DAYS


def _matrix(rows: tuple[_Row, ...]) -> tuple[Target, ...]:
    targets = []
    for priority, response_s, response_clock, resolution_s, resolution_clock in rows:
        targets += [
            Target(Metric.FIRST_RESPONSE, priority, None, response_s, response_clock),
            Target(Metric.RESOLUTION, priority, None, resolution_s, resolution_clock),
        ]
    return tuple(targets)


def default_policy(name: str = "") -> Policy:
    """First response in 1 h, 4 h, 1 and 3 working days; resolution in 4 h, 8 h, 3 and 5 working days."""
    rows = (
        (Priority.CRITICAL, HOUR_S, _OPEN, 4 * HOUR_S, _OPEN),
        (Priority.HIGH, 4 * HOUR_S, _OPEN, 8 * HOUR_S, _OPEN),
        (Priority.NORMAL, DAY_S, _DAYS, 3 * DAY_S, _DAYS),
        (Priority.LOW, 3 * DAY_S, _DAYS, 5 * DAY_S, _DAYS),
    )
    return Policy(name, _matrix(rows))


def second_preset(name: str = "") -> Policy:
    """The stricter matrix: 15 min and 4 h, 1 h and 8 h, 4 h and 24 h, 24 h and 72 h."""
    rows = (
        (Priority.CRITICAL, 15 * MINUTE_S, _OPEN, 4 * HOUR_S, _OPEN),
        (Priority.HIGH, HOUR_S, _OPEN, 8 * HOUR_S, _OPEN),
        (Priority.NORMAL, 4 * HOUR_S, _OPEN, DAY_S, _DAYS),
        (Priority.LOW, DAY_S, _DAYS, 3 * DAY_S, _DAYS),
    )
    return Policy(name, _matrix(rows))

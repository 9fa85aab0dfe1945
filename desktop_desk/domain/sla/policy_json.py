"""A policy as JSON, as a revision keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desktop_desk.domain.calendar import ClockKind
from desktop_desk.domain.instants import from_iso, to_iso
from desktop_desk.domain.sla.policy import (
    Answer,
    BadPolicy,
    Metric,
    OnChange,
    OnReopen,
    Policy,
    Step,
    Target,
)
from desktop_desk.domain.ticket import Kind, Priority, WaitingFor


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """The policy as plain JSON values; names as on the command line."""
    return {
        "name": policy.name,
        "targets": [
            {
                "metric": target.metric.value,
                "priority": target.priority.word,
                "kind": target.kind.value if target.kind else None,
                "duration_s": target.duration_s,
                "clock": target.clock.value,
            }
            for target in policy.targets
        ],
        "pauses": {
            reason.value: sorted(metric.value for metric in metrics)
            for reason, metrics in sorted(policy.pauses.items())
        },
        "answers": sorted(answer.value for answer in policy.answers),
        "on_change": policy.on_change.value,
        "on_reopen": policy.on_reopen.value,
        "enforce_from": None if policy.enforce_from is None else to_iso(policy.enforce_from),
        "steps": [
            {"name": step.name, "offset_s": step.offset_s, "left_percent": step.left_percent}
            for step in policy.steps
        ],
        "settling_s": policy.settling_s,
        "close_after_days": policy.close_after_days,
        "reopen_within_days": policy.reopen_within_days,
    }


def policy_from_json(data: Mapping[str, Any]) -> Policy:
    """Read what :func:`policy_to_json` wrote. Raises :class:`BadPolicy`."""
    field = "policy"
    try:
        values: dict[str, Any] = {}
        for field, read in _READERS.items():
            values[field] = read(data[field])
        return Policy(**values)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadPolicy(field=field) from error


def _target(data: Mapping[str, Any]) -> Target:
    return Target(
        metric=Metric(data["metric"]),
        priority=Priority.of(data["priority"]),
        kind=None if data["kind"] is None else Kind(data["kind"]),
        duration_s=int(data["duration_s"]),
        clock=ClockKind(data["clock"]),
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(str(data["name"]), int(data["offset_s"]), int(data["left_percent"]))


_READERS: dict[str, Callable[[Any], Any]] = {
    "name": str,
    "targets": lambda rows: tuple(_target(row) for row in rows),
    "pauses": lambda reasons: {
        WaitingFor(reason): frozenset(Metric(metric) for metric in metrics)
        for reason, metrics in reasons.items()
    },
    "answers": lambda names: frozenset(Answer(name) for name in names),
    "on_change": OnChange,
    "on_reopen": OnReopen,
    "enforce_from": lambda instant: None if instant is None else from_iso(instant),
    "steps": lambda rows: tuple(_step(row) for row in rows),
    "settling_s": int,
    "close_after_days": int,
    "reopen_within_days": int,
}

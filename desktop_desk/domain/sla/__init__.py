"""The promise: policies, the clocks of a ticket, their steps, and why a deadline is what it is."""

from __future__ import annotations

from desktop_desk.domain.sla.clock import deadlines_of, run
from desktop_desk.domain.sla.explanation import Counted, Explanation, explain, explain_state
from desktop_desk.domain.sla.policy import (
    BREACH,
    WARNING,
    Answer,
    BadPolicy,
    Metric,
    OnChange,
    OnReopen,
    Policy,
    Step,
    Target,
    auto_close_at,
    counts_in_figures,
    default_policy,
    reopens_until,
    second_preset,
)
from desktop_desk.domain.sla.policy_json import policy_from_json, policy_to_json
from desktop_desk.domain.sla.state import ClockState, Deadline, StepAt, Stop
from desktop_desk.domain.sla.steps import have_fired, next_step, steps_due
from desktop_desk.domain.sla.timeline import Fact, Timeline
from desktop_desk.domain.sla.wording import explanation_text, promise_text

__all__ = [
    "BREACH",
    "WARNING",
    "Answer",
    "BadPolicy",
    "ClockState",
    "Counted",
    "Deadline",
    "Explanation",
    "Fact",
    "Metric",
    "OnChange",
    "OnReopen",
    "Policy",
    "Step",
    "StepAt",
    "Stop",
    "Target",
    "Timeline",
    "auto_close_at",
    "counts_in_figures",
    "deadlines_of",
    "default_policy",
    "explain",
    "explain_state",
    "explanation_text",
    "have_fired",
    "next_step",
    "policy_from_json",
    "policy_to_json",
    "promise_text",
    "reopens_until",
    "run",
    "second_preset",
    "steps_due",
]

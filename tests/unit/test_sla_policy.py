"""What is promised, and what a policy is as data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop_desk.domain.calendar import DAY_S, ClockKind
from desktop_desk.domain.instants import Instant, from_iso
from desktop_desk.domain.sla import (
    BREACH,
    BadPolicy,
    OnChange,
    OnReopen,
    Target,
    Timeline,
    auto_close_at,
    counts_in_figures,
    default_policy,
    policy_from_json,
    policy_to_json,
    reopens_until,
    run,
    second_preset,
)
from desktop_desk.domain.ticket import Kind, Outcome, Priority
from tests.support.promise import (
    HOUR,
    OFFICE,
    POLICY,
    RESOLUTION,
    RESPONSE,
    STRAIGHT,
    at,
    clock,
    said,
)


@pytest.mark.parametrize(
    ("priority", "response", "resolution"),
    [
        (Priority.CRITICAL, (HOUR, "opening_hours"), (4 * HOUR, "opening_hours")),
        (Priority.HIGH, (4 * HOUR, "opening_hours"), (8 * HOUR, "opening_hours")),
        (Priority.NORMAL, (DAY_S, "working_days"), (3 * DAY_S, "working_days")),
        (Priority.LOW, (3 * DAY_S, "working_days"), (5 * DAY_S, "working_days")),
    ],
)
def test_the_default_matrix(priority, response, resolution):
    for metric, expected in ((RESPONSE, response), (RESOLUTION, resolution)):
        target = POLICY.target(metric, priority, Kind.INCIDENT)
        assert target is not None
        assert (target.duration_s, target.clock.value) == expected


def test_the_second_preset():
    durations = {
        (target.metric, target.priority): target.duration_s / HOUR for target in second_preset().targets
    }
    assert [durations[RESPONSE, priority] for priority in Priority] == [0.25, 1, 4, 24]
    assert [durations[RESOLUTION, priority] for priority in Priority] == [4, 8, 24, 72]


def test_a_normal_request_of_friday_three_o_clock_is_answered_on_monday_at_three():
    timeline = Timeline(from_iso("2026-05-15T15:00:00+02:00"), Priority.NORMAL)
    state = run(RESPONSE, POLICY, OFFICE, timeline, timeline.created_at)
    assert state.due_at == from_iso("2026-05-18T15:00:00+02:00")


def test_a_target_of_the_kind_goes_before_the_one_for_all():
    own = Target(RESOLUTION, Priority.CRITICAL, Kind.QUESTION, 2 * HOUR, ClockKind.AROUND_THE_CLOCK)
    policy = replace(POLICY, targets=(*POLICY.targets, own))
    assert said(clock(policy=policy, kind=Kind.QUESTION).due_at) == "18 12:00"
    assert said(clock(policy=policy, kind=Kind.INCIDENT).due_at) == "18 14:00"


def test_starts_are_truncated_to_the_second():
    timeline = Timeline(Instant(at("10:00") + 999_999), Priority.CRITICAL)
    assert run(RESPONSE, POLICY, STRAIGHT, timeline, at("10:00")).due_at == at("11:00")


def test_a_resolved_ticket_closes_after_five_working_days():
    resolved = from_iso("2026-05-15T15:00:00+02:00")
    assert auto_close_at(resolved, POLICY, OFFICE) == from_iso("2026-05-22T15:00:00+02:00")
    soon = replace(POLICY, close_after_days=0)
    assert auto_close_at(resolved, soon, OFFICE) == resolved


def test_a_closed_ticket_reopens_within_seven_days():
    assert said(reopens_until(at("10:00"), POLICY)) == "25 10:00"


def test_outcomes_other_than_solved_leave_the_figures():
    assert [outcome for outcome in Outcome if counts_in_figures(outcome)] == [Outcome.SOLVED]
    assert counts_in_figures(None)


@pytest.mark.parametrize("policy", [default_policy("Standard"), second_preset()])
def test_a_policy_goes_to_json_and_back(policy):
    changed = replace(
        policy, enforce_from=at("10:00"), on_change=OnChange.FORWARD, on_reopen=OnReopen.RESTART
    )
    for each in (policy, changed):
        again = policy_from_json(json.loads(json.dumps(policy_to_json(each))))
        assert again == each
        assert hash(again) == hash(each)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("targets", [{"metric": "resolution"}]),
        ("targets", 5),
        ("pauses", {"lunch": []}),
        ("on_change", "never"),
        ("enforce_from", "soon"),
        ("steps", [{"name": "warning"}]),
        ("close_after_days", "many"),
    ],
)
def test_a_policy_that_cannot_be_read_is_refused_in_words(field, value):
    with pytest.raises(BadPolicy, match=field):
        policy_from_json(policy_to_json(POLICY) | {field: value})
    body = policy_to_json(POLICY)
    del body[field]
    with pytest.raises(BadPolicy, match=field):
        policy_from_json(body)


def test_a_policy_that_contradicts_itself_is_refused():
    twice = POLICY.targets[0]
    for change in (
        {"targets": (twice, twice)},
        {"targets": (replace(twice, duration_s=0),)},
        {"close_after_days": -1},
        {"steps": (BREACH, BREACH)},
    ):
        with pytest.raises(BadPolicy):
            replace(POLICY, **change)

"""What a change of priority or kind does to a promise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_desk.domain.calendar import ClockKind
from desktop_desk.domain.sla import (
    Fact,
    OnChange,
    Target,
)
from desktop_desk.domain.ticket import Kind, Priority
from tests.support.promise import (
    HOUR,
    POLICY,
    RESOLUTION,
    RESPONSE,
    answered,
    at,
    became,
    clock,
    said,
    status,
)


def test_a_change_before_the_first_response_counts_from_the_creation():
    state = clock(became("13:00", Priority.HIGH), now="13:00")
    assert (said(state.due_at), state.version, state.target_s) == ("18 18:00", 2, 8 * HOUR)
    raised = clock(became("13:00", Priority.CRITICAL), priority=Priority.HIGH, now="13:00")
    assert said(raised.due_at) == "18 14:00"


def test_a_change_within_half_an_hour_counts_from_the_creation():
    facts = [answered("10:05"), became("10:30", Priority.CRITICAL)]
    assert said(clock(*facts, priority=Priority.HIGH).due_at) == "18 14:00"


def test_a_later_raise_counts_from_the_change_when_that_is_earlier():
    facts = [answered("10:05"), became("12:00", Priority.CRITICAL)]
    state = clock(*facts, priority=Priority.LOW, now="12:00")
    assert (said(state.due_at), said(state.counted_from)) == ("18 16:00", "18 12:00")
    assert state.clock is ClockKind.OPENING_HOURS


def test_a_later_raise_keeps_the_old_deadline_when_that_is_earlier():
    facts = [answered("10:05"), became("17:00", Priority.CRITICAL)]
    state = clock(*facts, priority=Priority.HIGH, now="17:00")
    assert (said(state.due_at), state.version, state.target_s, state.counted_s) == (
        "18 18:00",
        1,
        4 * HOUR,
        8 * HOUR,
    )


def test_a_later_lowering_counts_from_the_creation_less_the_pauses():
    waits = [status("11:00", "waiting", "information"), status("12:00", "in_progress")]
    state = clock(answered("10:05"), *waits, became("13:00", Priority.HIGH), now="13:00")
    assert said(state.due_at) == "19 09:00"


def test_a_raise_during_a_pause_compares_what_would_remain():
    facts = [answered("10:05"), status("12:00", "waiting", "information"), became("13:00", Priority.CRITICAL)]
    state = clock(*facts, priority=Priority.LOW, now="14:00")
    assert (state.due_at, state.remaining_s) == (None, 4 * HOUR)
    resumed = clock(*facts, status("15:00", "in_progress"), priority=Priority.LOW, now="15:00")
    assert said(resumed.due_at) == "19 09:00"


@pytest.mark.parametrize(
    ("rule", "due"),
    [(OnChange.DEFAULT, "18 16:00"), (OnChange.RECOMPUTE, "18 14:00"), (OnChange.FORWARD, "18 16:00")],
)
def test_a_setting_forces_one_rule_on_a_raise(rule, due):
    facts = [answered("10:05"), became("12:00", Priority.CRITICAL)]
    policy = replace(POLICY, on_change=rule)
    assert said(clock(*facts, priority=Priority.LOW, policy=policy, now="12:00").due_at) == due


@pytest.mark.parametrize(("rule", "due"), [(OnChange.RECOMPUTE, "18 18:00"), (OnChange.FORWARD, "18 14:00")])
def test_a_setting_forces_one_rule_on_a_lowering(rule, due):
    policy = replace(POLICY, on_change=rule)
    assert said(clock(became("12:00", Priority.HIGH), policy=policy, now="12:00").due_at) == due


def test_a_raise_does_not_pardon_a_broken_promise():
    facts = [answered("10:05"), became("15:00", Priority.CRITICAL, day=19)]
    state = clock(*facts, priority=Priority.HIGH, now="15:00", day=19)
    assert said(state.breached_at) == "18 18:00"


def test_a_change_of_kind_follows_the_same_rule():
    own = Target(RESOLUTION, Priority.LOW, Kind.INCIDENT, 4 * HOUR, ClockKind.OPENING_HOURS)
    policy = replace(POLICY, targets=(*POLICY.targets, own))
    kind = [Fact(at("12:00"), "kind", "request", "incident")]
    state = clock(
        answered("10:05"), kind, priority=Priority.LOW, kind=Kind.REQUEST, policy=policy, now="12:00"
    )
    assert said(state.due_at) == "18 16:00"


def test_priority_and_kind_changed_together_are_one_change():
    tight = Target(RESOLUTION, Priority.CRITICAL, Kind.INCIDENT, 60, ClockKind.OPENING_HOURS)
    policy = replace(POLICY, targets=(*POLICY.targets, tight))
    both = [*became("12:00", Priority.CRITICAL), Fact(at("12:00"), "kind", "incident", "request")]
    state = clock(
        answered("10:05"), both, priority=Priority.LOW, kind=Kind.INCIDENT, policy=policy, now="12:00"
    )
    assert said(state.due_at) == "18 16:00"


def test_a_change_of_a_met_promise_changes_nothing():
    facts = [answered("10:30"), became("12:00", Priority.LOW)]
    state = clock(*facts, metric=RESPONSE, now="12:00")
    assert (said(state.due_at), state.target_s, state.version) == ("18 11:00", HOUR, 1)


def test_a_priority_changed_while_resolved_holds_at_the_reopening():
    facts = [answered("10:05"), status("11:00", "resolved"), became("12:00", Priority.HIGH)]
    assert said(clock(*facts, now="12:00").due_at) == "18 14:00"
    assert said(clock(*facts, status("13:00", "open"), now="13:00").due_at) == "19 10:00"


def test_undone_facts_are_simply_not_there():
    facts = [status("11:00", "waiting", "information"), status("12:00", "open")]
    assert clock(*facts, now="13:00") != clock(now="13:00")
    assert clock(now="13:00").due_at == at("14:00")


def test_a_ticket_from_before_the_promises_is_promised_nothing():
    policy = replace(POLICY, enforce_from=at("10:01"))
    state = clock(policy=policy, now="17:00")
    assert (state.target_s, state.clock, state.due_at, state.breached, state.steps) == (
        None,
        None,
        None,
        False,
        (),
    )
    assert said(clock(policy=policy, created="10:01").due_at) == "18 14:01"


def test_a_priority_without_target_is_promised_nothing_until_it_gets_one():
    policy = replace(POLICY, targets=tuple(t for t in POLICY.targets if t.priority is not Priority.LOW))
    assert clock(policy=policy, priority=Priority.LOW, now="17:00").due_at is None
    state = clock(became("12:00", Priority.CRITICAL), priority=Priority.LOW, policy=policy, now="12:00")
    assert said(state.due_at) == "18 14:00"
    assert clock(became("12:00", Priority.LOW), policy=policy, now="17:00").due_at is None

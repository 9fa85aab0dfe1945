"""Warnings, breaches and what else comes at an offset from a deadline."""

from __future__ import annotations

from dataclasses import replace

from desktop_desk.domain.instants import from_iso
from desktop_desk.domain.sla import (
    BREACH,
    Step,
    StepAt,
    Timeline,
    next_step,
    run,
    steps_due,
    still_fired,
)
from desktop_desk.domain.ticket import Priority
from tests.support.promise import (
    HOUR,
    OFFICE,
    POLICY,
    RESPONSE,
    STRAIGHT,
    at,
    clock,
    said,
    status,
)


def test_the_warning_comes_with_a_quarter_of_the_time_left_counted_in_the_clock():
    assert said(clock().warn_at) == "18 13:00"
    assert said(clock(created="16:00").warn_at) == "19 09:00"
    friday = Timeline(from_iso("2026-05-15T15:00:00+02:00"), Priority.NORMAL)
    state = run(RESPONSE, POLICY, OFFICE, friday, friday.created_at)
    assert state.warn_at == from_iso("2026-05-18T09:00:00+02:00")


def test_steps_are_due_when_their_instant_has_come():
    state = clock()
    assert [step.name for step in steps_due(state, at("12:59"))] == []
    assert [step.name for step in steps_due(state, at("13:00"))] == ["warning"]
    assert [step.name for step in steps_due(state, at("14:00"))] == ["warning", "breach"]
    assert next_step(state, {"warning"}) == StepAt("breach", at("14:00"))
    assert next_step(state, {"warning", "breach"}) is None


def test_a_met_promise_has_no_step_left():
    assert steps_due(clock(status("11:00", "resolved"), now="17:00"), at("17:00")) == ()


def test_a_paused_clock_has_only_the_steps_it_had_reached():
    wait = status("13:30", "waiting", "information")
    assert [step.name for step in clock(wait, now="17:00").steps] == ["warning"]
    assert clock(status("11:00", "waiting", "information"), now="17:00").steps == ()


def test_steps_may_lie_before_and_after_the_deadline_by_counted_time():
    policy = replace(POLICY, steps=(BREACH, Step("manager", offset_s=4 * HOUR), Step("soon", offset_s=-1800)))
    steps = [(step.name, said(step.at)) for step in clock(created="13:00", policy=policy).steps]
    assert steps == [("soon", "18 16:30"), ("breach", "18 17:00"), ("manager", "19 11:00")]
    early = replace(POLICY, steps=(Step("soon", offset_s=-8 * HOUR), BREACH))
    assert said(clock(policy=early).steps[0].at) == "18 10:00"


def test_a_new_deadline_rearms_only_steps_well_in_the_future():
    state = clock()
    fired = {"warning", "breach"}
    assert still_fired(fired, state, at("12:00"), STRAIGHT) == frozenset()
    assert still_fired(fired, state, at("12:45"), STRAIGHT) == {"warning"}
    assert still_fired(fired, state, at("13:45"), STRAIGHT) == fired
    paused = clock(status("11:00", "waiting", "information"), now="11:00")
    assert still_fired(fired, paused, at("11:00"), STRAIGHT) == fired


def test_fifteen_minutes_before_a_rearming_are_counted_ones():
    state = clock(created="15:10", now="18:00")
    assert said(state.warn_at) == "19 08:10"
    assert still_fired({"warning"}, state, at("17:50"), STRAIGHT) == frozenset()
    assert still_fired({"warning"}, state, at("17:56"), STRAIGHT) == {"warning"}

"""Warnings, breaches and what else comes at an offset from a deadline."""

from __future__ import annotations

from dataclasses import replace

from desktop_desk.domain.alerts import Rung
from desktop_desk.domain.instants import from_iso
from desktop_desk.domain.sla import (
    BREACH,
    Step,
    StepAt,
    Timeline,
    have_fired,
    next_step,
    run,
    steps_due,
)
from desktop_desk.domain.ticket import Priority
from tests.support.promise import (
    HOUR,
    OFFICE,
    POLICY,
    RESPONSE,
    STRAIGHT,
    at,
    became,
    clock,
    given,
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


NAMES = ("warning", "breach")


def after_another(since: str, created: str = "10:00") -> set[str]:
    """What counts as fired under a deadline given at ``since``, after one whose steps rang at 8."""
    now = given(created=created)[0]._replace(version=2, since=at(since))
    before = now._replace(version=1, since=at("06:00"), steps=tuple(StepAt(s, at("08:00")) for s in NAMES))
    return set(have_fired([before, now], [Rung(step, 1, at("08:00")) for step in NAMES], STRAIGHT))


def test_a_new_deadline_rearms_only_steps_well_in_the_future():
    assert after_another("12:00") == set()
    assert after_another("12:45") == {"warning"}
    assert after_another("13:45") == {"warning", "breach"}


def test_a_pause_is_no_new_deadline():
    assert given(status("11:00", "waiting", "information")) == given()


def test_fifteen_minutes_before_a_rearming_are_counted_ones():
    assert said(clock(created="15:10", now="18:00").warn_at) == "19 08:10"
    assert after_another("17:50", created="15:10") == set()
    assert after_another("17:56", created="15:10") == {"warning"}


def test_every_deadline_of_a_life_is_kept_with_its_steps():
    waited = (status("11:00", "waiting", "information"), status("12:00", "in_progress"))
    life = (*waited, became("12:30", Priority.HIGH))
    kept = [(one.version, said(one.since), [said(step.at) for step in one.steps]) for one in given(*life)]
    assert kept == [
        (1, "18 10:00", ["18 13:00", "18 14:00"]),
        (2, "18 12:00", ["18 14:00", "18 15:00"]),
        (3, "18 12:30", ["18 17:00", "19 09:00"]),
    ]
    assert clock(*life, now="12:30").version == 3


def test_a_step_rearmed_and_not_yet_fired_is_inherited_so():
    first, second, third = (
        given()[0]._replace(version=n, since=at(since), steps=(StepAt("warning", at(warn_at)),))
        for n, since, warn_at in ((1, "08:00", "09:00"), (2, "09:30", "11:00"), (3, "11:00", "11:10"))
    )
    rung = [Rung("warning", 1, at("09:00"))]
    assert have_fired([first], rung, STRAIGHT) == {"warning"}
    assert have_fired([first, second], rung, STRAIGHT) == frozenset()
    assert have_fired([first, second, third], rung, STRAIGHT) == frozenset()
    assert have_fired([first, second, third], [*rung, Rung("warning", 3, at("11:10"))], STRAIGHT) == {
        "warning"
    }


def test_what_rang_for_a_deadline_taken_back_counts_unless_it_was_far():
    (first,) = given()  # it warns at 13:00
    assert have_fired([first], [Rung("warning", 2, at("12:50"))], STRAIGHT) == {"warning"}
    assert have_fired([first], [Rung("warning", 2, at("12:40"))], STRAIGHT) == frozenset()
    assert have_fired([first], [], STRAIGHT) == frozenset()

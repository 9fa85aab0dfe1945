"""The promise, sentence by sentence of its contract."""

from __future__ import annotations

import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.domain.calendar import DAY_S, Calendar, ClockKind, Hours, office_calendar
from desktop_desk.domain.instants import Instant, from_iso, from_seconds, to_iso, to_seconds
from desktop_desk.domain.sla import (
    BREACH,
    Answer,
    BadPolicy,
    ClockState,
    Fact,
    Metric,
    OnChange,
    OnReopen,
    Policy,
    Step,
    StepAt,
    Target,
    Timeline,
    auto_close_at,
    counts_in_figures,
    default_policy,
    next_step,
    policy_from_json,
    policy_to_json,
    reopens_until,
    run,
    second_preset,
    steps_due,
    still_fired,
)
from desktop_desk.domain.sla.walk import Walk
from desktop_desk.domain.ticket import Kind, Outcome, Priority, Status, WaitingFor

HOUR = 3600
PARIS = ZoneInfo("Europe/Paris")
OFFICE = Hours(office_calendar("Europe/Paris", "Siège"))
STRAIGHT = Hours(Calendar("", "UTC", (((8 * HOUR, 18 * HOUR),),) * 7))
POLICY = default_policy()
RESPONSE, RESOLUTION = Metric.FIRST_RESPONSE, Metric.RESOLUTION


def at(time: str, day: int = 18) -> Instant:
    """An instant of May 2026, UTC; the 18th is a Monday."""
    return from_iso(f"2026-05-{day:02}T{time}:00Z")


def said(instant: Instant | None) -> str | None:
    """The day and the time in UTC, as ``18 10:00``."""
    return None if instant is None else to_iso(instant)[8:16].replace("T", " ")


def status(time: str, new: str, waiting_for: str | None = None, day: int = 18) -> list[Fact]:
    moment = at(time, day)
    return [Fact(moment, "status", None, new), Fact(moment, "waiting_for", None, waiting_for)]


def became(time: str, priority: Priority, day: int = 18) -> list[Fact]:
    return [Fact(at(time, day), "priority", None, priority.word)]


def answered(time: str, day: int = 18) -> list[Fact]:
    return [Fact(at(time, day), "first_response_at", None, at(time, day))]


def clock(
    *facts: list[Fact],
    metric: Metric = RESOLUTION,
    priority: Priority = Priority.CRITICAL,
    created: str = "10:00",
    now: str = "10:00",
    day: int = 18,
    policy: Policy = POLICY,
    kind: Kind | None = None,
) -> ClockState:
    """A critical ticket of Monday 10:00 in a firm open 08–18 every day: an hour to answer, four to solve."""
    timeline = Timeline(at(created), priority, kind, facts=[fact for group in facts for fact in group])
    return run(metric, policy, STRAIGHT, timeline, at(now, day))


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


# First response


def test_the_first_response_is_met_once_by_the_first_answer():
    state = clock(answered("10:40"), status("10:50", "open"), metric=RESPONSE, now="17:00")
    assert said(state.met_at) == "18 10:40"
    assert not state.breached
    assert state.steps == ()


def test_a_late_answer_breaks_the_promise_and_keeps_the_deadline():
    state = clock(answered("11:01"), metric=RESPONSE)
    assert (said(state.due_at), said(state.breached_at), said(state.met_at)) == (
        "18 11:00",
        "18 11:00",
        "18 11:01",
    )
    assert not clock(answered("11:00"), metric=RESPONSE).breached


def test_the_phone_meets_the_first_response_at_creation():
    timeline = Timeline(at("10:00"), Priority.CRITICAL, first_response_at=at("10:00"))
    state = run(RESPONSE, POLICY, STRAIGHT, timeline, at("17:00"))
    assert (state.met_at, state.breached, said(state.due_at)) == (at("10:00"), False, "18 11:00")


@pytest.mark.parametrize("end", ["resolved", "closed"])
def test_resolving_or_closing_meets_the_first_response(end):
    state = clock(status("10:30", end), status("12:00", "open"), metric=RESPONSE, now="17:00")
    assert said(state.met_at) == "18 10:30"
    assert not state.breached


def test_which_acts_count_as_an_answer_is_a_setting():
    assert all(POLICY.counts_as_answer(answer) for answer in Answer)
    strict = replace(POLICY, answers=frozenset({Answer.REPLY}))
    assert strict.counts_as_answer(Answer.REPLY)
    assert not strict.counts_as_answer(Answer.TAKE_CHARGE)


# Resolution, pauses and reopening


def test_resolution_stops_at_resolved_and_stays_so_when_closed():
    state = clock(status("13:00", "resolved"), status("17:00", "closed", day=19), now="17:00", day=20)
    assert (said(state.met_at), said(state.due_at), state.breached) == ("18 13:00", "18 14:00", False)
    assert state.used_s == 3 * HOUR


def test_reopened_time_spent_resolved_is_not_counted():
    facts = [status("13:00", "resolved"), status("15:00", "in_progress")]
    state = clock(*facts, created="12:00", now="15:00")
    assert said(clock(created="12:00", now="12:00").due_at) == "18 16:00"
    assert said(state.due_at) == "18 18:00"
    assert state.version == 2
    assert state.met_at is None


def test_a_reopening_may_start_the_clock_anew():
    policy = replace(POLICY, on_reopen=OnReopen.RESTART)
    late = status("15:00", "resolved")
    state = clock(late, status("16:00", "open"), policy=policy, now="16:00")
    assert clock(late, policy=policy).breached
    assert (said(state.due_at), state.breached, state.version) == ("19 10:00", False, 2)
    assert said(state.started_at) == "18 16:00"


def test_a_late_resolution_stays_late_when_it_runs_on():
    state = clock(status("15:00", "resolved"), status("16:00", "open"), now="16:00")
    assert said(state.breached_at) == "18 14:00"
    assert said(state.due_at) == "18 14:00"


@pytest.mark.parametrize("reason", ["information", "validation"])
def test_waiting_for_the_requester_pauses_the_resolution_and_keeps_what_remains(reason):
    wait = status("11:00", "waiting", reason)
    paused = clock(wait, now="17:00")
    assert (paused.due_at, paused.remaining_s, said(paused.paused_since)) == (None, 3 * HOUR, "18 11:00")
    assert not paused.running
    assert paused.used_s == HOUR
    resumed = clock(wait, status("16:00", "in_progress"), now="16:00")
    assert (said(resumed.due_at), resumed.paused_since, resumed.version) == ("19 09:00", None, 2)


def test_waiting_for_the_provider_pauses_nothing():
    assert said(clock(status("11:00", "waiting", "provider"), now="12:00").due_at) == "18 14:00"


def test_waiting_does_not_pause_the_first_response_unless_the_policy_says_so():
    wait = status("10:30", "waiting", "information")
    assert said(clock(wait, metric=RESPONSE, now="10:45").due_at) == "18 11:00"
    policy = replace(POLICY, pauses={WaitingFor.INFORMATION: frozenset(Metric)})
    assert clock(wait, metric=RESPONSE, policy=policy, now="12:00").remaining_s == 1800


def test_a_change_of_reason_ends_or_begins_the_pause():
    waits = [status("11:00", "waiting", "information"), status("12:00", "waiting", "provider")]
    assert said(clock(*waits, now="12:00").due_at) == "18 15:00"
    state = clock(waits[0], status("12:00", "waiting", "validation"), now="13:00")
    assert (state.remaining_s, [stop.reason for stop in state.stops]) == (
        3 * HOUR,
        ["information", "validation"],
    )


def test_a_clock_that_had_run_out_before_the_pause_stays_breached():
    wait = status("15:00", "waiting", "information")
    paused = clock(wait, now="17:00")
    assert (paused.due_at, paused.remaining_s, said(paused.breached_at)) == (None, -HOUR, "18 14:00")
    resumed = clock(wait, status("17:00", "in_progress"), now="17:00")
    assert (said(resumed.due_at), said(resumed.breached_at), resumed.version) == ("18 14:00", "18 14:00", 1)


def test_a_ticket_resolved_while_it_waits_kept_its_promise():
    state = clock(status("11:00", "waiting", "validation"), status("17:00", "resolved"), now="17:00")
    assert (state.breached, said(state.met_at), said(state.due_at)) == (False, "18 17:00", "19 10:00")


def test_a_pause_outside_opening_hours_makes_no_new_deadline():
    facts = [status("19:00", "waiting", "information"), status("20:00", "open")]
    state = clock(*facts, priority=Priority.HIGH, created="17:00", now="21:00")
    assert (said(state.due_at), state.version) == ("19 15:00", 1)


def test_a_breach_stays_until_it_is_counted_anew():
    assert not clock(now="13:59").breached
    assert said(clock(now="14:00").breached_at) == "18 14:00"
    looser = became("15:00", Priority.NORMAL)
    assert said(clock(answered("10:10"), looser, now="15:00").due_at) == "21 10:00"
    assert not clock(answered("10:10"), looser, now="15:00").breached


def test_clocks_that_go_back_are_read_in_the_order_of_the_changes():
    facts = [*status("12:00", "waiting", "information"), *status("11:30", "in_progress")]
    state = clock(facts, now="12:00")
    assert (said(state.due_at), state.paused_since) == ("18 14:00", None)


# Changes of priority and kind


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


# Steps


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


# The rest of the life cycle that the policy decides


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


# Policies as data


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


# A pure function


@given(
    seconds=st.integers(0, 40 * DAY_S),
    later=st.integers(0, 10 * DAY_S),
    priority=st.sampled_from(Priority),
    metric=st.sampled_from(Metric),
)
def test_the_fast_way_for_new_tickets_gives_what_the_walk_gives(seconds, later, priority, metric):
    created = from_seconds(to_seconds(at("00:00", 1)) + seconds)
    now = from_seconds(to_seconds(created) + later)
    timeline = Timeline(created, priority)
    assert run(metric, POLICY, OFFICE, timeline, now) == Walk(metric, POLICY, OFFICE, timeline).state(now)


FACTS = st.tuples(
    st.integers(0, 5 * DAY_S),
    st.sampled_from(
        [
            ("status", "open", None),
            ("status", "waiting", "information"),
            ("status", "waiting", "provider"),
            ("status", "resolved", None),
            ("status", "closed", None),
            *[("priority", priority.word, None) for priority in Priority],
            ("first_response_at", "", None),
        ]
    ),
)


@given(facts=st.lists(FACTS, max_size=8), metric=st.sampled_from(Metric), priority=st.sampled_from(Priority))
def test_any_history_gives_a_state_that_holds_together(facts, metric, priority):
    created, rows = at("09:00"), []
    for offset, (field, new, reason) in sorted(facts, key=lambda fact: fact[0]):
        moment = Instant(created + offset * 1_000_000)
        rows.append(Fact(moment, field, None, moment if field == "first_response_at" else new))
        if field == "status":
            rows.append(Fact(moment, "waiting_for", None, reason))
    timeline = Timeline(created, priority, facts=rows)
    now = at("09:00", 28)
    state = run(metric, POLICY, OFFICE, timeline, now)
    assert state == run(metric, POLICY, OFFICE, timeline, now)
    ended = Status(next((str(row.new) for row in reversed(rows) if row.field == "status"), "open"))
    if metric is RESOLUTION:
        assert (state.met_at is not None) == (ended in {Status.RESOLVED, Status.CLOSED})
    assert (state.due_at is None) == (state.paused_since is not None)
    assert (state.remaining_s is None) == (state.paused_since is None)
    if state.met_at is not None and state.due_at is not None and state.met_at > state.due_at:
        assert state.breached
    if state.running and state.due_at is not None:
        assert state.breached == (state.due_at <= now) or state.breached
    assert state.version >= 1

"""The clocks of a ticket, sentence by sentence of their contract."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.domain.calendar import DAY_S
from desktop_desk.domain.instants import Instant, from_seconds, to_seconds
from desktop_desk.domain.sla import (
    Answer,
    Fact,
    Metric,
    OnReopen,
    Timeline,
    run,
)
from desktop_desk.domain.sla.walk import Walk
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from tests.support.promise import (
    HOUR,
    OFFICE,
    POLICY,
    RESOLUTION,
    RESPONSE,
    STRAIGHT,
    answered,
    at,
    became,
    clock,
    said,
    status,
)


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

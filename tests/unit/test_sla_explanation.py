"""« Pourquoi cette échéance ? »: the parts add up, and the words are those of a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.domain.calendar import DAY_S, Calendar, ClockKind, Hours
from desktop_desk.domain.instants import SECOND, Instant, from_iso, from_seconds, plus, to_seconds
from desktop_desk.domain.sla import (
    Explanation,
    Fact,
    Metric,
    Timeline,
    default_policy,
    explain,
    explanation_text,
    promise_text,
)
from desktop_desk.domain.ticket import Priority
from desktop_desk.text import Words

HOUR = 3600
ISLAND = ZoneInfo("America/Martinique")
HOURS = Hours(
    Calendar.from_json(
        {
            "name": "Fort-de-France",
            "tz": "America/Martinique",
            "weekly": {
                day: [["08:00", "12:00"], ["14:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")
            },
            "holidays": {
                "2026-05-22": "Abolition de l’esclavage",
                "2026-05-23": "un samedi",
                "2026-05-25": "Lundi de Pentecôte",
            },
        }
    )
)
POLICY = default_policy()


def at(text: str) -> Instant:
    return from_iso(f"2026-{text}:00-04:00")


def status(when: str, new: str, waiting_for: str | None = None) -> list[Fact]:
    return [Fact(at(when), "status", None, new), Fact(at(when), "waiting_for", None, waiting_for)]


def why(
    *facts: list[Fact],
    metric: Metric = Metric.RESOLUTION,
    priority: Priority = Priority.CRITICAL,
    now: str = "05-26T09:00",
) -> Explanation:
    """A critical ticket of Thursday 21 May at 16:00: four hours to solve."""
    rows = [fact for group in facts for fact in group]
    return explain(metric, POLICY, HOURS, Timeline(at("05-21T16:00"), priority, facts=rows), at(now))


def lines(explanation: Explanation, language: str = "en") -> list[str]:
    said = explanation_text(explanation, Words(language), ISLAND)
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in said]


def test_counted_intervals_and_skipped_holidays_lead_to_the_deadline():
    explanation = why()
    assert [(part.start, part.end, part.seconds) for part in explanation.counted] == [
        (at("05-21T16:00"), at("05-21T17:00"), HOUR),
        (at("05-26T08:00"), at("05-26T11:00"), 3 * HOUR),
    ]
    assert explanation.holidays == (
        (date(2026, 5, 22), "Abolition de l’esclavage"),
        (date(2026, 5, 25), "Lundi de Pentecôte"),
    )
    assert lines(explanation) == [
        "Resolution promised in 4 h of opening hours.",
        "Calendar: Fort-de-France (America/Martinique).",
        "Thursday 21 May, 16:00 – 17:00: 1 h",
        "Friday 22 May: closed, Abolition de l’esclavage",
        "Monday 25 May: closed, Lundi de Pentecôte",
        "Tuesday 26 May, 08:00 – 11:00: 3 h",
        "Due Tuesday 26 May at 11:00.",
    ]


def test_a_pause_is_told_where_it_stood():
    explanation = why(status("05-26T09:00", "waiting", "information"), status("05-26T11:00", "in_progress"))
    assert lines(explanation)[5:] == [
        "Tuesday 26 May, 08:00 – 09:00: 1 h",
        "Tuesday 26 May, 09:00 – 11:00: not counted, waiting for information",
        "Tuesday 26 May, 11:00 – 12:00: 1 h",
        "Tuesday 26 May, 14:00 – 15:00: 1 h",
        "Due Tuesday 26 May at 15:00.",
    ]


def test_a_pause_that_lasts_says_what_is_left():
    explanation = why(status("05-26T09:00", "waiting", "validation"), now="05-28T09:00")
    assert sum(part.seconds for part in explanation.counted) == 2 * HOUR
    assert lines(explanation)[-2:] == [
        "Since Tuesday 26 May at 09:00: not counted, waiting for validation",
        "Paused: 2 h left, the deadline comes when the wait ends.",
    ]


def test_a_promise_broken_before_the_pause_says_when_it_was_due():
    explanation = why(status("05-26T16:00", "waiting", "validation"), now="05-28T09:00")
    assert lines(explanation)[-1] == "It was due Tuesday 26 May at 11:00."
    late = why(now="05-28T09:00")
    assert lines(late)[-2:] == ["Due Tuesday 26 May at 11:00.", "The deadline was missed."]


def test_the_time_spent_resolved_is_told():
    explanation = why(status("05-21T17:00", "resolved"), status("05-26T10:00", "open"), now="05-26T10:00")
    assert (
        "From Thursday 21 May at 17:00 to Tuesday 26 May at 10:00: not counted, the ticket was resolved"
        in (lines(explanation))
    )
    assert lines(explanation)[-1] == "Due Tuesday 26 May at 15:00."


@pytest.mark.parametrize(
    ("end", "verdict"),
    [
        ("05-26T10:30", "Kept: done Tuesday 26 May at 10:30."),
        ("05-26T11:30", "Missed: done Tuesday 26 May at 11:30."),
    ],
)
def test_a_finished_promise_says_how_it_ended(end, verdict):
    assert lines(why(status(end, "resolved"), now="05-27T08:00"))[-1] == verdict


def test_working_days_are_told_date_by_date():
    explanation = why(priority=Priority.NORMAL, metric=Metric.FIRST_RESPONSE)
    assert lines(explanation) == [
        "First response promised in 1 working day.",
        "Calendar: Fort-de-France (America/Martinique).",
        "Thursday 21 May, 16:00 – 24:00: 8 h",
        "Friday 22 May: closed, Abolition de l’esclavage",
        "Monday 25 May: closed, Lundi de Pentecôte",
        "Tuesday 26 May, 00:00 – 16:00: 16 h",
        "Due Tuesday 26 May at 16:00.",
    ]


def test_a_deadline_brought_back_to_closing_says_so():
    facts = [status("05-26T09:00", "waiting", "information"), status("05-26T11:00", "in_progress")]
    explanation = why(*facts, priority=Priority.NORMAL)
    assert explanation.early_s == HOUR
    assert lines(explanation)[-2:] == [
        "Brought back to the closing time: 1 h earlier.",
        "Due Thursday 28 May at 17:00.",
    ]


def test_no_promise_is_said_in_one_line():
    timeline = Timeline(at("05-21T16:00"), Priority.LOW)
    policy = replace(POLICY, enforce_from=at("06-01T00:00"))
    assert lines(explain(Metric.RESOLUTION, policy, HOURS, timeline, at("05-22T00:00"))) == [
        "No time is promised for this ticket."
    ]


@pytest.mark.parametrize(
    ("seconds", "clock", "promise"),
    [
        (1800, ClockKind.OPENING_HOURS, "30 min of opening hours"),
        (30 * HOUR, ClockKind.OPENING_HOURS, "30 h 00 of opening hours"),
        (DAY_S, ClockKind.WORKING_DAYS, "1 working day"),
        (3 * DAY_S, ClockKind.WORKING_DAYS, "3 working days"),
        (4 * HOUR, ClockKind.WORKING_DAYS, "4 h on working days"),
        (4 * HOUR, ClockKind.AROUND_THE_CLOCK, "4 h, day and night"),
    ],
)
def test_a_target_in_words(seconds, clock, promise):
    assert promise_text(seconds, clock, Words("en")).replace("\u00a0", " ") == promise


CHANGES = st.tuples(
    st.integers(0, 6 * 24 * 12),
    st.sampled_from(
        [
            ("status", "open", None),
            ("status", "waiting", "information"),
            ("status", "waiting", "validation"),
            ("status", "resolved", None),
            *[("priority", priority.word, None) for priority in Priority],
        ]
    ),
)


@given(
    changes=st.lists(CHANGES, max_size=6),
    metric=st.sampled_from(Metric),
    priority=st.sampled_from(Priority),
    after=st.integers(0, 3 * 24),
)
def test_the_parts_always_add_up(changes, metric, priority, after):
    created = plus(at("05-20T07:00"), after * HOUR * SECOND)
    rows = []
    for steps, (field, new, reason) in sorted(changes, key=lambda change: change[0]):
        moment = from_seconds(to_seconds(created) + 300 * steps)
        rows.append(Fact(moment, field, None, new))
        if field == "status":
            rows.append(Fact(moment, "waiting_for", None, reason))
    explanation = explain(metric, POLICY, HOURS, Timeline(created, priority, facts=rows), at("06-05T08:00"))
    state, total = explanation.state, sum(part.seconds for part in explanation.counted)
    if state.due_at is not None or state.breached:
        assert total + explanation.early_s == state.counted_s
        assert explanation.early_s >= 0
        assert explanation.early_s == 0 or state.clock is ClockKind.WORKING_DAYS
    else:
        assert state.remaining_s == state.counted_s - total
    ends = [part.end for part in explanation.counted]
    assert all(first <= part.start for first, part in zip(ends, explanation.counted[1:], strict=False))
    for language in ("fr", "en"):
        assert all(lines(explanation, language))


def test_intervals_are_cut_at_local_midnight():
    first, second, third = why(priority=Priority.LOW, metric=Metric.FIRST_RESPONSE).counted[:3]
    assert (first.end, second.start) == (at("05-22T00:00"), at("05-26T00:00"))
    assert (second.end, third.start, second.seconds) == (at("05-27T00:00"), at("05-27T00:00"), DAY_S)

"""The clock of whole working days."""

from __future__ import annotations

import pytest

from desktop_desk.domain.calendar import (
    DAY_S,
    ClockKind,
)
from tests.support.opening import HOUR, OFFICE, WEEK, at, hours, said


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-05-15T15:00:00+02:00", "2026-05-18T13:00:00Z"),
        ("2026-05-16T10:00:00+02:00", "2026-05-19T06:00:00Z"),
        ("2026-05-15T20:00:00+02:00", "2026-05-19T06:00:00Z"),
        ("2026-10-23T15:00:00+02:00", "2026-10-26T14:00:00Z"),
        ("2026-03-27T15:00:00+01:00", "2026-03-30T13:00:00Z"),
    ],
)
def test_a_working_day_is_the_next_one_at_the_same_time_also_when_the_clocks_change(start, due):
    assert said(OFFICE.deadline(at(start), DAY_S, ClockKind.WORKING_DAYS)) == due


def test_a_working_day_is_worth_24_hours_on_dates_of_23_and_25_hours():
    always = hours("00:00-24:00", days=WEEK)
    for start in ("2026-03-28T15:00:00+01:00", "2026-10-24T15:00:00+02:00"):
        due = always.deadline(at(start), DAY_S, ClockKind.WORKING_DAYS)
        assert due is not None
        assert due - at(start) == (23 if "03-28" in start else 25) * HOUR
        assert always.elapsed(at(start), due, ClockKind.WORKING_DAYS) == DAY_S


def test_working_days_do_not_count_hours():
    late_monday = hours("08:30-19:00", date_hours={"2034-06-12": [["10:30", "19:00"]]})
    due = late_monday.deadline(at("2034-06-08T10:00:00Z"), 3 * DAY_S, ClockKind.WORKING_DAYS)
    assert said(due) == "2034-06-13T10:00:00Z"


@pytest.mark.parametrize(
    ("hours_s", "due"),
    [(22, "2026-05-19T10:00:00Z"), (5, "2026-05-18T16:00:00Z"), (23, "2026-05-19T12:00:00Z")],
)
def test_a_deadline_outside_opening_hours_moves_back_to_the_last_closing(hours_s, due):
    start = at("2026-05-18T15:00:00+02:00")
    assert said(OFFICE.deadline(start, hours_s * HOUR, ClockKind.WORKING_DAYS)) == due


def test_a_pause_outside_opening_hours_changes_nothing_for_any_of_the_two_clocks():
    start = at("2026-05-15T15:00:00+02:00")
    night = [(at("2026-05-15T20:00:00+02:00"), at("2026-05-17T10:00:00+02:00"))]
    for clock in (ClockKind.OPENING_HOURS, ClockKind.WORKING_DAYS):
        assert OFFICE.deadline(start, DAY_S, clock, night) == OFFICE.deadline(start, DAY_S, clock)


def test_working_days_read_outside_opening_hours_stand_at_the_last_closing():
    start = at("2026-05-15T15:00:00+02:00")
    for moment in ("2026-05-15T20:00:00+02:00", "2026-05-17T12:00:00+02:00"):
        assert OFFICE.elapsed(start, at(moment), ClockKind.WORKING_DAYS) == 3 * HOUR
    assert OFFICE.elapsed(start, at("2026-05-18T08:00:00+02:00"), ClockKind.WORKING_DAYS) == 17 * HOUR
    assert OFFICE.elapsed(at("2026-05-16T08:00:00+02:00"), at("2026-05-17T08:00:00+02:00")) == 0


def test_a_night_shift_into_a_free_date_belongs_to_the_working_date_it_starts():
    night = hours("22:00-06:00")
    saturday = at("2026-05-16T02:00:00+02:00")
    assert said(night.deadline(saturday, DAY_S, ClockKind.WORKING_DAYS)) == "2026-05-19T00:00:00Z"
    friday = at("2026-05-15T23:00:00+02:00")
    assert night.deadline(friday, 3 * HOUR, ClockKind.WORKING_DAYS) == saturday
    assert night.elapsed(friday, saturday, ClockKind.WORKING_DAYS) == 3 * HOUR

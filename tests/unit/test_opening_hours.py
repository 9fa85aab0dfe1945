"""When a calendar is open, and how time is counted inside its openings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random

import pytest

from desktop_desk.domain.calendar import (
    DAY_S,
    ClockKind,
)
from tests.support.opening import HOUR, OFFICE, WEEK, at, hours, said


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-05-20T16:00:00+02:00", "2026-05-21T08:00:00Z"),
        ("2026-05-18T17:00:00+02:00", "2026-05-19T09:00:00Z"),
        ("2026-05-15T17:00:00+02:00", "2026-05-18T09:00:00Z"),
    ],
)
def test_four_hours_from_eight_to_six_run_on_over_nights_and_week_ends(start, due):
    assert said(hours("08:00-18:00").deadline(at(start), 4 * HOUR)) == due


def test_a_holiday_and_a_lunch_break_are_not_counted():
    island = hours(
        "08:00-12:00",
        "14:00-17:00",
        tz="America/Martinique",
        holidays={"2026-05-22": "Abolition de l’esclavage", "2026-05-25": "Lundi de Pentecôte"},
    )
    due = island.deadline(at("2026-05-21T16:00:00-04:00"), 4 * HOUR)
    assert said(due) == "2026-05-26T15:00:00Z"
    missed = island.calendar.holidays_missed(date(2026, 5, 21), date(2026, 5, 26))
    assert missed == [
        (date(2026, 5, 22), "Abolition de l’esclavage"),
        (date(2026, 5, 25), "Lundi de Pentecôte"),
    ]


def test_time_that_runs_out_at_closing_is_due_at_closing():
    assert said(OFFICE.deadline(at("2026-05-15T14:00:00+02:00"), 4 * HOUR)) == "2026-05-15T16:00:00Z"
    once = hours("09:00-17:00", days=("fri",), tz="UTC")
    assert said(once.deadline(at("2010-12-24T08:00:00Z"), 8 * HOUR)) == "2010-12-24T17:00:00Z"


def test_nothing_to_count_is_due_at_once():
    start = at("2026-05-16T10:00:00Z")
    assert OFFICE.deadline(start, 0) == start
    assert OFFICE.deadlines([start], 0) == [start]


def test_an_opening_includes_its_start_and_not_its_end():
    opening, closing = at("2026-05-18T08:00:00+02:00"), at("2026-05-18T12:00:00+02:00")
    assert OFFICE.is_open(opening)
    assert not OFFICE.is_open(opening - 1)
    assert OFFICE.is_open(closing - 1)
    assert not OFFICE.is_open(closing)
    assert OFFICE.next_opening(opening) == opening
    assert said(OFFICE.next_opening(closing)) == "2026-05-18T12:00:00Z"
    assert OFFICE.last_closing(closing) == closing
    assert said(OFFICE.last_closing(opening)) == "2026-05-15T16:00:00Z"
    assert OFFICE.closes_at(opening) == closing
    assert OFFICE.closes_at(closing) is None


def test_a_calendar_that_never_closes_has_no_closing():
    always = hours("00:00-24:00", days=WEEK, tz="UTC")
    now = at("2026-05-18T08:00:00Z")
    assert always.closes_at(now) is None
    assert always.last_closing(now) is None
    assert always.elapsed(now, now + 900 * DAY_S) == 900 * DAY_S
    assert always.elapsed(now, now + 900 * DAY_S, ClockKind.WORKING_DAYS) == 900 * DAY_S


@pytest.mark.parametrize(("day", "worth"), [("2026-03-28", 7), ("2026-10-24", 9), ("2026-05-18", 8)])
def test_a_night_of_changing_clocks_counts_the_real_hours(day, worth):
    night = hours("22:00-06:00", days=WEEK)
    start = at(f"{day}T12:00:00Z")
    assert night.elapsed(start, start + DAY_S) == worth * HOUR


def test_hours_in_a_skipped_hour_start_when_the_clocks_have_changed():
    night = hours("02:30-03:15", days=("sun",), tz="America/Los_Angeles")
    start = at("2006-04-02T00:00:00-08:00")
    assert night.openings_between(start, start + DAY_S) == [
        (at("2006-04-02T10:00:00Z"), at("2006-04-02T10:15:00Z"))
    ]


def test_hours_in_a_repeated_hour_hold_twice():
    night = hours("02:30-02:45", days=("sun",))
    start = at("2026-10-25T00:00:00+02:00")
    assert [said(begin) for begin, _ in night.openings_between(start, start + DAY_S)] == [
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
    ]


def test_a_range_over_midnight_belongs_to_the_day_it_starts():
    eve = hours("22:00-06:00", days=WEEK, tz="UTC", holidays=["2026-12-25"])
    assert eve.is_open(at("2026-12-25T05:00:00Z"))
    assert not eve.is_open(at("2026-12-25T22:00:00Z"))
    assert not eve.is_open(at("2026-12-26T05:00:00Z"))
    assert eve.is_open(at("2026-12-26T22:00:00Z"))


def test_special_dates_replace_hours_and_breaks_take_them_away():
    special = hours(
        "09:00-17:00",
        tz="UTC",
        date_hours={"2026-12-24": [["09:00", "12:00"]], "2026-12-26": [["10:00", "12:00"]]},
        date_breaks={"2026-12-23": [["11:30", "12:30"], ["16:00", "18:00"]]},
        holidays=["2026-12-25", "2026-12-26"],
    )
    found = special.openings_between(at("2026-12-23T00:00:00Z"), at("2026-12-27T00:00:00Z"))
    assert [(said(begin), said(end)) for begin, end in found] == [
        ("2026-12-23T09:00:00Z", "2026-12-23T11:30:00Z"),
        ("2026-12-23T12:30:00Z", "2026-12-23T16:00:00Z"),
        ("2026-12-24T09:00:00Z", "2026-12-24T12:00:00Z"),
    ]


def test_ranges_that_touch_are_one_opening():
    touching = hours("08:00-12:00", "12:00-16:00", tz="UTC")
    assert said(touching.closes_at(at("2026-05-18T09:00:00Z"))) == "2026-05-18T16:00:00Z"


def test_pauses_may_overlap_and_one_without_end_leaves_no_deadline():
    start = at("2026-05-18T08:00:00+02:00")
    pauses = [(start + 2 * HOUR, start + 3 * HOUR), (start + HOUR, start + 2 * HOUR + 600)]
    assert OFFICE.deadline(start, 2 * HOUR, pauses=pauses) == start + 4 * HOUR
    assert OFFICE.elapsed(start, start + 4 * HOUR, pauses=pauses) == 2 * HOUR
    assert OFFICE.deadline(start, 2 * HOUR, pauses=[(start + HOUR, None)]) is None
    assert OFFICE.deadline(start, HOUR, pauses=[(start + HOUR, None)]) == start + HOUR
    assert OFFICE.elapsed(start, start + 4 * HOUR, pauses=[(start + HOUR, None)]) == HOUR
    assert OFFICE.deadline(start, HOUR, pauses=[(start - HOUR, start + HOUR)]) == start + 2 * HOUR


def test_pauses_come_in_any_order_and_one_turned_round_is_none():
    start = at("2026-05-18T08:00:00+02:00")
    pauses = [
        (start + 100, start + 200),
        (start + 10, start + 60),
        (start + 50, start + 120),
        (start + 9, start),
    ]
    assert OFFICE.deadline(start, HOUR, pauses=pauses) == start + HOUR + 190
    assert OFFICE.elapsed(start, start + 300, pauses=pauses) == 110
    endless = [*pauses, (start + 40, None)]
    assert OFFICE.deadline(start, HOUR, pauses=endless) is None
    assert OFFICE.elapsed(start, start + 300, pauses=endless) == 10


def test_what_ends_before_it_starts_took_no_time():
    for clock in ClockKind:
        assert OFFICE.elapsed(at("2026-05-19T10:00:00Z"), at("2026-05-18T10:00:00Z"), clock) == 0
    assert OFFICE.openings_between(5, 4) == []


def test_around_the_clock_counts_every_second():
    start = at("2026-03-28T23:00:00Z")
    assert OFFICE.deadline(start, DAY_S, ClockKind.AROUND_THE_CLOCK) == start + DAY_S
    assert OFFICE.elapsed(start, start + 7, ClockKind.AROUND_THE_CLOCK, [(start + 1, start + 3)]) == 5


@pytest.mark.parametrize("year", [1970, 1999, 2100, 2200])
def test_far_years_are_laid_out_when_needed(year):
    start = at(f"{year}-06-05T08:00:00Z")
    fresh = hours("08:00-18:00", tz="UTC", days=WEEK)
    assert fresh.deadline(start, 12 * HOUR) == start + 26 * HOUR
    assert fresh.deadline(at("2026-06-05T08:00:00Z"), 12 * HOUR) == at("2026-06-06T10:00:00Z")
    assert fresh.deadline(start, 12 * HOUR) == start + 26 * HOUR


def test_a_duration_of_decades_is_counted():
    start = at("2026-01-05T08:00:00Z")
    yearly = hours("08:00-09:00", tz="UTC", days=("mon",))
    due = yearly.deadline(start, 5000 * HOUR)
    assert due == start + 4999 * 7 * DAY_S + HOUR


def test_the_year_end_is_counted_across():
    start = at("2026-12-31T16:00:00+01:00")
    assert said(OFFICE.deadline(start, 4 * HOUR)) == "2027-01-01T09:00:00Z"
    assert said(OFFICE.next_opening(at("2026-12-31T19:00:00+01:00"))) == "2027-01-01T07:00:00Z"


def test_many_deadlines_are_those_counted_one_by_one():
    dice, fresh = Random(5), hours("08:00-12:00", "14:00-18:00")
    starts = [dice.randrange(at("2019-01-01T00:00:00Z"), at("2031-01-01T00:00:00Z")) for _ in range(500)]
    for clock in ClockKind:
        one_by_one = [OFFICE.deadline(start, 3 * DAY_S, clock) for start in starts]
        assert fresh.deadlines(starts, 3 * DAY_S, clock) == one_by_one
    assert fresh.deadlines([], 5) == []


def test_threads_may_count_while_years_are_added():
    shared = hours("08:00-12:00", "14:00-18:00")
    starts = [at(f"{year}-03-0{day}T10:00:00Z") for year in range(1990, 2050) for day in (2, 5)]
    Random(2).shuffle(starts)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda start: shared.deadline(start, 20 * HOUR), starts))
    assert found == [OFFICE.deadline(start, 20 * HOUR) for start in starts]

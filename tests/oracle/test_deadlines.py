"""The arithmetic against the walk through time, over random calendars, zones and pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_desk.domain.calendar import DAY_S, Calendar, ClockKind, Hours, Pause
from tests.oracle.stepping import DAYS, STEP, Stepping

ZONES = (
    "Europe/Paris",
    "America/Martinique",
    "Etc/UTC",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
    "Africa/Casablanca",
)
EVENTFUL = (
    date(2026, 3, 27),
    date(2026, 10, 23),
    date(2026, 4, 3),
    date(2026, 9, 4),
    date(2026, 12, 30),
    date(2026, 3, 6),
)
AHEAD_S = 8 * DAY_S


class Case(NamedTuple):
    calendar: dict[str, Any]
    start: int
    duration: int
    pauses: list[Pause]


def hhmm(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"


@st.composite
def hours_of_a_day(draw, ends=97):
    """None, one or two ranges in order; the last may cross midnight."""
    bounds = sorted(draw(st.lists(st.integers(0, ends - 1), min_size=0, max_size=4, unique=True)))
    ranges = [[hhmm(a), hhmm(b)] for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    if ranges and draw(st.integers(0, 3)) == 0 and bounds[0] > 0 and bounds[len(ranges) * 2 - 2] < 96:
        ranges[-1][1] = hhmm(draw(st.integers(0, bounds[0])))
    return ranges


@st.composite
def cases(draw):
    first = draw(st.sampled_from(EVENTFUL)) + timedelta(days=draw(st.integers(0, 3)))
    near = [(first + timedelta(days=n)).isoformat() for n in range(-1, 8)]
    days = st.lists(st.sampled_from(near), max_size=2, unique=True)
    weekly = {day: draw(hours_of_a_day()) for day in DAYS}
    weekly[draw(st.sampled_from(DAYS))] = [["08:00", "12:00"], ["14:00", "18:00"]]
    calendar = {
        "tz": draw(st.sampled_from(ZONES)),
        "weekly": weekly,
        "holidays": draw(days),
        "date_hours": {day: draw(hours_of_a_day()) for day in draw(days)},
        "date_breaks": {day: draw(hours_of_a_day()) for day in draw(days)},
    }
    midnight = int(datetime.combine(first, datetime.min.time(), UTC).timestamp())
    start = midnight + STEP * draw(st.integers(0, 2 * 288))
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        begin = start + STEP * draw(st.integers(-100, 500))
        pauses.append((begin, begin + STEP * draw(st.integers(0, 300))))
    return Case(calendar, start, STEP * draw(st.integers(1, 36 * 12)), pauses)


@given(cases())
def test_the_clocks_are_those_of_the_walk(case):
    steps = Stepping(case.calendar, case.start - 2 * DAY_S, case.start + AHEAD_S)
    hours = Hours(Calendar.from_json(case.calendar))
    due = hours.deadline(case.start, case.duration, ClockKind.OPENING_HOURS, case.pauses)
    walked = steps.opening_deadline(case.start, case.duration, case.pauses)
    assert due is not None
    assert due == walked or (walked is None and due > case.start + AHEAD_S)
    assert hours.deadlines([case.start], case.duration) == [hours.deadline(case.start, case.duration)]
    end = case.start + case.duration
    counted = hours.elapsed(case.start, end, ClockKind.OPENING_HOURS, case.pauses)
    assert counted == steps.opening_seconds(case.start, end, case.pauses)
    assert hours.is_open(case.start) == steps.is_open(case.start)
    if (opens := steps.opens(case.start)) is not None:
        assert hours.next_opening(case.start) == opens
    walked = steps.days_deadline(case.start, 2 * case.duration, case.pauses)
    if walked is not None and walked < case.start + AHEAD_S - 3 * DAY_S:
        due = hours.deadline(case.start, 2 * case.duration, ClockKind.WORKING_DAYS, case.pauses)
        assert due == walked


@given(cases(), st.sampled_from(ClockKind))
def test_elapsed_time_is_the_inverse_of_the_deadline(case, clock):
    hours = Hours(Calendar.from_json(case.calendar))
    due = hours.deadline(case.start, case.duration, clock, case.pauses)
    assert due is not None
    if clock is ClockKind.WORKING_DAYS:
        # A deadline outside opening hours has moved back to the closing before it.
        assert hours.elapsed(case.start, due, clock, case.pauses) <= case.duration
    else:
        assert hours.elapsed(case.start, due, clock, case.pauses) == case.duration
        assert hours.elapsed(case.start, due - 1, clock, case.pauses) < case.duration
    assert due >= case.start


@given(cases(), st.sampled_from(ClockKind), st.integers(0, 3600))
def test_time_runs_forward(case, clock, more):
    hours = Hours(Calendar.from_json(case.calendar))
    first = hours.deadline(case.start, case.duration, clock, case.pauses)
    assert first is not None
    later = hours.deadline(case.start + more, case.duration, clock, case.pauses)
    longer = hours.deadline(case.start, case.duration + more, clock, case.pauses)
    assert later is not None
    assert longer is not None
    assert first <= later
    assert first <= longer
    begin = case.start + case.duration // 2
    assert hours.deadline(case.start, case.duration, clock, [*case.pauses, (first, None)]) == first
    held = hours.deadline(case.start, case.duration, clock, [*case.pauses, (begin, begin + more)])
    assert held is not None
    assert held >= first
    assert hours.deadline(case.start, case.duration, clock, [*case.pauses, (case.start, None)]) is None


@settings(max_examples=max(20, settings().max_examples // 4))
@given(cases())
def test_years_added_before_and_after_change_no_answer(case):
    hours = Hours(Calendar.from_json(case.calendar))
    before = hours.elapsed(case.start, case.start + AHEAD_S), hours.deadline(case.start, case.duration)
    days = hours.deadline(case.start, case.duration, ClockKind.WORKING_DAYS)
    hours.is_open(case.start - 500 * DAY_S)
    hours.is_open(case.start + 500 * DAY_S)
    after = hours.elapsed(case.start, case.start + AHEAD_S), hours.deadline(case.start, case.duration)
    assert before == after
    assert hours.deadline(case.start, case.duration, ClockKind.WORKING_DAYS) == days

"""What a calendar accepts, refuses and says of itself."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop_desk.domain.calendar import (
    DAY_S,
    BadCalendar,
    BadDate,
    BadHours,
    BeyondReach,
    Calendar,
    CalendarError,
    ClockKind,
    Hours,
    NeverOpen,
    OverlappingHours,
    UnknownZone,
    hours_of,
    office_calendar,
)
from desktop_desk.text import Words
from tests.support.opening import HOUR, OFFICE, at, hours, said


def test_a_calendar_of_dates_alone_runs_out():
    fair = Hours(
        Calendar.from_json({"tz": "UTC", "weekly": {}, "date_hours": {"2026-06-01": [["09:00", "12:00"]]}})
    )
    assert said(fair.deadline(at("2026-01-01T00:00:00Z"), HOUR)) == "2026-06-01T10:00:00Z"
    with pytest.raises(NeverOpen):
        fair.deadline(at("2026-01-01T00:00:00Z"), 4 * HOUR)
    with pytest.raises(NeverOpen):
        fair.next_opening(at("2027-01-01T00:00:00Z"))
    with pytest.raises(NeverOpen):
        fair.deadline(at("2026-01-01T00:00:00Z"), 4 * DAY_S, ClockKind.WORKING_DAYS)


def test_a_date_no_desk_knows_is_refused():
    for second in (-(10**12), 10**12, 10**18):
        with pytest.raises(BeyondReach):
            OFFICE.is_open(second)
    with pytest.raises(BeyondReach):
        hours("08:00-18:00").deadline(0, 10**15)


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        ({"tz": "Europe/Nowhere"}, UnknownZone, "“Europe/Nowhere” is not a time zone"),
        ({"tz": "../etc/passwd"}, UnknownZone, "is not a time zone"),
        ({"tz": "Europe"}, UnknownZone, "is not a time zone"),
        ({"tz": 5}, BadCalendar, "tz"),
        ({"weekly": {}}, NeverOpen, "never opens"),
        ({"weekly": {"lundi": []}}, BadCalendar, "weekly"),
        ({"weekly": []}, NeverOpen, "never opens"),
        ({"weekly": {"mon": [["08:00", "12:00"], ["11:00", "14:00"]]}}, OverlappingHours, "Monday: the"),
        ({"weekly": {"tue": [["22:00", "06:00"], ["23:00", "24:00"]]}}, OverlappingHours, "Tuesday"),
        ({"weekly": {"mon": [["8h", "12:00"]]}}, BadHours, "Monday"),
        ({"weekly": {"mon": [["24:00", "02:00"]]}}, BadHours, "Monday"),
        ({"weekly": {"mon": [["08:00", "24:30"]]}}, BadHours, "Monday"),
        ({"weekly": {"mon": [["08:00"]]}}, BadHours, "Monday"),
        ({"weekly": {"mon": "08:00"}}, BadHours, "Monday"),
        ({"weekly": {"mon": [480]}}, BadHours, "Monday"),
        ({"holidays": ["25/12/2026"]}, BadDate, "25/12/2026"),
        ({"holidays": [20261225]}, BadDate, "20261225"),
        ({"holidays": "2026-12-25"}, BadCalendar, "holidays"),
        ({"date_hours": {"2026-12-24": [["09:00", "12:00"], ["10:00", "11:00"]]}}, OverlappingHours, "12-24"),
        ({"date_hours": ["2026-12-24"]}, BadCalendar, "date_hours"),
        ({"date_breaks": {"soon": []}}, BadDate, "soon"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_calendar_is_said(change, error, sentence):
    good = {"tz": "Europe/Paris", "weekly": {"mon": [["08:00", "12:00"]]}}
    with pytest.raises(error) as raised:
        Calendar.from_json(good | change)
    assert isinstance(raised.value, CalendarError)
    assert sentence in raised.value.say(Words("en"))
    assert raised.value.say(Words("fr"))


def test_a_calendar_that_is_no_object_is_refused():
    for data in (None, 7, "Europe/Paris"):
        with pytest.raises(BadCalendar):
            Calendar.from_json(data)


def test_json_goes_there_and_back():
    data = {
        "name": "Siège",
        "tz": "Europe/Paris",
        "weekly": {"mon": [["08:00", "12:00"], ["22:00", "06:00"]], "sat": [["00:00", "24:00"]]},
        "holidays": {"2026-12-25": "Noël"},
        "date_hours": {"2026-12-24": [["09:00", "12:00:30"]]},
        "date_breaks": {"2026-12-23": [["12:00", "12:15"]]},
    }
    calendar = Calendar.from_json(json.loads(json.dumps(data)))
    again = Calendar.from_json(json.loads(json.dumps(calendar.to_json())))
    assert again == calendar
    assert hash(again) == hash(calendar)
    assert calendar.to_json()["holidays"] == {"2026-12-25": "Noël"}
    assert calendar.to_json()["date_hours"] == {"2026-12-24": [["09:00", "12:00:30"]]}
    assert Calendar.from_json(data | {"holidays": ["2026-12-25"]}).holidays == {date(2026, 12, 25): ""}
    assert hours_of(calendar) is hours_of(again)


def test_a_new_desk_opens_from_monday_to_friday():
    calendar = office_calendar("Europe/Paris", "Siège")
    assert calendar.hours_on(date(2026, 5, 15)) == ((8 * HOUR, 12 * HOUR), (14 * HOUR, 18 * HOUR))
    assert calendar.hours_on(date(2026, 5, 16)) == ()

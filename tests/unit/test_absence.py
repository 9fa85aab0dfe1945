"""Whom an alert speaks to while people are away: every chain of four people, and any chain of more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.domain.absence import days_away, instants_away, recipients, stand_in
from desktop_desk.domain.instants import DAY, Instant, from_datetime, plus
from desktop_desk.domain.people import Person, Role

NOW = Instant(10 * DAY)


def somebody(row: int, *, away: bool = False, substitute: int | None = None, **facts: object) -> Person:
    person = Person(
        id=row,
        uid=UUID(int=row),
        name=f"P{row}",
        department="",
        language="fr",
        role=Role.AGENT,
        active=True,
        absent_from=plus(NOW, -DAY) if away else None,
        substitute_id=substitute,
    )
    return replace(person, **facts)  # type: ignore[arg-type]


def walked(people: dict[int, Person], start: int) -> int | None:
    """The same, told another way: the people along the chain, then the first of them who can."""
    along = [start]
    while len(along) <= len(people):
        following = people[along[-1]].substitute_id
        if following is None:
            break
        along.append(following)
    return next((row for row in along if not people[row].absent(NOW)), None)


def test_every_chain_of_four_people() -> None:
    rows = (1, 2, 3, 4)
    for away in product((True, False), repeat=4):
        for substitutes in product((None, *rows), repeat=4):
            people = {
                row: somebody(row, away=gone, substitute=None if other == row else other)
                for row, gone, other in zip(rows, away, substitutes, strict=True)
            }
            told = recipients(1, list(people.values()), people.get, NOW)
            one = walked(people, 1)
            there = tuple(row for row in rows if not people[row].absent(NOW))
            assert told == ((one,) if one is not None else there or rows)


@given(st.data())
def test_any_chain_ends_at_somebody_who_is_there_or_at_nobody(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 30))
    rows = range(1, count + 1)
    people = {
        row: somebody(
            row,
            away=data.draw(st.booleans()),
            substitute=data.draw(st.none() | st.sampled_from(list(rows))),
            active=data.draw(st.booleans()),
            role=data.draw(st.sampled_from(Role)),
        )
        for row in rows
    }
    asked: list[int] = []

    def find(row: int) -> Person | None:
        asked.append(row)
        return people.get(row)

    one = stand_in(1, find, NOW)
    assert len(asked) == len(set(asked))  # nobody is asked twice: no ring
    if one is not None and one != 1:
        assert people[one].active
        assert people[one].treats
        assert not people[one].absent(NOW)


def test_an_absence_lasts_from_its_first_instant_to_the_one_before_the_return() -> None:
    away = somebody(1, absent_from=NOW, absent_until=plus(NOW, DAY))
    assert [away.absent(plus(NOW, moment)) for moment in (-1, 0, DAY - 1, DAY)] == [False, True, True, False]
    assert not somebody(1).absent(NOW)
    assert somebody(1, absent_from=NOW).absent(plus(NOW, 1000 * DAY))


def test_one_who_left_or_does_not_treat_is_passed_over() -> None:
    people = {
        1: somebody(1, away=True, substitute=2),
        2: somebody(2, active=False, substitute=3),
        3: somebody(3, role=Role.EMPLOYEE, substitute=4),
        4: somebody(4, role=Role.PROVIDER),
    }
    assert stand_in(1, people.get, NOW) == 4


def test_a_double_who_stands_in_is_whom_they_were_merged_into() -> None:
    people = {
        1: somebody(1, away=True, substitute=2),
        2: somebody(2, active=False, merged_into_id=3),
        3: somebody(3),
    }
    assert stand_in(1, people.get, NOW) == 3


def test_a_ticket_of_nobody_speaks_to_those_who_are_there() -> None:
    people = {row: somebody(row, away=row == 1) for row in (1, 2, 3)}
    assert recipients(None, list(people.values()), people.get, NOW) == (2, 3)
    assert recipients(None, [], people.get, NOW) == ()


def test_one_who_left_and_is_not_away_still_receives_what_is_theirs() -> None:
    people = {1: somebody(1, active=False), 2: somebody(2)}
    assert recipients(1, [people[2]], people.get, NOW) == (1,)


@given(
    st.dates(date(1980, 1, 1), date(2060, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(["Europe/Paris", "America/Martinique", "Asia/Beirut", "Pacific/Apia", "America/Havana"]),
)
def test_days_said_and_instants_kept_are_the_same_absence(first: date, days: int, zone: str) -> None:
    tz, last = ZoneInfo(zone), first + timedelta(days=days)
    away, back = instants_away(first, last, tz)
    assert away is not None
    assert back is not None
    assert away < back
    person = somebody(1, absent_from=away, absent_until=back)
    assert days_away(person, tz) == (first, last)
    noon = datetime.combine(last, time(12), tz)
    assert person.absent(from_datetime(noon))
    assert not person.absent(from_datetime(noon + timedelta(days=1)))


def test_an_absence_without_an_end_has_no_last_day() -> None:
    tz = ZoneInfo("Europe/Paris")
    assert instants_away(None, None, tz) == (None, None)
    away, back = instants_away(date(2026, 11, 23), None, tz)
    assert (away, back) == (from_datetime(datetime(2026, 11, 22, 23, tzinfo=UTC)), None)
    assert days_away(somebody(1, absent_from=away), tz) == (date(2026, 11, 23), None)
    assert days_away(somebody(1), tz) == (None, None)

"""Whom an alert speaks to while people are away, and the days that makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from desktop_desk.domain.instants import Instant, from_datetime, plus, to_datetime
from desktop_desk.domain.people import Person

Find = Callable[[int], Person | None]
"""Gives the person in a row of the directory."""


def recipients(assignee_id: int | None, agents: Sequence[Person], find: Find, at: Instant) -> tuple[int, ...]:
    """The rows of those an alert fired ``at`` an instant goes to; none: whoever treats tickets.

    A ticket's assignee, or whoever stands in for them while they are away; where it is nobody's, or
    nobody stands in, the ``agents`` who are there, and all of them where none is.
    """
    if assignee_id is not None:
        one = stand_in(assignee_id, find, at)
        if one is not None:
            return (one,)
    there = tuple(agent.id for agent in agents if not agent.absent(at))
    return there or tuple(agent.id for agent in agents)


def stand_in(assignee_id: int, find: Find, at: Instant) -> int | None:
    """Who receives what is an assignee's: they themselves unless away, else the first of those who stand in.

    The chain of substitutes is followed over those who are away too, or who left, and over each once;
    ``None`` where it ends, or turns in a ring, without anybody who is there and treats tickets.
    """
    assignee = find(assignee_id)
    if assignee is None or not assignee.absent(at):
        return assignee_id
    passed = {assignee.id}
    next_id = assignee.substitute_id
    while next_id is not None and next_id not in passed:
        passed.add(next_id)
        one = find(next_id)
        if one is None:
            return None
        if one.merged_into_id is None and one.active and one.treats and not one.absent(at):
            return one.id
        next_id = one.merged_into_id or one.substitute_id
    return None


def days_away(person: Person, tz: tzinfo) -> tuple[date | None, date | None]:
    """The first and the last day away as people say them, both included, in the desk's zone."""
    away, back = person.absent_from, person.absent_until
    first = None if away is None else to_datetime(away).astimezone(tz).date()
    last = None if back is None else to_datetime(plus(back, -1)).astimezone(tz).date()
    return first, last


def instants_away(first: date | None, last: date | None, tz: tzinfo) -> tuple[Instant | None, Instant | None]:
    """From the midnight that begins the ``first`` day to the one that ends the ``last``."""
    return _midnight(first, tz), _midnight(None if last is None else last + timedelta(days=1), tz)


def _midnight(day: date | None, tz: tzinfo) -> Instant | None:
    return None if day is None else from_datetime(datetime.combine(day, time.min, tz))

"""How people are named where one of them is to be chosen."""

from __future__ import annotations

from datetime import tzinfo

from desktop_desk.domain.absence import days_away
from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.domain.people import Person
from desktop_desk.text import Words


def offered(words: Words, person: Person, now: Instant) -> str:
    """« Yann Morel », marked while away: whoever gives them a ticket shall know."""
    return words("{name} (absent)", name=person.name) if person.absent(now) else person.name


def absence(words: Words, person: Person, now: Instant, tz: tzinfo) -> str:
    """« absent jusqu’au 24 déc. », the last day included; nothing of who is there."""
    if not person.absent(now):
        return ""
    _, last = days_away(person, tz)
    if last is None:
        return words("absent until further notice")
    today = to_datetime(now).astimezone(tz).date()
    return words("absent until {day}", day=words.date_short(last, today))

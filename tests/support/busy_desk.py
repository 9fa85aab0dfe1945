"""A year and a half of a firm's requests, always the same ones, for figures to be drawn from."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop_desk.domain.instants import DAY, HOUR, Instant, from_datetime, plus
from tests.support.figure_data import ListedTickets, Lived

PARIS = ZoneInfo("Europe/Paris")
NOW = from_datetime(datetime(2026, 11, 23, 10, 46, tzinfo=PARIS))

_CATEGORIES = (
    ("Caisses", 68, 4.0), ("Imprimantes", 61, 3.0), ("Messagerie", 54, 3.4), ("Réseau et VPN", 43, 6.7),
    ("Comptes et accès", 38, 2.1), ("Logiciel de paie", 21, 9.3), ("Téléphonie", 9, 5.0),
)  # fmt: skip
_HOURS = (3, 24, 19, 12, 9, 4, 2, 9, 8, 5, 2)
_WEEKDAYS = (8, 6, 6, 6, 5, 1)


def busy_desk(seed: int = 7) -> ListedTickets:
    """About 30 requests a week over 78 weeks; the last two dozen or so are still open."""
    dice = random.Random(seed)
    last_monday = date(2026, 11, 23)
    tickets: list[Lived] = []
    for week in range(78, -1, -1):
        monday = last_monday - timedelta(weeks=week)
        tickets += [_lived(dice, monday, week) for _ in range(dice.randint(21, 38))]
    return ListedTickets([each for each in tickets if each.created <= NOW])


def _lived(dice: random.Random, monday: date, week: int) -> Lived:
    weekday = dice.choices(range(6), _WEEKDAYS)[0]
    hour = 7 + dice.choices(range(11), _HOURS)[0]
    day = monday + timedelta(days=weekday)
    created = from_datetime(datetime(day.year, day.month, day.day, hour, dice.randrange(60), tzinfo=PARIS))
    index = dice.choices(range(len(_CATEGORIES)), [weight for _, weight, _ in _CATEGORIES])[0]
    name, _, hours = _CATEGORIES[index]
    spent = int(dice.gammavariate(1.6, hours * (1 + week / 120) / 1.6) * HOUR)
    due = plus(created, 24 * HOUR)
    resolved: Instant | None = plus(created, spent)
    if dice.random() < 0.2:
        extra = dice.randint(1, 14) * DAY
        resolved, due = plus(created, spent + extra), plus(due, extra)
    if resolved is not None and resolved > NOW:
        resolved = None
    kept = None if resolved is None else dice.random() < 0.97 - week * 0.0022
    return Lived(created=created, resolved=resolved, due=due, category=(index + 1, name), kept=kept)

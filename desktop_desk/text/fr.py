"""French: « 14 h 30 », « 1 234 », « 1ᵉʳ », agreement of « restant », spaces that do not break."""

from __future__ import annotations

from desktop_desk.text.grammar import Grammar, Nearness, Unit

NBSP = "\u00a0"
"""Between a figure and its unit."""
THIN = "\u202f"
"""Between thousands, and before ``; : ! ? %``."""


def _clock(hours: int, minutes: int) -> str:
    return f"{hours}{NBSP}h{NBSP}{minutes:02}" if minutes else f"{hours}{NBSP}h"


def _hours(hours: str, minutes: int) -> str:
    return f"{hours}{NBSP}h{NBSP}{minutes:02}"


FRENCH = Grammar(
    thousands=THIN,
    decimal=",",
    percent=f"{THIN}%",
    bytes=("o", "ko", "Mo", "Go", "To"),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    weekdays_short=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    months_short=(
        "janv.", "févr.", "mars", "avr.", "mai", "juin",
        "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ),
    first="1ᵉʳ",
    clock=_clock,
    hours=_hours,
    day=Unit(sign="j", one="jour", many="jours"),
    hour=Unit(sign="h", one="heure", many="heures"),
    minute=Unit(sign="min", one="minute", many="minutes"),
    second=Unit(sign="s", one="seconde", many="secondes"),
    singular=lambda n: n < 2,
    and_="et",
    under_a_minute="moins d’une minute",
    now="à l’instant",
    ago="il y a {duration}",
    left=("{duration} restante", "{duration} restantes"),
    left_days=("{duration} restant", "{duration} restants"),
    left_moment="moins d’une minute",
    remains="il reste {duration}",
    late="dépassé de {duration}",
    dated="{date} à {time}",
    days={
        Nearness.TODAY: "aujourd’hui",
        Nearness.TOMORROW: "demain {weekday}",
        Nearness.YESTERDAY: "hier",
        Nearness.THIS_WEEK: "{weekday}",
        Nearness.LAST_DAYS: "{weekday}",
        Nearness.FAR: "{date}",
    },
    when={
        Nearness.TODAY: "aujourd’hui, {time}",
        Nearness.TOMORROW: "demain {weekday}, {time}",
        Nearness.YESTERDAY: "hier, {time}",
        Nearness.THIS_WEEK: "{weekday}, {time}",
        Nearness.LAST_DAYS: "{weekday}, {time}",
        Nearness.FAR: "{date}, {time}",
    },
    before={  # « avant hier » would read as the day before yesterday: past days take the date
        Nearness.TODAY: "avant {time}, aujourd’hui",
        Nearness.TOMORROW: "avant demain {weekday}, {time}",
        Nearness.YESTERDAY: "avant le {date}, {time}",
        Nearness.THIS_WEEK: "avant {weekday}, {time}",
        Nearness.LAST_DAYS: "avant le {date}, {time}",
        Nearness.FAR: "avant le {date}, {time}",
    },
    by={
        Nearness.TODAY: "aujourd’hui, avant {time}",
        Nearness.TOMORROW: "demain {weekday}, avant {time}",
        Nearness.YESTERDAY: "hier, avant {time}",
        Nearness.THIS_WEEK: "{weekday}, avant {time}",
        Nearness.LAST_DAYS: "{weekday} dernier, avant {time}",
        Nearness.FAR: "le {date}, avant {time}",
    },
    promised={
        Nearness.TODAY: "promise à {time}",
        Nearness.TOMORROW: "promise demain {weekday}, {time}",
        Nearness.YESTERDAY: "promise hier, {time}",
        Nearness.THIS_WEEK: "promise {weekday}, {time}",
        Nearness.LAST_DAYS: "promise {weekday} dernier, {time}",
        Nearness.FAR: "promise le {date}, {time}",
    },
    since={
        Nearness.TODAY: "depuis {duration}",
        Nearness.TOMORROW: "à l’instant",
        Nearness.YESTERDAY: "depuis hier",
        Nearness.THIS_WEEK: "à l’instant",
        Nearness.LAST_DAYS: "depuis {weekday}",
        Nearness.FAR: "depuis le {short}",
    },
)  # fmt: skip

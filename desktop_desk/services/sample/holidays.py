"""The days the sample's firm is closed: France's legal holidays as Martinique keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

_FIXED = {
    (1, 1): "Jour de l’An",
    (5, 1): "Fête du Travail",
    (5, 8): "Victoire de 1945",
    (5, 22): "Abolition de l’esclavage",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice de 1918",
    (12, 25): "Noël",
}
_AFTER_EASTER = {
    -47: "Mardi gras",
    -2: "Vendredi saint",
    1: "Lundi de Pâques",
    39: "Ascension",
    50: "Lundi de Pentecôte",
}


def martinique(years: Iterable[int]) -> dict[date, str]:
    """The closed dates of these years with their names, Mardi gras and Good Friday among them."""
    days: dict[date, str] = {}
    for year in years:
        days |= {date(year, month, day): name for (month, day), name in _FIXED.items()}
        sunday = easter(year)
        days |= {sunday + timedelta(days=after): name for after, name in _AFTER_EASTER.items()}
    return days


def easter(year: int) -> date:
    """Easter Sunday (the Gregorian computus, after Meeus, *Astronomical Algorithms*, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    day = (h + j - 7 * m + 33 * month + 19) % 32
    return date(year, month, day)

"""The legal public holidays of a region of France, to begin a calendar with.

Source: Code du travail, L3133-1, L3134-13 (Alsace-Moselle) and L3422-2 (overseas); dates computed by
the ``holidays`` library, whose customary days (Mi-Carême, Schœlcher…) are left out: a firm that
keeps them adds them itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop_desk.text import N_

FIRST_REGION = "metropole"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of France with holidays and a wall clock of its own; ``name`` is a catalogue sentence."""

    key: str
    name: str
    tz: str
    subdivision: str | None


REGIONS: tuple[Region, ...] = (
    Region("metropole", N_("Metropolitan France"), "Europe/Paris", None),
    Region("alsace-moselle", N_("Alsace and Moselle"), "Europe/Paris", "6AE"),
    Region("martinique", N_("Martinique"), "America/Martinique", "972"),
    Region("guadeloupe", N_("Guadeloupe"), "America/Guadeloupe", "971"),
    Region("guyane", N_("French Guiana"), "America/Cayenne", "973"),
    Region("la-reunion", N_("Réunion"), "Indian/Reunion", "974"),
    Region("mayotte", N_("Mayotte"), "Indian/Mayotte", "976"),
    Region("saint-pierre-et-miquelon", N_("Saint Pierre and Miquelon"), "America/Miquelon", "PM"),
    Region("saint-martin", N_("Saint Martin"), "America/Marigot", "MF"),
    Region("saint-barthelemy", N_("Saint Barthélemy"), "America/St_Barthelemy", "BL"),
    Region("nouvelle-caledonie", N_("New Caledonia"), "Pacific/Noumea", "NC"),
    Region("polynesie-francaise", N_("French Polynesia"), "Pacific/Tahiti", "PF"),
    Region("wallis-et-futuna", N_("Wallis and Futuna"), "Pacific/Wallis", "WF"),
)

_ABOLITION = "Abolition de l'esclavage"


def region(key: str) -> Region:
    """The region of a key; raises ``KeyError``."""
    return {one.key: one for one in REGIONS}[key]


def region_of_zone(tz: str) -> Region:
    """The region whose wall clock a PC shows, metropolitan France where none is."""
    return next((one for one in REGIONS if one.tz == tz), REGIONS[0])


def legal_holidays(key: str, years: Iterable[int]) -> dict[date, str]:
    """Dates and French names of a region's legal holidays; raises ``KeyError`` for an unknown region."""
    from holidays import country_holidays  # noqa: PLC0415 - heavy, and needed once in a desk's life

    where, wanted = region(key), sorted(set(years))
    national = country_holidays("FR", years=wanted, language="fr")
    local = country_holidays("FR", subdiv=where.subdivision, years=wanted, language="fr")
    found = {}
    for day in sorted(local):
        names = local.get_list(day)
        if day in national or key == "alsace-moselle":
            found[day] = _curly(", ".join(names))
        elif _ABOLITION in names:
            found[day] = _curly(_ABOLITION)
    return found


def _curly(name: str) -> str:
    return name.replace("'", "’")

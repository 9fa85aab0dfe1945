"""Legal holidays of 2025–2027 against the official table (etalab, Licence Ouverte), in compact form."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_desk.services.holidays import REGIONS, legal_holidays, region, region_of_zone

NATIONAL = {
    2025: "01-01 04-21 05-01 05-08 05-29 06-09 07-14 08-15 11-01 11-11 12-25",
    2026: "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25",
    2027: "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25",
}
MORE = {
    "alsace-moselle": {2025: "04-18 12-26", 2026: "04-03 12-26", 2027: "03-26 12-26"},
    "guadeloupe": dict.fromkeys(NATIONAL, "05-27"),
    "guyane": dict.fromkeys(NATIONAL, "06-10"),
    "la-reunion": dict.fromkeys(NATIONAL, "12-20"),
    "martinique": dict.fromkeys(NATIONAL, "05-22"),
    "mayotte": dict.fromkeys(NATIONAL, "04-27"),
    "saint-barthelemy": dict.fromkeys(NATIONAL, "10-09"),
    "saint-martin": dict.fromkeys(NATIONAL, "05-28"),
}


def _days(text: str, year: int) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in text.split()}


@pytest.mark.parametrize("key", [one.key for one in REGIONS])
def test_each_region_has_its_legal_holidays_and_no_customary_one(key: str) -> None:
    for year, national in NATIONAL.items():
        expected = _days(national, year) | _days(MORE.get(key, {}).get(year, ""), year)
        assert set(legal_holidays(key, [year])) == expected


def test_they_have_french_names() -> None:
    named = legal_holidays("martinique", [2026])
    assert named[date(2026, 5, 22)] == "Abolition de l’esclavage"
    assert named[date(2026, 5, 25)] == "Lundi de Pentecôte"
    assert all(named.values())


def test_a_zone_names_its_region() -> None:
    assert region_of_zone("America/Martinique") == region("martinique")
    assert region_of_zone("Europe/Paris").key == region_of_zone("Asia/Tokyo").key == "metropole"
    assert len({one.key for one in REGIONS}) == 13

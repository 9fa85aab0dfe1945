"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_desk.ui.widgets.date_field import read_day

TODAY = date(2026, 11, 23)
CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    "typed", ["24/12/2026", "24.12.2026", "24-12-26", " 24 12 ", "24/12", "2026-12-24", "24 / 12 / 2026"]
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed, TODAY) == CHRISTMAS_EVE


@pytest.mark.parametrize(
    ("typed", "day"),
    [("3/1", date(2027, 1, 3)), ("20/11", date(2026, 11, 20)), ("29/2", date(2028, 2, 29)), ("1/6", None)],
)
def test_without_a_year_it_is_the_nearest(typed: str, day: date | None) -> None:
    near = date(2027, 12, 1) if typed == "29/2" else TODAY
    expected = day or min((date(year, 6, 1) for year in (2026, 2027)), key=lambda one: abs(one - TODAY))
    assert read_day(typed, near) == expected


@pytest.mark.parametrize(
    "typed",
    ["", "demain", "31/11", "24/13/2026", "12/24/2026", "24", "24/12/20266", "1/1/0001", "29/2", "3/x"],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None

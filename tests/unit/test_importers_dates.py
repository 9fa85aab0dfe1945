"""Dates in every shape tools give them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.domain.instants import from_datetime, from_iso, to_datetime, to_iso
from desktop_desk.importers.dates import Order, nothing, order_of, read_date

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-03-24", "2026-03-23T23:00:00Z"),
        ("2026-03-24 18:40", "2026-03-24T17:40:00Z"),
        ("2026-03-24T18:40:31", "2026-03-24T17:40:31Z"),
        ("2026-03-24T18:40:31Z", "2026-03-24T18:40:31Z"),
        ("2026-03-24T18:40:31.123+0000", "2026-03-24T18:40:31Z"),
        ("2026-03-24T18:40:31.123456789Z", "2026-03-24T18:40:31Z"),
        ("2026-03-24 18:40:31 UTC", "2026-03-24T18:40:31Z"),
        ("2026-03-24 18:40:31 +0100", "2026-03-24T17:40:31Z"),
        ("2026-03-24T18:40+05:30", "2026-03-24T13:10:00Z"),
        ("2026-03-24 18:40:31+01", "2026-03-24T17:40:31Z"),
        ("2026-03-24 18:40 CEST", "2026-03-24T16:40:00Z"),
        ("2026/03/24 18:40", "2026-03-24T17:40:00Z"),
        ("24/03/2026 18:40", "2026-03-24T17:40:00Z"),
        ("24/03/26 18:40:05", "2026-03-24T17:40:05Z"),
        ("24-03-2026 18:40", "2026-03-24T17:40:00Z"),
        ("24.03.2026", "2026-03-23T23:00:00Z"),
        ("24/03/2026 à 18h40", "2026-03-24T17:40:00Z"),
        ("24/03/2026 18 h 40", "2026-03-24T17:40:00Z"),
        ("24/03/2026 18h", "2026-03-24T17:00:00Z"),
        ("24/Mar/26 6:40 PM", "2026-03-24T17:40:00Z"),
        ("24/mars/26 18:40", "2026-03-24T17:40:00Z"),
        ("5/août/26 08:00", "2026-08-05T06:00:00Z"),
        ("24-MAR-2026", "2026-03-23T23:00:00Z"),
        ("Mar 24, 2026 6:40 PM", "2026-03-24T17:40:00Z"),
        ("March 24th, 2026 at 12:05 a.m.", "2026-03-23T23:05:00Z"),
        ("Tue, 24 Mar 2026 18:40:00 +0100", "2026-03-24T17:40:00Z"),
        ("Tue Mar 24 2026 18:40:00 GMT+0100 (CET)", "2026-03-24T17:40:00Z"),
        ("mar. 24 mars 2026", "2026-03-23T23:00:00Z"),
        ("lundi 1er février 2027 à 9 h 05", "2027-02-01T08:05:00Z"),
        ("12/25/2026 3:22 PM", None),
        ("20260324", "2026-03-23T23:00:00Z"),
        ("20260324184000", "2026-03-24T17:40:00Z"),
        ("46105", "2026-03-23T23:00:00Z"),
        ("46105,5", "2026-03-24T11:00:00Z"),
        ("1774374000", "2026-03-24T17:40:00Z"),
        ("1774374000000", "2026-03-24T17:40:00Z"),
        ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
    ],
)
def test_shapes(written, instant):
    if instant is None:
        with pytest.raises(ValueError, match=r".*"):
            read_date(written, PARIS)
        assert to_iso(read_date(written, PARIS, Order.MONTH_FIRST)) == "2026-12-25T14:22:00Z"
    else:
        assert to_iso(read_date(written, PARIS)) == instant


@pytest.mark.parametrize(
    "written",
    ["31/02/2026", "hier", "12", "2026", "24/03", "24/03/2026 25:00", "99/99/9999", "1/1/0001", "24 mars",
     "-1", "13/13/2026", "2026-03-24T18:40+99:99", "12:30", "01/02/03/04", "9" * 30, "1e5",
     "00:13 PM 1/2/2026"],
)  # fmt: skip
def test_what_is_no_date(written):
    with pytest.raises((ValueError, OverflowError)):
        read_date(written, PARIS)


@pytest.mark.parametrize(
    "written", ["", "  ", "-", "N/A", "null", "0000-00-00 00:00:00", "Jamais", "—", "NaT"]
)
def test_what_says_there_is_none(written):
    assert nothing(written)


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (["1/2/2026", "3/4/2026"], Order.DAY_FIRST),
        (["1/2/2026", "3/25/2026 10:00"], Order.MONTH_FIRST),
        (["25/2/2026", "3/4/2026"], Order.DAY_FIRST),
        (["25/2/2026", "3/25/2026"], Order.DAY_FIRST),
        (["2026-12-25", ""], Order.DAY_FIRST),
    ],
)
def test_only_the_dates_prove_that_the_month_comes_first(written, order):
    assert order_of(written) is order


moments = st.datetimes(datetime(1980, 1, 2), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware below
    # The second of two hours alike, in October, cannot be written without an offset.
    lambda moment: moment.replace(microsecond=0, tzinfo=PARIS, fold=0)
)
FORMS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S",
         "%d %b %Y %I:%M:%S %p",
         "%B %d, %Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S", "%Y%m%d%H%M%S"]  # fmt: skip


@given(moment=moments, form=st.sampled_from(FORMS))
def test_a_moment_comes_back_from_every_form(moment, form):
    assert read_date(moment.strftime(form), PARIS) == from_datetime(moment)


@given(moment=moments.map(lambda moment: moment.astimezone(UTC)), hours=st.integers(-12, 14))
def test_an_offset_counts_more_than_the_zone(moment, hours):
    shifted = moment + timedelta(hours=hours)
    written = f"{shifted:%Y-%m-%dT%H:%M:%S}{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    assert read_date(written, PARIS) == from_datetime(moment)


@given(moment=moments)
def test_a_day_number_of_a_spreadsheet(moment):
    local = moment.replace(tzinfo=UTC)
    serial = (local - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(days=1)
    assert read_date(f"{serial:.8f}", PARIS) == from_datetime(local.replace(tzinfo=PARIS))


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_a_value_error(written):
    try:
        instant = read_date(written, PARIS)
    except (ValueError, OverflowError, OSError):
        return
    assert 1979 <= to_datetime(instant).year <= 2201
    assert instant == from_iso(to_iso(instant)) + instant % 1_000_000

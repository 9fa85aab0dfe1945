"""Periods: local days, weeks over a clock change, what is compared with what."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from desktop_desk.domain.instants import DAY, HOUR, Instant, from_datetime, plus
from desktop_desk.domain.period import Period, Span, Unit, edges, local_date

PARIS = ZoneInfo("Europe/Paris")
MARTINIQUE = ZoneInfo("America/Martinique")
NOW = from_datetime(datetime(2026, 11, 23, 10, 46, tzinfo=PARIS))
LONG_AGO = from_datetime(datetime(2020, 1, 1, tzinfo=PARIS))


def test_twelve_weeks_are_twelve_whole_ones_and_the_current() -> None:
    bars = Period.of(Span.WEEKS_12, NOW, PARIS, LONG_AGO).bars()
    assert [bar.day for bar in bars][:2] == [date(2026, 8, 31), date(2026, 9, 7)]
    assert bars[-1].day == date(2026, 11, 23)
    assert len(bars) == 13
    assert bars[-1].start <= NOW < bars[-1].end


def test_the_week_the_clocks_go_back_is_an_hour_longer() -> None:
    bars = Period.of(Span.WEEKS_12, NOW, PARIS, LONG_AGO).bars()
    lengths = {bar.day: bar.end - bar.start for bar in bars}
    assert lengths[date(2026, 10, 19)] == 7 * DAY + HOUR
    assert lengths[date(2026, 10, 26)] == 7 * DAY


def test_bars_touch_each_other() -> None:
    for span in Span:
        bars = Period.of(span, NOW, PARIS, LONG_AGO).bars()
        limits = edges(bars)
        assert limits == sorted(set(limits))
        assert len(limits) == len(bars) + 1


def test_the_day_is_that_of_the_zone() -> None:
    late = from_datetime(datetime(2026, 11, 24, 1, 0, tzinfo=PARIS))
    assert Period.of(Span.DAYS_30, late, PARIS).today == date(2026, 11, 24)
    assert Period.of(Span.DAYS_30, late, MARTINIQUE).today == date(2026, 11, 23)


def test_twelve_months_end_with_this_one() -> None:
    bars = Period.of(Span.MONTHS_12, NOW, PARIS, LONG_AGO).bars()
    assert (bars[0].day, bars[-1].day, len(bars)) == (date(2025, 12, 1), date(2026, 11, 1), 12)


@pytest.mark.parametrize(
    ("first", "unit"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=PARIS), Unit.WEEK),
        (datetime(2026, 7, 1, tzinfo=PARIS), Unit.WEEK),
        (datetime(2025, 3, 1, tzinfo=PARIS), Unit.MONTH),
        (datetime(2016, 2, 29, tzinfo=PARIS), Unit.YEAR),
    ],
)
def test_everything_is_cut_as_finely_as_it_can_be_drawn(first: datetime, unit: Unit) -> None:
    period = Period.of(Span.ALL, NOW, PARIS, from_datetime(first))
    assert period.unit is unit
    assert local_date(period.start, PARIS) == first.date()
    assert len(period.bars()) <= 37


def test_an_empty_desk_has_a_period_too() -> None:
    assert len(Period.of(Span.ALL, NOW, PARIS).bars()) == 1


def test_a_request_dated_in_the_future_does_not_turn_the_period_round() -> None:
    period = Period.of(Span.ALL, NOW, PARIS, plus(NOW, 400 * DAY))
    assert period.start <= NOW
    assert period.bars()[-1].day <= period.today


def test_the_stretch_before_is_as_long() -> None:
    period = Period.of(Span.DAYS_30, NOW, PARIS, LONG_AGO)
    assert period.start - period.previous == period.now - period.start


def test_nothing_is_compared_with_a_stretch_the_desk_did_not_live() -> None:
    young = Period.of(Span.DAYS_30, NOW, PARIS, Instant(NOW - 40 * DAY))
    assert young.previous == young.start


def test_a_share_is_followed_over_a_year_at_least() -> None:
    trend = Period.of(Span.DAYS_30, NOW, PARIS, LONG_AGO).trend()
    assert (trend[0].day, len(trend)) == (date(2025, 12, 1), 12)

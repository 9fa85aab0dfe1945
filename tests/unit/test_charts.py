"""Every chart from a handful of tickets whose figures are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desktop_desk.charts import CHARTS, arrivals, kept_share, resolution_time, scale, top_categories, weekly
from desktop_desk.charts.tiles import tiles
from desktop_desk.domain.figure import Behind, Direction
from desktop_desk.domain.instants import DAY, HOUR, MINUTE, Instant, from_datetime, plus
from desktop_desk.domain.period import Period, Span
from desktop_desk.domain.ticket import Outcome
from desktop_desk.services.insights import Insights
from desktop_desk.text import Words
from tests.support.busy_desk import NOW, PARIS, busy_desk
from tests.support.figure_data import ListedTickets, Lived

EN = Words("en")
PRINTERS, TILLS = (1, "Printers"), (2, "Tills")


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> Instant:
    return from_datetime(datetime(2026, month, day, hour, minute, tzinfo=PARIS))


def period(data: ListedTickets, span: Span = Span.WEEKS_12) -> Period:
    return Period.of(span, NOW, PARIS, data.oldest())


def solved(created: Instant, hours: float, **more: object) -> Lived:
    return Lived(created=created, resolved=plus(created, int(hours * HOUR)), **more)  # type: ignore[arg-type]


def picked(data: ListedTickets, behind: Behind | None, tz: ZoneInfo = PARIS) -> int:
    """How many tickets a ``Behind`` lists, read field by field as a queue would."""
    if behind is None:
        return 0
    fits = [
        each
        for each in data.tickets
        if (behind.created_from is None or behind.created_from <= each.created)
        and (behind.created_to is None or each.created < behind.created_to)
        and (behind.resolved_from is None or (each.resolved or 0) >= behind.resolved_from)
        and (behind.resolved_to is None or (each.resolved or behind.resolved_to) < behind.resolved_to)
        and (behind.category_id is None or (each.category or (None,))[0] == behind.category_id)
        and (not behind.uncategorised or each.category is None)
        and (behind.kept is None or each.kept is behind.kept)
        and (behind.outcome is not Outcome.SOLVED or (each.resolved is not None and each.solved))
        and (behind.active is None or (each.resolved is None) is behind.active)
        and (behind.late is None or (each.due is not None and each.due < NOW) is behind.late)
        and (behind.due_from is None or (each.due or 0) >= behind.due_from)
        and (behind.due_to is None or (each.due or behind.due_to) < behind.due_to)
    ]
    local = [datetime.fromtimestamp(each.created / 1e6, tz) for each in fits]
    return sum(
        (behind.weekday is None or moment.weekday() == behind.weekday)
        and (behind.hour is None or moment.hour == behind.hour)
        for moment in local
    )


def test_weekly_counts_each_week_and_leaves_the_current_one_unfinished() -> None:
    data = ListedTickets([solved(at(11, 16), 2), solved(at(11, 17), 200), Lived(created=at(11, 23))])
    figure = weekly.figure(data, period(data), EN)
    last_week, this_week = figure.columns[-2:]
    assert (last_week.bar.value, last_week.point and last_week.point.value) == (2, 1)
    assert (this_week.bar.value, this_week.point, this_week.unfinished) == (1, None, "so far")
    assert last_week.bar.label == "2 opened, 1 resolved"
    assert figure.end_label == "1"


def test_weekly_names_the_month_where_it_changes() -> None:
    data = busy_desk()
    stops = [column.stop for column in weekly.figure(data, period(data), EN).columns]
    assert [stop.text for stop in stops[:3]] == ["31", "7", "14"]
    assert stops[1].full == "7\u00a0Sep"
    assert stops[1].group != stops[0].group
    assert stops[1].group == stops[2].group


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (((1, 0), (1, 0)), "For two weeks, more has been coming in than you resolve"),
        (((0, 1), (1, 0)), "Last week, more came in than you resolved"),
        (((1, 0), (0, 1)), "Last week, you resolved more than came in"),
        (((0, 1), (0, 1)), "For two weeks, you have been resolving more than comes in"),
        (((1, 0), (1, 1)), "Last week, as many were resolved as opened"),
        (((1, 0), (0, 0)), "Last week, nothing came in"),
    ],
)
def test_weekly_says_how_the_finished_weeks_lean(weeks: Sequence[tuple[int, int]], said: str) -> None:
    tickets = []
    for day, (opened, resolved) in zip((9, 16), weeks, strict=True):
        tickets += [Lived(created=at(11, day + 1))] * opened
        tickets += [Lived(created=at(1, 5), resolved=at(11, day + 1))] * resolved
    data = ListedTickets(tickets)
    assert weekly.figure(data, period(data), EN).said == said


def test_kept_share_fills_the_points_that_reach_the_objective_and_leaves_gaps() -> None:
    data = ListedTickets(
        [solved(at(9, 1), 1, kept=True)] * 19
        + [solved(at(9, 2), 1, kept=False)]
        + [solved(at(11, 2), 1, kept=True)] * 9
        + [solved(at(11, 3), 1, kept=False), solved(at(11, 3), 1)]
    )
    points = kept_share.figure(data, period(data), EN).points
    september, october, november = points[-3:]
    assert september.mark is not None
    assert november.mark is not None
    assert (september.mark.value, september.reached) == (0.95, True)
    assert october.mark is None
    assert (november.mark.value, november.reached) == (0.9, False)
    assert november.mark.label == "90% kept, 1 broken of 10"


def test_kept_share_says_where_its_axis_starts() -> None:
    data = ListedTickets([solved(at(11, 2), 1, kept=True)] * 9 + [solved(at(11, 2), 1, kept=False)])
    figure = kept_share.figure(data, period(data), EN)
    assert figure.axis.low == pytest.approx(0.85)
    assert figure.said == "Objective not reached yet · axis from 85% to 100%"


def test_resolution_time_has_mean_and_median_of_all_on_top() -> None:
    data = ListedTickets(
        [solved(at(11, 2), hours, category=PRINTERS) for hours in (1, 2, 9)]
        + [solved(at(11, 3), 5, category=TILLS), solved(at(11, 4), 50, solved=False), solved(at(11, 5), 3)]
    )
    figure = resolution_time.figure(data, period(data), EN)
    overall, printers = figure.rows[0], figure.rows[1]
    assert (overall.mark.value, overall.median) == (4 * 3600, 3 * 3600)
    assert (printers.mark.name, printers.mark.value, printers.median) == ("Printers", 4 * 3600, 2 * 3600)
    assert {row.mark.name for row in figure.rows} == {"All requests", "Printers", "Tills", "No category"}
    assert overall.overall
    assert not printers.overall


def test_resolution_time_keeps_hours_beyond_a_day() -> None:
    data = ListedTickets([solved(at(11, 2), 54 + 28 / 60)])
    row = resolution_time.figure(data, period(data), EN).rows[0]
    assert row.text == "54\u00a0h\u00a028"


def test_top_categories_says_how_each_moved() -> None:
    old = [Lived(created=at(7, 7), category=PRINTERS)] * 3 + [Lived(created=at(1, 5))]
    data = ListedTickets(
        [*old, *[Lived(created=at(11, 2), category=PRINTERS)], Lived(created=at(11, 3), category=TILLS)]
    )
    changes = {each.mark.name: each.change for each in top_categories.figure(data, period(data), EN).ranked}
    printers, tills = changes["Printers"], changes["Tills"]
    assert printers is not None
    assert tills is not None
    assert (printers.direction, printers.good, printers.text) == (Direction.DOWN, True, "−2")
    assert (tills.direction, tills.good, tills.text) == (Direction.UP, False, "+1")


def test_top_categories_of_a_young_desk_are_compared_with_nothing() -> None:
    data = ListedTickets([Lived(created=at(11, 2), category=PRINTERS)])
    assert top_categories.figure(data, period(data), EN).ranked[0].change is None


def test_arrivals_are_in_the_zone_of_the_desk() -> None:
    data = ListedTickets([Lived(created=at(11, 16, 8, 30))] * 3 + [Lived(created=at(11, 18, 14))])
    figure = arrivals.figure(data, period(data), EN)
    assert figure.said == "Peak on Monday from 08:00 to 09:00: 3 requests"
    martinique = Period.of(Span.WEEKS_12, NOW, ZoneInfo("America/Martinique"), data.oldest())
    assert arrivals.figure(data, martinique, EN).said == "Peak on Monday from 03:00 to 04:00: 3 requests"


def test_arrivals_stretch_to_the_days_and_hours_that_brought_something() -> None:
    data = ListedTickets([Lived(created=at(11, 22, 23))])
    figure = arrivals.figure(data, period(data), EN)
    assert (len(figure.row_names), figure.column_names[0], figure.column_names[-1]) == (7, "8", "23")
    assert max(cell.level for cell in figure.cells) == 4


@pytest.mark.parametrize("span", Span)
@pytest.mark.parametrize("name", CHARTS)
def test_a_click_lists_as_many_tickets_as_the_mark_counts(name: str, span: Span) -> None:
    data = busy_desk()
    figure = CHARTS[name](data, period(data, span), EN)
    for mark in figure.marks():
        found = picked(data, mark.behind)
        if name in {"weekly", "arrivals", "top_categories"}:
            assert found == mark.value, mark
        elif name == "kept_share":
            broken = int(mark.label.split("kept, ")[1].split(" ")[0])
            assert found == broken or not broken
        else:
            assert f"{found:,} request" in mark.label


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", CHARTS)
def test_an_empty_chart_says_what_to_do_instead(name: str, language: str) -> None:
    data = ListedTickets()
    figure = CHARTS[name](data, period(data), Words(language))
    assert figure.title
    assert len(figure.empty) > 20
    assert figure.marks() == ()


def test_tiles_of_the_busy_desk_agree_with_its_tickets() -> None:
    data = busy_desk()
    for tile in tiles(data, NOW, PARIS, EN)[:3]:
        assert picked(data, tile.behind) == int(tile.text), tile.name
        assert tile.said.startswith(tile.label)


def test_tiles_know_what_is_late_and_what_is_due_today() -> None:
    data = ListedTickets(
        [
            Lived(created=at(11, 20), due=plus(NOW, -HOUR)),
            Lived(created=at(11, 20), due=plus(NOW, HOUR)),
            Lived(created=at(11, 20), due=plus(NOW, 2 * DAY)),
            Lived(created=at(11, 20), due=plus(NOW, -HOUR), archived=True),
        ]
    )
    active, late, due, mean, kept = tiles(data, NOW, PARIS, EN)
    assert (active.text, late.text, due.text) == ("3", "1", "1")
    assert late.alarm
    assert not active.alarm
    assert active.change is not None
    assert (active.change.direction, active.change.good, active.change.text) == (
        Direction.UP,
        False,
        "3 requests",
    )
    assert due.change is not None
    assert due.change.good is None
    assert (mean.text, kept.text, mean.behind, kept.behind) == ("–", "–", None, None)


def test_tiles_follow_means_over_thirty_days() -> None:
    before = [solved(at(10, 10), 8, kept=False), solved(at(10, 10), 8, kept=True)]
    data = ListedTickets([*before, solved(at(11, 10), 6 + 15 / 60, kept=True)])
    *_, mean, kept = tiles(data, NOW, PARIS, EN)
    assert mean.text == "6\u00a0h\u00a015"
    assert mean.change is not None
    assert (mean.change.direction, mean.change.good) == (Direction.DOWN, True)
    assert mean.change.text == EN.duration(int(1.75 * 3600), "figure")
    assert (kept.text, kept.unit) == ("100", "%")
    assert kept.change is not None
    assert (kept.change.good, kept.change.text) == (True, "50 points")


def test_the_board_holds_every_chart_and_five_tiles() -> None:
    insights = Insights(busy_desk(), EN, PARIS)
    board = insights.board(Span.WEEKS_12, NOW)
    assert [figure.name for figure in board.figures] == list(CHARTS)
    assert len(board.tiles) == 5
    assert "23" in board.range_words
    assert not board.blank
    assert insights.figure("weekly", Span.WEEKS_12, NOW) == board.figures[0]
    assert Insights(ListedTickets(), EN, PARIS).board(Span.ALL, NOW).blank


@pytest.mark.parametrize("highest", [0, 1, 3, 7, 38, 99, 100, 101, 12_345])
def test_axes_of_counts_are_whole_and_hold_everything(highest: float) -> None:
    axis = scale.upward(highest, str)
    steps = {b.value - a.value for a, b in zip(axis.ticks, axis.ticks[1:], strict=False)}
    assert axis.low == 0
    assert axis.high >= highest
    assert len(steps) == 1
    assert steps.pop() % 1 == 0
    assert 2 <= len(axis.ticks) <= 7


@pytest.mark.parametrize("longest", [10, 20 * 60, 3_700, 5 * 3_600, 26 * 3_600, 316 * 3_600, 9_000 * 3_600])
def test_axes_of_durations_hold_everything_in_few_steps(longest: float) -> None:
    axis = scale.durations(longest, str)
    assert axis.high >= longest
    assert 2 <= len(axis.ticks) <= 6


@pytest.mark.parametrize("lowest", [0.0, 0.2, 0.54, 0.861, 0.95, 1.0])
def test_axes_of_shares_end_at_all(lowest: float) -> None:
    axis = scale.shares(lowest, str)
    assert axis.high == 1
    assert axis.low <= lowest
    assert 3 <= len(axis.ticks) <= 6


def test_minutes_are_not_rounded_away() -> None:
    data = ListedTickets([Lived(created=at(11, 2), resolved=plus(at(11, 2), 38 * MINUTE))])
    assert resolution_time.figure(data, period(data), EN).rows[0].text == "38\u00a0min"

"""The five key figures: where the desk stands now, and how that moved over thirty days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from desktop_desk.charts import saying
from desktop_desk.domain.figure import Behind, Change, Direction, Tile
from desktop_desk.domain.figure_data import FigureData, Load, Moment, Tally
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import local_date, midnight
from desktop_desk.domain.ticket import Outcome
from desktop_desk.text import Words

DAYS = 30
"""Days a spark line covers, and over which the two means are taken."""

NONE = "–"


def tiles(data: FigureData, now: Instant, tz: tzinfo, words: Words) -> tuple[Tile, ...]:
    """Active, late, due today, mean time to resolve, share of promises kept."""
    moments = _moments(now, tz)
    loads = data.load(moments)
    windows = _windows(data.tally(_day_edges(now, tz)))
    month = _last_days(now, tz)
    return (
        _active(loads, words),
        _late(loads, words),
        _due(loads, moments[-1], words),
        _mean(windows, month, words),
        _kept(windows, month, words),
    )


def _moments(now: Instant, tz: tzinfo) -> list[Moment]:
    """Now and the same time of day on each of the thirty days before, oldest first."""
    today = local_date(now, tz)
    since_midnight = now - midnight(today, tz)
    days = [today - timedelta(days=back) for back in range(DAYS, -1, -1)]
    return [
        Moment(
            at=Instant(midnight(day, tz) + since_midnight),
            day_start=midnight(day, tz),
            day_end=midnight(day + timedelta(days=1), tz),
        )
        for day in days
    ]


def _day_edges(now: Instant, tz: tzinfo) -> list[Instant]:
    """The midnights of the last sixty days: thirty to draw, each looking thirty days back."""
    today = local_date(now, tz)
    return [midnight(today - timedelta(days=back), tz) for back in range(2 * DAYS - 1, -2, -1)]


def _windows(days: Sequence[Tally]) -> list[Tally]:
    """For each of the last thirty-one days, the thirty days that end with it, added up."""
    return [_sum(days[end - DAYS : end]) for end in range(DAYS, len(days) + 1)]


def _sum(days: Sequence[Tally]) -> Tally:
    return Tally(
        solved=sum(day.solved for day in days),
        solved_s=sum(day.solved_s for day in days),
        judged=sum(day.judged for day in days),
        kept=sum(day.kept for day in days),
    )


def _last_days(now: Instant, tz: tzinfo) -> tuple[Instant, Instant]:
    today = local_date(now, tz)
    return midnight(today - timedelta(days=DAYS - 1), tz), midnight(today + timedelta(days=1), tz)


def _active(loads: Sequence[Load], words: Words) -> Tile:
    series = tuple(float(load.active) for load in loads)
    behind = Behind(title=words("Open requests"), active=True)
    return _count_tile("active", words("Open requests"), words("Open now"), series, behind, words)


def _late(loads: Sequence[Load], words: Words) -> Tile:
    series = tuple(float(load.late) for load in loads)
    behind = Behind(title=words("Late requests"), active=True, late=True)
    return _count_tile(
        "late", words("Late requests"), words("Late"), series, behind, words, alarm=series[-1] > 0
    )


def _due(loads: Sequence[Load], today: Moment, words: Words) -> Tile:
    series = tuple(float(load.due_today) for load in loads)
    behind = Behind(
        title=words("Due today"), active=True, late=False, due_from=today.at, due_to=today.day_end
    )
    return _count_tile("due_today", words("Due today"), words("Today"), series, behind, words, judged=False)


def _count_tile(
    name: str,
    label: str,
    brief: str,
    series: tuple[float, ...],
    behind: Behind,
    words: Words,
    *,
    alarm: bool = False,
    judged: bool = True,
) -> Tile:
    value, difference = round(series[-1]), round(series[-1] - series[0])
    n = abs(difference)
    text = saying.requests(words, n)
    change = _change(difference, text, fewer_is_better=True if judged else None, words=words)
    shown = words.number(value)
    return Tile(
        name=name,
        label=label,
        brief=brief,
        text=shown,
        said=_said(label, shown, change, words),
        alarm=alarm,
        spark=series if any(series) else (),
        change=change,
        behind=behind if value else None,
    )


def _mean(windows: Sequence[Tally], month: tuple[Instant, Instant], words: Words) -> Tile:
    label, brief = words("Mean time to resolve"), words("Mean time")
    if not windows[-1].solved:
        return _unknown("mean_time", (label, brief), words("none in 30 days"), words)
    series = tuple(window.solved_s / window.solved for window in windows if window.solved)
    text = saying.duration(words, series[-1])
    compared = windows[0].solved > 0
    difference = round((series[-1] - series[0]) / 60) if compared else 0
    moved = saying.duration(words, abs(difference) * 60)
    change = _change(difference, moved, fewer_is_better=True, words=words) if compared else None
    return Tile(
        name="mean_time",
        label=label,
        brief=brief,
        text=text,
        said=_said(label, text, change, words),
        spark=series,
        change=change or _over_days(words),
        behind=Behind(
            title=words("Solved in the last 30 days"),
            resolved_from=month[0],
            resolved_to=month[1],
            outcome=Outcome.SOLVED,
        ),
    )


def _kept(windows: Sequence[Tally], month: tuple[Instant, Instant], words: Words) -> Tile:
    label, brief = words("Promises kept"), words("Kept on time")
    last = windows[-1]
    if not last.judged:
        return _unknown("kept", (label, brief), words("none in 30 days"), words)
    series = tuple(window.kept / window.judged for window in windows if window.judged)
    compared = windows[0].judged > 0
    difference = saying.points(series[-1]) - saying.points(series[0]) if compared else 0
    moved = words.plural("{n} point", "{n} points", abs(difference))
    change = _change(difference, moved, fewer_is_better=False, words=words) if compared else None
    share, broken = saying.points(series[-1]), last.kept < last.judged
    return Tile(
        name="kept",
        label=label,
        brief=brief,
        text=words.number(share),
        unit="%",
        said=_said(label, words.percent(series[-1]), change, words),
        spark=series,
        change=change or _over_days(words),
        behind=Behind(
            title=words("Promises broken in the last 30 days")
            if broken
            else words("Promises kept in the last 30 days"),
            resolved_from=month[0],
            resolved_to=month[1],
            kept=not broken,
            outcome=Outcome.SOLVED,
        ),
    )


def _change(difference: int, text: str, *, fewer_is_better: bool | None, words: Words) -> Change:
    than = words("over 30 days")
    if difference == 0:
        return Change(direction=Direction.FLAT, text=words("steady"), than=than)
    up = difference > 0
    good = None if fewer_is_better is None else up != fewer_is_better
    return Change(direction=Direction.UP if up else Direction.DOWN, text=text, good=good, than=than)


def _over_days(words: Words) -> Change:
    """Under a number that has nothing to be compared with yet."""
    return Change(direction=Direction.FLAT, text="", than=words("over 30 days"))


def _unknown(name: str, labels: tuple[str, str], why: str, words: Words) -> Tile:
    change = Change(direction=Direction.FLAT, text="", than=why)
    label, brief = labels
    return Tile(
        name=name, label=label, brief=brief, text=NONE, said=_said(label, why, None, words), change=change
    )


def _said(label: str, text: str, change: Change | None, words: Words) -> str:
    if change is None:
        return words("{label}: {value}", label=label, value=text)
    if change.direction is Direction.FLAT:
        return words("{label}: {value}, steady over 30 days", label=label, value=text)
    if change.direction is Direction.UP:
        return words(
            "{label}: {value}, up by {change} over 30 days", label=label, value=text, change=change.text
        )
    return words(
        "{label}: {value}, down by {change} over 30 days", label=label, value=text, change=change.text
    )

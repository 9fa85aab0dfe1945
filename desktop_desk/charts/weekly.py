"""Requests opened and resolved, week by week (or by month, or by year, over longer periods)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_desk.charts import saying, scale
from desktop_desk.domain.figure import Behind, Column, Columns, Mark
from desktop_desk.domain.figure_data import FigureData, Tally
from desktop_desk.domain.period import Bar, Period, Unit, edges
from desktop_desk.text import Words

NAME = "weekly"


def figure(data: FigureData, period: Period, words: Words) -> Columns:
    """Bars for what was opened, a line for what was resolved; the unfinished bar is hatched."""
    bars = period.bars()
    tallies = data.tally(edges(bars))
    title = {
        Unit.WEEK: words("Requests by week"),
        Unit.MONTH: words("Requests by month"),
        Unit.YEAR: words("Requests by year"),
    }[period.unit]
    if not any(tally.opened or tally.resolved for tally in tallies):
        empty = words("No request in this period. Choose a longer one, or open a request with Ctrl+N.")
        return Columns(name=NAME, title=title, empty=empty)
    columns = tuple(
        _column(bar, tally, words, unfinished=bar is bars[-1])
        for bar, tally in zip(bars, tallies, strict=True)
    )
    highest = max(max(tally.opened, tally.resolved) for tally in tallies)
    return Columns(
        name=NAME,
        title=title,
        said=_said(period.unit, tallies[:-1], words),
        columns=columns,
        axis=scale.upward(highest, lambda value: saying.count(words, round(value))),
        bar_legend=words("opened"),
        line_legend=words("resolved"),
        end_label=saying.count(words, tallies[-2].resolved) if len(tallies) > 1 else "",
    )


def _column(bar: Bar, tally: Tally, words: Words, *, unfinished: bool) -> Column:
    name = saying.bar_name(words, bar)
    opened = words.plural("{count} opened", "{count} opened", tally.opened, count=_n(words, tally.opened))
    resolved = words.plural(
        "{count} resolved", "{count} resolved", tally.resolved, count=_n(words, tally.resolved)
    )
    label = words("{opened}, {resolved}", opened=opened, resolved=resolved)
    opened_behind = Behind(title=f"{name} · {opened}", created_from=bar.start, created_to=bar.end)
    resolved_behind = Behind(title=f"{name} · {resolved}", resolved_from=bar.start, resolved_to=bar.end)
    upright = Mark(name=name, value=tally.opened, label=label, behind=opened_behind if tally.opened else None)
    point = Mark(
        name=name, value=tally.resolved, label=label, behind=resolved_behind if tally.resolved else None
    )
    return Column(
        tick=saying.bar_tick(words, bar),
        bar=upright,
        point=None if unfinished else point,
        unfinished=words("so far") if unfinished else "",
    )


def _n(words: Words, n: int) -> str:
    return saying.count(words, n)


def _said(unit: Unit, full: Sequence[Tally], words: Words) -> str:
    """The run of finished bars that leans to the same side, the last one included."""
    if not full or not any(tally.opened or tally.resolved for tally in full):
        return words("The first ones have just come in")
    lean = _lean(full[-1])
    run = next((i for i, tally in enumerate(reversed(full)) if _lean(tally) != lean), len(full))
    if lean == 0:
        return words("As many resolved as opened at last count")
    for_n = {Unit.WEEK: _weeks, Unit.MONTH: _months, Unit.YEAR: _years}[unit](run, words)
    if lean > 0:
        return words("{for_n}, you have resolved more than came in", for_n=for_n)
    return words("{for_n}, more has come in than you resolved", for_n=for_n)


def _lean(tally: Tally) -> int:
    return (tally.resolved > tally.opened) - (tally.resolved < tally.opened)


def _weeks(n: int, words: Words) -> str:
    return words("Last week") if n == 1 else words("For {number} weeks", number=saying.number(words, n))


def _months(n: int, words: Words) -> str:
    return words("Last month") if n == 1 else words("For {number} months", number=saying.number(words, n))


def _years(n: int, words: Words) -> str:
    return words("Last year") if n == 1 else words("For {number} years", number=saying.number(words, n))

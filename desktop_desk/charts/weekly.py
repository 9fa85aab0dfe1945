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
        _column(bar, tally, period, words, unfinished=bar is bars[-1])
        for bar, tally in zip(bars, tallies, strict=True)
    )
    highest = max(max(tally.opened, tally.resolved) for tally in tallies)
    return Columns(
        name=NAME,
        title=title,
        said=_said(period.unit, tallies[:-1], words),
        columns=columns,
        axis=scale.upward(highest, lambda value: words.number(round(value))),
        bar_legend=words("requests opened"),
        line_legend=words("requests resolved"),
        end_label=words.number(tallies[-2].resolved) if len(tallies) > 1 else "",
    )


def _column(bar: Bar, tally: Tally, period: Period, words: Words, *, unfinished: bool) -> Column:
    name = saying.bar_name(words, bar)
    opened = words.plural("{n} opened", "{n} opened", tally.opened)
    resolved = words.plural("{n} resolved", "{n} resolved", tally.resolved)
    label = words("{opened}, {resolved}", opened=opened, resolved=resolved)
    opened_behind = Behind(title=f"{name} · {opened}", created_from=bar.start, created_to=bar.end)
    resolved_behind = Behind(title=f"{name} · {resolved}", resolved_from=bar.start, resolved_to=bar.end)
    upright = Mark(name=name, value=tally.opened, label=label, behind=opened_behind if tally.opened else None)
    point = Mark(
        name=name, value=tally.resolved, label=label, behind=resolved_behind if tally.resolved else None
    )
    return Column(
        stop=saying.bar_stop(words, bar, period.span),
        bar=upright,
        point=None if unfinished else point,
        unfinished=words("so far") if unfinished else "",
    )


def _said(unit: Unit, full: Sequence[Tally], words: Words) -> str:
    """The run of finished bars that leans to the same side, the last one included."""
    if not full or not any(tally.opened or tally.resolved for tally in full):
        return words("The first ones have just come in")
    lean = _lean(full[-1])
    run = next((i for i, tally in enumerate(reversed(full)) if _lean(tally) != lean), len(full))
    if run == 1 or lean == 0:
        return _last(unit, full[-1], words)
    since = _since(unit, run, words)
    if lean > 0:
        return words("{since}, you have been resolving more than comes in", since=since)
    return words("{since}, more has been coming in than you resolve", since=since)


def _lean(tally: Tally) -> int:
    return (tally.resolved > tally.opened) - (tally.resolved < tally.opened)


def _last(unit: Unit, last: Tally, words: Words) -> str:
    when = {Unit.WEEK: words("Last week"), Unit.MONTH: words("Last month"), Unit.YEAR: words("Last year")}
    if not last.opened and not last.resolved:
        return words("{when}, nothing came in", when=when[unit])
    lean = _lean(last)
    if lean == 0:
        return words("{when}, as many were resolved as opened", when=when[unit])
    if lean > 0:
        return words("{when}, you resolved more than came in", when=when[unit])
    return words("{when}, more came in than you resolved", when=when[unit])


def _since(unit: Unit, run: int, words: Words) -> str:
    number = saying.number(words, run)
    return {
        Unit.WEEK: words("For {number} weeks", number=number),
        Unit.MONTH: words("For {number} months", number=number),
        Unit.YEAR: words("For {number} years", number=number),
    }[unit]

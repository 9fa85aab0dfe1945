"""The share of requests solved within their promise, month by month, against the objective."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_desk.charts import saying, scale
from desktop_desk.domain.figure import Behind, Curve, Mark, Point
from desktop_desk.domain.figure_data import FigureData, Tally
from desktop_desk.domain.period import Bar, Period, Unit, edges
from desktop_desk.domain.ticket import Outcome
from desktop_desk.text import Words

NAME = "kept_share"

OBJECTIVE = 0.95
"""The share a well-kept desk of this size reaches, in the firm that asked for this program."""


def figure(data: FigureData, period: Period, words: Words) -> Curve:
    """One point a month over a year at least; a month without any verdict leaves a gap."""
    bars = period.trend()
    unit = bars[-1].unit
    tallies = data.tally(edges(bars))
    title = words("Promises kept by month") if unit is Unit.MONTH else words("Promises kept by year")
    shares = [tally.kept / tally.judged if tally.judged else None for tally in tallies]
    known = [share for share in shares if share is not None]
    if not known:
        empty = words("No promise has ended in this period. The share appears with the next request solved.")
        return Curve(name=NAME, title=title, empty=empty)
    axis = scale.shares(min(*known, OBJECTIVE), words.percent)
    return Curve(
        name=NAME,
        title=title,
        said=_said(unit, shares, axis.low, words),
        points=tuple(_point(bar, tally, period, words) for bar, tally in zip(bars, tallies, strict=True)),
        axis=axis,
        objective=OBJECTIVE,
        objective_legend=words("objective {share}", share=words.percent(OBJECTIVE)),
        end_label=words.percent(known[-1]),
    )


def _point(bar: Bar, tally: Tally, period: Period, words: Words) -> Point:
    name, stop = saying.bar_name(words, bar), saying.bar_stop(words, bar, period.span)
    if not tally.judged:
        return Point(stop=stop, mark=None)
    share = tally.kept / tally.judged
    broken = tally.judged - tally.kept
    label = words(
        "{share} kept, {broken} broken of {count}",
        share=words.percent(share),
        broken=words.number(broken),
        count=words.number(tally.judged),
    )
    behind = Behind(
        title=words("{name} · promises broken", name=name)
        if broken
        else words("{name} · promises kept", name=name),
        resolved_from=bar.start,
        resolved_to=bar.end,
        kept=not broken,
        outcome=Outcome.SOLVED,
    )
    mark = Mark(name=name, value=share, label=label, behind=behind)
    return Point(stop=stop, mark=mark, reached=share >= OBJECTIVE)


def _said(unit: Unit, shares: Sequence[float | None], low: float, words: Words) -> str:
    """How many points in a row reached the objective, or when it last was."""
    axis = words("axis from {low} to {high}", low=words.percent(low), high=words.percent(1.0))
    fact = _fact(unit, [share >= OBJECTIVE for share in shares if share is not None], words)
    return fact if low == 0 else words("{fact} · {axis}", fact=fact, axis=axis)


def _fact(unit: Unit, reached: list[bool], words: Words) -> str:
    run = next((i for i, each in enumerate(reversed(reached)) if not each), len(reached))
    monthly = unit is Unit.MONTH
    if run == 1:
        return words("Objective reached this month") if monthly else words("Objective reached this year")
    if run:
        n = saying.number(words, run)
        if monthly:
            return words("Objective reached {number} months running", number=n)
        return words("Objective reached {number} years running", number=n)
    if not any(reached):
        return words("Objective not reached yet")
    return words("Objective not reached this month") if monthly else words("Objective not reached this year")

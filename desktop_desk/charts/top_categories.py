"""What keeps coming back: the categories most asked for, and how that moved."""

from __future__ import annotations

from desktop_desk.charts import saying
from desktop_desk.domain.figure import Behind, Change, Direction, Mark, Ranked, Ranking
from desktop_desk.domain.figure_data import CategoryCount, FigureData
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import Period
from desktop_desk.text import Words

NAME = "top_categories"

LIMIT = 6


def figure(data: FigureData, period: Period, words: Words) -> Ranking:
    """The six first categories with their count and its change against the stretch before."""
    title = words("What keeps coming back")
    end = Instant(period.now + 1)
    counts = data.top_categories(period.previous, period.start, end, LIMIT)
    if not counts:
        empty = words("No request has a category in this period. Give them one with L in the queue.")
        return Ranking(name=NAME, title=title, empty=empty)
    said = words("Most frequent categories, {over_span}", over_span=saying.span_words(words, period.span))
    ranked = tuple(_ranked(count, period, end, words) for count in counts)
    return Ranking(name=NAME, title=title, said=said, ranked=ranked)


def _ranked(count: CategoryCount, period: Period, end: Instant, words: Words) -> Ranked:
    compared = period.previous < period.start
    change = _change(count.count - count.previous, words) if compared else None
    asked = saying.requests(words, count.count)
    label = words("{asked}, {before} before", asked=asked, before=words.number(count.previous))
    behind = Behind(
        title=f"{count.name} · {asked}",
        category_id=count.category_id,
        created_from=period.start,
        created_to=end,
    )
    mark = Mark(name=count.name, value=count.count, label=label if compared else asked, behind=behind)
    return Ranked(mark=mark, text=words.number(count.count), change=change)


def _change(difference: int, words: Words) -> Change:
    if difference == 0:
        return Change(direction=Direction.FLAT, text=words.signed(0))
    up = difference > 0
    direction = Direction.UP if up else Direction.DOWN
    return Change(direction=direction, text=words.signed(difference), good=not up)

"""How long solving takes: mean and median, for all requests and for each category.

The time is the real one, from the request's creation to its resolution, nights and pauses
included: what the requester lived through. Only solved requests count.
"""

from __future__ import annotations

from desktop_desk.charts import saying, scale
from desktop_desk.domain.figure import Behind, Mark, Row, Rows
from desktop_desk.domain.figure_data import FigureData, Times
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import Period
from desktop_desk.domain.ticket import Outcome
from desktop_desk.text import Words

NAME = "resolution_time"

LIMIT = 6
"""Categories drawn under the row of all requests."""


def figure(data: FigureData, period: Period, words: Words) -> Rows:
    """A bar for the mean, a diamond for the median; the first row is all requests together."""
    title = words("Time to resolve")
    end = Instant(period.now + 1)
    overall = data.times(period.start, end)
    if overall is None:
        empty = words("Nothing solved in this period. The times appear as soon as a request is resolved.")
        return Rows(name=NAME, title=title, empty=empty)
    solved = Behind(
        title=words("All requests solved"),
        resolved_from=period.start,
        resolved_to=end,
        outcome=Outcome.SOLVED,
    )
    rows = [_row(words("All requests"), overall, solved, words, overall=True)]
    for category in data.times_by_category(period.start, end, LIMIT):
        loose = category.category_id is None
        name = words("No category") if loose else category.name
        behind = Behind(
            category_id=category.category_id,
            uncategorised=loose,
            resolved_from=solved.resolved_from,
            resolved_to=solved.resolved_to,
            outcome=solved.outcome,
            title=words("{name} · solved", name=name),
        )
        rows.append(_row(name, category.times, behind, words))
    longest = max(max(row.mark.value, row.median) for row in rows)
    return Rows(
        name=NAME,
        title=title,
        said=words(
            "Half of them within {median}, real time", median=saying.duration(words, overall.median_s)
        ),
        rows=tuple(rows),
        axis=scale.durations(longest, lambda value: saying.duration_tick(words, value)),
        bar_legend=words("mean"),
        diamond_legend=words("median"),
    )


def _row(name: str, times: Times, behind: Behind, words: Words, *, overall: bool = False) -> Row:
    mean = saying.duration(words, times.mean_s)
    label = words.plural(
        "mean {mean}, median {median}, {n} request",
        "mean {mean}, median {median}, {n} requests",
        times.count,
        mean=mean,
        median=saying.duration(words, times.median_s),
    )
    mark = Mark(name=name, value=times.mean_s, label=label, behind=behind)
    return Row(mark=mark, median=times.median_s, text=mean, overall=overall)

"""When requests arrive: weekday by hour, in the desk's own zone."""

from __future__ import annotations

from math import ceil

from desktop_desk.charts import saying
from desktop_desk.domain.figure import Behind, Cell, Heat, Mark
from desktop_desk.domain.figure_data import FigureData
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import Period
from desktop_desk.text import Words, capital

NAME = "arrivals"

FIRST_HOUR, LAST_HOUR = 8, 17
"""Hours always drawn; others come in when something arrived then."""

LEVELS = 4


def figure(data: FigureData, period: Period, words: Words) -> Heat:
    """Monday to Friday and the usual hours, stretched to whatever days and hours brought something."""
    title = words("When requests arrive")
    end = Instant(period.now + 1)
    found = {pair: n for pair, n in data.arrivals(period.start, end, period.tz).items() if n}
    if not found:
        empty = words("No request in this period. Choose a longer one, or open a request with Ctrl+N.")
        return Heat(name=NAME, title=title, empty=empty)
    weekdays = range(max(5, 1 + max(weekday for weekday, _ in found)))
    hours = range(
        min(FIRST_HOUR, *(hour for _, hour in found)), 1 + max(LAST_HOUR, *(hour for _, hour in found))
    )
    most = max(found.values())
    cells = []
    for weekday in weekdays:
        for hour in hours:
            n = found.get((weekday, hour), 0)
            mark = _mark(weekday, hour, n, (period.start, end), words)
            cells.append(
                Cell(
                    row=weekday,
                    column=hour - hours.start,
                    level=ceil(LEVELS * n / most),
                    text=words.number(n) if n else "",
                    mark=mark,
                )
            )
    return Heat(
        name=NAME,
        title=title,
        said=_said(found, most, words),
        row_names=tuple(words.weekday_short(weekday) for weekday in weekdays),
        column_names=tuple(str(hour) for hour in hours),
        cells=tuple(cells),
        column_title=words("hour of arrival"),
        less=words("fewer"),
        more=words("more"),
    )


def _mark(weekday: int, hour: int, n: int, limits: tuple[Instant, Instant], words: Words) -> Mark:
    name = words(
        "{weekday}, {start} to {end}",
        weekday=capital(words.weekday(weekday)),
        start=words.hour(hour),
        end=words.hour(hour + 1),
    )
    asked = saying.requests(words, n)
    if not n:
        return Mark(name=name, value=0, label=words("no request"))
    start, end = limits
    behind = Behind(title=f"{name} · {asked}", created_from=start, created_to=end, weekday=weekday, hour=hour)
    return Mark(name=name, value=n, label=asked, behind=behind)


def _said(found: dict[tuple[int, int], int], most: int, words: Words) -> str:
    weekday, hour = min(pair for pair, n in found.items() if n == most)
    return words.plural(
        "Peak on {weekday} from {start} to {end}: {n} request",
        "Peak on {weekday} from {start} to {end}: {n} requests",
        most,
        weekday=words.weekday(weekday),
        start=words.hour(hour),
        end=words.hour(hour + 1),
    )

"""The dashboard's question: what does the desk look like over this period, at this moment."""

from __future__ import annotations

from datetime import tzinfo

from desktop_desk.charts import CHARTS, saying
from desktop_desk.charts.tiles import tiles
from desktop_desk.domain.figure import Board, Figure
from desktop_desk.domain.figure_data import FigureData
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import Period, Span
from desktop_desk.text import Words


class Insights:
    """Asks ``data`` for counts and turns them into figures, in one language and one zone."""

    def __init__(self, data: FigureData, words: Words, tz: tzinfo) -> None:
        self._data, self._words, self._tz = data, words, tz

    def board(self, span: Span, now: Instant) -> Board:
        """Every key figure and every chart over ``span``, as at ``now``."""
        oldest = self._data.oldest()
        period = Period.of(span, now, self._tz, oldest)
        return Board(
            tiles=tiles(self._data, now, self._tz, self._words),
            figures=tuple(chart(self._data, period, self._words) for chart in CHARTS.values()),
            range_words=saying.range_words(self._words, period),
            span=span,
            computed_at=now,
            blank=oldest is None,
        )

    def figure(self, name: str, span: Span, now: Instant) -> Figure:
        """One chart; raises ``KeyError`` for a name that is not in ``CHARTS``."""
        period = Period.of(span, now, self._tz, self._data.oldest())
        return CHARTS[name](self._data, period, self._words)

"""The figures of the dashboard: counts in, a figure in the reader's words out. One file a chart."""

from __future__ import annotations

from collections.abc import Callable

from desktop_desk.charts import arrivals, kept_share, resolution_time, top_categories, weekly
from desktop_desk.domain.figure import Figure
from desktop_desk.domain.figure_data import FigureData
from desktop_desk.domain.period import Period
from desktop_desk.text import Words

Chart = Callable[[FigureData, Period, Words], Figure]

CHARTS: dict[str, Chart] = {
    weekly.NAME: weekly.figure,
    kept_share.NAME: kept_share.figure,
    resolution_time.NAME: resolution_time.figure,
    arrivals.NAME: arrivals.figure,
    top_categories.NAME: top_categories.figure,
}
"""Every chart by name, in the order they are shown."""

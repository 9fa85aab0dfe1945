"""Measuring fairly: ours and the floor in turns, medians, one line a figure."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``limit`` bounds ``ratio`` where there is a floor, else ``ours`` itself.

    ``at_least`` turns the limit round: for what should be large, such as deadlines a second.
    ``note`` is told behind the line.
    """

    name: str
    ours: float
    unit: str
    limit: float
    floor: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor we cost."""
        return None if self.floor is None else self.ours / self.floor

    @property
    def over(self) -> bool:
        """Whether the limit is exceeded."""
        value = self.ours if self.ratio is None else self.ratio
        return value < self.limit if self.at_least else value > self.limit

    def line(self) -> str:
        """The figure as the table shows it."""
        floor = "" if self.floor is None else _number(self.floor)
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        sign = ">=" if self.at_least else "<="
        limit = f"{sign} {self.limit:g}" + ("x" if self.ratio is not None else f" {self.unit}")
        state = "OVER" if self.over else ""
        ours = _number(self.ours)
        numbers = f"{ours:>12}{floor:>12} {self.unit:<6}{ratio:>8}"
        return f"{self.name:<46}{numbers}  {limit:<14}{state:<6}{self.note}".rstrip()


HEADER = f"{'figure':<46}{'ours':>12}{'floor':>12} {'unit':<6}{'ratio':>8}  {'limit':<14}"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median milliseconds of both, measured in turns so that a busy moment hits both; garbage kept off."""
    ours()
    floor()
    mine, theirs = [], []
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            mine.append(seconds(ours))
            theirs.append(seconds(floor))
    finally:
        gc.enable()
    return statistics.median(mine) * 1000, statistics.median(theirs) * 1000


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _number(value: float) -> str:
    if value >= 10_000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"

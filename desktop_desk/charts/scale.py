"""Axes people can read: few ticks, on round values."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, log10

from desktop_desk.domain.figure import Axis, Tick

_HOUR = 3600.0
_TIME_STEPS = tuple(minutes * 60.0 for minutes in (1, 2, 5, 10, 15, 30)) + tuple(
    hours * _HOUR for hours in (1, 2, 4, 6, 12, 24, 48)
)


def upward(highest: float, label: Callable[[float], str], intervals: int = 4) -> Axis:
    """An axis of whole numbers from 0 to just above ``highest``."""
    step = max(1.0, _round_step(highest / intervals))
    return _ticks(0, max(1, ceil(highest / step)), step, label)


def durations(longest: float, label: Callable[[float], str], intervals: int = 5) -> Axis:
    """An axis of seconds from 0, stepped in minutes, hours or days as they are counted."""
    step = next((step for step in _TIME_STEPS if step * intervals >= longest), 0.0)
    step = step or _round_step(longest / intervals / _HOUR) * _HOUR
    return _ticks(0, max(1, ceil(longest / step)), step, label)


def shares(lowest: float, label: Callable[[float], str]) -> Axis:
    """An axis of shares that ends at 1 and starts a little under ``lowest``, at 0 if need be."""
    for step in (0.05, 0.1):
        foot = floor(round((lowest - 0.01) / step, 6))
        if round(1 / step) - foot <= 5:
            foot = min(foot, round(1 / step) - 2)
            return _ticks(foot, round(1 / step), step, label)
    return _ticks(0, 5, 0.2, label)


def _ticks(first: int, last: int, step: float, label: Callable[[float], str]) -> Axis:
    values = [round(i * step, 6) for i in range(first, last + 1)]
    return Axis(tuple(Tick(value, label(value)) for value in values))


def _round_step(raw: float) -> float:
    if raw <= 0:
        return 1.0
    power = 10.0 ** floor(log10(raw))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= raw * 0.999999)

"""The measuring helpers of the bench: what is over a limit, percentiles, and the line that says it."""

from __future__ import annotations

import pytest

from tests.benchmarks.measure import HEADER, Figure, in_turns, percentile


@pytest.mark.parametrize(
    ("figure", "over"),
    [
        (Figure("a ratio within", 3.0, "ms", 3, 1.0), False),
        (Figure("a ratio above", 3.1, "ms", 3, 1.0), True),
        (Figure("a value within", 50.0, "ms", 50), False),
        (Figure("a value above", 50.1, "ms", 50), True),
        (Figure("a rate reached", 500_000, "/s", 500_000, at_least=True), False),
        (Figure("a rate missed", 499_999, "/s", 500_000, at_least=True), True),
    ],
)
def test_over(figure: Figure, *, over: bool) -> None:
    assert figure.over is over
    assert figure.line().rstrip().endswith("OVER") is over


def test_a_floor_makes_the_limit_one_of_the_ratio() -> None:
    slow = Figure("ten times a fast floor", 0.5, "ms", 3, 0.05)
    assert slow.ratio == pytest.approx(10)
    assert slow.over
    assert Figure("the same without a floor", 0.5, "ms", 3).ratio is None


def test_line_keeps_its_columns() -> None:
    line = Figure("first rows", 1.234, "ms", 3, 1.0, note="longest 7 ms").line()
    assert line.split() == [
        "first",
        "rows",
        "1.234",
        "1.000",
        "ms",
        "1.23x",
        "<=",
        "3x",
        "longest",
        "7",
        "ms",
    ]
    assert line.index("ms ") == HEADER.index("unit")
    rate = Figure("deadlines", 612_345.6, "/s", 500_000, at_least=True).line()
    assert "612,346" in rate
    assert rate.endswith(">= 500000 /s")


def test_percentile_of_any_order() -> None:
    values = [float(value) for value in range(1000, 0, -1)]
    assert percentile(values, 0.5) == 501
    assert percentile(values, 0.999) == 1000
    assert percentile([7.0], 0.999) == 7


def test_in_turns_calls_both_as_often() -> None:
    calls: list[str] = []
    ours, floor = in_turns(lambda: calls.append("ours"), lambda: calls.append("floor"), 3)
    assert calls == ["ours", "floor"] * 4
    assert ours >= 0
    assert floor >= 0

"""A minute of several processes, fifty kills, a thousand lives: what the everyday run does in short."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.services.test_anything import AnyLife
from tests.support.crowd import crowd, killed_rounds

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


def test_a_minute_of_a_desk_and_three_writers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = crowd(tmp_path / "desk.sqlite3", seconds=60)
    with capsys.disabled():
        sys.stdout.write(f"\n  {told.acknowledged} tickets acknowledged, by process {told.each}\n")
    assert told.faults == []
    assert told.missing == set()
    assert min(told.each) > 0


def test_fifty_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = killed_rounds(tmp_path / "desk.sqlite3", rounds=50, dice=random.Random())
    with capsys.disabled():
        sys.stdout.write(
            f"\n  {told.acknowledged} acknowledged; opened again in {told.slowest_s:.2f} s at most\n"
        )
    assert told.faults == []
    assert told.missing == set()
    assert told.slowest_s <= 5


def test_hundreds_of_lives() -> None:
    run_state_machine_as_test(
        AnyLife, settings=settings(max_examples=300, stateful_step_count=40, deadline=None)
    )

"""Several processes and one file; a process killed at any moment."""

from __future__ import annotations

import random
from pathlib import Path

from tests.support.crowd import crowd, killed_rounds, orphaned


def test_a_desk_and_three_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    told = crowd(tmp_path / "desk.sqlite3", seconds=5)
    assert told.faults == []
    assert told.missing == set()
    assert told.acknowledged >= 20
    assert min(told.each) > 0, "every writer had its turn"


def test_killed_at_any_moment_nothing_is_half_made(tmp_path: Path) -> None:
    told = killed_rounds(tmp_path / "desk.sqlite3", rounds=10, dice=random.Random())
    assert told.faults == []
    assert told.missing == set()
    assert told.slowest_s <= 5
    assert told.acknowledged > 0


def test_when_the_owner_is_killed_its_guests_go_on(tmp_path: Path) -> None:
    told = orphaned(tmp_path / "desk.sqlite3", seconds=5)
    assert told.faults == []
    assert told.missing == set()
    assert min(told.each) > 0, "every guest goes on"

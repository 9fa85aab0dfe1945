"""A desk with a stranger and an employee before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.tasks import Tasks
from tests.support.desks import SmallDesk, small_desk
from tests.support.intake_seat import Seat, seat_at


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def stranger(desk: SmallDesk, qtbot: QtBot) -> Iterator[Seat]:
    """Somebody the desk has never seen."""
    tasks, bridge = Tasks(), Bridge(desk.opened.bus)
    yield seat_at(desk, qtbot, "sam@pc", tasks, bridge)
    bridge.stop()
    tasks.stop()


@pytest.fixture
def lucie(stranger: Seat) -> Seat:
    """An employee the desk knows."""
    stranger.session.become(stranger.desk.person("Lucie Marchand"))
    return stranger

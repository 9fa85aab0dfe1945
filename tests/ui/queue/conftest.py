"""The page of the queue, over a real store with a morning in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_desk.ui.views.queue import QueueView
from tests.ui.queue_page import shown
from tests.ui.queue_support import QueueDesk, morning, queue_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[QueueDesk]:
    with queue_desk(tmp_path / "q.sqlite3") as desk:
        yield desk


@pytest.fixture
def rows(desk: QueueDesk) -> list[int]:
    return morning(desk)


@pytest.fixture
def page(qtbot: QtBot, desk: QueueDesk, rows: list[int]) -> QueueView:
    return shown(qtbot, desk)

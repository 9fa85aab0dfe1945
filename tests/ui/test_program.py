"""The whole program on a real screen, seen from outside: window, tray, second start, start times, end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_desk import log, paths
from desktop_desk.ui import single_instance
from tests.support.desks import desk_left_with_a_request
from tests.support.desktop import NotificationService
from tests.support.screen import Screen

PROGRAM = Path(__file__).parents[1] / "support" / "desk_program.py"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return desk_left_with_a_request(tmp_path / "desk.sqlite3")


@pytest.fixture
def start(screen: Screen, store: Path, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    running: list[subprocess.Popen[str]] = []

    def run() -> subprocess.Popen[str]:
        environment = screen.environment | {"DESKTOP_DESK_TIMING": "1", "PYTHONPATH": str(ROOT)}
        environment["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        command = [sys.executable, str(PROGRAM), str(store), str(tmp_path / "settings.toml")]
        running.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()


def times(process: subprocess.Popen[str]) -> dict[str, float]:
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("{"):
            told: dict[str, float] = json.loads(line)
            return told
    raise AssertionError("it ended without a word")


def traces() -> str:
    """The stacks of a fault below Python, if there was one."""
    path = paths.state_dir() / log.TRACES_NAME
    return path.read_text("utf-8") if path.exists() else ""


def test_it_shows_its_rows_its_tray_and_one_window(
    start: Callable[[], subprocess.Popen[str]], notification_service: NotificationService, store: Path
) -> None:
    first = start()
    told = times(first)
    assert 0 < told["painted_s"] < told["rows_s"]
    notification_service.wait("tray-item", timeout=15)
    second = start()
    assert second.wait(15) == 0
    assert single_instance.hand_over(single_instance.address(str(store)), {"ticket": "1"})
    notification_service.click_tray()
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    assert first.wait(15) == 0, traces()
    notification_service.wait("tray-gone", timeout=5)
    assert not store.with_name(store.name + ".owner").exists()

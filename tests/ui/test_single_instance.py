"""One window a desk: the second start is heard by the first."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_desk.ui.single_instance import Listener, address, hand_over


@pytest.fixture
def where(tmp_path: Path) -> str:
    return address(str(tmp_path / "desk.sqlite3"))


@pytest.fixture
def first(qapp, where: str) -> Iterator[Listener]:
    made = Listener(where)
    assert made.listen()
    yield made
    made.stop()


def test_the_first_is_alone(where: str) -> None:
    assert not hand_over(where, {"ticket": "12"})


def test_the_second_is_heard(qtbot, first: Listener, where: str) -> None:
    told: list[bool] = []
    with qtbot.waitSignal(first.asked, timeout=3000) as heard:
        second = threading.Thread(target=lambda: told.append(hand_over(where, {"ticket": "12"})))
        second.start()
    qtbot.waitUntil(lambda: told == [True], timeout=3000)
    second.join()
    assert heard.args == [{"ticket": "12"}]


def test_what_is_no_wish_is_passed_over(qtbot, first: Listener, where: str) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(where)
        caller.sendall(b"not json\n")
        qtbot.wait(100)
    with qtbot.waitSignal(first.asked, timeout=3000):
        threading.Thread(target=lambda: hand_over(where, {})).start()


def test_two_desks_have_two_sockets(tmp_path: Path) -> None:
    assert address(str(tmp_path / "a")) != address(str(tmp_path / "b"))


def test_a_socket_left_by_a_crash_is_taken_over(qapp, where: str) -> None:
    code = (
        "import os, socket, sys\n"
        "s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); os._exit(1)\n"
    )
    subprocess.run([sys.executable, "-c", code, where], check=False)
    assert Path(where).exists()
    made = Listener(where)
    assert made.listen()
    made.stop()

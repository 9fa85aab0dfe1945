"""A real X screen for the tests that need real windows."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """A running X server."""

    display: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a program that shows its windows on this screen."""
        return os.environ | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}


@contextmanager
def running_screen(width: int = 1600, height: int = 1000) -> Iterator[Screen]:
    """Start Xvfb on the first free display (it chooses, so two runs never collide) and end it."""
    program = shutil.which("Xvfb")
    if program is None:
        raise AssertionError("Xvfb is not installed: run `make test` once")
    read_end, write_end = os.pipe()
    geometry = f"{width}x{height}x24"
    command = [
        program,
        "-displayfd",
        str(write_end),
        "-screen",
        "0",
        geometry,
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end, encoding="ascii") as answer:
                number = answer.readline().strip()
            if not number:
                raise AssertionError(f"Xvfb ended with {server.wait()} before it had a display")
            yield Screen(f":{number}")
        finally:
            server.terminate()

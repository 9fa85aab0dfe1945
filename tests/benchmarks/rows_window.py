"""Figures of the window, in processes of its own on a real X screen: start, memory, frames, stalls."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.measure import Figure
from tests.support.screen import running_screen

ROUNDS = 7
SESSIONS = 3
SETTLED_S = 5.0
"""Seconds after its first rows when the memory of a desk left alone is read."""
PATIENCE_S = 120.0

_MB = 1 << 20
_HERE = Path(__file__).parent
_BARE = [sys.executable, str(_HERE / "bare_window.py")]
_SESSION = [sys.executable, "-m", "tests.benchmarks.window_session"]


def windows(path: Path) -> Iterator[Figure]:
    """Start, memory, frames and stalls of the desk in ``path``."""
    with running_screen(1920, 3000) as screen, TemporaryDirectory(prefix="desk-bench-") as home:
        environment = _alone(screen.environment, Path(home))
        yield from _start(path, environment)
        yield _memory(path, environment)
        yield from _session(path, environment)


def _start(path: Path, environment: Mapping[str, str]) -> list[Figure]:
    """In turns, each start as good or bad a moment as the other's; the first of each only warms up."""
    bare, painted, rows = [], [], []
    for _ in range(ROUNDS + 1):
        bare.append(_told(_BARE, environment)["painted_s"])
        with _desk(path, environment) as (_, times):
            painted.append(times["painted_s"])
            rows.append(times["rows_s"])
    floor, *ours = (statistics.median(values[1:]) * 1000 for values in (bare, painted, rows))
    return [
        Figure("start to a painted window", ours[0], "ms", 1.6, floor),
        Figure("start to painted rows", ours[1], "ms", 3, floor),
    ]


def _memory(path: Path, environment: Mapping[str, str]) -> Figure:
    with _desk(path, environment) as (process, _):
        time.sleep(SETTLED_S)
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    resident = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return Figure("resident memory, 100,000 tickets", int(resident) * 1024 / _MB, "MB", 150)


def _session(path: Path, environment: Mapping[str, str]) -> list[Figure]:
    """Of several sessions, as of several starts, the middle of each figure."""
    told = [_told([*_SESSION, str(path)], environment) for _ in range(SESSIONS)]
    worst = max((each["waits_ms"]["most"], each["waits_ms"]["where"]) for each in told)

    def middle(kind: str, figure: str) -> float:
        return statistics.median(float(each[kind][figure]) for each in told)

    return [
        Figure("scrolling frame of 50 rows, median", middle("frames_ms", "p50"), "ms", 10),
        Figure("scrolling frame of 50 rows, 95th percentile", middle("frames_ms", "p95"), "ms", 10),
        Figure(
            "window waits, 99.9th percentile",
            middle("waits_ms", "p999"),
            "ms",
            50,
            note=f"longest of all {worst[0]:.0f} ms: {worst[1]}",
        ),
    ]


@contextmanager
def _desk(
    path: Path, environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[str], dict[str, float]]]:
    """The desk's own program, from its first painted rows on."""
    command = [sys.executable, "-m", "desktop_desk", "--store", str(path)]
    asked = {**environment, "DESKTOP_DESK_TIMING": "1"}
    with subprocess.Popen(command, env=asked, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            yield process, _times(process.stderr)
        finally:
            process.terminate()


def _told(command: list[str], environment: Mapping[str, str]) -> dict[str, Any]:
    """What a program that ends by itself told of its measuring."""
    done = subprocess.run(
        command, env=environment, stderr=subprocess.PIPE, text=True, check=False, timeout=PATIENCE_S
    )
    if done.returncode:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stderr}")
    return _times(done.stderr.splitlines())


def _times(lines: Any) -> dict[str, Any]:
    """The first line that is JSON."""
    heard = []
    for line in lines:
        if line.startswith("{"):
            told: dict[str, Any] = json.loads(line)
            return told
        heard.append(line)
    raise AssertionError("nothing was measured:\n" + "".join(heard))


def _alone(environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """Folders of its own, no desktop beside it, and compiled modules kept as an installed program's are."""
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    folders = {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
    }
    for folder in folders.values():
        (home / folder).mkdir(mode=0o700)
    return {
        **kept,
        **{name: str(home / folder) for name, folder in folders.items()},
        "PYTHONPATH": str(_HERE.parent.parent),
        "LC_ALL": "C.UTF-8",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus",
        "PATH": os.environ["PATH"],
    }

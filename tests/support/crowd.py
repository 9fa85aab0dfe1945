"""A file under several processes, and what was left of what they were promised."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from desktop_desk.app import open_desk
from tests.support.soundness import faults_of

ROOT = Path(__file__).parents[2]
_NO_MESSAGE = """
    SELECT number FROM ticket t WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.ticket_id = t.id)
"""


@dataclass
class Told:
    """What was acknowledged, what of it is missing, what is wrong with the file, how long opening took."""

    acknowledged: int = 0
    each: list[int] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0


def crowd(path: Path, seconds: float, writers: int = 3) -> Told:
    """An owner that writes and checkpoints, and writers that hand over to it, for some seconds."""
    owner = _start("own", path)
    try:
        _wait_until_ready(owner)
        others = [_start("write", path, str(seconds)) for _ in range(writers)]
        said = [other.communicate(timeout=seconds + 120) for other in others]
        owners, trouble = owner.communicate(timeout=60)
    finally:
        owner.kill()
        owner.wait()
    faults = [text for _, text in said if text] + ([trouble] if trouble else [])
    each = [out.split() for out, _ in said]
    return _told(path, [*each, owners.split()], faults)


def orphaned(path: Path, seconds: float, guests: int = 3) -> Told:
    """An owner that is killed while guests hand over to it, and what those do without it for some seconds.

    ``each`` is what each guest was acknowledged after the kill.
    """
    owner = _start("own", path)
    try:
        _wait_until_ready(owner)
        others = [_start("follow", path, str(seconds)) for _ in range(guests)]
        for other in others:
            _wait_until_ready(other)
        time.sleep(1)
    finally:
        owner.kill()
    killed_at = time.time()
    said = [other.communicate(timeout=seconds + 120) for other in others]
    whole = owner.communicate(timeout=60)[0].rpartition("\n")[0].split()
    told = _told(path, [*(out.split() for out, _ in said), whole], [text for _, text in said if text])
    told.each = [sum(UUID(uid).int >> 80 > killed_at * 1000 for uid in out.split()) for out, _ in said]
    return told


def killed_rounds(path: Path, rounds: int, dice: random.Random) -> Told:
    """A desk that works and is killed, again and again; each time it must open whole."""
    told = Told()
    for _ in range(rounds):
        worker = _start("alone", path)
        _wait_until_ready(worker)
        time.sleep(dice.uniform(0.02, 0.6))
        worker.kill()
        out, _ = worker.communicate(timeout=60)
        whole = out[: out.rfind("\n") + 1].split()
        started = time.monotonic()
        open_desk(path).close()
        told.slowest_s = max(told.slowest_s, time.monotonic() - started)
        after = _told(path, [whole], [])
        told.acknowledged += after.acknowledged
        told.missing |= after.missing
        told.faults += after.faults
    return told


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        raise AssertionError(process.communicate(timeout=60)[1])


def _start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.writers", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def _told(path: Path, each: list[list[str]], faults: list[str]) -> Told:
    with closing(sqlite3.connect(path)) as connection:
        kept = {str(UUID(bytes=row[0])) for row in connection.execute("SELECT uid FROM ticket")}
        silent = connection.execute(_NO_MESSAGE).fetchmany(5)
    if silent:
        faults.append(f"tickets without their message: {silent}")
    promised = {uid for one in each for uid in one}
    return Told(
        acknowledged=len(promised),
        each=[len(one) for one in each],
        missing=promised - kept,
        faults=[*faults, *faults_of(path)],
    )

"""Chapters told, in this process or, for a large sample, by one more a core.

``python -m desktop_desk.services.sample`` is such a process: it reads on its standard input which
chapters to tell and writes them, one after the other, on its standard output. It waits with each
until it is read, so that no more than one a process is kept.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, NamedTuple

from desktop_desk.domain.instants import Instant
from desktop_desk.paths import PACKAGE
from desktop_desk.services.sample.ledger import Directory, Ledger, Told
from desktop_desk.services.sample.sample import CHAPTER, Sample

MANY = 8
"""From so many chapters on, other processes are worth the second they take to start."""


class Subject(NamedTuple):
    """What makes a :class:`Sample`."""

    tickets: int
    seed: int
    now: Instant
    os_account: str
    chapter: int = CHAPTER


def processes_for(chapters: int) -> int:
    """How many processes tell so many chapters; 1: this one alone."""
    # A frozen program has no interpreter to lend.
    alone = chapters < MANY or getattr(sys, "frozen", False)
    return 1 if alone else os.cpu_count() or 1


def told(subject: Subject, directory: Directory, chapters: range, processes: int) -> Iterator[Told]:
    """Chapters in their order."""
    if processes == 1:
        sample = Sample(*subject)
        for chapter in chapters:
            yield tell(sample, directory, chapter)
        return
    with ExitStack() as running:
        parts = [chapters[start::processes] for start in range(processes)]
        tellers = [running.enter_context(_teller(subject, directory, part)) for part in parts]
        for place in range(len(chapters)):
            heard: Told = pickle.load(tellers[place % processes])  # noqa: S301 - from our own process
            yield heard


def tell(sample: Sample, directory: Directory, chapter: int) -> Told:
    """One chapter as rows."""
    ledger = Ledger(directory, sample, sample.opened_before(chapter))
    for deed in sample.deeds(chapter):
        ledger.apply(deed)
    return ledger.told()


@contextmanager
def _teller(subject: Subject, directory: Directory, chapters: range) -> Iterator[IO[bytes]]:
    """A process that tells some chapters; what it writes."""
    command = [sys.executable, "-m", __name__.rpartition(".")[0]]
    beside = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path])}
    process = subprocess.Popen(  # noqa: S603 - this very program
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=beside
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        try:
            pickle.dump((subject, directory, chapters), process.stdin)
            process.stdin.close()
            yield process.stdout
        except BaseException:
            process.kill()
            raise


def tell_to(output: IO[bytes], wanted: IO[bytes]) -> None:
    """Write on ``output`` the chapters that ``wanted`` asks for: the work of the other processes."""
    subject, directory, chapters = pickle.load(wanted)  # noqa: S301 - from our own process
    sample = Sample(*subject)
    gc.disable()  # see nothing_collected
    for chapter in chapters:
        pickle.dump(tell(sample, directory, chapter), output, pickle.HIGHEST_PROTOCOL)
        output.flush()


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Without the search for cycles, of which none is made here: a fifth of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()

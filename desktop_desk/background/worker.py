"""One named thread that runs a table of jobs when they are due, and never dies of one of them.

It sleeps until the next instant a job asked for, and in any case wakes when the job's longest pause
is over: a clock that was set back, or a PC that slept, delays nothing longer than that.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.events import Event, JobFailed, LettersWaiting, TicketsChanged
from desktop_desk.domain.instants import SECOND, Instant
from desktop_desk.domain.ports import Clock
from desktop_desk.services.bus import Bus
from desktop_desk.text import N_, Words

NAME = "desk-worker"
FIRST_RETRY_S = 1.0
LAST_RETRY_S = 60.0
STOP_S = 10.0
"""How long a job in hand is given to finish when the program ends."""
BREATH_S = 0.5
"""The least pause between two runs of a job asked for by changes: an import changes thousands of tickets."""

BUG = N_("An unexpected error; the details are in the log. It is tried again by itself.")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done again and again.

    ``run`` is given the time and answers when it wants to run next (``None``: when ``every_s`` is
    over). ``after_changes``: tickets that change may have moved that instant.
    """

    name: str
    run: Callable[[Instant], Instant | None]
    every_s: float
    after_changes: bool = False


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the job that is looked at last went: when it began, and what was wrong (empty: nothing)."""

    job: str
    at: Instant
    problem: str = ""


@dataclass(slots=True)
class _Turn:
    """When a job runs next: at ``wanted`` by the desk's clock, or at ``latest`` whatever that says."""

    job: Job
    latest: float = 0.0
    wanted: Instant | None = None
    ran: float = field(default=float("-inf"))
    failures: int = 0

    def wait_s(self, now: Instant, monotonic: float) -> float:
        """Seconds until it is due, not above zero when it is."""
        wait = self.latest - monotonic
        if self.wanted is not None and not self.failures:
            by_clock = max((self.wanted - now) / SECOND, self.ran + BREATH_S - monotonic)
            wait = min(wait, by_clock)
        return wait


class Worker:
    """Runs jobs in its own thread from :meth:`start` to :meth:`stop`. Failures are ``JobFailed`` events.

    ``words`` says in whose language a failure is told; the clock decides when a job is due, real
    time only how long is waited.
    """

    def __init__(self, jobs: Sequence[Job], bus: Bus, clock: Clock, words: Words) -> None:
        self._turns = [_Turn(job) for job in jobs]
        self._bus, self._clock, self._words = bus, clock, words
        self._changed = threading.Condition()
        self._stopping = False
        self._asked = False
        self._last: dict[str, LastRun] = {}
        self._thread = threading.Thread(target=self._work, name=NAME, daemon=True)
        self._deaf: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin; every job runs once at once."""
        self._deaf = self._bus.listen(self._hear)
        self._thread.start()

    def stop(self) -> None:
        """Finish the job in hand and end; waits for it :data:`STOP_S` at most."""
        self._deaf()
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def wake(self) -> None:
        """Look at the clock again, now."""
        with self._changed:
            self._changed.notify()

    @property
    def running(self) -> bool:
        """Whether its thread is alive."""
        return self._thread.is_alive()

    @property
    def last_run(self) -> LastRun | None:
        """The last run of the first job of the table; ``None`` before it."""
        return self._last.get(self._turns[0].job.name)

    def _hear(self, event: Event) -> None:
        if isinstance(event, TicketsChanged | LettersWaiting):
            with self._changed:
                self._asked = True
                self._changed.notify()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._note_changes()
                wait = min(turn.wait_s(self._clock(), time.monotonic()) for turn in self._turns)
                if wait > 0 and not self._stopping:
                    self._changed.wait(wait)
                    self._note_changes()
                if self._stopping:
                    return
            for turn in self._turns:
                if turn.wait_s(self._clock(), time.monotonic()) <= 0 and not self._stopping:
                    self._run(turn)

    def _note_changes(self) -> None:
        if self._asked:
            self._asked = False
            for turn in self._turns:
                if turn.job.after_changes:
                    turn.wanted = Instant(0)

    def _run(self, turn: _Turn) -> None:
        job, now = turn.job, self._clock()
        turn.ran = time.monotonic()
        try:
            turn.wanted = job.run(now)
        except Exception as error:  # noqa: BLE001 - whatever a job does, the others go on
            self._failed(turn, now, error)
        else:
            turn.failures = 0
            turn.latest = time.monotonic() + job.every_s
            self._last[job.name] = LastRun(job.name, now)

    def _failed(self, turn: _Turn, now: Instant, error: Exception) -> None:
        if isinstance(error, DeskError):
            _log.error("job %s: %s", turn.job.name, error)
            problem = error.say(self._words)
        else:
            _log.error("job %s failed", turn.job.name, exc_info=error)
            problem = self._words(BUG)
        retry_s = min(FIRST_RETRY_S * 2**turn.failures, LAST_RETRY_S, turn.job.every_s)
        turn.failures = min(turn.failures + 1, 16)
        turn.latest = time.monotonic() + retry_s
        self._last[turn.job.name] = LastRun(turn.job.name, now, problem)
        try:
            self._bus.publish(JobFailed(turn.job.name, problem))
        except Exception:  # noqa: BLE001 - nor does it die of those who listen
            _log.exception("a listener failed on the failure of job %s", turn.job.name)

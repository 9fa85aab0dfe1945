"""Work done off the GUI thread: one small type, results delivered back on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop_desk.domain.errors import DeskError

Result = TypeVar("Result")
Done = Callable[[Any], None]
Failed = Callable[[DeskError], None]


class Tasks(QObject):
    """Runs callables on a small pool. ``work`` touches no widget; ``done`` and ``failed`` may.

    A task with a ``key`` is superseded by the next one of the same key: if it has not begun it never
    does, and its result is dropped. A ``DeskError`` goes to ``failed``, or is announced by
    :attr:`problem`; any other exception is a bug and is raised on the GUI thread for the crash hook.
    """

    problem = Signal(object)
    """A ``DeskError`` nobody else took."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, workers: int = 3) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk-task")
        self._latest: dict[str, Future[Any]] = {}
        self._stopped = False
        self._pending = 0
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None] | None = None,
        failed: Failed | None = None,
        *,
        key: str = "",
    ) -> None:
        """Do ``work`` in the background, then call ``done`` with its result on this thread."""
        if self._stopped:
            return
        future = self._pool.submit(work)
        self._pending += 1
        if key:
            before = self._latest.get(key)
            if before is not None:
                before.cancel()
            self._latest[key] = future
        future.add_done_callback(lambda ready: self._finished.emit((ready, done, failed, key)))

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for has been delivered."""
        return self._pending == 0

    def stop(self) -> None:
        """Finish what runs, drop what waits, deliver nothing more."""
        self._stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, item: tuple[Future[Any], Done | None, Failed | None, str]) -> None:
        future, done, failed, key = item
        self._pending -= 1
        if self._stopped or future.cancelled() or (key and self._latest.get(key) is not future):
            return
        if key:
            del self._latest[key]
        error = future.exception()
        if error is None:
            if done is not None:
                done(future.result())
        elif isinstance(error, DeskError):
            (failed or self.problem.emit)(error)
        else:
            raise error

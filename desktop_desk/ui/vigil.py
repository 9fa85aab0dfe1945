"""Keeps the three states of the top bar true: the support, the store, the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_desk.text import Words
from desktop_desk.ui.states import away_state, store_state, support_state, worker_state
from desktop_desk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from desktop_desk.domain.events import JobFailed, StoreAway, Swept
    from desktop_desk.domain.instants import Instant
    from desktop_desk.ui.context import Context
    from desktop_desk.ui.pulse import Pulse

_TICK_MS: Final = 1000


class Vigil(QObject):
    """``failed`` (a sentence) when a job begins to fail; ``overdue`` when the support's state is old."""

    failed = Signal(str)
    overdue = Signal()

    def __init__(self, bar: TopBar, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._words = bar, words
        self._context: Context | None = None
        self._checked_at: Instant | None = None
        self._problems: dict[str, str] = {}
        self._pulse: Pulse | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.show_now)

    def attach(self, context: Context) -> None:
        """The desk is open: watch it."""
        self._context = context
        context.bridge.swept.connect(self._on_swept)
        context.bridge.job_failed.connect(self._on_job_failed)
        context.bridge.store_away.connect(self._on_store_away)
        context.bridge.store_back.connect(self._on_store_back)
        self._on_store_back()
        self._checked_at = context.session.clock()
        self.show_now()

    def run(self, *, on: bool) -> None:
        """Count the seconds while somebody may read them."""
        if on:
            self.show_now()
            self._tick.start()
        else:
            self._tick.stop()

    def show_pulse(self, pulse: Pulse) -> None:
        """What the desk shows now."""
        self._pulse = pulse
        self.show_now()

    def show_now(self) -> None:
        """Say the states as they are this second."""
        if self._context is None:
            return
        now = self._context.session.clock()
        problem = next(iter(self._problems.values()), "")
        self._bar.worker.show_state(worker_state(self._checked_at, problem, now, self._words))
        if self._pulse is not None:
            opening = self._pulse.opening
            self._bar.support.show_state(support_state(opening, now, self._context.tz, self._words))
            if opening.changes_at is not None and self._pulse.at < opening.changes_at <= now:
                self.overdue.emit()

    def _on_store_away(self, event: StoreAway) -> None:
        if self._context is not None:
            state = away_state(event.since, event.problem, self._context.tz, self._words)
            self._bar.store.show_state(state)

    def _on_store_back(self, *_: object) -> None:
        if self._context is not None:
            store = self._context.session.store
            self._bar.store.show_state(store_state(store.path, store.name, self._words))

    def _on_swept(self, event: Swept) -> None:
        self._checked_at = event.at
        self._problems.pop("sweep", None)
        self.show_now()

    def _on_job_failed(self, event: JobFailed) -> None:
        new = self._problems.get(event.job) != event.problem
        self._problems[event.job] = event.problem
        self.show_now()
        if new:
            self.failed.emit(event.problem)

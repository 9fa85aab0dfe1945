"""Tells the person at this desk what its sweep fired for them: shown first, then marked as delivered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal

from desktop_desk.domain.instants import MINUTE, Instant
from desktop_desk.ui.alert_words import Notice, notices
from desktop_desk.ui.context import Context

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from desktop_desk.domain.alerts import Alert
    from desktop_desk.domain.events import Swept
    from desktop_desk.domain.queue import QueueRow

AWAY: Final = 3 * MINUTE
"""Between two sweeps: longer than this the PC slept or the desk was closed."""

MOST: Final = 5000
"""Alerts read at once."""


class Notifier(Protocol):
    """Whatever shows a notice."""

    acted: SignalInstance

    def show(self, notice: Notice) -> None:
        """Show it."""
        ...


class Announcer(QObject):
    """``acted`` (ticket id or ``None``, action) when somebody answers a notice."""

    acted = Signal(object, str)

    def __init__(self, context: Context, notifier: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._notifier = context, notifier
        self._swept_at: Instant | None = None
        self._telling = False
        self._again = False
        notifier.acted.connect(self.acted)
        context.bridge.alerts_fired.connect(self.tell)
        context.bridge.swept.connect(self._on_swept)

    def tell(self, *_: object) -> None:
        """Show what was not yet shown."""
        if self._telling:  # what fires meanwhile is read after these are marked
            self._again = True
            return
        self._telling = True
        session = self._context.session
        self._context.tasks.run(partial(session.alerts, MOST), self._on_alerts, lambda _: self._finish())

    def _on_alerts(self, alerts: list[tuple[Alert, QueueRow]]) -> None:
        if not alerts:
            self._finish()
            return
        context = self._context
        now = context.session.clock()
        away = self._swept_at is None or now - self._swept_at > AWAY
        for notice in notices(alerts, now, context.tz, context.words, away=away):
            self._notifier.show(notice)
        told = [alert.id for alert, _ in alerts]
        mark = partial(context.session.mark_delivered, told)
        context.tasks.run(mark, lambda _: self._finish(), lambda _: self._finish())

    def _finish(self) -> None:
        self._telling = False
        if self._again:
            self._again = False
            self.tell()

    def _on_swept(self, event: Swept) -> None:
        self._swept_at = event.at

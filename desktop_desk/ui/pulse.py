"""What the rail, the tray and the top bar show of the desk at any moment, read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.queue import QueueRow, View
from desktop_desk.services.reader import Opening
from desktop_desk.services.session import Session
from desktop_desk.text import Words
from desktop_desk.ui.context import Context
from desktop_desk.ui.marks import Promise
from desktop_desk.ui.models.promise_line import counted_by, promise_line

NAMED: Final = 5
"""Late tickets that the tray's menu names."""
PAUSE_MS: Final = 400
"""Changes that come together are read once."""
LOOKED_AT: Final = 50
"""Tickets, the most pressing first, looked at for one in danger."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What is late (``latest``: its first lines), whether more is in danger, whether the support is open."""

    late: int
    latest: tuple[QueueRow, ...]
    in_danger: bool
    opening: Opening
    me: str | None
    at: Instant


def read_pulse(session: Session, words: Words) -> Pulse:
    """Read it from the store; to be called in the background."""
    late = session.counts()[View.LATE]
    first = list(session.ids(session.query(View.LATE))[:NAMED]) if late else []
    pressing = list(session.ids(session.query(View.ACTIVE))[:LOOKED_AT])
    now, tz, counted = session.clock(), session.tz, counted_by(session.rules())
    lines = (promise_line(row, now, words, tz, counted) for row in session.rows(pressing))
    me = session.me
    return Pulse(
        late=late,
        latest=tuple(session.rows(first)),
        in_danger=any(line.mark is Promise.SOON for line in lines),
        opening=session.opening(),
        me=None if me is None else me.name,
        at=now,
    )


class PulseKeeper(QObject):
    """Reads the pulse again when something changed; ``beat`` with the :class:`Pulse`."""

    beat = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read)
        bridge = context.bridge
        for changed in (bridge.tickets_changed, bridge.people_changed, bridge.settings_changed, bridge.swept):
            changed.connect(self._wait)

    def read(self) -> None:
        """Read it now."""
        session, words = self._context.session, self._context.words
        self._context.tasks.run(
            lambda: read_pulse(session, words), self.beat.emit, lambda _: None, key="pulse"
        )

    def _wait(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

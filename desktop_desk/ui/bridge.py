"""The desk's events as Qt signals, delivered on the GUI thread whoever caused them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from desktop_desk.domain.events import (
    AlertsFired,
    Event,
    JobFailed,
    PeopleChanged,
    Present,
    SettingsChanged,
    StoreAway,
    StoreBack,
    Swept,
    TicketsChanged,
)
from desktop_desk.services.bus import Bus


class Bridge(QObject):
    """Connect to the signal named after what concerns you; the event is its argument."""

    tickets_changed = Signal(object)
    people_changed = Signal(object)
    settings_changed = Signal(object)
    alerts_fired = Signal(object)
    swept = Signal(object)
    job_failed = Signal(object)
    present = Signal(object)
    store_away = Signal(object)
    store_back = Signal(object)

    _arrived = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signals = {
            TicketsChanged: self.tickets_changed,
            PeopleChanged: self.people_changed,
            SettingsChanged: self.settings_changed,
            AlertsFired: self.alerts_fired,
            Swept: self.swept,
            JobFailed: self.job_failed,
            Present: self.present,
            StoreAway: self.store_away,
            StoreBack: self.store_back,
        }
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._stop = bus.listen(self._arrived.emit)

    def stop(self) -> None:
        """Hear nothing more."""
        self._stop()

    def _pass_on(self, event: Event) -> None:
        if (signal := self._signals.get(type(event))) is not None:  # what only the worker hears has none
            signal.emit(event)

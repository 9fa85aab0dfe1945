"""Shows notices the best way this desktop has: with buttons over D-Bus, else by the tray icon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop_desk.ui.alert_words import Notice
from desktop_desk.ui.tray import Tray

if TYPE_CHECKING:
    from desktop_desk.ui.bus_notifier import BusNotifier


class Notifications(QObject):
    """``acted`` (ticket id or ``None``, action) when somebody answers a notice."""

    acted = Signal(object, str)

    def __init__(self, tray: Tray, parent: QObject | None = None, *, sound: bool = True) -> None:
        super().__init__(parent)
        self._tray = tray
        self._bus: BusNotifier | None = None
        self._sound = sound
        tray.acted.connect(self.acted)

    def set_sound(self, *, on: bool) -> None:
        """Whether notices may be heard, where the desktop lets us say so."""
        self._sound = on
        if self._bus is not None:
            self._bus.sound = on

    def show(self, notice: Notice) -> None:
        """Show it."""
        (self._reached() or self._tray).show(notice)

    def stop(self) -> None:
        """Show nothing more."""
        if self._bus is not None:
            self._bus.stop()

    def _reached(self) -> BusNotifier | None:
        """The message bus, joined for the first notice."""
        if self._bus is None and sys.platform.startswith("linux"):
            from desktop_desk.ui.bus_notifier import BusNotifier  # noqa: PLC0415 - Linux alone

            self._bus = BusNotifier(self, sound=self._sound)
            queued = Qt.ConnectionType.QueuedConnection
            self._bus.acted.connect(self.acted, queued)
            self._bus.refused.connect(self._tray.show, queued)
        return self._bus

"""Who is told what happened: typed events, delivered in the thread that made them true."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_desk.domain.events import Event

Listener = Callable[["Event"], None]


class Bus:
    """Calls every listener with every event; listeners are quick and choose for themselves."""

    def __init__(self) -> None:
        self._listeners: tuple[Listener, ...] = ()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear events from now on; the answer stops it."""
        self._listeners = (*self._listeners, listener)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not listener)

        return stop

    def publish(self, *events: Event) -> None:
        """Tell all listeners, in the order of the events."""
        for event in events:
            for listener in self._listeners:
                listener(event)

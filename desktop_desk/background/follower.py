"""Follows a shared desk: what others change is announced here as if it were done here.

Its own thread hears the server's hints and reads the change sequence; a hint that was lost costs
:data:`LOOK_S` at most. While the server is away it tries again, ever less often, and says so once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, Protocol

from desktop_desk.domain.changes import Changes, Place
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.events import (
    AlertsFired,
    Event,
    LettersWaiting,
    PeopleChanged,
    Present,
    SettingsChanged,
    StoreAway,
    StoreBack,
    TicketsChanged,
)
from desktop_desk.domain.ports import Clock
from desktop_desk.services.bus import Bus
from desktop_desk.text import Words

LOOK_S: Final = 5.0
"""How long nobody says anything before it is looked by itself."""
HEED_S: Final = 0.25
"""How soon it heeds that it shall stop."""
FIRST_RETRY_S: Final = 0.5
LAST_RETRY_S: Final = 20.0
NAME: Final = "desk-follower"

_log = logging.getLogger(__name__)


class Heard(Protocol):
    """What a connection heard."""

    @property
    def changed(self) -> bool:
        """Whether something was committed."""
        ...

    @property
    def present(self) -> tuple[Present, ...]:
        """Who said to be where."""
        ...


class Hears(Protocol):
    """A connection that hears hints."""

    def wait(self, seconds: float) -> Heard:
        """What came; raises ``DeskError`` when the line is cut."""
        ...

    def close(self) -> None:
        """Hear no more."""
        ...


class Followed(Protocol):
    """A store that others change too; each method raises ``DeskError`` where its server is away."""

    def place_now(self) -> Place:
        """How far the desk has come."""
        ...

    def changes_since(self, before: Place) -> Changes:
        """What happened since."""
        ...

    def hear(self) -> Hears:
        """A connection that hears when something happens."""
        ...

    def set_clock(self) -> None:
        """Ask the server what time it is."""
        ...

    def keep_clock(self) -> None:
        """Ask again if it was long ago."""
        ...


class Follower:
    """From :meth:`start` to :meth:`stop`. ``words`` say why a server is away."""

    def __init__(self, store: Followed, bus: Bus, clock: Clock, words: Words) -> None:
        self._store, self._bus, self._clock, self._words = store, bus, clock, words
        self._place = store.place_now()
        self._stopping = threading.Event()
        self._line: Hears | None = None
        self._away = False
        self._retries = 0
        self._thread = threading.Thread(target=self._follow, name=NAME, daemon=True)

    def start(self) -> None:
        """Begin: what happened since it was made is announced first."""
        self._thread.start()

    def stop(self) -> None:
        """Announce nothing more."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(LOOK_S)

    def _follow(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._line is None:
                    self._line = self._store.hear()
                self._look()
                self._wait(self._line)
            except DeskError as error:
                self._lost(error)
            except Exception:  # noqa: BLE001 - it never dies of a mistake of ours
                if self._stopping.is_set():
                    return
                _log.exception("following the shared desk failed")
                self._lost(None)
        if self._line is not None:
            self._line.close()

    def _wait(self, line: Hears) -> None:
        for _ in range(round(LOOK_S / HEED_S)):
            heard = line.wait(HEED_S)
            self._bus.publish(*heard.present)
            if heard.changed or self._stopping.is_set():
                return

    def _look(self) -> None:
        changes = self._store.changes_since(self._place)
        self._place = changes.place
        if self._away:
            self._away, self._retries = False, 0
            self._store.set_clock()
            self._bus.publish(*_events(changes), StoreBack())
        else:
            self._store.keep_clock()
            self._bus.publish(*_events(changes))

    def _lost(self, error: DeskError | None) -> None:
        if self._stopping.is_set():
            return
        line, self._line = self._line, None
        if line is not None:
            line.close()
        if not self._away:
            self._away = True
            said = "" if error is None else error.say(self._words)
            self._bus.publish(StoreAway(self._clock(), said))
        pause = min(FIRST_RETRY_S * 2**self._retries, LAST_RETRY_S)
        self._retries = min(self._retries + 1, 10)
        self._stopping.wait(pause)


def _events(changes: Changes) -> list[Event]:
    """What is announced, in the order a desk of its own would."""
    told: list[tuple[bool, Callable[[], Event]]] = [
        (bool(changes.opened), lambda: TicketsChanged(changes.opened, opened=True)),
        (bool(changes.changed), lambda: TicketsChanged(changes.changed)),
        (changes.people, PeopleChanged),
        (changes.settings, SettingsChanged),
        (bool(changes.rung), lambda: AlertsFired(changes.rung)),
        (changes.letters, LettersWaiting),
    ]
    return [event() for happened, event in told if happened]

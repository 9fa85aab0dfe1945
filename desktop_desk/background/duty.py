"""The duty to watch the promises of a shared desk: one desk has it, another takes over what lapsed."""

from __future__ import annotations

import logging
from typing import Final, Protocol
from uuid import uuid4

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import SECOND, Instant, plus

WATCH: Final = "watch"
LASTS_S: Final = 30.0
"""How long a desk that was killed still counts as watching."""
HAD_ON_EVERY: Final = 5 * SECOND
LOOKED_EVERY: Final = 10 * SECOND
"""How often another desk looks whether it has lapsed."""

_log = logging.getLogger(__name__)


class Gives(Protocol):
    """A store that gives out duties."""

    def take_duty(self, duty: str, client: str, now: Instant, seconds: float) -> bool:
        """Have it for a while; false while another client has it."""
        ...

    def give_up_duty(self, duty: str, client: str) -> None:
        """Leave it."""
        ...


class Duty:
    """One client’s claim on it. ``device`` is only for people who look into the database."""

    def __init__(self, store: Gives, device: str) -> None:
        self._store = store
        self._client = f"{device} {uuid4().hex[:12]}"
        self.mine = False
        self._asked_at = self._again_at = Instant(0)

    def take(self, now: Instant) -> bool:
        """Have it, or have it on. Raises ``DeskError`` where the server is away.

        The server is asked now and then, not at each change of each of thirty desks.
        """
        if self._asked_at <= now < self._again_at:
            return self.mine
        mine = self._store.take_duty(WATCH, self._client, now, LASTS_S)
        if mine != self.mine:
            self.mine = mine
            _log.info("this desk %s the promises", "watches" if mine else "no longer watches")
        self._asked_at = now
        self._again_at = plus(now, HAD_ON_EVERY if mine else LOOKED_EVERY)
        return mine

    def give_up(self) -> None:
        """Leave it to the others, if the server can be told."""
        if self.mine:
            self.mine, self._again_at = False, Instant(0)
            try:
                self._store.give_up_duty(WATCH, self._client)
            except DeskError as error:
                _log.info("the duty lapses by itself: %s", error)

"""The server's time, told without asking it each time: PCs that are wrong agree on when a promise breaks."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from desktop_desk.domain.instants import SECOND, Instant

ASK_AGAIN_S: Final = 600.0
"""How long it is counted on before the server is asked again: the crystal of a PC drifts."""

_NOW: Final = text("SELECT cast(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)")


def counted_s() -> float:
    """Seconds that passed since some beginning, those in which the PC slept too."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # what time.monotonic() takes there stops in sleep
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class _Told:
    """What the server said, and when that was by our own count."""

    at: Instant
    counted: float


class ServerClock:
    """Calling it gives the instant by the server's clock, counted on from the last time it was asked."""

    def __init__(self) -> None:
        self._told = _Told(Instant(0), 0.0)

    def __call__(self) -> Instant:
        """Now."""
        told = self._told  # one look: another thread may be asking
        return Instant(told.at + round((counted_s() - told.counted) * SECOND))

    @property
    def is_old(self) -> bool:
        """Whether it is long since the server was asked."""
        return counted_s() - self._told.counted > ASK_AGAIN_S

    def ask(self, connection: Connection) -> None:
        """Set it. The answer is taken for the middle of its journey."""
        before = counted_s()
        at = int(connection.execute(_NOW).scalar_one())
        self._told = _Told(Instant(at), (before + counted_s()) / 2)

"""The server's time, told without asking it each time: PCs that are wrong agree on when a promise breaks."""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import Connection, text

from desktop_desk.domain.instants import SECOND, Instant

_NOW: Final = text("SELECT cast(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)")


class ServerClock:
    """Calling it gives the instant by the server's clock, counted on from the last time it was asked."""

    def __init__(self) -> None:
        self._at = Instant(0)
        self._since = 0.0

    def __call__(self) -> Instant:
        """Now."""
        return Instant(self._at + round((time.monotonic() - self._since) * SECOND))

    def ask(self, connection: Connection) -> None:
        """Set it. The answer is taken for the middle of its journey."""
        before = time.monotonic()
        at = int(connection.execute(_NOW).scalar_one())
        after = time.monotonic()
        self._at, self._since = Instant(at), (before + after) / 2

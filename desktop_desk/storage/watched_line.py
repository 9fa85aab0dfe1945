"""A connection to PostgreSQL that does not wait for ever: what says nothing any more is given up.

Keepalives find a cable that was pulled out, not a router, a proxy or a tunnel that still acknowledges what
it no longer carries. A server at work on a statement is silent too, but no longer than its own limits.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import psycopg

if TYPE_CHECKING:
    from psycopg.abc import RV, PQGen

SILENT_S: Final = 17.0
"""How long a server may say nothing while it is asked something; above its limit for a statement."""


class Silence(psycopg.OperationalError):
    """The server no longer answers."""


class WatchedLine(psycopg.Connection[tuple[Any, ...]]):
    """Raises :class:`Silence`, and is closed, when nothing came for ``silent_s`` seconds."""

    silent_s: float = SILENT_S

    def wait(self, gen: PQGen[RV], *given: Any, **more: Any) -> RV:
        """As psycopg's, which looks up ten times a second."""
        try:
            return super().wait(_unless_silent(gen, self.silent_s), *given, **more)
        except Silence:
            self.close()
            raise


def _unless_silent(gen: PQGen[RV], seconds: float) -> PQGen[RV]:
    """What ``gen`` gives. Each answer, or part of one, is waited for anew."""
    since = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            now = time.monotonic()
            if ready:
                since = now
            elif now - since > seconds:
                gen.close()
                raise Silence("the server says nothing any more")
            wanted = gen.send(ready)
    except StopIteration as end:
        result: RV = end.value
        return result

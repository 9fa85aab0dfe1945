"""Points in time: whole microseconds since 1970-01-01 UTC.

An :data:`Instant` is an ``int`` so that the queue and the SLA arithmetic stay cheap, and a distinct
type so that mypy keeps it apart from seconds and from durations. The domain never asks for the
time: every function that needs "now" receives it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NewType

Instant = NewType("Instant", int)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def from_datetime(moment: datetime) -> Instant:
    """The instant of an aware ``datetime``; a naive one raises ``ValueError``."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return Instant((moment - _EPOCH) // _MICROSECOND)


def to_datetime(instant: Instant) -> datetime:
    """The same instant as an aware ``datetime`` in UTC."""
    return _EPOCH + timedelta(microseconds=instant)


def from_seconds(seconds: int) -> Instant:
    """The instant ``seconds`` after 1970 (UTC)."""
    return Instant(seconds * SECOND)


def to_seconds(instant: Instant) -> int:
    """Whole seconds since 1970 (UTC), truncated: what the SLA arithmetic counts in."""
    return instant // SECOND


def plus(instant: Instant, microseconds: int) -> Instant:
    """An instant later (or earlier, when negative) by ``microseconds``."""
    return Instant(instant + microseconds)


def to_iso(instant: Instant) -> str:
    """``YYYY-MM-DDTHH:MM:SSZ``, the one form instants take in JSON."""
    return to_datetime(instant).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_iso(text: str) -> Instant:
    """Read an ISO 8601 instant; without an offset it is UTC. Raises ``ValueError``."""
    moment = datetime.fromisoformat(text.strip())
    return from_datetime(moment if moment.tzinfo else moment.replace(tzinfo=UTC))

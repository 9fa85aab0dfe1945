"""What somebody did and when: the sample as operations that could be applied one by one."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple
from uuid import UUID, SafeUUID

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import Author, Operation

NO_FILES: Mapping[str, bytes] = {}


class Deed(NamedTuple):
    """One operation, by whom and when; ``ends`` marks the last of its ticket's life so far."""

    at: Instant
    by: Author
    operation: Operation
    files: Mapping[str, bytes] = NO_FILES
    ends: bool = False


Plan = tuple[Deed, ...]
"""The life of one ticket, in order; its first deed opens it."""


def in_order(plans: Iterable[Plan]) -> Iterator[Deed]:
    """The deeds of all plans in the order of time. Plans come in the order they begin.

    Only the plans that have begun and not ended are kept, so any number of tickets passes through.
    """
    waiting: list[tuple[Instant, int, int, Plan]] = []
    for place, plan in enumerate(plans):
        while waiting and waiting[0][0] <= plan[0].at:
            yield _next(waiting)
        heapq.heappush(waiting, (plan[0].at, place, 0, plan))
    while waiting:
        yield _next(waiting)


def _next(waiting: list[tuple[Instant, int, int, Plan]]) -> Deed:
    _, place, number, plan = waiting[0]
    if number + 1 < len(plan):
        heapq.heapreplace(waiting, (plan[number + 1].at, place, number + 1, plan))
    else:
        heapq.heappop(waiting)
    return plan[number]


class Uids:
    """Identities as ``domain.identity`` makes them, but the same ones each time."""

    __slots__ = ("_bits",)

    def __init__(self, seed: str) -> None:
        self._bits = Random(seed).getrandbits  # noqa: S311 - a sample, nothing to guess

    def at(self, moment: Instant) -> UUID:
        """A UUID of version 7 made at an instant."""
        value = (moment // 1000 & 0xFFFF_FFFF_FFFF) << 80 | self._bits(80)
        value = value & ~(0xF << 76) | 0x7 << 76
        # What UUID(int=…) does after a dozen checks of its arguments; a sample makes ten a ticket.
        uid = object.__new__(UUID)
        object.__setattr__(uid, "int", value & ~(0x3 << 62) | 0x2 << 62)
        object.__setattr__(uid, "is_safe", SafeUUID.unknown)
        return uid

"""What the figures of the dashboard are counted from: the port the store satisfies.

Every time is an :data:`Instant`; an interval holds its start and not its end. Hidden tickets are
never counted. Archived ones (history taken in from elsewhere) count in what was opened, resolved
and promised, and never in what is to be done now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from desktop_desk.domain.instants import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What happened within one interval.

    Attributes:
        opened: Tickets created in it.
        resolved: Tickets resolved in it, whatever the outcome.
        solved: Those of them that were solved: only they count in times and promises.
        solved_s: Seconds from creation to resolution, added up over ``solved``.
        judged: Solved tickets whose resolution promise has a verdict, computed or imported.
        kept: Those of them whose promise was kept.
    """

    opened: int = 0
    resolved: int = 0
    solved: int = 0
    solved_s: float = 0.0
    judged: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant and the limits of the desk's day around it."""

    at: Instant
    day_start: Instant
    day_end: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What was to be done at one moment, archived tickets left out.

    Attributes:
        active: Tickets created by then and not yet resolved or closed.
        late: Those of them with a promise (first response or resolution) then overdue.
        due_today: Those of them whose next promise falls within the day and is not yet overdue.
    """

    active: int = 0
    late: int = 0
    due_today: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds from creation to resolution over ``count`` solved tickets."""

    count: int
    mean_s: float
    median_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryTimes:
    """The same for one category; ``category_id`` is ``None`` for tickets without one."""

    category_id: int | None
    name: str
    times: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryCount:
    """Tickets opened in one category, in a period and in the one before."""

    category_id: int | None
    name: str
    count: int
    previous: int


class FigureData(Protocol):
    """Counts that a store answers; each is one call, made on a reading connection."""

    def oldest(self) -> Instant | None:
        """When the oldest ticket was created; ``None`` in an empty desk."""
        ...

    def tally(self, edges: Sequence[Instant]) -> Sequence[Tally]:
        """One tally an interval ``[edges[i], edges[i + 1])``; ``edges`` ascend."""
        ...

    def load(self, moments: Sequence[Moment]) -> Sequence[Load]:
        """What was to be done at each of the ``moments``, which ascend; the last is now."""
        ...

    def times(self, start: Instant, end: Instant) -> Times | None:
        """Mean and median over the tickets solved in the interval; ``None`` without any."""
        ...

    def times_by_category(self, start: Instant, end: Instant, limit: int) -> Sequence[CategoryTimes]:
        """The same for the ``limit`` categories with most tickets solved, most first."""
        ...

    def top_categories(
        self, previous: Instant, start: Instant, end: Instant, limit: int
    ) -> Sequence[CategoryCount]:
        """The ``limit`` categories most asked for in ``[start, end)``, most first.

        ``previous`` counts those of ``[previous, start)``. Tickets without a category are left out.
        """
        ...

    def arrivals(self, start: Instant, end: Instant, tz: tzinfo) -> Mapping[tuple[int, int], int]:
        """Tickets opened by (weekday, hour) of the zone; Monday is 0. Pairs without any are absent."""
        ...

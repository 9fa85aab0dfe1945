"""Counts behind the figures, read from indexes; verdicts come from the resolution clocks.

Durations are taken apart here, not in SQL, so that both engines give the same seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from itertools import pairwise
from statistics import fmean, median

from sqlalchemy import ColumnElement, Connection, func, or_, select

from desktop_desk.domain.figure_data import CategoryCount, CategoryTimes, Load, Moment, Tally, Times
from desktop_desk.domain.instants import SECOND, Instant, to_datetime
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Outcome
from desktop_desk.storage.schema import category, clock, ticket

_SHOWN = ticket.c.hidden.is_(False)


class Stats:
    """Answers ``domain.figure_data.FigureData`` from one picture of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def oldest(self) -> Instant | None:
        """When the oldest ticket was created."""
        return self._connection.execute(select(func.min(ticket.c.created_at)).where(_SHOWN)).scalar()

    def tally(self, edges: Sequence[Instant]) -> Sequence[Tally]:
        """One tally an interval between two edges."""
        if len(edges) < 2:
            return []
        opened = self._opened(edges)
        sums: list[dict[str, int]] = [defaultdict(int) for _ in edges[1:]]
        rows = self._connection.execute(
            select(
                ticket.c.resolved_at,
                ticket.c.created_at,
                ticket.c.outcome,
                clock.c.met_at,
                clock.c.breached_at,
            )
            .outerjoin(
                clock, (clock.c.ticket_id == ticket.c.id) & (clock.c.metric == Metric.RESOLUTION.value)
            )
            .where(ticket.c.resolved_at >= edges[0], ticket.c.resolved_at < edges[-1], _SHOWN)
        )
        for resolved_at, created_at, outcome, met_at, breached_at in rows:
            one = sums[bisect_right(edges, resolved_at) - 1]
            one["resolved"] += 1
            if outcome is Outcome.SOLVED:
                one["solved"] += 1
                # Whole numbers: their sum is the same in any order of the rows.
                one["solved_us"] += resolved_at - created_at
                if met_at is not None:
                    one["judged"] += 1
                    one["kept"] += breached_at is None
        return [
            Tally(
                opened=opened[place],
                resolved=one["resolved"],
                solved=one["solved"],
                solved_s=one["solved_us"] / SECOND,
                judged=one["judged"],
                kept=one["kept"],
            )
            for place, one in enumerate(sums)
        ]

    def load(self, moments: Sequence[Moment]) -> Sequence[Load]:
        """What was to be done at each moment: only tickets alive at one of them are read."""
        if not moments:
            return []
        first = moments[0].at
        alive = or_(ticket.c.resolved_at.is_(None), ticket.c.resolved_at > first)
        rows = self._connection.execute(
            select(
                ticket.c.id,
                ticket.c.created_at,
                ticket.c.resolved_at,
                clock.c.due_at,
                clock.c.met_at,
                clock.c.breached_at,
            )
            .outerjoin(clock, clock.c.ticket_id == ticket.c.id)
            .where(alive, _SHOWN, ticket.c.archived.is_(False))
        )
        lives: dict[int, _Life] = {}
        for ticket_id, created_at, resolved_at, due_at, met_at, breached_at in rows:
            life = lives.setdefault(ticket_id, _Life(created_at, resolved_at))
            if due_at is not None or breached_at is not None:
                life.promises.append((due_at, met_at, breached_at))
        return [_load(moment, lives.values()) for moment in moments]

    def times(self, start: Instant, end: Instant) -> Times | None:
        """Mean and median over the tickets solved in the interval."""
        seconds = [one for _, one in self._solved(start, end)]
        return _times(seconds) if seconds else None

    def times_by_category(self, start: Instant, end: Instant, limit: int) -> Sequence[CategoryTimes]:
        """The same for the categories with most tickets solved."""
        by_category: dict[int | None, list[float]] = defaultdict(list)
        for category_id, seconds in self._solved(start, end):
            by_category[category_id].append(seconds)
        names = self._names()
        most = sorted(by_category.items(), key=lambda pair: (-len(pair[1]), names.get(pair[0], "")))[:limit]
        return [
            CategoryTimes(category_id=key, name=names.get(key, ""), times=_times(seconds))
            for key, seconds in most
        ]

    def top_categories(
        self, previous: Instant, start: Instant, end: Instant, limit: int
    ) -> Sequence[CategoryCount]:
        """The categories most asked for, with how often they were before."""
        before, now = self._opened_by_category(previous, start), self._opened_by_category(start, end)
        names = self._names()
        most = sorted(now.items(), key=lambda pair: (-pair[1], names.get(pair[0], "")))[:limit]
        return [
            CategoryCount(category_id=key, name=names.get(key, ""), count=n, previous=before.get(key, 0))
            for key, n in most
        ]

    def arrivals(self, start: Instant, end: Instant, tz: tzinfo) -> Mapping[tuple[int, int], int]:
        """Tickets opened by weekday and hour of the zone."""
        created = select(ticket.c.created_at).where(
            ticket.c.created_at >= start, ticket.c.created_at < end, _SHOWN
        )
        local = (to_datetime(at).astimezone(tz) for at in self._connection.execute(created).scalars())
        return Counter((moment.weekday(), moment.hour) for moment in local)

    def _opened(self, edges: Sequence[Instant]) -> list[int]:
        return [
            int(
                self._connection.execute(
                    select(func.count()).where(
                        ticket.c.created_at >= start, ticket.c.created_at < end, _SHOWN
                    )
                ).scalar_one()
            )
            for start, end in pairwise(edges)
        ]

    def _opened_by_category(self, start: Instant, end: Instant) -> dict[int | None, int]:
        statement = (
            select(ticket.c.category_id, func.count())
            .where(*_came(start, end))
            .where(ticket.c.category_id.is_not(None))
            .group_by(ticket.c.category_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def _solved(self, start: Instant, end: Instant) -> list[tuple[int | None, float]]:
        rows = self._connection.execute(
            select(ticket.c.category_id, ticket.c.resolved_at, ticket.c.created_at)
            .where(ticket.c.resolved_at >= start, ticket.c.resolved_at < end, _SHOWN)
            .where(ticket.c.outcome == Outcome.SOLVED)
        )
        return [(row[0], (row[1] - row[2]) / SECOND) for row in rows]

    def _names(self) -> dict[int | None, str]:
        return {row.id: row.name for row in self._connection.execute(select(category.c.id, category.c.name))}


class _Life:
    """When a ticket came and went, and its promises: due, met, broken."""

    __slots__ = ("created_at", "promises", "resolved_at")

    def __init__(self, created_at: Instant, resolved_at: Instant | None) -> None:
        self.created_at, self.resolved_at = created_at, resolved_at
        self.promises: list[tuple[Instant | None, Instant | None, Instant | None]] = []


def _came(start: Instant, end: Instant) -> tuple[ColumnElement[bool], ...]:
    return (ticket.c.created_at >= start, ticket.c.created_at < end, _SHOWN)


def _load(moment: Moment, lives: Iterable[_Life]) -> Load:
    active = late = due_today = 0
    for life in lives:
        if life.created_at > moment.at or (life.resolved_at is not None and life.resolved_at <= moment.at):
            continue
        active += 1
        open_promises = [p for p in life.promises if p[1] is None or p[1] > moment.at]
        ends = [end for due, _, broken in open_promises if (end := broken or due) is not None]
        if any(end <= moment.at for end in ends):
            late += 1
        elif any(end < moment.day_end for end in ends):
            due_today += 1
    return Load(active=active, late=late, due_today=due_today)


def _times(seconds: Sequence[float]) -> Times:
    return Times(count=len(seconds), mean_s=fmean(seconds), median_s=median(seconds))

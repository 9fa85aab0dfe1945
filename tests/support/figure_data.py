"""Counts made from a plain list of tickets, the way the port describes them."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from statistics import fmean, median

from desktop_desk.domain.figure_data import CategoryCount, CategoryTimes, Load, Moment, Tally, Times
from desktop_desk.domain.instants import SECOND, Instant, to_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """The life of one ticket, as far as figures see it; ``resolved`` means solved."""

    created: Instant
    resolved: Instant | None = None
    due: Instant | None = None
    category: tuple[int, str] | None = None
    kept: bool | None = None
    solved: bool = True
    archived: bool = False


class ListedTickets:
    """``FigureData`` over a list."""

    def __init__(self, tickets: Sequence[Lived] = ()) -> None:
        self.tickets = list(tickets)

    def oldest(self) -> Instant | None:
        return min((each.created for each in self.tickets), default=None)

    def tally(self, edges: Sequence[Instant]) -> Sequence[Tally]:
        return [self._tally(start, end) for start, end in itertools.pairwise(edges)]

    def _tally(self, start: Instant, end: Instant) -> Tally:
        resolved = [each for each in self.tickets if each.resolved and start <= each.resolved < end]
        solved = [each for each in resolved if each.solved]
        judged = [each for each in solved if each.kept is not None]
        return Tally(
            opened=sum(start <= each.created < end for each in self.tickets),
            resolved=len(resolved),
            solved=len(solved),
            solved_s=sum(_seconds(each) for each in solved),
            judged=len(judged),
            kept=sum(bool(each.kept) for each in judged),
        )

    def load(self, moments: Sequence[Moment]) -> Sequence[Load]:
        return [self._load(moment) for moment in moments]

    def _load(self, moment: Moment) -> Load:
        active = [
            each
            for each in self.tickets
            if not each.archived
            and each.created <= moment.at
            and (each.resolved is None or each.resolved > moment.at)
        ]
        dues = [each.due for each in active if each.due is not None]
        return Load(
            active=len(active),
            late=sum(due < moment.at for due in dues),
            due_today=sum(moment.at <= due < moment.day_end for due in dues),
        )

    def times(self, start: Instant, end: Instant) -> Times | None:
        return _times(self._solved(start, end))

    def times_by_category(self, start: Instant, end: Instant, limit: int) -> Sequence[CategoryTimes]:
        groups: defaultdict[tuple[int | None, str], list[Lived]] = defaultdict(list)
        for each in self._solved(start, end):
            groups[each.category or (None, "")].append(each)
        ordered = sorted(groups.items(), key=lambda item: -len(item[1]))[:limit]
        return [
            CategoryTimes(category_id=key[0], name=key[1], times=times)
            for key, tickets in ordered
            if (times := _times(tickets))
        ]

    def _solved(self, start: Instant, end: Instant) -> list[Lived]:
        return [
            each for each in self.tickets if each.solved and each.resolved and start <= each.resolved < end
        ]

    def top_categories(
        self, previous: Instant, start: Instant, end: Instant, limit: int
    ) -> Sequence[CategoryCount]:
        now = self._asked(lambda each: start <= each.created < end)
        before = self._asked(lambda each: previous <= each.created < start)
        return [
            CategoryCount(category_id=key[0], name=key[1], count=n, previous=before[key])
            for key, n in now.most_common(limit)
        ]

    def _asked(self, wanted: Callable[[Lived], bool]) -> Counter[tuple[int, str]]:
        return Counter(each.category for each in self.tickets if each.category and wanted(each))

    def arrivals(self, start: Instant, end: Instant, tz: tzinfo) -> Mapping[tuple[int, int], int]:
        local = (
            to_datetime(each.created).astimezone(tz) for each in self.tickets if start <= each.created < end
        )
        return Counter((moment.weekday(), moment.hour) for moment in local)


def _seconds(each: Lived) -> float:
    return ((each.resolved or each.created) - each.created) / SECOND


def _times(tickets: list[Lived]) -> Times | None:
    seconds = [_seconds(each) for each in tickets]
    if not seconds:
        return None
    return Times(count=len(seconds), mean_s=fmean(seconds), median_s=median(seconds))

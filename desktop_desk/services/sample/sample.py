"""The sample of a size, a seed and an instant: its firm, and all that was done at its desk."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, time
from functools import cached_property
from itertools import chain

from desktop_desk.domain.calendar import hours_of
from desktop_desk.domain.instants import Instant, from_datetime
from desktop_desk.domain.operations import Author, Operation
from desktop_desk.domain.sla import default_policy
from desktop_desk.services.rulebook import Rules
from desktop_desk.services.sample.arrivals import Arrivals, first_day
from desktop_desk.services.sample.company import Company, calendar_of
from desktop_desk.services.sample.habits import Habits
from desktop_desk.services.sample.life import Study
from desktop_desk.services.sample.plan import Deed, Plan, in_order
from desktop_desk.services.sample.stories import stories
from desktop_desk.services.sample.wording import story_facts
from desktop_desk.services.sweep import DESK_ITSELF

CHAPTER = 2_500
"""Usual requests told together, whatever the others do: what is kept in memory."""


class Sample:
    """The same for the same ``tickets``, ``seed``, ``now`` and ``os_account``.

    ``founding`` is applied at ``start`` by ``founder``; then the deeds, each at its own instant. They
    come in chapters of so many usual requests, each with whole lives in the order of time.
    """

    def __init__(
        self, tickets: int, seed: int, now: Instant, os_account: str, chapter: int = CHAPTER
    ) -> None:
        self.tickets, self.now, self._seed, self._chapter = tickets, now, seed, chapter
        calendar = calendar_of(now)
        self.start = from_datetime(datetime.combine(first_day(now, calendar), time(), calendar.zone()))
        self.company = Company(seed, self.start, calendar, os_account)
        self.founder: Author = DESK_ITSELF
        self.founding: list[Operation] = self.company.founding()
        self._usual = tickets - min(tickets, len(story_facts()))
        self._arrivals = Arrivals(self._usual, now, calendar, f"{seed} arrivals")

    @property
    def chapters(self) -> range:
        """The chapters, from the first day to the last."""
        return range(max(1, -(-self._usual // self._chapter)))

    def plans(self, chapter: int) -> Iterator[Plan]:
        """The lives of a chapter, in the order they began."""
        study = self._study(f"chapter {chapter}")
        habits = Habits(study)
        usual = (habits.life(at).plan() for at in self._came_in(chapter))
        return heapq.merge(
            usual, self._stories[self._told_before(chapter) : self._told_before(chapter + 1)], key=_began
        )

    def deeds(self, chapter: int | None = None) -> Iterator[Deed]:
        """All that was done in a chapter, or in all of them one after the other."""
        if chapter is not None:
            return in_order(self.plans(chapter))
        return chain.from_iterable(self.deeds(one) for one in self.chapters)

    def rules(self, policy: int, calendar: int) -> Rules:
        """What holds at the desk, under the rows a store keeps it in."""
        held = self.company.calendar
        return Rules(policy, calendar, default_policy(), held, hours_of(held))

    def opened_before(self, chapter: int) -> int:
        """How many tickets the chapters before this one open."""
        return min(chapter * self._chapter, self._usual) + self._told_before(chapter)

    def _came_in(self, chapter: int) -> list[Instant]:
        first = chapter * self._chapter
        return self._arrivals.between(first, min(first + self._chapter, self._usual))

    def _told_before(self, chapter: int) -> int:
        """How many stories begin before a chapter does."""
        if chapter == 0:
            return 0
        if chapter >= len(self.chapters):
            return len(self._stories)
        begins = self._arrivals.between(chapter * self._chapter, chapter * self._chapter + 1)[0]
        return bisect_right(self._stories, begins, key=_began)

    @cached_property
    def _stories(self) -> list[Plan]:
        return stories(self._study("stories"))[: self.tickets]

    def _study(self, name: str) -> Study:
        hours, policy = hours_of(self.company.calendar), default_policy()
        return Study(self.company, hours, policy, f"{self._seed} {name}", self.now)


def _began(plan: Plan) -> Instant:
    return plan[0].at

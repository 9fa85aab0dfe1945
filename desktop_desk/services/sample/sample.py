"""The sample of a size, a seed and an instant: its firm, and all that was done at its desk."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime, time

from desktop_desk.domain.calendar import hours_of
from desktop_desk.domain.instants import Instant, from_datetime
from desktop_desk.domain.operations import Author, Operation
from desktop_desk.domain.sla import default_policy
from desktop_desk.services.sample.arrivals import arrivals, first_day
from desktop_desk.services.sample.company import Company
from desktop_desk.services.sample.habits import Habits
from desktop_desk.services.sample.life import Study
from desktop_desk.services.sample.plan import Deed, Plan, in_order
from desktop_desk.services.sample.stories import stories
from desktop_desk.services.sweep import DESK_ITSELF


class Sample:
    """The same for the same ``tickets``, ``seed``, ``now`` and ``os_account``.

    ``founding`` is applied at ``start`` by ``founder``; then the deeds, each at its own instant.
    """

    def __init__(self, tickets: int, seed: int, now: Instant, os_account: str) -> None:
        self.tickets, self.now, self._seed = tickets, now, seed
        blank = Company(seed, Instant(0), now, os_account).calendar
        midnight = datetime.combine(first_day(now, blank), time(), blank.zone())
        self.start = from_datetime(midnight)
        self.company = Company(seed, self.start, now, os_account)
        self.founder: Author = DESK_ITSELF
        self.founding: list[Operation] = self.company.founding()

    def plans(self) -> Iterator[Plan]:
        """The life of every ticket, in the order they were opened."""
        today = stories(self._study("stories"))[: self.tickets]
        usual = self._usual(self.tickets - len(today))
        return heapq.merge(usual, today, key=_opened_at)

    def deeds(self) -> Iterator[Deed]:
        """All that was done, in the order of time."""
        return in_order(self.plans())

    def _usual(self, tickets: int) -> Iterator[Plan]:
        study = self._study("usual")
        habits = Habits(study)
        for at in arrivals(tickets, self.now, self.company.calendar, study.rng):
            yield habits.life(at).plan()

    def _study(self, name: str) -> Study:
        hours, policy = hours_of(self.company.calendar), default_policy()
        return Study(self.company, hours, policy, f"{self._seed} {name}", self.now)


def _opened_at(plan: Plan) -> Instant:
    return plan[0].at

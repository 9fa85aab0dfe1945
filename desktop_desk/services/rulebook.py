"""The calendar and the policy in force, read once and kept: revisions never change."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_desk.domain.calendar import Calendar, Hours, hours_of
from desktop_desk.domain.firm import Revision, Setting
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.sla import Policy, policy_from_json

if TYPE_CHECKING:
    from desktop_desk.domain.ports import Firm


@dataclass(frozen=True, slots=True)
class Rules:
    """A policy and the hours it counts in, with the revisions they come from."""

    policy_id: int
    calendar_id: int
    policy: Policy
    calendar: Calendar
    hours: Hours


def rules_of(policy: Revision, calendar: Revision) -> Rules:
    """The rules two revisions state."""
    counted_in = _calendar(calendar)
    return Rules(policy.id, calendar.id, _policy(policy), counted_in, hours_of(counted_in))


def _policy(revision: Revision) -> Policy:
    return policy_from_json(json.loads(revision.body))


def _calendar(revision: Revision) -> Calendar:
    return Calendar.from_json(json.loads(revision.body), revision.name)


class Rulebook:
    """Answers which rules hold; shared by all threads of the desk."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._policies: dict[int, Policy] = {}
        self._calendars: dict[int, Calendar] = {}
        self._current: tuple[Rules, Instant, Instant] | None = None
        self._changes = 0

    def forget(self) -> None:
        """Read again what is in force: a calendar, a policy or a setting changed."""
        with self._lock:
            self._changes += 1
            self._current = None

    def clear(self) -> None:
        """Forget all that was read: some of it may never have been committed."""
        with self._lock:
            self._changes += 1
            self._current = None
            self._policies.clear()
            self._calendars.clear()

    def current(self, firm: Firm, at: Instant) -> Rules | None:
        """What holds for a ticket that comes in at ``at``; ``None`` before the desk was founded."""
        kept = self._current
        if kept is not None and kept[1] <= at < kept[2]:
            return kept[0]
        changes = self._changes
        policy, calendar = self._chosen(firm, Setting.POLICY, at), self._chosen(firm, Setting.CALENDAR, at)
        if policy is None or calendar is None:
            return None
        rules = self.of(firm, policy.id, calendar.id)
        with self._lock:
            if changes == self._changes:  # else this may have been read just before a change was told
                # The same holds until the clock passes the minute: a revision may begin at any.
                until = Instant(at + 60_000_000)
                self._current = (rules, max(policy.valid_from, calendar.valid_from), until)
        return rules

    def of(self, firm: Firm, policy_id: int, calendar_id: int) -> Rules:
        """The rules of the revisions a clock names."""
        with self._lock:
            policy = self._policies.get(policy_id)
            if policy is None:
                kept = firm.revision(policy_id)
                policy = self._policies[policy_id] = _policy(kept)
            calendar = self._calendars.get(calendar_id)
            if calendar is None:
                kept = firm.revision(calendar_id)
                calendar = self._calendars[calendar_id] = _calendar(kept)
        return Rules(policy_id, calendar_id, policy, calendar, hours_of(calendar))

    @staticmethod
    def _chosen(firm: Firm, setting: Setting, at: Instant) -> Revision | None:
        chosen = firm.setting(setting)
        return None if chosen is None else firm.in_force(UUID(chosen), at)

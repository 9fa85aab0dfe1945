"""The promise clock: fires what is due, once, and closes what has stayed resolved.

Deadlines are stored instants, so sleep, restarts and clock jumps need no catching up: what became
due meanwhile is simply due. A sweep costs what is due, not what is kept.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from desktop_desk.domain.absence import recipients
from desktop_desk.domain.alerts import Alert, DueStep, read_steps, spell_steps
from desktop_desk.domain.events import AlertsFired, Swept
from desktop_desk.domain.instants import DAY, Instant, plus
from desktop_desk.domain.operations import Author, Change, ChangeTicket, TicketField
from desktop_desk.domain.people import Role
from desktop_desk.domain.ports import People, Store, Unit
from desktop_desk.domain.sla import BREACH, auto_close_at
from desktop_desk.domain.ticket import Status
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk

BATCH = 500
"""Steps fired in one transaction, so that writers never wait long."""

DESK_ITSELF = Author(person=None, os_account="", device="")
"""The author of what the desk does by itself."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fired:
    """A step that fired (or would), with those it speaks to; nobody named: whoever treats tickets."""

    ticket_id: int
    metric: str
    step: str
    due_at: Instant
    recipients: tuple[int, ...]


def due_now(store: Store, now: Instant) -> list[Fired]:
    """What a sweep at ``now`` would fire; nothing is changed."""
    with store.read() as reading:
        speaks_to = _Recipients(reading.people, now)
        return [fired for due in reading.clocks.due(now, BATCH) for fired in _unfold(due, now, speaks_to)[0]]


def sweep(store: Store, bus: Bus, now: Instant) -> list[Fired]:
    """Fire every step that is due at ``now``: one alert row a recipient, each step once."""
    fired: list[Fired] = []
    while True:
        with store.write() as unit:
            batch, more = _fire_batch(unit, now)
            following = unit.clocks.next_step_at()
        fired += batch
        if not more:
            break
    if fired:
        bus.publish(AlertsFired(tuple({one.ticket_id: None for one in fired})))
    bus.publish(Swept(now, following))
    return fired


def close_resolved(desk: Desk, store: Store, now: Instant) -> int:
    """Close the tickets that stayed resolved for the policy's working days; gives how many."""
    with store.read() as reading:
        rules = desk.rulebook.current(reading.firm, now)
        if rules is None:
            return 0
        days = rules.policy.close_after_days
        candidates = reading.clocks.to_close(plus(now, -days * DAY), BATCH)
    closed = 0
    for uid, resolved_at in candidates:
        if auto_close_at(resolved_at, rules.policy, rules.hours) <= now:
            close = Change(TicketField.STATUS, Status.CLOSED.value)
            desk.apply(ChangeTicket(ticket=uid, changes=(close,)), by=DESK_ITSELF)
            closed += 1
    return closed


def _fire_batch(unit: Unit, now: Instant) -> tuple[list[Fired], bool]:
    due = unit.clocks.due(now, BATCH)
    if not due:
        return [], False
    speaks_to = _Recipients(unit.people, now)
    unfolded = [_unfold(one, now, speaks_to) for one in due]
    fired = list(chain.from_iterable(steps for steps, _ in unfolded))
    versions = {(one.ticket_id, one.metric): one.deadline_version for one in due}
    unit.clocks.pass_steps(after for _, after in unfolded)
    unit.clocks.mark_late({one.ticket_id for one in fired if one.step == BREACH.name})
    unit.clocks.fire(
        Alert(
            id=0,
            ticket_id=one.ticket_id,
            metric=one.metric,
            step=one.step,
            deadline_version=versions[one.ticket_id, one.metric],
            person_id=person,
            due_at=one.due_at,
            fired_at=now,
        )
        for one in fired
        for person in one.recipients or (None,)
    )
    return fired, len(due) == BATCH


class _Recipients:
    """Whom the alerts of one sweep speak to; each person is read once."""

    def __init__(self, people: People, now: Instant) -> None:
        self._now = now
        self._agents = people.with_role(Role.MANAGER, Role.AGENT)
        self._find = cache(people.by_id)

    def of(self, assignee_id: int | None) -> tuple[int, ...]:
        """The rows of those who hear of a ticket in somebody's hands, or in nobody's."""
        return recipients(assignee_id, self._agents, self._find, self._now)


def _unfold(due: DueStep, now: Instant, speaks_to: _Recipients) -> tuple[list[Fired], DueStep]:
    """All the steps of one clock that have come, and the clock once they fired."""
    steps = [(due.step, due.at), *read_steps(due.later_steps)]
    come = [step for step in steps if step[1] <= now]
    waiting = steps[len(come) :]
    told = speaks_to.of(due.assignee_id)
    fired = [Fired(due.ticket_id, due.metric, name, due.due_at, told) for name, _ in come]
    breached = any(name == BREACH.name for name, _ in come)
    after = replace(
        due,
        step=waiting[0][0] if waiting else "",
        at=waiting[0][1] if waiting else now,
        later_steps=spell_steps(waiting[1:]),
        breached_at=due.due_at if breached and due.breached_at is None else due.breached_at,
    )
    return fired, after

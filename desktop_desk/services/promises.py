"""Promises in the store: started with a ticket, counted again when something moves them.

A clock is a pure function of the standing history (see ``domain.sla``), so counting it again from
the history gives the stored state, bit for bit.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from desktop_desk.domain.alerts import Alert, ClockRow, Rung, spell_steps
from desktop_desk.domain.fields import FIELDS
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.sla import (
    ClockState,
    Fact,
    Metric,
    Timeline,
    deadlines_of,
    have_fired,
    run,
    steps_due,
)
from desktop_desk.domain.ticket import Ticket
from desktop_desk.services.rulebook import Rulebook, Rules

if TYPE_CHECKING:
    from desktop_desk.domain.ports import Firm, Unit

NO_DUE = 1 << 62
"""``due_order`` of a ticket without a running promise (see ``storage.tickets``)."""


def start(unit: Unit, rules: Rules | None, ticket: Ticket, now: Instant) -> None:
    """Start the clocks of a ticket that was just opened."""
    if rules is None or ticket.archived:
        return
    timeline = Timeline(
        created_at=ticket.created_at,
        priority=ticket.priority,
        kind=ticket.kind,
        status=ticket.status,
        waiting_for=ticket.waiting_for,
        first_response_at=ticket.first_response_at,
    )
    states = [run(metric, rules.policy, rules.hours, timeline, now) for metric in Metric]
    # A ticket that carries on here from another tool: what came due there rings nobody here.
    past = [steps_due(state, now) if ticket.external_profile is not None else () for state in states]
    rows = [
        _row(ticket.id, rules, state, frozenset(step.name for step in steps))
        for state, steps in zip(states, past, strict=True)
    ]
    unit.clocks.start(rows)
    _keep_order(unit, ticket.id, rows)
    unit.clocks.note_past(
        Alert(
            id=0,
            ticket_id=ticket.id,
            metric=state.metric.value,
            step=step.name,
            deadline_version=state.version,
            person_id=None,
            due_at=step.at,
            fired_at=now,
        )
        for state, steps in zip(states, past, strict=True)
        for step in steps
    )


def refresh(unit: Unit, rulebook: Rulebook, ticket: Ticket, now: Instant) -> None:
    """Count a ticket's clocks again from its history, with the revisions they name."""
    standing = unit.journal.standing("ticket", ticket.id)
    unit.tickets.stand_since(ticket.id, _stands_since(ticket, standing))
    kept = unit.clocks.of_ticket(ticket.id)
    rows = []
    for row in kept:
        if row.policy_id is None:
            return  # an imported verdict is never counted again
        rung = unit.clocks.rung(ticket.id, row.metric)
        rows.append(counted(unit.firm, rulebook, ticket, standing, row, rung, now))
    unit.clocks.save(rows)
    _keep_order(unit, ticket.id, rows)


def counted(
    firm: Firm,
    rulebook: Rulebook,
    ticket: Ticket,
    standing: Sequence[HistoryRow],
    row: ClockRow,
    rung: Collection[Rung],
    now: Instant,
) -> ClockRow:
    """The clock row that the history, and the steps that ever fired, give in the place of ``row``.

    Of ``row`` itself only the revisions count: what it says of its steps is counted anew.
    """
    assert row.policy_id is not None
    assert row.calendar_id is not None
    rules = rulebook.of(firm, row.policy_id, row.calendar_id)
    promise = (Metric(row.metric), rules.policy, rules.hours, timeline_of(ticket, standing))
    state = run(*promise, now)
    fired = have_fired(deadlines_of(*promise), rung, rules.hours) if rung else frozenset()
    return _row(ticket.id, rules, state, fired, silent=ticket.hidden)


def timeline_of(ticket: Ticket, standing: Sequence[HistoryRow]) -> Timeline:
    """A ticket's life for its clocks: each field's first value is the old one of its first change."""
    first: dict[str, str | None] = {}
    for row in standing:
        if row.field in FIELDS:
            first.setdefault(row.field, row.old)

    def opened_with(name: str, present: object) -> object:
        if name not in first:
            return present
        old = first[name]
        return None if old is None else FIELDS[name].read(old)

    return Timeline(
        created_at=ticket.created_at,
        priority=opened_with("priority", ticket.priority),  # type: ignore[arg-type]
        kind=opened_with("kind", ticket.kind),  # type: ignore[arg-type]
        status=opened_with("status", ticket.status),  # type: ignore[arg-type]
        waiting_for=opened_with("waiting_for", ticket.waiting_for),  # type: ignore[arg-type]
        first_response_at=opened_with("first_response_at", ticket.first_response_at),  # type: ignore[arg-type]
        facts=[Fact(row.at, row.field, row.old, row.new) for row in standing],
    )


def _stands_since(ticket: Ticket, standing: Sequence[HistoryRow]) -> Instant:
    moved = [row.at for row in standing if row.field in {"status", "waiting_for"}]
    return moved[-1] if moved else ticket.closed_at or ticket.resolved_at or ticket.created_at


def _row(
    ticket_id: int, rules: Rules, state: ClockState, fired: frozenset[str], *, silent: bool = False
) -> ClockRow:
    ringing = state.running and not silent
    coming = [(step.name, step.at) for step in state.steps if step.name not in fired] if ringing else []
    return ClockRow(
        ticket_id=ticket_id,
        metric=state.metric.value,
        policy_id=rules.policy_id,
        calendar_id=rules.calendar_id,
        counted_by=None if state.clock is None else state.clock.value,
        target_s=state.target_s,
        started_at=state.started_at,
        due_at=state.due_at,
        left_s=state.remaining_s,
        paused_since=state.paused_since,
        met_at=state.met_at,
        breached_at=state.breached_at,
        deadline_version=state.version,
        next_step=coming[0][0] if coming else None,
        next_step_at=coming[0][1] if coming else None,
        later_steps=spell_steps(coming[1:]),
    )


def _keep_order(unit: Unit, ticket_id: int, rows: Sequence[ClockRow]) -> None:
    running = [row for row in rows if row.due_at is not None and row.met_at is None]
    due = min((row.due_at for row in running if row.due_at is not None), default=None)
    late = any(row.breached_at is not None and row.met_at is None for row in rows)
    unit.clocks.order(ticket_id, NO_DUE if due is None else due, late=late)

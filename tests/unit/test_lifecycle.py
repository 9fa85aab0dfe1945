"""Which status may follow which, and what goes with each."""

from __future__ import annotations

from itertools import product
from uuid import UUID

import pytest

from desktop_desk.domain import lifecycle
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.lifecycle import ENDED, TRANSITIONS, TransitionRefused
from desktop_desk.domain.ticket import (
    Channel,
    Kind,
    Outcome,
    Priority,
    Status,
    Ticket,
    VerdictSource,
    WaitingFor,
)

AT = Instant(1_000_000)
LATER = Instant(2_000_000)
ALLOWED = """
open         in_progress waiting resolved closed
in_progress  open waiting resolved closed
waiting      open in_progress resolved closed
resolved     open in_progress waiting closed
closed       open in_progress
"""


def ticket(status: Status = Status.OPEN) -> Ticket:
    """A ticket brought to a status the way the desk does."""
    fresh = Ticket(
        id=1,
        uid=UUID(int=1),
        number=1,
        title="Caisse bloquée",
        kind=Kind.INCIDENT,
        priority=Priority.NORMAL,
        status=Status.OPEN,
        waiting_for=None,
        outcome=None,
        requester_id=1,
        assignee_id=None,
        category_id=None,
        channel=Channel.AGENT,
        tags=(),
        created_at=Instant(0),
        updated_at=Instant(0),
        first_response_at=None,
        resolved_at=None,
        closed_at=None,
        verdict_source=VerdictSource.COMPUTED,
        external_profile=None,
        external_number=None,
        archived=False,
        hidden=False,
        version=1,
    )
    return lifecycle.move(fresh, status, AT)


def test_the_table_is_the_firms_own() -> None:
    written = {
        Status(before): {Status(word) for word in after}
        for before, *after in (line.split() for line in ALLOWED.strip().splitlines())
    }
    assert written == TRANSITIONS


@pytest.mark.parametrize(("before", "after"), list(product(Status, Status)))
def test_each_step_is_allowed_or_refused(before: Status, after: Status) -> None:
    start = ticket(before)
    if before is after:
        assert lifecycle.move(start, after, LATER) == start
    elif after in TRANSITIONS[before]:
        moved = lifecycle.move(start, after, LATER)
        assert moved.status is after
        assert (moved.waiting_for is not None) == (after is Status.WAITING)
        assert (moved.outcome is not None) == (after in ENDED)
        assert (moved.resolved_at is not None) == (after in ENDED)
        assert (moved.closed_at is not None) == (after is Status.CLOSED)
        assert moved.first_response_at is not None or after not in ENDED
    else:
        with pytest.raises(TransitionRefused):
            lifecycle.move(start, after, LATER)


def test_closing_what_is_resolved_keeps_when_it_was_resolved() -> None:
    closed = lifecycle.move(ticket(Status.RESOLVED), Status.CLOSED, LATER)
    assert (closed.resolved_at, closed.closed_at) == (AT, LATER)


def test_closing_at_once_resolves_and_answers_at_that_instant() -> None:
    closed = ticket(Status.CLOSED)
    assert (closed.first_response_at, closed.resolved_at, closed.closed_at) == (AT, AT, AT)
    assert closed.outcome is Outcome.SOLVED


def test_an_end_keeps_the_outcome_it_is_given() -> None:
    spam = lifecycle.move(ticket(), Status.CLOSED, AT, outcome=Outcome.SPAM)
    assert spam.outcome is Outcome.SPAM
    again = lifecycle.move(spam, Status.CLOSED, LATER, outcome=Outcome.DUPLICATE)
    assert (again.outcome, again.closed_at) == (Outcome.DUPLICATE, AT)


def test_a_wait_may_change_its_reason() -> None:
    waiting = lifecycle.move(ticket(), Status.WAITING, AT)
    assert waiting.waiting_for is WaitingFor.INFORMATION
    provider = lifecycle.move(waiting, Status.WAITING, LATER, waiting_for=WaitingFor.PROVIDER)
    assert provider.waiting_for is WaitingFor.PROVIDER
    assert lifecycle.move(provider, Status.WAITING, LATER) == provider


def test_reopening_forgets_the_end_and_keeps_the_answer() -> None:
    reopened = lifecycle.move(ticket(Status.CLOSED), Status.OPEN, LATER)
    assert (reopened.resolved_at, reopened.closed_at, reopened.outcome) == (None, None, None)
    assert reopened.first_response_at == AT

"""A ticket that carries on here: what came due elsewhere is not announced again, what comes is."""

from __future__ import annotations

from pathlib import Path

from desktop_desk.domain.instants import DAY, Instant
from desktop_desk.domain.operations import Change, ChangeTicket, Contact, ImportTicket, TicketField
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Kind, Priority, Status, VerdictSource
from desktop_desk.services.sweep import sweep
from tests.support.desks import Staffed, desk


def _taken_in(staffed: Staffed, days_ago: float) -> ImportTicket:
    now = staffed.clock.now
    created = Instant(now - int(days_ago * DAY))
    operation = ImportTicket(
        profile="autre", external_number="77", title="Imprimante", kind=Kind.INCIDENT, priority=Priority.HIGH,
        status=Status.OPEN, requester=Contact(person=staffed.marie.person), created_at=created,
        updated_at=created, verdict_source=VerdictSource.COMPUTED, archived=False,
    )  # fmt: skip
    staffed.do(operation)
    return operation


def test_what_came_due_before_the_import_rings_nobody(tmp_path: Path) -> None:
    with desk(tmp_path) as staffed:
        ticket = _taken_in(staffed, days_ago=30).ticket
        assert sweep(staffed.opened.store, staffed.opened.bus, staffed.clock.now) == []
        clocks = {row.metric: row for row in staffed.view(ticket).clocks}
        assert clocks[Metric.RESOLUTION.value].breached_at is not None
        assert staffed.opened.session.alerts() == []
        # Nor does it ring when the clocks are counted again.
        change = Change(TicketField.KIND, "request")
        staffed.do(ChangeTicket(ticket=ticket, changes=(change,)))
        assert sweep(staffed.opened.store, staffed.opened.bus, staffed.clock.now) == []


def test_what_comes_due_after_the_import_rings(tmp_path: Path) -> None:
    with desk(tmp_path) as staffed:
        _taken_in(staffed, days_ago=0)
        staffed.clock.forward(60 * 24)
        fired = sweep(staffed.opened.store, staffed.opened.bus, staffed.clock.now)
        assert {one.step for one in fired} == {"warning", "breach"}

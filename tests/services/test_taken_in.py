"""History taken in from another tool does not come alive unseen: it goes on in a new ticket."""

from __future__ import annotations

import pytest

from desktop_desk.domain.instants import DAY, Instant
from desktop_desk.domain.operations import (
    Change,
    ChangeTicket,
    Contact,
    ImportTicket,
    TakeCharge,
    TicketField,
    Undo,
)
from desktop_desk.domain.queue import View
from desktop_desk.domain.ticket import Kind, Priority, Status
from desktop_desk.services.errors import TakenInAsHistory
from desktop_desk.text import Words
from tests.support.desks import MONDAY, Staffed, file_of
from tests.support.soundness import clock_faults, faults_of


@pytest.fixture(name="past")
def taken_in(desk: Staffed) -> ImportTicket:
    past = ImportTicket(
        profile="old tool",
        external_number="INC1",
        title="Vieille caisse",
        kind=Kind.INCIDENT,
        priority=Priority.NORMAL,
        status=Status.CLOSED,
        requester=Contact(person=desk.marie.person),
        created_at=Instant(MONDAY - 30 * DAY),
        updated_at=Instant(MONDAY - 29 * DAY),
        resolved_at=Instant(MONDAY - 29 * DAY),
        closed_at=Instant(MONDAY - 29 * DAY),
    )
    desk.do(past)
    return past


def test_it_is_not_reopened_where_no_view_would_show_it(desk: Staffed, past: ImportTicket) -> None:
    session = desk.opened.session
    for changes in (
        (Change(TicketField.STATUS, Status.OPEN.value),),
        (Change(TicketField.ASSIGNEE, str(desk.yann.person)),),
    ):
        with pytest.raises(TakenInAsHistory) as refused:
            desk.do(ChangeTicket(ticket=past.ticket, changes=changes))
        assert "suite" in refused.value.say(Words("fr"))
    with pytest.raises(TakenInAsHistory):
        desk.do(TakeCharge(ticket=past.ticket))
    assert desk.view(past.ticket).ticket.status is Status.CLOSED
    assert list(session.ids(session.query(View.ACTIVE))) == []
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def test_its_filing_can_still_be_put_right(desk: Staffed, past: ImportTicket) -> None:
    filed = ChangeTicket(ticket=past.ticket, changes=(Change(TicketField.KIND, Kind.REQUEST.value),))
    desk.do(filed)
    assert desk.view(past.ticket).ticket.kind is Kind.REQUEST
    desk.do(Undo(undoes=filed.uid))
    assert desk.view(past.ticket).ticket.kind is Kind.INCIDENT

"""Undo gives back what an operation changed, where it still stands, and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from desktop_desk.domain.instants import DAY, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Contact,
    LinkTickets,
    OpenTicket,
    Relation,
    SaveCalendar,
    SaveSetting,
    TagTicket,
    TakeCharge,
    Undo,
)
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Status, WaitingFor
from desktop_desk.services.errors import NothingToUndo, UnknownOperation
from desktop_desk.services.sweep import sweep
from tests.support.desks import Staffed, file_of
from tests.support.soundness import clock_faults, faults_of, projection


def seen(desk: Staffed) -> dict[str, Any]:
    """What a person sees, once the promise clock has passed."""
    sweep(desk.opened.store, desk.opened.bus, desk.clock())
    return projection(file_of(desk.opened))


def found(desk: Staffed, text: str) -> list[int]:
    session = desk.opened.session
    return list(session.ids(session.query(View.ALL, text=text, sort=SortBy.NUMBER)))


def sound(desk: Staffed) -> None:
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def undo(desk: Staffed, operation: UUID) -> tuple[UUID, tuple[str, ...]]:
    """Undo; gives the undoing's own identity and what could not be given back."""
    undoing = Undo(undoes=operation)
    return undoing.uid, desk.do(undoing).conflicts


def test_a_withdrawn_message_is_no_longer_found_and_found_again_when_it_is_back(desk: Staffed) -> None:
    ticket = desk.ask("Caisse bloquée")
    written = AddMessage(ticket=ticket, text="Remplacez le fusible")
    desk.do(written, by=desk.yann)
    assert found(desk, "fusible") == [desk.view(ticket).ticket.id]
    undoing, _ = undo(desk, written.uid)
    assert found(desk, "fusible") == []
    sound(desk)
    undo(desk, undoing)
    assert found(desk, "fusible") == [desk.view(ticket).ticket.id]
    sound(desk)


def test_the_same_value_set_again_since_is_not_given_back(desk: Staffed) -> None:
    ticket = desk.ask()
    first = desk.set(ticket, status="resolved").uid
    desk.set(ticket, status="open")
    desk.clock.forward(1)
    desk.set(ticket, status="resolved")
    with pytest.raises(NothingToUndo):
        undo(desk, first)
    assert desk.view(ticket).ticket.status is Status.RESOLVED
    sound(desk)


def test_a_label_put_on_again_since_stays(desk: Staffed) -> None:
    ticket = desk.ask()
    first = TagTicket(ticket=ticket, add=("VPN",))
    desk.do(first)
    desk.do(TagTicket(ticket=ticket, remove=("VPN",)))
    desk.do(TagTicket(ticket=ticket, add=("VPN",)))
    with pytest.raises(NothingToUndo):
        undo(desk, first.uid)
    assert desk.view(ticket).ticket.tags == ("VPN",)


def test_a_life_that_went_on_is_not_half_undone(desk: Staffed) -> None:
    ticket = desk.ask()
    resolved = desk.set(ticket, status="resolved").uid
    desk.set(ticket, status="closed")
    with pytest.raises(NothingToUndo):
        undo(desk, resolved)
    after = desk.view(ticket).ticket
    assert after.status is Status.CLOSED
    assert after.resolved_at is not None
    sound(desk)


def test_waiting_for_somebody_else_since_stays_a_wait(desk: Staffed) -> None:
    ticket = desk.ask()
    waits = desk.set(ticket, status="waiting", waiting_for="information").uid
    desk.set(ticket, waiting_for="provider")
    with pytest.raises(NothingToUndo):
        undo(desk, waits)
    after = desk.view(ticket).ticket
    assert (after.status, after.waiting_for) == (Status.WAITING, WaitingFor.PROVIDER)
    sound(desk)


def test_one_in_the_middle_gives_back_only_what_still_stands(desk: Staffed) -> None:
    ticket = desk.ask()
    middle = AddMessage(ticket=ticket, text="C’est réparé", resolve=True)
    desk.do(middle, by=desk.yann)
    desk.clock.forward(5)
    desk.set(ticket, status="open")
    _, conflicts = undo(desk, middle.uid)
    after = desk.view(ticket)
    assert "status" in conflicts
    assert after.ticket.status is Status.OPEN
    assert after.ticket.first_response_at is None
    assert after.messages == ()
    sound(desk)


def test_a_request_somebody_answered_is_not_taken_away(desk: Staffed) -> None:
    asked = OpenTicket(title="Caisse bloquée", requester=Contact(person=desk.marie.person))
    desk.do(asked, by=desk.marie)
    desk.do(AddMessage(ticket=asked.ticket, text="Je regarde"), by=desk.yann)
    with pytest.raises(NothingToUndo):
        undo(desk, asked.uid)
    assert not desk.view(asked.ticket).ticket.hidden


def test_what_was_never_done_cannot_be_undone(desk: Staffed) -> None:
    with pytest.raises(UnknownOperation):
        undo(desk, UUID(int=7))


def test_undone_and_done_again_it_is_as_if_never_undone(desk: Staffed) -> None:
    ticket = desk.ask(text="Elle affiche « erreur 12 »")
    desk.clock.forward(40)
    done = AddMessage(ticket=ticket, text="C’est réparé", resolve=True)
    desk.do(done, by=desk.yann)
    before = seen(desk)
    desk.clock.forward(200)
    undoing, conflicts = undo(desk, done.uid)
    assert conflicts == ()
    sound(desk)
    desk.clock.forward(7)
    assert undo(desk, undoing)[1] == ()
    assert seen(desk) == before
    sound(desk)


def test_a_person_a_request_made_known_leaves_with_it_and_comes_back_with_the_next(desk: Staffed) -> None:
    session = desk.opened.session
    asked = OpenTicket(title="Badge perdu", requester=Contact(name="Zoé Petit"))
    desk.do(asked)
    assert [person.name for person in session.people("zoe")] == ["Zoé Petit"]
    undoing, _ = undo(desk, asked.uid)
    assert session.people("zoe") == []
    again = OpenTicket(title="Badge perdu", requester=Contact(name="Zoé Petit"))
    desk.do(again)
    assert [person.name for person in session.people("zoe")] == ["Zoé Petit"]
    assert undo(desk, undoing)[1] == ()
    assert [person.name for person in session.people("zoe")] == ["Zoé Petit"]


def test_a_person_other_requests_name_stays(desk: Staffed) -> None:
    asked = OpenTicket(title="Badge perdu", requester=Contact(name="Zoé Petit"))
    desk.do(asked)
    desk.do(OpenTicket(title="Badge trouvé", requester=Contact(name="Zoé Petit")))
    undo(desk, asked.uid)
    assert [person.name for person in desk.opened.session.people("zoe")] == ["Zoé Petit"]


def test_hours_of_next_month_can_be_taken_back(desk: Staffed) -> None:
    rules = desk.opened.session.rules()
    assert rules is not None
    settings = desk.opened.session.settings()
    later = plus(desk.clock(), 30 * DAY)
    body = '{"tz": "Europe/Paris", "weekly": {"mon": [["08:00", "09:00"]]}}'
    saved = SaveCalendar(calendar=UUID(settings["calendar"]), name="", body=body, valid_from=later)
    desk.do(saved)
    assert undo(desk, saved.uid)[1] == ()
    desk.clock.now = plus(later, DAY)
    after = desk.opened.session.rules()
    assert after is not None
    assert after.calendar.weekly == rules.calendar.weekly


def test_a_setting_comes_back_unless_it_changed_again(desk: Staffed) -> None:
    first = SaveSetting(key="company", value="Lubin et Cie")
    desk.do(first)
    undoing, _ = undo(desk, first.uid)
    assert desk.opened.session.settings()["company"] == "Lubin SARL"
    undo(desk, undoing)
    desk.do(SaveSetting(key="company", value="Lubin SA"))
    with pytest.raises(NothingToUndo):
        undo(desk, first.uid)


def test_a_link_to_a_ticket_taken_away_is_not_shown(desk: Staffed) -> None:
    ticket = desk.ask()
    asked = OpenTicket(title="Encore la caisse", requester=Contact(person=desk.marie.person))
    desk.do(asked)
    desk.do(LinkTickets(ticket=ticket, other=asked.ticket))
    assert [other.title for other in desk.view(ticket).linked] == ["Encore la caisse"]
    undo(desk, asked.uid)
    assert desk.view(ticket).linked == ()


def test_a_link_is_parted_from_either_end_and_given_back_as_it_was(desk: Staffed) -> None:
    ticket = desk.ask()
    asked = OpenTicket(title="Encore la caisse", requester=Contact(person=desk.marie.person))
    desk.do(asked)
    desk.do(LinkTickets(ticket=ticket, other=asked.ticket, relation=Relation.PARENT))
    parted = LinkTickets(ticket=asked.ticket, other=ticket, relation=Relation.PARENT, remove=True)
    desk.do(parted)
    assert desk.view(ticket).linked == desk.view(asked.ticket).linked == ()
    assert desk.view(ticket).history[-1].field == "link"
    undo(desk, parted.uid)
    assert [other.relation for other in desk.view(ticket).linked] == [Relation.PARENT]
    desk.do(LinkTickets(ticket=ticket, other=asked.ticket, relation=Relation.PARENT, remove=True))
    assert desk.view(ticket).linked == ()


def test_alerts_of_a_ticket_taken_away_are_not_announced(desk: Staffed) -> None:
    asked = OpenTicket(title="Caisse bloquée", requester=Contact(person=desk.marie.person))
    desk.do(asked)
    desk.clock.forward(60 * 24 * 10)
    sweep(desk.opened.store, desk.opened.bus, desk.clock())
    nadia = desk.nadia.person
    assert nadia is not None
    person = desk.opened.session.person("nadia@lubin.example")
    assert person is not None
    session = desk.opened.session.on_behalf_of(person)
    assert session.alerts()
    undo(desk, asked.uid)
    assert session.alerts() == []


def test_taken_in_charge_and_back(desk: Staffed) -> None:
    ticket = desk.ask()
    before = seen(desk)
    taken = TakeCharge(ticket=ticket)
    desk.do(taken, by=desk.yann)
    desk.clock.forward(3)
    undo(desk, taken.uid)
    assert seen(desk) == before
    sound(desk)

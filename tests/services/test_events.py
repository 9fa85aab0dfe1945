"""What an event does to a ticket: the table of the SLA contract, a test a line."""

from __future__ import annotations

from uuid import UUID

import pytest

from desktop_desk.domain.instants import DAY, MINUTE, Instant, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Contact,
    ImportTicket,
    OpenTicket,
    SavePerson,
    SavePolicy,
    TakeCharge,
    Undo,
)
from desktop_desk.domain.people import Role
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Priority, Status, WaitingFor
from desktop_desk.services.errors import NobodyIsMe
from tests.support.desks import MONDAY, Staffed, file_of
from tests.support.soundness import clock_faults, faults_of

INFORMATION, VALIDATION, PROVIDER = WaitingFor


def wait(desk: Staffed, ticket: UUID, reason: WaitingFor) -> None:
    desk.set(ticket, by=desk.yann, status="waiting", waiting_for=reason.value)


def says(desk: Staffed, ticket: UUID, text: str = "Toujours en panne") -> None:
    desk.do(AddMessage(ticket=ticket, text=text), by=desk.marie)


def everything(desk: Staffed) -> list[int]:
    session = desk.opened.session
    return list(session.ids(session.query(View.ALL, sort=SortBy.NUMBER)))


@pytest.mark.parametrize("reason", [INFORMATION, VALIDATION])
def test_the_requester_answers_a_wait_nobody_has(desk: Staffed, reason: WaitingFor) -> None:
    ticket = desk.ask()
    wait(desk, ticket, reason)
    says(desk, ticket, "Voici la photo")
    assert desk.view(ticket).ticket.status is Status.OPEN


@pytest.mark.parametrize("reason", [INFORMATION, VALIDATION])
def test_the_requester_answers_a_wait_somebody_has(desk: Staffed, reason: WaitingFor) -> None:
    ticket = desk.ask()
    desk.do(TakeCharge(ticket=ticket), by=desk.yann)
    wait(desk, ticket, reason)
    says(desk, ticket, "Voici la photo")
    after = desk.view(ticket).ticket
    assert (after.status, after.waiting_for) == (Status.IN_PROGRESS, None)
    assert desk.view(ticket).clocks[1].paused_since is None


def test_the_requester_does_not_end_a_wait_for_the_provider(desk: Staffed) -> None:
    ticket = desk.ask()
    wait(desk, ticket, PROVIDER)
    says(desk, ticket, "Alors ?")
    assert desk.view(ticket).ticket.status is Status.WAITING


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_an_end_is_an_answer(desk: Staffed, status: str) -> None:
    ticket = desk.ask()
    at = desk.clock.forward(7)
    desk.set(ticket, by=desk.yann, status=status)
    view = desk.view(ticket)
    assert view.ticket.first_response_at == at
    assert [clock.met_at for clock in view.clocks] == [at, at]


def test_a_call_taken_is_answered_as_it_comes(desk: Staffed) -> None:
    ticket = desk.ask(channel=Channel.PHONE)
    view = desk.view(ticket)
    assert view.ticket.first_response_at == view.ticket.created_at
    assert view.clocks[0].met_at == view.ticket.created_at


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_the_requester_reopens_what_ended_lately(desk: Staffed, status: str) -> None:
    ticket = desk.ask()
    desk.set(ticket, by=desk.yann, status=status)
    desk.clock.now = plus(desk.clock(), 7 * DAY)
    says(desk, ticket)
    after = desk.view(ticket)
    assert after.ticket.status is Status.OPEN
    assert (after.ticket.resolved_at, after.ticket.outcome) == (None, None)
    assert after.clocks[1].met_at is None
    assert everything(desk) == [after.ticket.id]


def test_resolved_for_long_and_still_not_closed_it_reopens(desk: Staffed) -> None:
    ticket = desk.ask()
    desk.set(ticket, by=desk.yann, status="resolved")
    desk.clock.now = plus(desk.clock(), 60 * DAY)
    says(desk, ticket)
    assert desk.view(ticket).ticket.status is Status.OPEN


def test_later_than_seven_days_a_new_linked_ticket_is_opened(desk: Staffed) -> None:
    ticket = desk.ask("Caisse bloquée", priority=Priority.HIGH, kind=Kind.REQUEST)
    desk.set(ticket, by=desk.yann, status="closed")
    desk.clock.now = plus(desk.clock(), 7 * DAY + MINUTE)
    late = AddMessage(ticket=ticket, text="Elle est de nouveau bloquée")
    applied = desk.do(late, by=desk.marie)
    old = desk.view(ticket)
    assert (old.ticket.status, old.messages) == (Status.CLOSED, ())
    assert applied.ticket is not None
    assert applied.ticket != ticket
    new = desk.view(applied.ticket)
    assert (new.ticket.title, new.ticket.status, new.ticket.number) == ("Caisse bloquée", Status.OPEN, 2)
    assert (new.ticket.priority, new.ticket.kind) == (Priority.HIGH, Kind.REQUEST)
    assert new.requester.name == "Marie Lubin"
    assert [message.text for message in new.messages] == ["Elle est de nouveau bloquée"]
    assert [other.number for other in new.linked] == [1]
    assert [other.number for other in old.linked] == [2]
    assert all(clock.due_at is not None for clock in new.clocks)
    assert desk.do(late, by=desk.marie).already
    desk.do(Undo(undoes=late.uid))
    assert everything(desk) == [old.ticket.id]
    assert desk.view(ticket).linked == ()
    assert faults_of(file_of(desk.opened)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Merci",
        "merci beaucoup !",
        "Parfait, merci Yann. Bonne journée",
        "Super, merci pour votre aide\n\nMarie Lubin",
        "Thanks a lot!",
        "Thank you very much 🙂",
        "Bonjour,\nMerci à vous.\nCordialement,\nMarie",
    ],
)
@pytest.mark.parametrize("days", [1, 30])
@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a_thank_you_reopens_nothing_and_opens_nothing(
    desk: Staffed, status: str, days: int, text: str
) -> None:
    ticket = desk.ask()
    desk.set(ticket, by=desk.yann, status=status)
    desk.clock.now = plus(desk.clock(), days * DAY)
    says(desk, ticket, text)
    after = desk.view(ticket)
    assert after.ticket.status is Status(status)
    assert [message.text for message in after.messages] == [text]
    assert everything(desk) == [after.ticket.id]


@pytest.mark.parametrize(
    "text",
    [
        "Merci mais ça ne marche toujours pas",
        "Merci, et pour l’imprimante ?",
        "Thanks but it is broken again",
        "Ok",
        "Non merci, pas encore",
        "Merci de rouvrir",
    ],
)
def test_more_than_a_thank_you_reopens(desk: Staffed, text: str) -> None:
    ticket = desk.ask()
    desk.set(ticket, by=desk.yann, status="resolved")
    says(desk, ticket, text)
    assert desk.view(ticket).ticket.status is Status.OPEN


def test_a_file_with_a_thank_you_reopens(desk: Staffed) -> None:
    from desktop_desk.services.files import from_bytes

    ticket = desk.ask()
    desk.set(ticket, by=desk.yann, status="resolved")
    ref, data = from_bytes("capture.png", b"picture")
    desk.do(AddMessage(ticket=ticket, text="Merci", files=(ref,)), by=desk.marie, files={ref.sha256: data})
    assert desk.view(ticket).ticket.status is Status.OPEN


def test_an_answer_of_the_support_starts_the_work(desk: Staffed) -> None:
    ticket = desk.ask()
    at = desk.clock.forward(3)
    desk.do(AddMessage(ticket=ticket, text="Je regarde"), by=desk.yann)
    view = desk.view(ticket)
    assert view.ticket.status is Status.IN_PROGRESS
    assert view.assignee is not None
    assert view.assignee.name == "Yann Morel"
    assert (view.ticket.first_response_at, view.clocks[0].met_at) == (at, at)
    desk.clock.forward(3)
    desk.do(AddMessage(ticket=ticket, text="Toujours dessus"), by=desk.nadia)
    assert desk.view(ticket).ticket.first_response_at == at
    assert desk.view(ticket).clocks[0].met_at == at


@pytest.mark.parametrize(
    ("kind", "answers"), [(MessageKind.CALL, True), (MessageKind.NOTE, False), (MessageKind.SYSTEM, False)]
)
def test_a_call_answers_and_a_note_does_not(desk: Staffed, kind: MessageKind, answers: bool) -> None:
    ticket = desk.ask()
    desk.do(AddMessage(ticket=ticket, text="Vu", kind=kind), by=desk.yann)
    after = desk.view(ticket).ticket
    assert (after.first_response_at is not None) is answers
    assert (after.status is Status.IN_PROGRESS) is answers


def test_taking_charge_is_an_answer_by_default_and_a_setting(desk: Staffed) -> None:
    ticket = desk.ask()
    desk.do(TakeCharge(ticket=ticket), by=desk.yann)
    assert desk.view(ticket).ticket.first_response_at is not None
    strict = '{"answers": ["reply"]}'
    rules = desk.opened.session.rules()
    assert rules is not None
    import json

    from desktop_desk.domain.sla import policy_to_json

    body = {**policy_to_json(rules.policy), **json.loads(strict)}
    policy = UUID(desk.opened.session.settings()["policy"])
    desk.do(SavePolicy(policy=policy, name="", body=json.dumps(body), valid_from=desk.clock()))
    desk.clock.forward(2)
    other = desk.ask()
    desk.do(TakeCharge(ticket=other), by=desk.yann)
    assert desk.view(other).ticket.first_response_at is None
    desk.do(AddMessage(ticket=other, text="Vu", kind=MessageKind.CALL), by=desk.yann)
    assert desk.view(other).ticket.first_response_at is None
    desk.do(AddMessage(ticket=other, text="Vu"), by=desk.yann)
    assert desk.view(other).ticket.first_response_at is not None


def test_answering_and_resolving_in_one_gesture(desk: Staffed) -> None:
    ticket = desk.ask()
    at = desk.clock.forward(9)
    desk.do(AddMessage(ticket=ticket, text="C’est réparé", resolve=True), by=desk.yann)
    after = desk.view(ticket).ticket
    assert (after.status, after.outcome, after.resolved_at) == (Status.RESOLVED, Outcome.SOLVED, at)
    assert after.first_response_at == at


def test_a_colleagues_message_is_no_answer_and_reopens_nothing(desk: Staffed) -> None:
    paul = SavePerson(name="Paul Petit")
    desk.do(paul)
    ticket = desk.ask()
    desk.do(AddMessage(ticket=ticket, text="Chez moi aussi", author=Contact(person=paul.person)))
    assert desk.view(ticket).ticket.first_response_at is None
    desk.set(ticket, by=desk.yann, status="resolved")
    desk.do(AddMessage(ticket=ticket, text="Chez moi aussi", author=Contact(person=paul.person)))
    assert desk.view(ticket).ticket.status is Status.RESOLVED


def test_a_provider_answers_for_the_support(desk: Staffed) -> None:
    provider = SavePerson(name="Caisses Plus", role=Role.PROVIDER)
    desk.do(provider)
    ticket = desk.ask()
    desk.do(AddMessage(ticket=ticket, text="Nous passons", author=Contact(person=provider.person)))
    assert desk.view(ticket).ticket.first_response_at is not None


def test_an_agents_own_request_is_reopened_by_their_own_word(desk: Staffed) -> None:
    asked = OpenTicket(title="Mon écran", requester=Contact(person=desk.yann.person))
    desk.do(asked, by=desk.yann)
    desk.do(AddMessage(ticket=asked.ticket, text="Il clignote"), by=desk.yann)
    assert desk.view(asked.ticket).ticket.first_response_at is None
    desk.set(asked.ticket, by=desk.nadia, status="resolved")
    desk.do(AddMessage(ticket=asked.ticket, text="Il clignote encore"), by=desk.yann)
    assert desk.view(asked.ticket).ticket.status is Status.OPEN


def test_given_to_somebody_it_is_in_progress(desk: Staffed) -> None:
    ticket = desk.ask()
    desk.set(ticket, assignee=str(desk.yann.person))
    assert desk.view(ticket).ticket.status is Status.IN_PROGRESS


def test_nobody_cannot_write_or_take(desk: Staffed) -> None:
    from desktop_desk.domain.operations import Author

    nobody = Author(None, "an account nobody has", "pc")
    ticket = desk.ask()
    for operation in (AddMessage(ticket=ticket, text="x"), TakeCharge(ticket=ticket)):
        with pytest.raises(NobodyIsMe):
            desk.do(operation, by=nobody)


def test_an_answer_to_an_archived_ticket_opens_a_new_one(desk: Staffed) -> None:
    past = ImportTicket(
        profile="old tool",
        external_number="INC1",
        title="Vieille caisse",
        kind=Kind.INCIDENT,
        priority=Priority.NORMAL,
        status=Status.RESOLVED,
        requester=Contact(person=desk.marie.person),
        created_at=Instant(MONDAY - 30 * DAY),
        updated_at=Instant(MONDAY - 29 * DAY),
        resolved_at=Instant(MONDAY - 29 * DAY),
    )
    desk.do(past)
    applied = desk.do(AddMessage(ticket=past.ticket, text="Elle retombe en panne"), by=desk.marie)
    assert applied.ticket is not None
    new = desk.view(applied.ticket)
    assert new.ticket.active
    assert not new.ticket.archived
    assert [other.title for other in new.linked] == ["Vieille caisse"]
    assert clock_faults(desk.opened.store, desk.clock()) == []

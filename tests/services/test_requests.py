"""The requester's side: handing a request in, reading one's own and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_desk.background.handover import Receiver
from desktop_desk.domain.cleaning import TitleMissing
from desktop_desk.domain.instants import DAY, MINUTE, plus
from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    Contact,
    MarkRead,
    OpenTicket,
    SavePerson,
    TicketField,
)
from desktop_desk.domain.people import AddressKind, Role
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Priority, Status, WaitingFor
from desktop_desk.opening import Momentary
from desktop_desk.services.bus import Bus
from desktop_desk.services.files import from_bytes
from desktop_desk.services.intake import NameMissing, Request, asking, submit
from desktop_desk.services.requests import NotYours, Requests
from desktop_desk.services.session import Session
from desktop_desk.storage.store import look_at
from tests.support.desks import SmallDesk, file_of, local, small_desk
from tests.support.soundness import everything_kept


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


def _as(desk: SmallDesk, person: UUID | None, account: str) -> Session:
    opened = desk.opened
    assert opened.desk is not None
    author = Author(person=person, os_account=account, device="PC-QUAI-2")
    return Session(opened.desk, opened.store, opened.bus, desk.clock, author)


@pytest.fixture
def lucie(desk: SmallDesk) -> Session:
    return _as(desk, desk.person("Lucie Marchand"), "lucie@pc")


def _ask(session: Session, title: str = "Rien ne s’imprime", **more: object) -> int:
    return submit(session, Request(title=title, text="", blocked=Blocked.HINDERED, **more)).ticket_id  # type: ignore[arg-type]


def test_a_request_is_the_persons_own_with_its_promise(desk: SmallDesk, lucie: Session) -> None:
    desk.person("Yann Kerbrat", Role.AGENT)
    before = asking(lucie)
    request = Request(
        title="  Rien ne\n s’imprime ", text="Depuis 9 h.", blocked=Blocked.STOPPED, context=("PC: A",)
    )
    receipt = submit(lucie, request)
    ticket = lucie.ticket(receipt.ticket_id)
    assert ticket is not None
    assert (ticket.ticket.title, ticket.messages[0].text) == ("Rien ne s’imprime", "Depuis 9 h.\n\nPC: A")
    assert (ticket.ticket.kind, ticket.ticket.priority) == (Kind.INCIDENT, Priority.HIGH)
    assert (ticket.ticket.channel, ticket.requester.name) == (Channel.DIALOG, "Lucie Marchand")
    assert receipt.due_at == before.promises[Blocked.STOPPED] == plus(desk.clock.now, (2 + 4) * 60 * MINUTE)
    assert (receipt.number, receipt.told) == (1, ("Nadia Bertrand", "Yann Kerbrat"))


def test_a_whole_team_is_critical_for_an_agent_and_high_for_an_employee(
    desk: SmallDesk, lucie: Session
) -> None:
    for session, priority in ((lucie, Priority.HIGH), (desk.session, Priority.CRITICAL)):
        asked = Request(title="Tout est arrêté", text="", blocked=Blocked.STOPPED, whole_team=True)
        ticket = session.ticket(submit(session, asked).ticket_id)
        assert ticket is not None
        assert ticket.ticket.priority is priority


def test_one_who_is_away_is_not_said_to_have_it(desk: SmallDesk, lucie: Session) -> None:
    yann = desk.person("Yann Kerbrat", Role.AGENT)
    request = Request(title="Une fois", text="", blocked=Blocked.IDEA)
    for uid, name, told in ((yann, "Yann Kerbrat", 1), (desk.me, "Nadia Bertrand", 2)):  # then all are away
        away = SavePerson(person=uid, name=name, role=Role.AGENT, absent_from=desk.clock.now)
        desk.session.apply(away, undoable=False)
        assert len(submit(lucie, request).told) == told


def test_the_same_request_sent_twice_is_one(lucie: Session) -> None:
    request = Request(title="Une fois", text="", blocked=Blocked.IDEA)
    assert submit(lucie, request) == submit(lucie, request)
    assert len(Requests(lucie).mine()) == 1


def test_a_stranger_says_a_name_once_and_is_known_by_the_account(desk: SmallDesk) -> None:
    stranger = _as(desk, None, "sam@pc")
    with pytest.raises(NameMissing):
        _ask(stranger)
    _ask(stranger, name="  Sam   Petit ")
    me = stranger.me
    assert me is not None
    assert (me.name, me.role, me.address(AddressKind.ACCOUNT)) == ("Sam Petit", Role.EMPLOYEE, "sam@pc")
    _ask(_as(desk, None, "sam@pc"), "Encore")
    assert len(Requests(stranger).mine()) == 2
    assert desk.session.person("Sam Petit") == me


def test_a_name_of_the_directory_is_taken_unless_it_answers_requests(desk: SmallDesk) -> None:
    known = desk.person("Éva Noël")
    first, second = _as(desk, None, "eva@pc"), _as(desk, None, "rogue@pc")
    _ask(first, name="eva noel")
    assert first.me is not None
    assert first.me.uid == known
    _ask(second, name="Nadia Bertrand")
    assert second.me is not None
    assert (second.me.role, second.me.uid == desk.me) == (Role.EMPLOYEE, False)


def test_nothing_at_all_is_kept_of_a_request_without_a_title(desk: SmallDesk) -> None:
    stranger = _as(desk, None, "sam@pc")
    with pytest.raises(TitleMissing):
        _ask(stranger, "\n \u00a0", name="Sam Petit")
    assert stranger.me is None


def test_only_ones_own_requests_are_listed_and_read(desk: SmallDesk, lucie: Session) -> None:
    own = _ask(lucie)
    other = desk.ticket("Paie de Marie").ticket_id
    assert other is not None
    requests = Requests(lucie)
    assert [line.ticket_id for line in requests.mine()] == [own]
    for act in (requests.read, requests.solved, requests.cancel, requests.reopen):
        with pytest.raises(NotYours):
            act(other)
    with pytest.raises(NotYours):
        requests.answer(other, AddMessage(ticket=desk.me, text="je lis tout"))
    with pytest.raises(NotYours):
        requests.read(9999)
    seen = desk.session.ticket(other)
    assert seen is not None
    assert (seen.ticket.status, len(seen.messages)) == (Status.OPEN, 1)


def test_notes_and_calls_are_never_shown(desk: SmallDesk, lucie: Session) -> None:
    own = _ask(lucie)
    ticket = lucie.ticket(own)
    assert ticket is not None
    for kind in MessageKind:
        desk.session.apply(AddMessage(ticket=ticket.ticket.uid, kind=kind, text=f"de sorte {kind.value}"))
    shown = Requests(lucie).read(own)
    assert [message.text for message in shown.messages] == ["de sorte public"]
    assert (shown.messages[0].mine, shown.messages[0].author) == (False, "Nadia Bertrand")


def test_what_was_read_in_a_window_of_its_own_stays_read(desk: SmallDesk, tmp_path: Path) -> None:
    opened = desk.opened
    assert opened.desk is not None
    receiver = Receiver(opened.desk)
    local(opened).announce(receiver.owner)
    author = Author(person=None, os_account="lucie@pc", device="PC-QUAI-2")
    looking = look_at(file_of(opened))
    lucie = Session(Momentary(file_of(opened)), looking, Bus(), desk.clock, author)
    try:
        own, requests = (
            submit(lucie, Request(title="Badge", text="", blocked=Blocked.HINDERED, name="Lucie")).ticket_id,
            Requests(lucie),
        )
        desk.session.apply(AddMessage(ticket=requests.read(own).uid, text="Il est prêt."))
        assert requests.mine()[0].unread == 1
        requests.read(own)
        assert requests.mine()[0].unread == 0
        kept = everything_kept(file_of(opened))
        requests.read(own)
        assert everything_kept(file_of(opened)) == kept  # nothing new was read
    finally:
        looking.close()
        receiver.stop()


def test_two_windows_read_in_any_order_and_the_furthest_counts(desk: SmallDesk, lucie: Session) -> None:
    own, requests = _ask(lucie), Requests(lucie)
    uid = requests.read(own).uid
    first, second = (AddMessage(ticket=uid, text=text) for text in ("Je regarde", "Réparé"))
    desk.session.apply(first)
    desk.session.apply(second)
    before = lucie.ticket(own)
    for seen in (second, first):
        lucie.apply(MarkRead(ticket=uid, message=seen.message))
    assert requests.mine()[0].unread == 0
    assert lucie.ticket(own) == before  # neither a version nor a history of its own


def test_an_answer_is_unread_until_it_is_read_and_not_by_a_note(desk: SmallDesk, lucie: Session) -> None:
    requests, own = Requests(lucie), _ask(lucie)
    uid = requests.read(own).uid
    desk.session.apply(AddMessage(ticket=uid, kind=MessageKind.NOTE, text="entre nous"))
    assert requests.mine()[0].unread == 0
    answer = desk.session.apply(AddMessage(ticket=uid, text="C’est en route."))
    desk.session.apply(AddMessage(ticket=uid, text="Demain."))
    assert requests.mine()[0].unread == 2
    desk.session.undo(answer.uid)
    assert requests.mine()[0].unread == 1
    requests.read(own)
    assert requests.mine()[0].unread == 0


def test_an_answer_ends_the_wait_and_a_file_may_follow(desk: SmallDesk, lucie: Session) -> None:
    requests, own = Requests(lucie), _ask(lucie)
    view = requests.read(own)
    waiting = (Change(TicketField.STATUS, "waiting"), Change(TicketField.WAITING_FOR, "information"))
    desk.session.apply(ChangeTicket(ticket=view.uid, changes=waiting))
    assert requests.mine()[0].my_turn
    requests.answer(
        own, AddMessage(ticket=view.uid, kind=MessageKind.NOTE, text="Le modèle est HP 400.", resolve=True)
    )
    ref, data = from_bytes("plan.txt", b"plan")
    requests.add_files(own, (ref,), {ref.sha256: data})
    read = requests.read(own)
    assert (read.line.status, read.line.waiting_for) == (Status.OPEN, None)
    assert [message.mine for message in read.messages] == [True, True]
    assert lucie.file(read.messages[1].files[0].uid) == b"plan"


def test_solved_reopened_cancelled_and_taken_back(lucie: Session) -> None:
    requests, own = Requests(lucie), _ask(lucie)
    requests.solved(own)
    assert requests.read(own).line.status is Status.RESOLVED
    requests.reopen(own)
    assert requests.read(own).line.status is Status.OPEN
    cancelled = requests.cancel(own)
    line = requests.read(own).line
    assert (line.status, line.outcome, line.active) == (Status.CLOSED, Outcome.CANCELLED, False)
    lucie.undo(cancelled.uid)
    assert requests.read(own).line.status is Status.OPEN


def test_what_is_long_closed_takes_no_answer(desk: SmallDesk, lucie: Session) -> None:
    requests, own = Requests(lucie), _ask(lucie)
    requests.cancel(own)
    assert requests.read(own).takes_answers
    desk.clock.now = plus(desk.clock.now, 8 * DAY)
    assert not requests.read(own).takes_answers


def test_those_under_way_come_first_then_the_newest(lucie: Session) -> None:
    requests = Requests(lucie)
    ids = [_ask(lucie, f"Demande {n}") for n in range(4)]
    requests.solved(ids[3])
    requests.solved(ids[1])
    assert [line.ticket_id for line in requests.mine()] == [ids[2], ids[0], ids[3], ids[1]]


def test_a_ticket_whose_opening_was_taken_back_is_gone(desk: SmallDesk, lucie: Session) -> None:
    operation = OpenTicket(title="À reprendre", requester=Contact(name="Lucie Marchand"))
    applied = desk.session.apply(operation)
    requests = Requests(lucie)
    assert len(requests.mine()) == 1
    desk.session.undo(applied.uid)
    assert requests.mine() == []
    with pytest.raises(NotYours):
        requests.read(applied.ticket_id or 0)


def test_waiting_for_the_provider_is_not_the_requesters_turn(desk: SmallDesk, lucie: Session) -> None:
    requests, own = Requests(lucie), _ask(lucie)
    changes = (
        Change(TicketField.STATUS, "waiting"),
        Change(TicketField.WAITING_FOR, WaitingFor.PROVIDER.value),
    )
    desk.session.apply(ChangeTicket(ticket=requests.read(own).uid, changes=changes))
    assert not requests.mine()[0].my_turn

"""What an employee hands in at a shared desk and reads back, straight over psycopg; a desk takes it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, ProgramLimitExceeded

from desktop_desk.app import OpenDesk, open_desk, open_shared
from desktop_desk.domain.operations import AddMessage, Author, SavePerson
from desktop_desk.domain.people import Role
from desktop_desk.domain.ticket import Channel, MessageKind, Outcome, Status
from desktop_desk.services.desk import Desk
from desktop_desk.services.letters import take_letters
from desktop_desk.sharing import move_to_file
from desktop_desk.storage.letterbox import WAITING_MOST
from desktop_desk.storage.making import add_login
from tests.support.desks import file_of
from tests.support.postgres import GivenServer, Server, talk
from tests.support.shared_desk import no_password
from tests.support.shared_people import SharedWithRights, shared_with_rights
from tests.support.soundness import faults_of

Line = psycopg.Connection[Any]


@pytest.fixture
def shared(server: Server | GivenServer) -> Iterator[SharedWithRights]:
    with shared_with_rights(server, f"letters_{uuid4().hex[:8]}") as made:
        opened = open_shared(made.place, no_password, author=Author(None, "", ""))
        paul = SavePerson(name="Paul Petit")
        assert opened.desk is not None
        opened.desk.apply(paul, by=Author(None, "", ""))
        opened.close()
        add_login(made.place, None, made.as_("other").user, "secret", Role.EMPLOYEE, paul.person)
        made.people["other"] = paul.person
        yield made


@pytest.fixture
def agent(shared: SharedWithRights) -> Iterator[OpenDesk]:
    opened = open_shared(shared.as_("agent"), no_password)
    yield opened
    opened.close()


@pytest.fixture
def marie(shared: SharedWithRights) -> Iterator[Line]:
    with shared.talk("employee") as connection:
        yield connection


def submit(connection: Line, title: str, body: str = "Aidez-moi", uid: UUID | None = None) -> int:
    row = connection.execute("SELECT submit_request(%s, %s, %s)", [uid or uuid4(), title, body]).fetchone()
    assert row is not None
    return int(row[0])


def mine(connection: Line) -> list[tuple[int, str, str]]:
    return connection.execute("SELECT number, title, status FROM my_requests()").fetchall()


def take(opened: OpenDesk) -> int:
    assert isinstance(opened.desk, Desk)
    return take_letters(opened.desk, opened.shared)


def test_a_request_has_its_number_at_once_and_becomes_a_ticket_once(
    shared: SharedWithRights, marie: Line, agent: OpenDesk
) -> None:
    uid = uuid4()
    assert submit(marie, "Caisse 2 bloquée", uid=uid) == 1
    assert submit(marie, "Caisse 2 bloquée", uid=uid) == 1, "sent twice, handed in once"
    assert submit(marie, "Wi-Fi lent") == 2
    assert mine(marie) == [(2, "Wi-Fi lent", "open"), (1, "Caisse 2 bloquée", "open")]
    assert take(agent) == 2
    assert take(agent) == 0
    session = agent.session
    view = session.ticket(session.ticket_numbered(1) or 0)
    assert view is not None
    assert view.requester.uid == shared.people["employee"]
    assert (view.ticket.channel, view.ticket.number) == (Channel.DIALOG, 1)
    assert view.messages[0].text == "Aidez-moi"
    assert view.clocks[0].due_at is not None
    assert mine(marie) == [(2, "Wi-Fi lent", "open"), (1, "Caisse 2 bloquée", "open")]
    due = marie.execute("SELECT response_due_at FROM my_requests() WHERE number = 1").fetchone()
    assert due is not None
    assert due[0] is not None


def test_cut_off_before_it_was_noted_it_is_taken_once(
    shared: SharedWithRights, marie: Line, agent: OpenDesk
) -> None:
    submit(marie, "Écran noir")
    take(agent)
    with talk(shared.place) as owner:
        owner.execute("UPDATE letter SET taken_at = NULL")
    assert take(agent) == 1
    assert len(agent.session.ids(agent.session.query())) == 1
    assert faults_of(file_of(agent)) == []


def test_each_sees_and_moves_only_what_is_theirs(
    shared: SharedWithRights, marie: Line, agent: OpenDesk
) -> None:
    number = submit(marie, "Mon salaire", "C'est personnel")
    with shared.talk("other") as paul:
        for taken_in in (False, True):
            if taken_in:
                take(agent)
            assert mine(paul) == []
            assert paul.execute("SELECT * FROM my_request(%s)", [number]).fetchall() == []
            for words in (
                "SELECT answer_request(gen_random_uuid(), %s, 'moi')",
                "SELECT end_request(gen_random_uuid(), %s, true)",
                "SELECT reopen_request(gen_random_uuid(), %s, 'moi')",
            ):
                with pytest.raises(InsufficientPrivilege, match="not yours"):
                    paul.execute(words, [number])
        with pytest.raises(InsufficientPrivilege):
            paul.execute("SELECT hand_in(gen_random_uuid(), 'answer', 1, '', 'x')")
        for words in ("SELECT * FROM letter", "SELECT my_person()", "SELECT * FROM ticket"):
            with pytest.raises(InsufficientPrivilege):
                paul.execute(words)


def test_a_note_is_never_read_back(marie: Line, agent: OpenDesk) -> None:
    number = submit(marie, "Badge perdu")
    take(agent)
    view = agent.session.ticket(agent.session.ticket_numbered(number) or 0)
    assert view is not None
    for kind, text in ((MessageKind.NOTE, "Encore elle"), (MessageKind.PUBLIC, "Je vous en fais un")):
        agent.session.apply(AddMessage(ticket=view.ticket.uid, text=text, kind=kind))
    read = marie.execute("SELECT author, mine, body FROM my_request(%s)", [number]).fetchall()
    assert read == [
        ("employee of the desk", True, "Aidez-moi"),
        ("agent of the desk", False, "Je vous en fais un"),
    ]


def test_answers_ends_and_reopenings_reach_the_ticket(marie: Line, agent: OpenDesk) -> None:
    number = submit(marie, "Imprimante")

    def status() -> tuple[Status, Outcome | None]:
        view = agent.session.ticket(agent.session.ticket_numbered(number) or 0)
        assert view is not None
        return view.ticket.status, view.ticket.outcome

    marie.execute("SELECT answer_request(gen_random_uuid(), %s, 'Au deuxième étage')", [number])
    marie.execute("SELECT end_request(gen_random_uuid(), %s, true)", [number])
    assert take(agent) == 3
    assert status() == (Status.RESOLVED, Outcome.SOLVED)
    marie.execute("SELECT reopen_request(gen_random_uuid(), %s, 'Encore en panne')", [number])
    take(agent)
    assert status() == (Status.OPEN, None)
    marie.execute("SELECT end_request(gen_random_uuid(), %s, false)", [number])
    take(agent)
    assert status() == (Status.RESOLVED, Outcome.CANCELLED)
    bodies = [row[0] for row in marie.execute("SELECT body FROM my_request(%s)", [number])]
    assert bodies == ["Aidez-moi", "Au deuxième étage", "Encore en panne"]


def test_what_was_handed_in_comes_along_into_a_file(
    shared: SharedWithRights, marie: Line, tmp_path: Path
) -> None:
    assert submit(marie, "Juste avant le départ") == 1
    move_to_file(shared.as_("manager"), no_password, tmp_path / "desk.sqlite3")
    opened = open_desk(tmp_path / "desk.sqlite3")
    assert opened.session.ticket_numbered(1) is not None
    opened.close()


def test_what_is_too_much_is_refused_and_the_rest_stays(marie: Line, agent: OpenDesk) -> None:
    for title, body in (("x" * 301, ""), ("x", "y" * 200_001)):
        with pytest.raises(ProgramLimitExceeded):
            submit(marie, title, body)
    for _ in range(WAITING_MOST):
        submit(marie, "Encore")
    with pytest.raises(ProgramLimitExceeded):
        submit(marie, "Une de trop")
    assert take(agent) == WAITING_MOST
    assert submit(marie, "Maintenant") == WAITING_MOST + 1

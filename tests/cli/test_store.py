"""A desk is shared from the command line, people are let in, and it moves to a server and back."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import sql

from desktop_desk.cli.common import store_place
from desktop_desk.cli.parser import parse
from desktop_desk.config import FILE_NAME
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.paths import config_dir
from desktop_desk.storage.making import drop_shared
from desktop_desk.storage.rights import Groups
from desktop_desk.text import Words
from tests.cli.conftest import Run
from tests.support.postgres import GivenServer, Server, talk
from tests.support.soundness import faults_of, projection

LOGINS = ("nadia_of_cli", "yann_of_cli")


@pytest.fixture
def place(server: Server | GivenServer, request: pytest.FixtureRequest) -> Iterator[SharedPlace]:
    """A database nobody has made yet, and whatever was made of it taken away."""
    made = server.place(f"cli_{abs(hash(request.node.name)) % 10**8}")
    yield made
    with talk(server.place()) as owner:
        drop_shared(owner, Groups(made.database))
        for login in LOGINS:
            owner.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(login)))


def test_a_desk_is_made_people_come_in_and_work(say: Run, place: SharedPlace, tmp_path: Path) -> None:
    made = say("store", "create-shared", place.url(), "--company", "Lubin SARL")
    assert (made.code, made.err) == (0, "")
    again = say("store", "create-shared", place.url())
    assert again.code == 1
    assert "already" in again.err
    invitation = tmp_path / "nadia.desk-invitation"
    invited = say(
        "store", "invite", place.url(), "nadia_of_cli", "--name", "Nadia Bertrand", "--role", "manager",
        "--mail", "nadia@lubin.example", "--into", invitation,
    )  # fmt: skip
    assert invited.code == 0
    password = invited.out.strip().rpartition(" ")[2]
    assert password not in invitation.read_text()
    opened = say("ticket", "new", "--title", "Caisse 2", "--from", "Marie Lubin", store=str(invitation))
    assert (opened.code, opened.out.strip()) == (0, "1"), opened.err
    shown = say("ticket", "show", "1", "--json", store=str(invitation)).json
    assert shown["history"][0]["actor"] == "Nadia Bertrand"
    assert shown["sla"]
    wrong = say("backup", tmp_path / "copy.sqlite3", store=str(invitation))
    assert wrong.code == 1
    assert "shared" in wrong.err


def test_ten_thousand_tickets_go_to_a_server_and_come_back(
    say: Run, place: SharedPlace, tmp_path: Path
) -> None:
    file, back = tmp_path / "file.sqlite3", tmp_path / "back.sqlite3"
    assert say("demo", "--into", file, "--tickets", "10000").code == 0
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    there = say("store", "move", file, place.url())
    assert (there.code, there.err) == (0, "")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before, "the file is kept as it was"
    home = say("store", "move", place.url(), back)
    assert (home.code, home.err) == (0, "")
    assert projection(back) == projection(file)
    assert faults_of(back) == []
    said = say("ticket", "list", "--limit", "50", "--json", store=str(back)).out
    assert said == say("ticket", "list", "--limit", "50", "--json", store=str(file)).out
    assert said == say("ticket", "list", "--limit", "50", "--json", store=place.url()).out
    assert say("ticket", "new", "--title", "x", "--from", "M", store=place.url()).out.strip() == "10001"
    over = say("store", "move", place.url(), back)
    assert over.code == 1
    assert "already exists" in over.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("move", "a.sqlite3", "b.sqlite3"), "from a file to a server"),
        (("move", "postgresql://a/b", "postgresql://c/d"), "from a file to a server"),
        (("create-shared", "mysql://server/desk"), "not the address"),
        (("create-shared", "postgresql://postgres:secret@server/desk"), "holds a password"),
        (("create-shared", "postgresql://postgres:sec#ret-secret@server/desk"), "holds a password"),
        (("create-shared", "postgresql://postgres:sec/secret@server/desk"), "holds a password"),
        (("create-shared", "postgresql://server/desk?PASSWORD=secret"), "holds a password"),
        (("create-shared", "postgresql://server/desk?sslmode=disable"), "not the address"),
        (("create-shared", "postgresql://postgres@127.0.0.1:1/desk"), "does not answer"),
        (("move", "postgresql://postgres@127.0.0.1:1/desk", "c.sqlite3"), "does not answer"),
    ],
)
def test_what_cannot_be_is_said(say: Run, words: tuple[str, ...], said: str) -> None:
    answer = say("store", *words)
    assert answer.code == 1
    assert said in answer.err
    assert "secret" not in answer.err


def test_no_invitation_is_no_way_in(say: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.desk-invitation"
    letter.write_text("Bonjour")
    answer = say("ticket", "list", store=str(letter))
    assert answer.code == 1
    assert "is not an invitation" in answer.err


@pytest.mark.parametrize("words", [("reply", "1", "--body", "x"), ("set", "1", "priority=high")])
def test_on_a_shared_desk_everybody_acts_in_their_own_name(say: Run, words: tuple[str, ...]) -> None:
    """Refused before anybody is asked for anything: there is no such server."""
    answer = say("ticket", *words, "--as", "yann@lubin.example", store="postgresql://127.0.0.1:1/desk")
    assert answer.code == 1
    assert "everybody acts in their own name" in answer.err


def test_an_invitation_alone_opens_the_window_on_it() -> None:
    parsed = parse(["nadia.desk-invitation"], Words("en"))
    assert (parsed.store, parsed.ticket) == ("nadia.desk-invitation", None)
    assert parse(["ticket", "list"], Words("en")).store is None


def test_without_a_name_it_is_the_desk_chosen_in_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKTOP_DESK_STORE", raising=False)
    path = config_dir() / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('store = "postgresql://marie@srv-01/desk"\n', encoding="utf-8")
    try:
        assert store_place(Namespace(store=None)) == SharedPlace(host="srv-01", database="desk", user="marie")
        assert store_place(Namespace(store="/a/b.sqlite3")) == Path("/a/b.sqlite3")
    finally:
        path.unlink()

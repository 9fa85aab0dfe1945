"""A desk becomes shared while it is open: everything is there, everybody comes in, or nothing was done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql

from desktop_desk.app import open_desk, open_shared
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.guests import Guest
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.invitations import InvitationNotWritten, read_invitation
from desktop_desk.sharing import LookedAfterElsewhere, move_open_to_server, share
from desktop_desk.storage.errors import AlreadyThere
from desktop_desk.storage.making import NameTaken, drop_shared, look_at_server
from desktop_desk.storage.rights import Groups
from desktop_desk.storage.store import LocalStore, look_at
from tests.support.desks import SmallDesk, small_desk
from tests.support.postgres import OWNER, GivenServer, Server, talk
from tests.support.shared_desk import no_password, place_to_make

LOGINS = ("nadia_shares", "yann_shares")


@pytest.fixture
def place(server: Server | GivenServer) -> Iterator[SharedPlace]:
    with place_to_make(server, "shared_while_open", LOGINS) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


def _store(desk: SmallDesk) -> LocalStore:
    assert isinstance(desk.opened.store, LocalStore)
    return desk.opened.store


def _nadia(desk: SmallDesk, login: str = LOGINS[0]) -> Guest:
    return Guest(person=desk.me, name="Nadia Bertrand", role=Role.AGENT, login=login)


def _nothing_is_left(place: SharedPlace, folder: Path) -> bool:
    facts = look_at_server(place, None)
    made = set(LOGINS) | set(Groups(place.database).all())
    return not facts.database_there and not facts.logins & made and not list(folder.glob("*"))


def test_everything_is_there_and_everybody_comes_in(
    desk: SmallDesk, place: SharedPlace, tmp_path: Path
) -> None:
    number = desk.ticket("Caisse 2 bloquée").number
    told: dict[str, int] = {}
    folder = tmp_path / "letters"
    (nadia,) = share(_store(desk), place, no_password, [_nadia(desk)], folder, told.__setitem__)
    assert told["ticket"] == 1
    assert len(nadia.password) >= 12
    letter = folder / "nadia_shares.desk-invitation"
    assert nadia.password not in letter.read_text(encoding="utf-8")
    there = open_shared(read_invitation(letter, tmp_path / "trusted"), no_password)
    try:
        me = there.session.me
        assert me is not None
        assert (me.uid, me.role) == (desk.me, Role.AGENT)
        assert there.session.ticket_numbered(number or 0) is not None
    finally:
        there.close()
    assert desk.session.ticket_numbered(number or 0) is not None, "the file stays"
    assert desk.ticket("Et encore").number == (number or 0) + 1


def test_whoever_wants_to_write_meanwhile_waits(desk: SmallDesk, place: SharedPlace) -> None:
    written = threading.Event()

    def write() -> None:
        desk.ticket("Pendant ce temps")
        written.set()

    writer = threading.Thread(target=write)

    def meanwhile(table: str, _rows: int) -> None:
        if table == "person":
            writer.start()
            assert not written.wait(0.3), "what is written now would be missing there"

    move_open_to_server(_store(desk), place, no_password, meanwhile)
    assert written.wait(5)
    writer.join()


@pytest.mark.parametrize(
    ("login", "expected"),
    [(OWNER, NameTaken), ("nadia_shares", InvitationNotWritten), ("there", AlreadyThere)],
)
def test_what_cannot_be_finished_is_taken_back(
    desk: SmallDesk, place: SharedPlace, tmp_path: Path, login: str, expected: type[DeskError]
) -> None:
    folder = tmp_path / "letters"
    if expected is InvitationNotWritten:
        folder.write_text("a file, not a folder", encoding="utf-8")
    elif expected is AlreadyThere:
        folder.mkdir()
        (folder / "there.desk-invitation").write_text("of another desk", encoding="utf-8")
    with pytest.raises(expected):
        share(_store(desk), place, no_password, [_nadia(desk, login)], folder)
    left = ["there.desk-invitation"] if expected is AlreadyThere else []
    assert [one.name for one in folder.glob("*")] == left
    facts = look_at_server(place, None)
    assert not facts.database_there
    assert not facts.logins & {*LOGINS, *Groups(place.database).all()}


def test_two_guests_of_one_name_leave_nothing_behind(
    desk: SmallDesk, place: SharedPlace, tmp_path: Path
) -> None:
    somebody = replace(_nadia(desk), person=desk.me, login=LOGINS[1])
    folder = tmp_path / "letters"
    with pytest.raises(DeskError):
        share(_store(desk), place, no_password, [somebody, somebody], folder)
    assert _nothing_is_left(place, folder)


def test_a_copy_that_breaks_off_leaves_nothing_behind(
    desk: SmallDesk, place: SharedPlace, tmp_path: Path
) -> None:
    def breaks(_table: str, _rows: int) -> None:
        with talk(place) as owner:
            owner.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    with pytest.raises(DeskError):
        share(_store(desk), place, no_password, [_nadia(desk)], tmp_path / "letters", breaks)
    assert _nothing_is_left(place, tmp_path / "letters")
    desk.ticket("Le bureau est toujours là")


def test_a_file_another_process_holds_is_left_to_it(tmp_path: Path, place: SharedPlace) -> None:
    path = tmp_path / "desk.sqlite3"
    with ExitStack() as open_ones:
        owner = open_desk(path)
        open_ones.callback(owner.close)
        guest = look_at(path)
        open_ones.callback(guest.close)
        with pytest.raises(LookedAfterElsewhere):
            move_open_to_server(guest, place, no_password)
    assert not look_at_server(place, None).database_there


def test_an_administrator_need_not_be_almighty(
    desk: SmallDesk, place: SharedPlace, tmp_path: Path, server: Server | GivenServer
) -> None:
    maker = sql.Identifier("maker_of_desks")
    with talk(server.place()) as owner:
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE").format(maker))
    made = replace(place, user="maker_of_desks")
    try:
        assert look_at_server(made, None).may_make
        (nadia,) = share(_store(desk), made, no_password, [_nadia(desk)], tmp_path / "letters")
        there = open_shared(nadia.place, no_password)
        there.close()
    finally:
        with talk(server.place()) as owner:
            drop_shared(owner, Groups(place.database))
            owner.execute(sql.SQL("DROP ROLE {}").format(maker))

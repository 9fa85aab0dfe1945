"""A desk on a real server, as ``desks.desk`` is one in a real file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from psycopg import sql

from desktop_desk.app import open_shared
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import Author
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.storage import hints, letterbox
from desktop_desk.storage.making import drop_shared
from desktop_desk.storage.migrate_shared import upgrade_shared
from desktop_desk.storage.moving import copy_rows
from desktop_desk.storage.rights import Groups
from desktop_desk.storage.server import connection_of, server_writer
from tests.support.desks import ACCOUNT, DEVICE, MONDAY, HandClock, Staffed, peopled
from tests.support.postgres import GivenServer, Server, new_database, talk


def no_password() -> None:
    """The server of the tests trusts whoever comes."""
    return


def tables_in(place: SharedPlace) -> None:
    """Make the tables of a desk in an empty database."""
    engine = server_writer(lambda: connection_of(place, None))
    upgrade_shared(engine)
    engine.dispose()
    with talk(place) as owner:
        for statement in (*hints.statements(), *letterbox.tables()):
            owner.execute(statement)


@contextmanager
def shared_desk(server: Server | GivenServer, now: Instant = MONDAY) -> Iterator[Staffed]:
    """A founded desk with its people in a database of its own; left, not removed, at the end."""
    place = new_database(server)
    tables_in(place)
    clock = HandClock(now)
    itself = Author(person=None, os_account=ACCOUNT, device=DEVICE)
    opened = open_shared(place, no_password, author=itself, clock=clock)
    try:
        yield peopled(opened, clock, itself)
    finally:
        opened.close()


@contextmanager
def shared_desk_again(before: Staffed, server: Server | GivenServer) -> Iterator[Staffed]:
    """A copy of a desk that was closed, with its people and its hour."""
    place = new_database(server, template=before.opened.store.name.rpartition("/")[2])
    clock = HandClock(before.clock())
    itself = Author(person=None, os_account=ACCOUNT, device=DEVICE)
    opened = open_shared(place, no_password, author=itself, clock=clock)
    try:
        yield replace(before, opened=opened, clock=clock)
    finally:
        opened.close()


@contextmanager
def moved_to(server: Server | GivenServer, before: Staffed) -> Iterator[Staffed]:
    """A copy of a desk in a file, on a server, with the same people, at the same hour."""
    place = new_database(server)
    tables_in(place)
    engine = server_writer(lambda: connection_of(place, None))
    with before.opened.store.read() as reading, engine.begin() as target:
        copy_rows(reading.connection, target)
    engine.dispose()
    clock = HandClock(before.clock())
    itself = Author(person=None, os_account=ACCOUNT, device=DEVICE)
    opened = open_shared(place, no_password, author=itself, clock=clock)
    try:
        yield replace(before, opened=opened, clock=clock)
    finally:
        opened.close()


@contextmanager
def place_to_make(
    server: Server | GivenServer, database: str, logins: Sequence[str]
) -> Iterator[SharedPlace]:
    """A database nobody has made yet; whatever was made of it is taken away, ``logins`` too."""
    made = server.place(database)
    yield made
    with talk(server.place()) as owner:
        drop_shared(owner, Groups(database))
        for login in logins:
            owner.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(login)))

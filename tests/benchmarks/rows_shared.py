"""Figures of a desk on a server, beside bare psycopg on the same: lists, one ticket, opening one.

The server is a real one on this machine, its files on the disk, every commit written through. Both sides log
in as an agent, whose rows the database watches over. The floor sends together what it can.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_desk.app import OpenDesk, open_shared
from desktop_desk.domain.operations import OpenTicket
from desktop_desk.domain.people import Role
from desktop_desk.domain.queue import QueueRow, SortBy, View
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.storage.engine import reader_engine
from desktop_desk.storage.making import add_login, make_shared
from desktop_desk.storage.moving import copy_rows
from desktop_desk.storage.server import connection_of, server_writer
from tests.benchmarks.measure import Figure, in_turns
from tests.benchmarks.raw_create_shared import raw_create
from tests.benchmarks.raw_reads import OPEN_BY_DUE, PEOPLE, rows_named, ticket_statements
from tests.benchmarks.rows_store import TEXT, requester, ticket_of_20
from tests.support.postgres import Server, talk
from tests.support.proxy import proxy_to
from tests.support.shared_desk import no_password

DATABASE = "desk_bench"
AGENT = "desk_bench_yann"
ONE_WAY_S = 0.015
"""Of a line on which a journey takes 30 ms."""


def shared(path: Path) -> Iterator[Figure]:
    """All figures of a desk with what the file ``path`` holds."""
    with _served(path) as place:
        yield first_rows(place)
        yield open_ticket(place)
        yield create(place)
        yield from far(place)


def first_rows(place: SharedPlace) -> Figure:
    """The first 100 rows of the open tickets by due time: ids in order, then the lines."""
    with _desk(place) as desk, talk(place) as connection:

        def ours() -> list[QueueRow]:
            query = desk.session.query(View.ACTIVE, sort=SortBy.PROMISE)
            return desk.session.rows(desk.session.ids(query)[:100])

        def floor() -> list[object]:
            ids = [row[0] for row in connection.execute(OPEN_BY_DUE)]
            return connection.execute(rows_named("= ANY(%s)"), (ids[:100],)).fetchall()

        assert len(ours()) == len(floor()) == 100
        mine, theirs = in_turns(ours, floor, 60)
    return Figure("shared: first 100 rows, open by due", mine, "ms", 3, theirs)


def open_ticket(place: SharedPlace) -> Figure:
    """A ticket of 20 messages with its history, clocks, people: all the editor shows."""
    with _desk(place) as desk, talk(place) as connection:
        ticket_id = ticket_of_20(desk)
        who = connection.execute(PEOPLE, (ticket_id,)).fetchone()
        assert who is not None
        statements = ticket_statements(ticket_id, (who[0], who[1]))

        def floor() -> list[list[object]]:
            with connection.pipeline():
                cursors = [connection.execute(sql, values) for sql, values in statements]
            return [cursor.fetchall() for cursor in cursors]

        mine, theirs = in_turns(lambda: desk.session.ticket(ticket_id), floor, 100)
    return Figure("shared: open a ticket of 20 messages", mine, "ms", 4, theirs)


def create(place: SharedPlace) -> Figure:
    """Open a ticket durably: row, message, history, clocks, counts, search text, one commit."""
    numbers = itertools.count()
    with _desk(place) as desk, talk(place) as connection:

        def ours() -> object:
            title = f"Imprimante du quai {next(numbers)}"
            return desk.session.apply(OpenTicket(title=title, text=TEXT, requester=requester()))

        mine, theirs = in_turns(ours, raw_create(connection, TEXT), 80)
    return Figure("shared: create a ticket durably", mine, "ms", 3, theirs)


def far(place: SharedPlace) -> Iterator[Figure]:
    """How often opening a ticket goes to the server, and what it takes, where a journey takes 30 ms."""
    with proxy_to(place) as proxy, _desk(proxy.near) as desk, talk(proxy.near) as connection:
        ticket_id = ticket_of_20(desk)

        def ours() -> object:
            return desk.session.ticket(ticket_id)

        journeys = proxy.fewest_journeys(ours, ONE_WAY_S)
        proxy.delay_s = ONE_WAY_S
        mine, theirs = in_turns(ours, lambda: connection.execute("SELECT 1").fetchall(), 20)
        proxy.delay_s = 0
    yield Figure("shared: round trips, open a ticket at 30 ms", journeys, "trips", 2)
    yield Figure("shared: open a ticket at 30 ms, to one answer", mine, "ms", 2, theirs)


@contextmanager
def _served(path: Path) -> Iterator[SharedPlace]:
    """A server with a shared desk of these rows, as an agent comes to it."""
    server = Server(in_memory=False)
    try:
        place = server.place(DATABASE)
        make_shared(place, None)
        engine = server_writer(lambda: connection_of(place, None))
        source = reader_engine(path)
        with source.begin() as rows, engine.begin() as target:
            copy_rows(rows, target)
        source.dispose()
        engine.dispose()
        with talk(place) as owner:
            owner.execute("VACUUM ANALYZE")
            row = owner.execute("SELECT uid FROM person WHERE role = 'agent' ORDER BY id LIMIT 1").fetchone()
        assert row is not None
        add_login(place, None, AGENT, AGENT, Role.AGENT, row[0])
        server.stop()
        server.start("fsync=on", "full_page_writes=on")
        yield server.place(DATABASE, AGENT)
    finally:
        server.throw_away()


@contextmanager
def _desk(place: SharedPlace) -> Iterator[OpenDesk]:
    desk = open_shared(place, no_password)
    try:
        yield desk
    finally:
        desk.close()

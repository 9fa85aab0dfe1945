"""How often a desk waits for its server: on a line of 30 ms that is what makes it usable or not."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import psycopg
import pytest

from desktop_desk.app import open_shared
from desktop_desk.domain.operations import (
    AddMessage,
    Contact,
    FileRef,
    LinkAsset,
    LinkTickets,
    OpenTicket,
    SaveAsset,
    SaveCategory,
)
from desktop_desk.domain.shared import ServerAway
from desktop_desk.services.session import Session
from desktop_desk.storage.server_line import ServerLine
from desktop_desk.storage.shared import SharedStore
from tests.support.desks import Staffed
from tests.support.postgres import GivenServer, Server, drop_databases, talk
from tests.support.proxy import Proxy, proxy_to
from tests.support.shared_desk import no_password, shared_desk

MESSAGES = 20
ONE_WAY_S = 0.03


@dataclass
class Far:
    """A desk reached through a proxy, with a ticket on which everything hangs that can."""

    staffed: Staffed
    store: SharedStore
    proxy: Proxy
    ticket_id: int

    @property
    def session(self) -> Session:
        return self.staffed.opened.session

    def journeys(self, act: Callable[[], object]) -> int:
        return self.proxy.fewest_journeys(act, ONE_WAY_S)


@pytest.fixture(scope="module")
def far(server: Server | GivenServer) -> Iterator[Far]:
    with shared_desk(server) as near:
        ticket_id = full_ticket(near)
        store = near.opened.store
        assert isinstance(store, SharedStore)
        with proxy_to(store.place) as proxy:
            opened = open_shared(proxy.near, no_password, author=near.yann, clock=near.clock)
            assert isinstance(opened.store, SharedStore)
            yield Far(replace(near, opened=opened), opened.store, proxy, ticket_id)
            opened.close()
    drop_databases(server, [store.place.database])


def full_ticket(desk: Staffed) -> int:
    """Marie's ticket of 20 messages, some with files, in a category of a category, linked, with an asset."""
    top, under, asset = SaveCategory(name="Réseau"), SaveCategory(name="Wi-Fi"), SaveAsset(name="Caisse 2")
    for operation in (top, replace(under, parent=top.category), asset):
        desk.do(operation)
    other, ticket = desk.ask("Une autre"), desk.ask("Vingt messages", category=top.category)
    data = b"trace"
    digest = hashlib.sha256(data).hexdigest()
    for turn in range(MESSAGES):
        files = (FileRef("trace.txt", "text/plain", len(data), digest),) if turn % 5 == 0 else ()
        said = AddMessage(ticket=ticket, text=f"Message {turn}", files=files)
        desk.do(said, by=desk.yann if turn % 2 else desk.marie, files={digest: data})
    desk.set(ticket, category=str(under.category), assignee=str(desk.yann.person))
    desk.set(ticket, requester=str(desk.nadia.person))
    desk.do(LinkTickets(ticket=ticket, other=other))
    desk.do(LinkAsset(ticket=ticket, asset=asset.asset))
    return desk.view(ticket).ticket.id


def test_opening_a_ticket_waits_at_most_twice(far: Far) -> None:
    assert far.journeys(lambda: far.session.ticket(far.ticket_id)) <= 2
    view = far.session.ticket(far.ticket_id)
    assert view is not None
    assert view.category == "Réseau › Wi-Fi"
    assert len(view.messages) == MESSAGES
    assert sum(len(message.files) for message in view.messages) == 4
    assert [one.title for one in view.linked] == ["Une autre"]
    assert view.assets == ("Caisse 2",)
    assert sorted(view.names.values()) == ["Marie Lubin", "Nadia Bertrand", "Yann Morel"]
    assert sorted(view.categories.values()) == ["Réseau", "Wi-Fi"]
    assert view.requester.addresses
    assert view.assignee is not None
    assert view.assignee.addresses
    assert far.session.ticket(1 << 40) is None


def test_a_page_of_the_queue_waits_little(far: Far) -> None:
    query = far.session.query()
    ids = far.session.ids(query)
    assert far.journeys(lambda: far.session.ids(query)) <= 2
    assert far.journeys(lambda: far.session.rows(ids)) <= 2
    assert far.journeys(far.session.counts) <= 4, "who is asking, then the counts"


def test_writing_waits_for_keys_and_the_commit_alone(far: Far) -> None:
    session, marie = far.session, Contact(person=far.staffed.marie.person)
    opened = session.apply(OpenTicket(title="Écran", text="Noir", requester=marie)).ticket
    assert opened is not None
    assert far.journeys(lambda: session.apply(OpenTicket(title="Écran", text="Noir", requester=marie))) <= 8
    assert far.journeys(lambda: session.apply(AddMessage(ticket=opened, text="Je viens"))) <= 7


def test_a_transaction_that_said_nothing_costs_nothing(far: Far) -> None:
    def nothing() -> None:
        with far.store.read(), far.store.write():
            pass

    assert far.journeys(nothing) == 0


def test_what_is_owed_is_said_before_the_end_and_taken_back_with_the_rest(
    far: Far, server: Server | GivenServer
) -> None:
    place = server.place(far.store.place.database)
    with talk(place) as other:
        with far.store.write() as unit:
            unit.clocks.order(far.ticket_id, 7, late=True)
        assert _order(other, far.ticket_id) == 7
        with pytest.raises(RuntimeError):
            change_and_fail(far)
        assert _order(other, far.ticket_id) == 7


def test_what_went_wrong_with_what_is_owed_is_heard(far: Far, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        owe_an_error(far)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert far.session.ticket(far.ticket_id) is not None


def test_a_picture_that_was_read_is_given_up_at_once(far: Far, server: Server | GivenServer) -> None:
    assert far.session.ticket(far.ticket_id) is not None
    with talk(server.place()) as other:
        deadline = time.monotonic() + 10
        while _in_transaction(other, far.store.place.database):
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_a_line_that_was_cut_at_rest_is_made_anew_unseen(far: Far) -> None:
    for _ in range(3):
        assert far.session.ticket(far.ticket_id) is not None
        far.proxy.cut()


def test_a_line_cut_in_the_middle_is_told_of_and_then_made_anew(far: Far) -> None:
    with pytest.raises(ServerAway):
        read_while_cut(far)
    assert far.session.ticket(far.ticket_id) is not None


def read_while_cut(far: Far) -> None:
    with far.store.read() as reading:
        assert reading.ticket(far.ticket_id) is not None
        far.proxy.cut()
        reading.ticket(far.ticket_id)


def change_and_fail(far: Far) -> None:
    with far.store.write() as unit:
        unit.clocks.order(far.ticket_id, 8, late=True)
        raise RuntimeError


def owe_an_error(far: Far) -> None:
    with far.store.write() as unit:
        line = unit.connection.connection.driver_connection
        assert isinstance(line, ServerLine)
        line.owe([("SELECT 1/0", None)])
        line.execute("SELECT 1")
        line.execute("SELECT 2")


def _order(other: psycopg.Connection[tuple[int]], ticket_id: int) -> int:
    row = other.execute("SELECT due_order FROM ticket WHERE id = %s", (ticket_id,)).fetchone()
    assert row is not None
    return row[0]


def _in_transaction(other: psycopg.Connection[tuple[int]], database: str) -> int:
    row = other.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state <> 'idle'", (database,)
    ).fetchone()
    assert row is not None
    return row[0]

"""The line to the server goes silent without being cut: nobody waits for ever, nothing is lost or doubled."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import text

from desktop_desk.app import OpenDesk, open_shared
from desktop_desk.background import follower
from desktop_desk.domain.events import Event, StoreAway, StoreBack, TicketsChanged
from desktop_desk.domain.operations import AddMessage, Contact, OpenTicket
from desktop_desk.domain.shared import ServerAway
from desktop_desk.storage.server import connection_of
from desktop_desk.storage.watched_line import SILENT_S, WatchedLine
from desktop_desk.text import Words
from tests.support.desks import Staffed
from tests.support.postgres import GivenServer, Server, talk
from tests.support.proxy import Proxy, proxy_to
from tests.support.shared_desk import no_password, shared_desk

SHORT_S = 1.5
"""How long silence lasts here before it is one."""
PATIENCE_S = 30.0


@pytest.fixture
def desk(server: Server | GivenServer) -> Iterator[Staffed]:
    with shared_desk(server) as made:
        yield made


@pytest.fixture
def line(desk: Staffed) -> Iterator[Proxy]:
    with proxy_to(desk.opened.shared.place) as proxy:
        yield proxy


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WatchedLine, "silent_s", SHORT_S)
    monkeypatch.setattr(follower, "LOOK_S", 0.5)


@pytest.fixture
def far(desk: Staffed, line: Proxy, short: None) -> Iterator[OpenDesk]:
    """A desk at the other end of the line."""
    opened = open_shared(line.near, no_password, author=desk.yann, clock=desk.clock)
    yield opened
    line.silent = False
    opened.close()


def ask() -> OpenTicket:
    return OpenTicket(title="Caisse 2", text="Elle bloque", requester=Contact(name="Marie Lubin"))


def applied(desk: Staffed, uid: UUID) -> int:
    with talk(desk.opened.shared.place) as owner:
        row = owner.execute("SELECT count(*) FROM operation WHERE uid = %s", [uid]).fetchone()
    assert row is not None
    return int(row[0])


def wait_until(happened: object) -> None:
    deadline = time.monotonic() + PATIENCE_S
    assert callable(happened)
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_reading_gives_up(far: OpenDesk, line: Proxy) -> None:
    line.silent = True
    began = time.monotonic()
    with pytest.raises(ServerAway), far.store.read() as reading:
        reading.firm.setting("company")
    # A connection kept since before is tried, then a new one.
    assert time.monotonic() - began < SHORT_S + 5 + 2
    line.silent = False
    with far.store.read() as reading:
        reading.firm.setting("company")


def test_a_statement_at_work_is_not_silence_to_who_has_time(desk: Staffed, short: None) -> None:
    place = desk.opened.shared.place
    with connection_of(place, None, at_length=True) as patient:
        assert patient.execute("SELECT pg_sleep(2)").fetchone() is not None
    with pytest.raises(WatchedLine.OperationalError, match="says nothing"):
        connection_of(place, None).execute("SELECT pg_sleep(2)")


def test_an_answer_that_comes_slowly_is_heard_out(desk: Staffed, short: None) -> None:
    with connection_of(desk.opened.shared.place, None) as connection:
        rows = connection.execute(
            "SELECT repeat('x', 10000), pg_sleep(0.01) FROM generate_series(1, 250)"
        ).fetchall()
    assert len(rows) == 250


def test_what_is_written_into_the_void_is_written_once(desk: Staffed, far: OpenDesk, line: Proxy) -> None:
    operation = ask()
    writer = threading.Thread(target=far.session.apply, args=[operation])
    line.silent = True
    writer.start()
    time.sleep(SHORT_S + 1)
    assert applied(desk, operation.uid) == 0
    line.silent = False
    writer.join(PATIENCE_S)
    assert not writer.is_alive()
    assert applied(desk, operation.uid) == 1


def test_a_commit_whose_answer_was_swallowed_is_not_made_twice(
    desk: Staffed, far: OpenDesk, line: Proxy
) -> None:
    opening = ask()
    far.session.apply(opening)
    operation = AddMessage(ticket=opening.ticket, text="Je regarde")
    line.delay_s = 0.2
    writer = threading.Thread(target=far.session.apply, args=[operation])
    writer.start()
    wait_until(lambda: applied(desk, operation.uid))
    line.silent = True  # the answer is on its way
    time.sleep(SHORT_S)
    line.delay_s, line.silent = 0.0, False
    writer.join(PATIENCE_S)
    assert not writer.is_alive()
    assert applied(desk, operation.uid) == 1
    with talk(desk.opened.shared.place) as owner:
        told = owner.execute("SELECT count(*) FROM message WHERE text = 'Je regarde'").fetchone()
    assert told == (1,)


def test_who_went_silent_in_the_middle_does_not_hold_up_the_others(
    desk: Staffed, far: OpenDesk, line: Proxy
) -> None:
    def vanish() -> None:
        with far.shared.write() as unit:
            unit.connection.execute(text("SELECT 1"))  # the turn is had from the first statement on
            line.silent = True
            began = time.monotonic()
            desk.do(ask())
            assert time.monotonic() - began < 10
            line.silent = False

    with pytest.raises(ServerAway):
        vanish()


def test_the_follower_says_so_and_catches_up(desk: Staffed, far: OpenDesk, line: Proxy) -> None:
    told: list[Event] = []
    follows = follower.Follower(far.shared, far.bus, desk.clock, Words("fr"))
    far.bus.listen(told.append)
    follows.start()
    try:
        desk.do(ask())
        wait_until(lambda: any(isinstance(event, TicketsChanged) for event in told))
        line.silent = True
        wait_until(lambda: any(isinstance(event, StoreAway) for event in told))
        told.clear()
        desk.do(ask())
        line.silent = False
        wait_until(lambda: any(isinstance(event, StoreBack) for event in told))
        missed = [event.opened for event in told if isinstance(event, TicketsChanged)]
        assert missed == [True]
    finally:
        line.silent = False
        follows.stop()


@pytest.mark.soak
def test_the_silence_of_every_day(desk: Staffed, line: Proxy) -> None:
    opened = open_shared(line.near, no_password, author=desk.yann, clock=desk.clock)
    far = opened.desk
    assert far is not None
    line.silent = True
    for act in (opened.shared.place_now, lambda: far.apply(ask(), by=desk.yann)):
        began = time.monotonic()
        with pytest.raises(ServerAway):
            act()
        assert time.monotonic() - began < SILENT_S + 7
    line.silent = False
    opened.close()

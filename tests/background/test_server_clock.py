"""On a shared desk the server's clock counts, whatever that of the PC says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desktop_desk.app import OpenDesk, open_shared
from desktop_desk.background import follower
from desktop_desk.background.follower import Follower
from desktop_desk.domain.instants import MINUTE, SECOND, Instant
from desktop_desk.domain.operations import AddMessage, Contact, OpenTicket
from desktop_desk.storage import server_clock
from desktop_desk.storage.server_clock import ASK_AGAIN_S, counted_s
from desktop_desk.text import Words
from tests.support.desks import Staffed
from tests.support.postgres import GivenServer, Server, talk
from tests.support.shared_desk import no_password, shared_desk

CLOSE = 5 * SECOND
PATIENCE_S = 10.0


@pytest.fixture
def desk(server: Server | GivenServer) -> Iterator[Staffed]:
    with shared_desk(server) as made:
        yield made


@pytest.fixture
def opened(desk: Staffed) -> Iterator[OpenDesk]:
    """A desk on the server's clock."""
    found = open_shared(desk.opened.shared.place, no_password, author=desk.yann)
    yield found
    found.close()


def true_now() -> Instant:
    return Instant(round(datetime.now(UTC).timestamp() * SECOND))


@pytest.mark.parametrize("wrong_s", [-86_400, 86_400])
def test_a_pc_that_is_a_day_wrong_stamps_right(
    desk: Staffed, monkeypatch: pytest.MonkeyPatch, wrong_s: int
) -> None:
    true_time, true_time_ns = time.time, time.time_ns
    before = true_now()
    with monkeypatch.context() as pc:
        pc.setattr(time, "time", lambda: true_time() + wrong_s)
        pc.setattr(time, "time_ns", lambda: true_time_ns() + wrong_s * 10**9)
        opened = open_shared(desk.opened.shared.place, no_password, author=desk.yann)
        operation = OpenTicket(title="Caisse", text="Elle bloque", requester=Contact(name="Marie"))
        opened.session.apply(operation)
        opened.session.apply(AddMessage(ticket=operation.ticket, text="Je regarde"))
        opened.close()
    with talk(desk.opened.shared.place) as owner:
        stamps = owner.execute(
            "SELECT t.created_at, m.at, o.at, c.started_at FROM ticket t "
            "JOIN message m ON m.ticket_id = t.id JOIN operation o ON o.uid = %s "
            "JOIN clock c ON c.ticket_id = t.id WHERE t.uid = %s",
            [operation.uid, operation.ticket],
        ).fetchall()
    assert stamps
    for stamp in (one for row in stamps for one in row):
        assert abs(round(stamp.timestamp() * SECOND) - before) < MINUTE


def test_it_is_asked_again_when_that_was_long_ago(opened: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a night in which the PC slept, or after a crystal that drifts."""
    monkeypatch.setattr(follower, "LOOK_S", 0.25)
    follows = Follower(opened.shared, opened.bus, opened.session.clock, Words("en"))
    follows.start()
    try:
        assert abs(opened.session.clock() - true_now()) < CLOSE
        asleep = ASK_AGAIN_S + 60
        monkeypatch.setattr(server_clock, "counted_s", lambda: counted_s() + asleep)
        deadline = time.monotonic() + PATIENCE_S
        while abs(opened.session.clock() - true_now()) > CLOSE:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert not opened.shared.clock.is_old
    finally:
        follows.stop()


def test_it_is_not_asked_each_time(opened: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_clock, "counted_s", lambda: counted_s() + ASK_AGAIN_S / 2)
    opened.shared.keep_clock()
    gone = opened.session.clock() - true_now()
    assert abs(gone - round(ASK_AGAIN_S / 2) * SECOND) < CLOSE, "counted on, not asked"

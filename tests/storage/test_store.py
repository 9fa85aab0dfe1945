"""The store as a whole: transactions, readers, closing, ownership."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop_desk.domain.operations import AddMessage
from desktop_desk.domain.queue import View
from desktop_desk.services.errors import UnknownTicket
from desktop_desk.storage.errors import ReadOnlyStore
from desktop_desk.storage.store import LocalStore, look_at, own
from tests.support.desks import Staffed, desk, file_of


def test_what_is_refused_leaves_nothing_and_the_next_goes_through(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        for _ in range(3):
            with pytest.raises(UnknownTicket):
                opened.do(AddMessage(ticket=opened.nadia.person or opened.ask(), text="Bonjour"))
        ticket = opened.ask("Caisse bloquée")
        assert opened.view(ticket).ticket.number == 1


def test_a_reader_that_fails_does_not_keep_an_old_picture(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        for _ in range(20):
            with pytest.raises(ZeroDivisionError), opened.opened.store.read():
                raise ZeroDivisionError
        opened.ask()
        session = opened.opened.session
        assert len(session.ids(session.query(View.ALL))) == 1


def test_readers_see_one_unmoving_picture(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        opened.ask()
        session = opened.opened.session
        query = session.query(View.ALL)
        with opened.opened.store.read() as reading:
            assert len(reading.queue.ids(query)) == 1
            opened.ask()
            assert len(reading.queue.ids(query)) == 1
        assert len(session.ids(query)) == 2


def test_a_closed_store_is_not_written_again(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        store = opened.opened.store
        ticket = opened.ask()
        store.close()
        with pytest.raises(ReadOnlyStore):
            opened.do(AddMessage(ticket=ticket, text="Trop tard"))
        other = own(tmp_path / "desk.sqlite3")
        assert isinstance(other, LocalStore)
        other.close()


def test_only_looked_at_it_cannot_be_written(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        looking = look_at(file_of(opened.opened))
        with pytest.raises(ReadOnlyStore), looking.write():
            raise AssertionError("it was opened to be written")
        looking.close()


def test_many_threads_write_one_at_a_time(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:

        def write(opened: Staffed = opened) -> None:
            for _ in range(10):
                opened.ask()

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        session = opened.opened.session
        facts = session.facts(session.query(View.ALL))
        assert sorted(one.number or 0 for one in facts) == list(range(1, 41))

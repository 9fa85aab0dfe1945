"""A desk that is being opened: whoever asks waits, and hears what became of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.domain.operations import Contact, OpenTicket
from desktop_desk.services.bus import Bus
from desktop_desk.services.coming import ComingDesk
from desktop_desk.services.session import Session
from desktop_desk.services.this_pc import pc_clock, this_person
from desktop_desk.storage.errors import ReadOnlyStore


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


def test_what_is_asked_before_it_is_open_is_answered_once_it_is(
    tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    path, bus = tmp_path / "desk.sqlite3", Bus()
    coming = ComingDesk(path, lambda: open_desk(path, bus=bus))
    session = Session(coming, coming, bus, pc_clock, this_person())
    heard: list[object] = []
    bus.listen(heard.append)
    opening = OpenTicket(title="Caisse bloquée", requester=Contact(name="Marie Lubin"))
    done = pool.submit(session.apply, opening)
    read = pool.submit(lambda: session.founded)
    assert not done.done()
    assert not read.done()
    coming.arrive()
    assert done.result(20).number == 1
    assert read.result(20) is False
    assert heard, "those who listened before it was open hear what happens"
    assert [row.title for row in session.rows(session.ids(session.query()))] == ["Caisse bloquée"]
    assert session.undo() is not None
    coming.close()
    assert not path.with_name(path.name + ".owner").exists()


def test_one_that_cannot_be_opened_says_so_to_all(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    path = tmp_path / "desk.sqlite3"

    def refuse() -> OpenDesk:
        raise ReadOnlyStore(path=path)

    coming = ComingDesk(path, refuse)
    session = Session(coming, coming, Bus(), pc_clock, this_person())
    waiting = pool.submit(session.counts)
    with pytest.raises(ReadOnlyStore):
        coming.arrive()
    with pytest.raises(ReadOnlyStore):
        waiting.result(20)
    coming.close()


def test_one_left_before_it_was_open_lets_nobody_wait(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    path = tmp_path / "desk.sqlite3"
    coming = ComingDesk(path, lambda: open_desk(path))
    session = Session(coming, coming, Bus(), pc_clock, this_person())
    begun = threading.Event()

    def wait() -> object:
        begun.set()
        return session.counts()

    waiting = pool.submit(wait)
    assert begun.wait(20)
    coming.close()
    with pytest.raises(CancelledError):
        waiting.result(20)
    with pytest.raises(CancelledError):
        coming.arrive()
    assert not path.exists()


def test_its_place_is_warned_about_once_it_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    coming = ComingDesk(folder / "desk.sqlite3", lambda: open_desk(folder / "desk.sqlite3"))
    assert coming.warning is None, "nobody waits for it"
    coming.arrive()
    assert coming.warning is not None
    assert coming.warning.values["program"] == "Nextcloud"
    coming.close()

"""Desks on one file, in one process here: the owner goes, and a guest takes its place."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.background.guest import Guest
from desktop_desk.background.handover import OwnerGone
from desktop_desk.background.jobs import SWEEP, jobs_of_guest
from desktop_desk.background.worker import Worker
from desktop_desk.domain.events import AlertsFired, Event
from desktop_desk.domain.instants import HOUR, plus
from desktop_desk.domain.operations import Author, Contact, OpenTicket
from desktop_desk.domain.queue import View
from desktop_desk.domain.ticket import Priority
from desktop_desk.opening import open_for_window
from desktop_desk.storage.errors import FileMissing
from desktop_desk.storage.owner import Ownership
from desktop_desk.text import Words
from tests.support.desks import MONDAY, Staffed, desk, file_of, local
from tests.support.soundness import faults_of

ZOE = Author(None, "zoe", "pc")


@pytest.fixture
def owning(tmp_path: Path) -> Iterator[Staffed]:
    """The owner; a test closes it, and closing it again does no harm."""
    with desk(tmp_path, listen=True) as opened:
        yield opened


@pytest.fixture
def guests(owning: Staffed, tmp_path: Path) -> Iterator[list[OpenDesk]]:
    """Two desks on the owner's file, which could own it themselves."""
    with ExitStack() as stack:
        path = tmp_path / "desk.sqlite3"
        opened = [open_desk(path, listen=True, clock=owning.clock, author=ZOE) for _ in range(2)]
        for one in opened:
            stack.enter_context(closing(one))
            assert one.desk is None
        yield opened


def request(title: str = "Caisse bloquée", **facts: object) -> OpenTicket:
    return OpenTicket(title=title, requester=Contact(name="Marie Lubin"), **facts)  # type: ignore[arg-type]


def tickets(opened: OpenDesk) -> int:
    return len(opened.session.ids(opened.session.query(View.ALL)))


def test_the_next_operation_takes_the_file_and_another_guest_finds_it(
    owning: Staffed, guests: list[OpenDesk]
) -> None:
    first, second = guests
    first.session.apply(request("1"))
    owning.opened.close()
    assert first.session.apply(request("2")).number == 2
    assert first.desk is not None
    assert second.session.apply(request("3")).number == 3
    assert second.desk is None
    first.close()
    assert second.session.apply(request("4")).number == 4
    assert second.desk is not None
    assert tickets(second) == 4
    assert faults_of(file_of(second)) == []


def test_what_the_owner_had_applied_before_it_went_is_applied_once(
    owning: Staffed, guests: list[OpenDesk]
) -> None:
    asked = request()
    owning.do(asked, by=owning.marie)
    owning.opened.close()
    applied = guests[0].applies.apply(asked, by=owning.marie)
    assert (applied.already, applied.number) == (True, 1)
    assert tickets(guests[0]) == 1


def test_several_threads_of_a_guest_take_over_as_one(owning: Staffed, guests: list[OpenDesk]) -> None:
    owning.opened.close()
    with ThreadPoolExecutor(8) as pool:
        numbers = [one.number for one in pool.map(guests[0].session.apply, map(request, "abcdefgh"))]
    assert sorted(numbers, key=str) == list(range(1, 9))
    assert tickets(guests[1]) == 8


def test_a_command_that_began_as_a_guest_ends_as_the_owner(owning: Staffed, tmp_path: Path) -> None:
    passing = open_desk(tmp_path / "desk.sqlite3", author=ZOE, clock=owning.clock)
    owning.opened.close()
    assert passing.session.apply(request()).number == 1
    passing.close()
    with closing(open_desk(tmp_path / "desk.sqlite3", author=ZOE, clock=owning.clock)) as later:
        assert later.desk is not None


def test_an_owner_that_stands_and_fails_is_not_waited_for(owning: Staffed, guests: list[OpenDesk]) -> None:
    owner = local(guests[0]).owner()
    assert owner is not None
    stranger = replace(owner, key="00" * 32)
    deaf = Guest(stranger, lambda: stranger, patience_s=30)
    before = time.monotonic()
    with pytest.raises(OwnerGone):
        deaf.apply(request(), by=ZOE)
    assert time.monotonic() - before < 5


def test_a_file_taken_away_is_not_made_anew(owning: Staffed, guests: list[OpenDesk], tmp_path: Path) -> None:
    owning.opened.close()
    path = tmp_path / "desk.sqlite3"
    path.rename(tmp_path / "elsewhere.sqlite3")
    with pytest.raises(FileMissing):
        guests[0].session.apply(request())
    assert not path.exists()


def test_a_guest_does_the_owners_work_from_then_on(owning: Staffed, guests: list[OpenDesk]) -> None:
    guest = guests[0]
    assert isinstance(guest.applies, Guest)
    owning.ask(priority=Priority.CRITICAL)
    owning.clock.now = plus(MONDAY, HOUR)
    fired, rang = list[Event](), threading.Event()

    def hear(event: Event) -> None:
        if isinstance(event, AlertsFired):
            fired.append(event)
            rang.set()

    guest.bus.listen(hear)
    jobs = jobs_of_guest(guest.applies, guest.store, guest.bus)
    (look,) = [job.run for job in jobs if job.name == SWEEP]
    for job in jobs:
        job.run(owning.clock())
    assert (guest.desk, fired) == (None, [])
    assert look(owning.clock()) == plus(owning.clock(), 2_000_000)
    worker = Worker(jobs, guest.bus, owning.clock, Words("en"))
    worker.start()
    owning.opened.close()
    owning.clock.forward(1)
    worker.wake()
    assert rang.wait(5)
    worker.stop()
    assert guest.desk is not None
    assert guests[1].session.apply(request()).number == 2


def test_a_second_window_takes_over_within_seconds(tmp_path: Path) -> None:
    words, path = Words("en"), tmp_path / "desk.sqlite3"
    first, second = open_for_window(path, words), open_for_window(path, words)
    before = Ownership(path).other()
    work = second.arrive() if second.arrive is not None else second.worker
    assert work is not None
    work.start()
    first.close()
    until = time.monotonic() + 5
    while Ownership(path).other() in {None, before}:
        assert time.monotonic() < until, "nobody took over"
        time.sleep(0.02)
    with closing(open_desk(path, author=ZOE)) as third:
        assert third.desk is None
        assert third.session.apply(request()).number == 1
    work.stop()
    second.close()

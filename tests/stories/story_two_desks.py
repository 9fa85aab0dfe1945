"""Nadia and Yann share a desk on a server: alerts reach the right one, both write, one goes for good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_desk.app import open_shared
from desktop_desk.domain.calendar import Calendar
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import SECOND, plus
from desktop_desk.domain.operations import Author, Contact, OpenTicket
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.founding import found
from desktop_desk.sharing import invite
from desktop_desk.storage.making import make_shared
from tests.support.desktop import NotificationService, running_desktop
from tests.support.postgres import Server, talk
from tests.support.session_bus import running_bus
from tests.support.shared_desk import no_password

TAKEN_OVER_S = 60.0
ITSELF = Author(None, "", "")


class Seat:
    """One person's program with its window, and the desktop it stands on."""

    def __init__(self, process: subprocess.Popen[str], desktop: NotificationService) -> None:
        self.process, self.desktop = process, desktop

    def ask(self, do: str, text: str = "") -> Any:
        """Let the person do something; gives what they see."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": do, "text": text}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the program ended with {self.process.poll()}"
        return json.loads(answer)

    def until(self, what: str, fine: Callable[[Any], object], text: str = "", seconds: float = 30.0) -> Any:
        """Look again and again."""
        deadline = time.monotonic() + seconds
        while not fine(seen := self.ask(what, text)):
            assert time.monotonic() < deadline, f"{what}: {seen}"
            time.sleep(0.1)
        return seen

    def notices(self) -> list[str]:
        """What its desktop was told to show."""
        return [f"{one['summary']} {one['body']}" for one in self.desktop.events if one["event"] == "notify"]


@contextmanager
def seated(place: SharedPlace) -> Iterator[Seat]:
    """A program with a window of its own, on a desktop of its own, with folders of its own."""
    with ExitStack() as open_ones:
        home = Path(open_ones.enter_context(tempfile.TemporaryDirectory(prefix="desk-seat-")))
        bus = open_ones.enter_context(running_bus(home))
        desktop = open_ones.enter_context(running_desktop(bus))
        folders = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE")}
        environment = os.environ | folders | {
            "DISPLAY": os.environ["STORY_DISPLAY"], "DBUS_SESSION_BUS_ADDRESS": bus,
            "PYTHONPATH": str(Path(__file__).parents[2]), "XDG_RUNTIME_DIR": str(home),
        }  # fmt: skip
        process = open_ones.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "tests.support.seat", place.url()],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        open_ones.callback(process.kill)
        yield Seat(process, desktop)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.throw_away()


@pytest.fixture
def place(server: Server) -> SharedPlace:
    """A shared desk that is always open, so that a promise runs whatever the hour of this test."""
    made = server.place("lubin")
    make_shared(made, None)
    opened = open_shared(made, no_password, author=ITSELF)
    assert opened.desk is not None
    always = {day: [("00:00", "24:00")] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    calendar = Calendar.from_json({"tz": "Europe/Paris", "weekly": always})
    found(opened.desk, "Europe/Paris", ITSELF, calendar=calendar, company="Lubin SARL")
    opened.close()
    for login, name in (("nadia", "Nadia Bertrand"), ("yann", "Yann Morel")):
        invite(made, no_password, login, name=name, role=Role.MANAGER)
    return made


def a_request_of_yann_breaks(place: SharedPlace, title: str, in_s: float) -> None:
    """A request in Yann's hands whose first answer is due in a few seconds."""
    opened = open_shared(replace(place, user="yann"), no_password)
    try:
        session = opened.session
        me, now = session.me, session.clock()
        assert me is not None
        ask = OpenTicket(
            title="Pour voir", text="x", priority=Priority.CRITICAL, requester=Contact(name="Marie Lubin")
        )
        applied = session.apply(ask)
        view = session.ticket(applied.ticket_id or 0)
        assert view is not None
        due = view.clocks[0].due_at
        assert due is not None
        earlier = plus(now, -(due - now) + round(in_s * SECOND))
        again = replace(ask, uid=new_uid(), ticket=new_uid(), message=new_uid(), title=title)
        session.apply(replace(again, assignee=me.uid, opened_at=earlier))
    finally:
        opened.close()


def watcher(place: SharedPlace) -> str | None:
    with talk(place) as owner:
        row = owner.execute("SELECT device FROM lease WHERE until > now()").fetchone()
    return None if row is None else str(row[0])


def alerts_reach_the_right_one(place: SharedPlace, nadia: Seat, yann: Seat, title: str) -> None:
    """Nadia's desk watches; the request is Yann's: his tray speaks, once, hers never."""
    first = watcher(place)
    a_request_of_yann_breaks(place, title, in_s=4)
    for seat in (nadia, yann):
        seat.until("rows", lambda rows: title in rows)
    deadline = time.monotonic() + 40
    while not any("dépassé" in one and title in one for one in yann.notices()):
        assert time.monotonic() < deadline, yann.notices()
        time.sleep(0.1)
    time.sleep(2)
    assert watcher(place) == first
    assert len([one for one in yann.notices() if "dépassé" in one and title in one]) == 1
    assert [one for one in nadia.notices() if title in one] == []


def neither_loses_a_word(nadia: Seat, yann: Seat, title: str) -> None:
    """Both write on one ticket, and see it of each other."""
    for seat in (nadia, yann):
        seat.until("choose", bool, title)
    nadia.ask("write", "De Nadia")
    yann.until("company", lambda said: said == "Nadia répond…")
    assert nadia.ask("company") == "", "nobody is told of herself"
    yann.ask("write", "De Yann")
    yann.ask("send")
    yann.until("written", lambda text: text == "")
    nadia.until("messages", lambda texts: "De Yann" in texts)
    nadia.until("company", lambda said: said == "")
    assert nadia.ask("written") == "De Nadia"
    nadia.ask("send")
    nadia.until("written", lambda text: text == "")
    yann.until("messages", lambda texts: texts[-2:] == ["De Yann", "De Nadia"])


def another_takes_over(place: SharedPlace, nadia: Seat) -> None:
    """Nadia's desk is killed while it watches."""
    first, killed = watcher(place), time.monotonic()
    nadia.process.kill()
    while watcher(place) in {first, None}:
        assert time.monotonic() - killed < TAKEN_OVER_S, "nobody took over"
        time.sleep(0.2)


def test_two_desks_on_one_server(place: SharedPlace) -> None:
    title = "Caisse 2 en panne"
    with ExitStack() as seats:
        nadia = seats.enter_context(seated(replace(place, user="nadia")))
        nadia.until("rows", lambda rows: rows is not None)
        deadline = time.monotonic() + 30
        while watcher(place) is None:
            assert time.monotonic() < deadline, "nobody watches"
            time.sleep(0.1)
        yann = seats.enter_context(seated(replace(place, user="yann")))
        yann.until("rows", lambda rows: rows is not None)
        alerts_reach_the_right_one(place, nadia, yann, title)
        neither_loses_a_word(nadia, yann, title)
        another_takes_over(place, nadia)

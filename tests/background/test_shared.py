"""Several desks on one server: what one does the others see, and one of them watches the promises."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from desktop_desk.app import OpenDesk, open_shared
from desktop_desk.background.duty import LASTS_S, LOOKED_EVERY, Duty
from desktop_desk.background.follower import Follower
from desktop_desk.domain.events import (
    AlertsFired,
    Event,
    PeopleChanged,
    SettingsChanged,
    StoreAway,
    StoreBack,
    TicketsChanged,
)
from desktop_desk.domain.instants import MINUTE, SECOND, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    Contact,
    OpenTicket,
    SaveCalendar,
    SavePerson,
    SaveSetting,
    TicketField,
)
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.services.errors import EditConflict
from desktop_desk.services.founding import found
from desktop_desk.services.sweep import sweep
from desktop_desk.storage.making import drop_shared, make_shared
from desktop_desk.storage.rights import Groups
from desktop_desk.storage.shared import SharedStore
from desktop_desk.text import Words
from tests.support.desks import MONDAY, HandClock
from tests.support.postgres import Server, talk
from tests.support.shared_desk import no_password

PATIENCE_S = 20.0


@dataclass
class Client:
    """One desk on the server, what it was told, and since when."""

    opened: OpenDesk
    follower: Follower
    told: list[Event] = field(default_factory=list)

    @property
    def store(self) -> SharedStore:
        assert isinstance(self.opened.store, SharedStore)
        return self.opened.store

    def heard(self, kind: type[Event], matches: Callable[[Event], bool] = lambda _: True) -> Event:
        """The first event of this kind, waited for."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            for event in list(self.told):
                if isinstance(event, kind) and matches(event):
                    return event
            time.sleep(0.005)
        raise AssertionError(f"{kind.__name__} was not told; heard {self.told}")


@pytest.fixture
def place(server: Server) -> Iterator[SharedPlace]:
    made = server.place(f"several_{time.monotonic_ns()}")
    make_shared(made, None)
    yield made
    with talk(server.place()) as owner:
        drop_shared(owner, Groups(made.database))


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MONDAY)


@pytest.fixture
def come(place: SharedPlace, clock: HandClock) -> Iterator[Callable[[str], Client]]:
    """Let one more desk in, in somebody's name."""
    with ExitStack() as open_ones:
        first = open_shared(place, no_password, author=Author(None, "", ""), clock=clock)
        assert first.desk is not None
        found(first.desk, "Europe/Paris", Author(None, "", ""), company="Lubin SARL")
        first.close()

        def another(name: str) -> Client:
            opened = open_shared(place, no_password, author=Author(None, name, name), clock=clock)
            person = SavePerson(name=name, role=Role.AGENT)
            assert opened.desk is not None
            with opened.store.read() as reading:
                known = reading.people.by_name(name)
            if known is None:
                opened.desk.apply(person, by=opened.session.author)
            uid = person.person if known is None else known.uid
            opened.close()
            opened = open_shared(place, no_password, author=Author(uid, name, name), clock=clock)
            assert isinstance(opened.store, SharedStore)
            follower = Follower(opened.store, opened.bus, clock, Words("en"))
            client = Client(opened, follower)
            opened.bus.listen(client.told.append)
            follower.start()
            open_ones.callback(opened.close)
            open_ones.callback(follower.stop)
            return client

        yield another


def ask(client: Client, title: str = "Caisse 2") -> OpenTicket:
    operation = OpenTicket(title=title, text="Elle bloque", requester=Contact(name="Marie Lubin"))
    client.opened.session.apply(operation)
    return operation


def test_what_one_does_the_others_see(come: Callable[[str], Client]) -> None:
    nadia, yann = come("Nadia"), come("Yann")
    ticket = ask(nadia)
    opened = yann.heard(TicketsChanged, lambda event: getattr(event, "opened", False))
    assert isinstance(opened, TicketsChanged)
    (row_id,) = opened.ids
    yann.told.clear()
    nadia.opened.session.apply(AddMessage(ticket=ticket.ticket, text="Je regarde"))
    assert yann.heard(TicketsChanged) == TicketsChanged((row_id,))
    nadia.opened.session.apply(SaveSetting(key="company", value="Autre"))
    yann.heard(SettingsChanged)
    nadia.opened.session.apply(SavePerson(name="Paul"))
    yann.heard(PeopleChanged)


def test_alerts_of_the_one_who_watches_reach_the_others(
    come: Callable[[str], Client], clock: HandClock
) -> None:
    nadia, yann = come("Nadia"), come("Yann")
    ticket = ask(nadia)
    yann.opened.session.apply(
        ChangeTicket(
            ticket=ticket.ticket,
            changes=(Change(TicketField.ASSIGNEE, str(yann.opened.session.author.person)),),
        )
    )
    clock.forward(60 * 24 * 30)
    assert sweep(nadia.store, nadia.opened.bus, clock())
    yann.heard(AlertsFired)
    assert yann.opened.session.alerts(10)
    assert nadia.opened.session.alerts(10) == []


def test_one_watches_and_another_takes_over(come: Callable[[str], Client], clock: HandClock) -> None:
    nadia, yann = come("Nadia"), come("Yann")
    first, second = Duty(nadia.store, "pc-1"), Duty(yann.store, "pc-2")
    assert first.take(clock())
    assert not second.take(clock())
    clock.now = plus(clock.now, 20 * SECOND)
    assert first.take(clock()), "had on"
    clock.now = plus(clock.now, 25 * SECOND)
    assert not second.take(clock())
    clock.now = plus(clock.now, round(LASTS_S) * SECOND)
    assert second.take(clock()), "what was not had on has lapsed"
    assert not first.take(clock())
    second.give_up()
    clock.now = plus(clock.now, LOOKED_EVERY)
    assert first.take(clock()), "left on purpose, it is free for whoever looks next"
    assert clock.now - MONDAY < 2 * MINUTE


def test_many_claim_the_duty_and_one_has_it(come: Callable[[str], Client], clock: HandClock) -> None:
    clients = [come(f"Agent {n}") for n in range(4)]
    duties = [Duty(one.store, "pc") for one in clients]
    had: list[bool] = []
    threads = [threading.Thread(target=lambda one=one: had.append(one.take(clock()))) for one in duties]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(had) == [False, False, False, True]


def test_both_edit_one_ticket_and_neither_loses_text(come: Callable[[str], Client]) -> None:
    nadia, yann = come("Nadia"), come("Yann")
    ticket = ask(nadia).ticket
    seen = nadia.opened.session.ticket(1)
    assert seen is not None
    change = Change(TicketField.TITLE, "Caisse 2 bloquée")
    version = seen.ticket.version
    nadia.opened.session.apply(ChangeTicket(ticket=ticket, changes=(change,), seen_version=version))
    other = Change(TicketField.TITLE, "Caisse du quai")
    with pytest.raises(EditConflict) as refused:
        yann.opened.session.apply(ChangeTicket(ticket=ticket, changes=(other,), seen_version=version))
    assert refused.value.values["theirs"] == "Caisse 2 bloquée"
    assert refused.value.values["yours"] == "Caisse du quai"
    for client in (nadia, yann):
        client.opened.session.apply(
            AddMessage(ticket=ticket, text=f"De {client.opened.session.author.device}")
        )
    view = yann.opened.session.ticket(1)
    assert view is not None
    assert [one.text for one in view.messages] == ["Elle bloque", "De Nadia", "De Yann"]


def test_a_calendar_changed_by_one_holds_for_the_next_request_of_the_other(
    come: Callable[[str], Client],
) -> None:
    nadia, yann = come("Nadia"), come("Yann")
    yann.follower.stop()  # no hint, no look: the next operation must know by itself
    ask(yann)
    rules = nadia.opened.session.rules()
    assert rules is not None
    with nadia.opened.store.read() as reading:
        chosen = reading.firm.setting("calendar")
    assert chosen is not None
    always = {day: [("00:00", "24:00")] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    body = json.dumps({"tz": "Europe/Paris", "weekly": always})
    changed = SaveCalendar(calendar=UUID(chosen), name="Toujours", body=body, valid_from=MONDAY)
    nadia.opened.session.apply(changed)
    ask(yann)
    clocks = [nadia.opened.session.ticket(row) for row in (1, 2)]
    calendars = [one.clocks[0].calendar_id for one in clocks if one is not None]
    assert calendars[0] == rules.calendar_id
    assert calendars[1] != rules.calendar_id


def test_many_write_at_once_and_numbers_have_no_holes(come: Callable[[str], Client]) -> None:
    clients = [come(f"Agent {n}") for n in range(4)]
    watcher = come("Watcher")

    def write(client: Client) -> None:
        for _ in range(15):
            ask(client)

    threads = [threading.Thread(target=write, args=[one]) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session = watcher.opened.session
    numbers = sorted(one.number or 0 for one in session.facts(session.query()))
    assert numbers == list(range(1, 61))
    seen: set[int] = set()
    deadline = time.monotonic() + PATIENCE_S
    while len(seen) < 60 and time.monotonic() < deadline:
        seen = {
            each for event in list(watcher.told) if isinstance(event, TicketsChanged) for each in event.ids
        }
        time.sleep(0.01)
    assert len(seen) == 60, "each was announced"


def test_a_server_that_goes_and_comes_back(tmp_path: Path) -> None:
    server = Server()
    place = server.place("away")
    try:
        make_shared(place, None)
        opened = open_shared(place, no_password, author=Author(None, "Nadia", "pc"), clock=HandClock(MONDAY))
        assert opened.desk is not None
        found(opened.desk, "Europe/Paris", Author(None, "", ""), company="Lubin SARL")
        assert isinstance(opened.store, SharedStore)
        client = Client(opened, Follower(opened.store, opened.bus, HandClock(MONDAY), Words("fr")))
        opened.bus.listen(client.told.append)
        client.follower.start()
        ask(client)
        server.stop()
        away = client.heard(StoreAway)
        assert isinstance(away, StoreAway)
        assert "ne répond pas" in away.problem
        server.start()
        client.heard(StoreBack)
        ask(client)
        assert len(opened.session.ids(opened.session.query())) == 2
        client.follower.stop()
        opened.close()
    finally:
        server.throw_away()

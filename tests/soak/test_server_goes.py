"""The server of a shared desk stops, falls over, is killed while people work: 0 lost, 0 double."""

from __future__ import annotations

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import pytest

from desktop_desk.app import OpenDesk, open_shared
from desktop_desk.domain.operations import AddMessage, Author, Contact, OpenTicket, SavePerson
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.services.founding import found
from desktop_desk.storage.making import make_shared
from tests.support.desks import file_of
from tests.support.postgres import Server, talk
from tests.support.shared_desk import no_password
from tests.support.soundness import faults_of

ENDS = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
"""Fast, immediate, dead at once."""
WRITERS = 4


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.throw_away()


class Worker(threading.Thread):
    """Somebody who opens tickets and writes on them, and notes each uid that was acknowledged."""

    def __init__(self, opened: OpenDesk, over: threading.Event) -> None:
        super().__init__()
        self._opened, self._over = opened, over
        self.tickets: list[UUID] = []
        self.messages: list[UUID] = []
        self.failed: BaseException | None = None

    def run(self) -> None:
        try:
            while not self._over.is_set():
                ask = OpenTicket(title="Caisse", text="Elle bloque", requester=Contact(name="Marie"))
                self._opened.session.apply(ask)
                self.tickets.append(ask.ticket)
                answer = AddMessage(ticket=ask.ticket, text="Je regarde", resolve=True)
                self._opened.session.apply(answer)
                self.messages.append(answer.message)
        except BaseException as error:  # noqa: BLE001 - told by the test
            self.failed = error


def a_shared_desk(place: SharedPlace) -> Author:
    """Made and founded; gives somebody who answers there."""
    make_shared(place, None)
    opened = open_shared(place, no_password, author=Author(None, "", ""))
    assert opened.desk is not None
    found(opened.desk, "Europe/Paris", Author(None, "", ""), company="Lubin SARL")
    yann = SavePerson(name="Yann Morel", role=Role.AGENT)
    opened.desk.apply(yann, by=Author(None, "", ""))
    opened.close()
    return Author(yann.person, "yann", "pc")


def nothing_is_lost_or_doubled(place: SharedPlace, workers: list[Worker]) -> None:
    with talk(place) as owner:
        tickets = Counter(row[0] for row in owner.execute("SELECT uid FROM ticket"))
        told = owner.execute("SELECT uid FROM message WHERE text = 'Je regarde'")
        messages = Counter(row[0] for row in told)
        applied = owner.execute("SELECT count(*), count(DISTINCT uid) FROM operation").fetchone()
        numbers = [row[0] for row in owner.execute("SELECT number FROM ticket ORDER BY number")]
        sequence = [row[0] for row in owner.execute("SELECT sequence FROM operation ORDER BY sequence")]
    done = [uid for worker in workers for uid in worker.tickets]
    answered = [uid for worker in workers for uid in worker.messages]
    assert set(done) <= set(tickets), "0 lost"
    assert set(answered) <= set(messages), "0 lost"
    assert max(tickets.values()) == max(messages.values()) == 1, "0 double"
    assert len(tickets) - len(done) <= WRITERS, "but for what was under way at the end"
    assert applied is not None
    assert applied[0] == applied[1]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sequence == list(range(sequence[0], sequence[0] + len(sequence))), "without a gap"


def work_while_it_falls(server: Server, times: int, seed: int) -> None:
    chance = random.Random(seed)
    place, over = server.place("falls"), threading.Event()
    author = a_shared_desk(place)
    opened = [open_shared(place, no_password, author=author) for _ in range(WRITERS)]
    workers = [Worker(one, over) for one in opened]
    for worker in workers:
        worker.start()
    for turn in range(times):
        time.sleep(chance.uniform(0.05, 0.6))
        server.stop(ENDS[turn % len(ENDS)])
        time.sleep(chance.uniform(0.0, 0.3))
        server.start()
    time.sleep(0.5)
    over.set()
    for worker in workers:
        worker.join(90)
    assert [worker.failed for worker in workers if worker.failed] == []
    assert sum(len(worker.tickets) for worker in workers) > times, "they worked meanwhile"
    nothing_is_lost_or_doubled(place, workers)
    assert faults_of(file_of(opened[0])) == []
    for one in opened:
        one.close()


def test_it_falls_a_few_times(server: Server) -> None:
    work_while_it_falls(server, 6, seed=1)


@pytest.mark.soak
def test_it_falls_thirty_times(server: Server) -> None:
    work_while_it_falls(server, 30, seed=random.randrange(1 << 30))

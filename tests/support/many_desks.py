"""Many desks on one server at once: each opens tickets, answers them, and looks for what the others did."""

from __future__ import annotations

import random
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from math import inf
from uuid import UUID

from desktop_desk.app import OpenDesk, open_shared
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import AddMessage, Author, Contact, OpenTicket, Operation
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.storage.shared import SharedStore
from tests.support.desks import Staffed
from tests.support.postgres import talk
from tests.support.shared_desk import no_password

LOOK_S = 0.1
"""How often a desk looks for what is new."""


@dataclass
class Client:
    """One desk: when its operations were acknowledged, and when it saw how far the others were."""

    opened: OpenDesk
    requester: Contact
    acknowledged: dict[UUID, float] = field(default_factory=dict)
    seen: list[tuple[float, int]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def work(self, until: float, pause_s: float, dice: random.Random) -> None:
        """Apply an operation every ``pause_s`` seconds, late or not."""
        due = time.monotonic() + pause_s * dice.random()
        ticket: UUID | None = None
        while due < until:
            time.sleep(max(0.0, due - time.monotonic()))
            due += pause_s
            operation: Operation
            if ticket is None or dice.random() < 0.3:
                operation = OpenTicket(title="Écran noir", text="Il reste noir", requester=self.requester)
                ticket = operation.ticket
            else:
                operation = AddMessage(ticket=ticket, text="Je regarde")
            try:
                self.opened.session.apply(operation)
            except DeskError as error:
                self.errors.append(str(error))
            else:
                self.acknowledged[operation.uid] = time.monotonic()

    def look(self, until: float) -> None:
        """Note how far the change sequence has come, a little longer than anybody works."""
        store = self.opened.store
        assert isinstance(store, SharedStore)
        while time.monotonic() < until:
            try:
                reached = store.place_now().operation
            except DeskError as error:
                self.errors.append(str(error))
            else:
                self.seen.append((time.monotonic(), reached))
            time.sleep(LOOK_S)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it. ``late_s``: for each operation and each other desk, commit to seen in seconds."""

    acknowledged: int
    kept: int
    errors: list[str]
    late_s: list[float]


def many_desks(near: Staffed, place: SharedPlace, *, clients: int, seconds: float, a_second: float) -> Told:
    """Let them work for a while on a desk that is there."""
    with _coming(near, place, clients) as desks:
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=desk.work, args=(until, 1 / a_second, random.Random(number)))
            for number, desk in enumerate(desks)
        ]
        threads += [threading.Thread(target=desk.look, args=(until + 3,)) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with talk(place) as owner:
        kept = dict(owner.execute("SELECT uid, sequence FROM operation").fetchall())
    late = [
        _seen_after(other, kept[uid], at) - at
        for desk in desks
        for uid, at in desk.acknowledged.items()
        for other in desks
        if other is not desk and uid in kept
    ]
    return Told(
        acknowledged=sum(len(desk.acknowledged) for desk in desks),
        kept=sum(uid in kept for desk in desks for uid in desk.acknowledged),
        errors=[error for desk in desks for error in desk.errors],
        late_s=late,
    )


def _seen_after(desk: Client, sequence: int, at: float) -> float:
    """When a desk saw this number; what it saw before the acknowledgement it saw at once."""
    look = bisect_left(desk.seen, sequence, key=lambda one: one[1])
    return max(desk.seen[look][0], at) if look < len(desk.seen) else inf


@contextmanager
def _coming(near: Staffed, place: SharedPlace, clients: int) -> Iterator[list[Client]]:
    with ExitStack() as stack:
        desks = []
        for number in range(clients):
            author = Author(near.yann.person, f"client-{number}", f"pc-{number}")
            opened = open_shared(place, no_password, author=author, clock=near.clock)
            stack.callback(opened.close)
            desks.append(Client(opened, Contact(person=near.marie.person)))
        yield desks

"""A small real desk in a folder, with a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.domain.calendar import office_calendar
from desktop_desk.domain.instants import MINUTE, Instant, from_iso, plus
from desktop_desk.domain.operations import Author, Contact, OpenTicket, SavePerson
from desktop_desk.domain.people import Role
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.desk import Applied
from desktop_desk.services.founding import found
from desktop_desk.services.session import Session

MONDAY = from_iso("2026-11-23T09:46:00Z")
"""10 h 46 in Paris, on a working day."""

ACCOUNT = "test-account"
DEVICE = "test-pc"


class HandClock:
    """Tells the time a test has set."""

    def __init__(self, now: Instant) -> None:
        self.now = now

    def __call__(self) -> Instant:
        return self.now

    def forward(self, minutes: float) -> Instant:
        """Let minutes pass."""
        self.now = plus(self.now, int(minutes * MINUTE))
        return self.now


@dataclass
class SmallDesk:
    """A founded desk of one person, Nadia Bertrand, who manages it."""

    opened: OpenDesk
    clock: HandClock
    me: UUID

    @property
    def session(self) -> Session:
        """Nadia's session."""
        return self.opened.session

    def person(self, name: str, role: Role = Role.EMPLOYEE) -> UUID:
        """Somebody more in the directory."""
        operation = SavePerson(name=name, role=role)
        self.session.apply(operation, undoable=False)
        return operation.person

    def ticket(
        self,
        title: str,
        *,
        priority: Priority = Priority.NORMAL,
        requester: str = "Marie Lubin",
        assignee: UUID | None = None,
    ) -> Applied:
        """A request comes in."""
        operation = OpenTicket(
            title=title,
            text=title,
            priority=priority,
            requester=Contact(name=requester),
            assignee=assignee,
        )
        return self.session.apply(operation)


@contextmanager
def small_desk(folder: Path, now: Instant = MONDAY) -> Iterator[SmallDesk]:
    """A desk founded in Paris, Monday to Friday, closed at the end."""
    clock = HandClock(now)
    author = Author(person=None, os_account=ACCOUNT, device=DEVICE)
    opened = open_desk(folder / "desk.sqlite3", author=author, clock=clock, found_it=False)
    try:
        assert opened.desk is not None
        found(
            opened.desk,
            "Europe/Paris",
            author,
            calendar=office_calendar("Europe/Paris"),
            company="Lubin SARL",
        )
        nadia = SavePerson(name="Nadia Bertrand", role=Role.MANAGER)
        opened.session.apply(nadia, undoable=False)
        opened.session.become(nadia.person)
        yield SmallDesk(opened, clock, nadia.person)
    finally:
        opened.close()

"""A small real desk in a folder, with a clock that a test moves."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.domain.calendar import office_calendar
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.instants import MINUTE, Instant, from_iso, plus
from desktop_desk.domain.operations import (
    Author,
    Change,
    ChangeTicket,
    Contact,
    OpenTicket,
    Operation,
    SavePerson,
    SaveSetting,
    TicketField,
)
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.ticket import Priority
from desktop_desk.domain.timeline import TicketView
from desktop_desk.services.desk import Applied, Desk
from desktop_desk.services.founding import found
from desktop_desk.services.session import Session
from desktop_desk.storage.engine import writer_engine
from desktop_desk.storage.migrate import upgrade
from desktop_desk.storage.moving import copy_rows
from desktop_desk.storage.store import LocalStore

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


def local(opened: OpenDesk) -> LocalStore:
    """The store of a desk that is a file."""
    assert isinstance(opened.store, LocalStore)
    return opened.store


def file_of(opened: OpenDesk) -> Path:
    """The file of a desk; of a shared one, a copy of all it holds in a file of its own."""
    store = opened.store
    if isinstance(store, LocalStore):
        return store.path
    path = Path(tempfile.mkdtemp(prefix="desk-copy-")) / "copy.sqlite3"
    upgrade(path)
    writer = writer_engine(path)
    with store.read() as reading, writer.begin() as target:
        copy_rows(reading.connection, target)
    writer.dispose()
    return path


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


def desk_left_with_a_request(path: Path) -> Path:
    """Nadia's desk, founded and closed with one request in it: what a program finds when it starts."""
    opened = open_desk(path)
    nadia = SavePerson(name="Nadia Bertrand", role=Role.MANAGER)
    opened.session.apply(nadia)
    opened.session.become(nadia.person)
    opened.session.apply(SaveSetting(key=Setting.COMPANY, value="Comptoir"))
    opened.session.apply(OpenTicket(title="Caisse 2 bloquée", requester=Contact(name="Marie Lubin")))
    opened.close()
    return path


@dataclass
class Staffed:
    """A founded desk: Nadia manages it, Yann answers, Marie asks. Each is the author of what they do."""

    opened: OpenDesk
    clock: HandClock
    nadia: Author
    yann: Author
    marie: Author

    @property
    def desk(self) -> Desk:
        """The service that applies operations."""
        assert self.opened.desk is not None
        return self.opened.desk

    def do(
        self, operation: Operation, by: Author | None = None, files: Mapping[str, bytes] | None = None
    ) -> Applied:
        """Apply an operation, Nadia's unless somebody else does it."""
        return self.desk.apply(operation, by=by or self.nadia, files=files)

    def ask(self, title: str = "Caisse bloquée", **facts: object) -> UUID:
        """Marie asks; gives the ticket."""
        facts.setdefault("requester", Contact(person=self.marie.person))
        operation = OpenTicket(title=title, **facts)  # type: ignore[arg-type]
        self.do(operation, by=self.marie)
        return operation.ticket

    def set(self, ticket: UUID, by: Author | None = None, **values: str | None) -> Applied:
        """Set fields of a ticket by their names."""
        changes = tuple(Change(TicketField(name), value) for name, value in values.items())
        return self.do(ChangeTicket(ticket=ticket, changes=changes), by=by)

    def view(self, ticket: UUID) -> TicketView:
        """The ticket as the editor would show it."""
        with self.opened.store.write() as unit:
            found = unit.tickets.find(ticket)
        assert found is not None
        with self.opened.store.read() as reading:
            view = reading.ticket(found.id)
        assert view is not None
        return view


def _mail(name: str) -> tuple[Address, ...]:
    return (Address(AddressKind.MAIL, f"{name.split(maxsplit=1)[0].casefold()}@lubin.example"),)


@contextmanager
def desk(folder: Path, now: Instant = MONDAY, *, listen: bool = False) -> Iterator[Staffed]:
    """A desk with its people, in a real file of ``folder``, closed at the end."""
    clock = HandClock(now)
    itself = Author(person=None, os_account=ACCOUNT, device=DEVICE)
    opened = open_desk(folder / "desk.sqlite3", author=itself, clock=clock, found_it=False, listen=listen)
    try:
        yield peopled(opened, clock, itself)
    finally:
        opened.close()


def peopled(opened: OpenDesk, clock: HandClock, itself: Author) -> Staffed:
    """Found a desk and let its people in."""
    assert opened.desk is not None
    found(opened.desk, "Europe/Paris", itself, company="Lubin SARL")
    people = (
        SavePerson(name="Nadia Bertrand", role=Role.MANAGER, addresses=_mail("Nadia Bertrand")),
        SavePerson(name="Yann Morel", role=Role.AGENT, addresses=_mail("Yann Morel")),
        SavePerson(name="Marie Lubin", addresses=_mail("Marie Lubin"), department="Accueil"),
    )
    for person in people:
        opened.desk.apply(person, by=itself)
    authors = (Author(person.person, f"{person.name} account", DEVICE) for person in people)
    return Staffed(opened, clock, *authors)


@contextmanager
def desk_again(before: Staffed, folder: Path) -> Iterator[Staffed]:
    """A copy of a desk that was closed, with its people and its hour."""
    path = folder / "desk.sqlite3"
    shutil.copy(file_of(before.opened), path)
    clock = HandClock(before.clock())
    itself = Author(person=None, os_account=ACCOUNT, device=DEVICE)
    opened = open_desk(path, author=itself, clock=clock)
    try:
        yield replace(before, opened=opened, clock=clock)
    finally:
        opened.close()

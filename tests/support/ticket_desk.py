"""A small real desk with one story in it: the till that stopped on Monday 23 November 2026."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from desktop_desk.domain.instants import HOUR, MINUTE, Instant, from_iso
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    Contact,
    OpenTicket,
    Operation,
    SaveCategory,
    SavePerson,
    TakeCharge,
    TicketField,
)
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.ticket import Channel, MessageKind, Priority
from desktop_desk.domain.timeline import TicketView
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.files import from_bytes
from desktop_desk.services.founding import found
from desktop_desk.services.session import Session
from desktop_desk.services.sweep import sweep
from desktop_desk.storage.store import LocalStore, own
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.tasks import Tasks

NINE_11 = from_iso("2026-11-23T08:11:00Z")
"""11 minutes past nine in Paris."""


@dataclass
class Clock:
    """A clock that stands where it is put."""

    now: Instant = NINE_11

    def __call__(self) -> Instant:
        return self.now


@dataclass
class TicketDesk:
    """The desk, its people, and the context a window is given."""

    store: LocalStore
    desk: Desk
    bus: Bus
    clock: Clock
    context: Context
    people: dict[str, UUID] = field(default_factory=dict)
    categories: dict[str, UUID] = field(default_factory=dict)

    def by(self, name: str) -> Author:
        """Somebody as an author."""
        return Author(self.people[name], name.lower(), "pc")

    def apply(self, operation: Operation, name: str = "Nadia", files: dict[str, bytes] | None = None) -> int:
        """Apply an operation as somebody; gives the ticket's row."""
        return self.desk.apply(operation, by=self.by(name), files=files).ticket_id or 0

    def at(self, hours: int, minutes: int) -> None:
        """Put the clock at a time of that Monday, in Paris."""
        self.clock.now = Instant(NINE_11 + (hours - 9) * HOUR + (minutes - 11) * MINUTE)
        sweep(self.store, self.bus, self.clock.now)

    def close(self) -> None:
        """End everything, in order."""
        self.context.tasks.stop()
        self.context.bridge.stop()
        self.store.close()


PEOPLE = (
    ("Nadia Bonheur", Role.MANAGER, "", ""),
    ("Yann Delblond", Role.AGENT, "", ""),
    ("Marie Lubin", Role.EMPLOYEE, "Magasin du Lamentin", "poste 214"),
)


def ticket_desk(path: Path, language: str = "fr") -> TicketDesk:
    """An empty desk with three people and two categories; Nadia sits at it."""
    store = own(path)
    assert isinstance(store, LocalStore)
    bus, clock = Bus(), Clock()
    desk = Desk(store, clock, bus)
    setter = Author(None, "nadia", "pc")
    found(desk, "Europe/Paris", setter)
    made = TicketDesk(store, desk, bus, clock, None)  # type: ignore[arg-type]
    for name, role, department, phone in PEOPLE:
        first = name.split()[0]
        addresses = [Address(AddressKind.MAIL, f"{name.lower().replace(' ', '.')}@exemple.fr")]
        addresses += [Address(AddressKind.PHONE, phone)] if phone else []
        person = SavePerson(name=name, role=role, department=department, addresses=tuple(addresses))
        desk.apply(person, by=setter)
        made.people[first] = person.person
    for name in ("Caisses", "Réseau"):
        category = SaveCategory(name=name)
        desk.apply(category, by=setter)
        made.categories[name] = category.category
    session = Session(desk, store, bus, clock, made.by("Nadia"))
    made.context = Context(session, Words(language), Tasks(), Bridge(bus), session.tz)
    return made


def open_till(desk: TicketDesk, *, picture: bytes = b"") -> tuple[int, UUID]:
    """Marie's request with its file; gives its row and identity."""
    ref, data = from_bytes("ecran-caisse-2.png", picture or b"not really a picture" * 12_000)
    request = OpenTicket(
        title="Caisse 2 bloquée, plus aucun encaissement",
        text="Bonjour, la caisse 2 est figée sur l’écran de paiement depuis 9 h. J’ai redémarré une fois, "
        "sans effet, et la queue s’allonge !",
        requester=Contact(person=desk.people["Marie"]),
        channel=Channel.DIALOG,
        priority=Priority.HIGH,
        category=desk.categories["Caisses"],
        files=(ref,),
    )
    return desk.apply(request, "Marie", {ref.sha256: data}), request.ticket


def tell_the_story(desk: TicketDesk, *, picture: bytes = b"") -> tuple[int, UUID]:
    """The whole story up to 10:46; gives the ticket's row and identity."""
    for title in ("Ticket non imprimé", "Tiroir-caisse coincé", "Terminal hors réseau"):
        old = OpenTicket(title=title, text=title, requester=Contact(person=desk.people["Marie"]))
        desk.apply(old, "Marie")
        desk.apply(AddMessage(ticket=old.ticket, text="Réglé.", resolve=True))
    row, ticket = open_till(desk, picture=picture)
    desk.apply(
        ChangeTicket(ticket=ticket, changes=(Change(TicketField.PRIORITY, Priority.CRITICAL.word),)), "Yann"
    )
    desk.at(10, 20)
    desk.apply(TakeCharge(ticket=ticket))
    desk.at(10, 32)
    note = (
        "Même panne que le ticket 1240 : le terminal perd le réseau après sa mise à jour. "
        "Contrat Antilles Info, réf. AI-5521."
    )
    desk.apply(AddMessage(ticket=ticket, kind=MessageKind.NOTE, text=note), "Yann")
    desk.at(10, 46)
    return row, ticket


def view(desk: TicketDesk, row: int) -> TicketView:
    """A ticket as it stands."""
    found = desk.context.session.ticket(row)
    assert found is not None
    return found

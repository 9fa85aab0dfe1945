"""A desk with a morning's queue on a real store, and the page of the queue over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from desktop_desk.config import UserSettings
from desktop_desk.domain.instants import HOUR, MINUTE, Instant, from_datetime, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    Contact,
    OpenTicket,
    RememberLogin,
    SavePerson,
    TicketField,
)
from desktop_desk.domain.people import Role
from desktop_desk.domain.ticket import Kind, Priority, Status, WaitingFor
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.founding import found
from desktop_desk.services.session import Session
from desktop_desk.services.sweep import sweep
from desktop_desk.storage.store import LocalStore, own
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.tasks import Tasks

PARIS = ZoneInfo("Europe/Paris")


def paris(day: int, hour: int, minute: int = 0) -> Instant:
    """A moment of November 2026."""
    return from_datetime(datetime(2026, 11, day, hour, minute, tzinfo=PARIS))


NOW = paris(23, 10, 46)


@dataclass
class Clock:
    """The desk's clock, set by hand."""

    now: Instant = NOW

    def __call__(self) -> Instant:
        return self.now


@dataclass
class QueueDesk:
    """A desk, its session and what a window is given."""

    desk: Desk
    session: Session
    context: Context
    clock: Clock
    author: Author
    people: dict[str, UUID] = field(default_factory=dict)

    def open(self, title: str, requester: str = "Marie Lubin", **fields: object) -> int:
        """Open a ticket; gives its row."""
        operation = OpenTicket(title=title, text="…", requester=Contact(name=requester), **fields)  # type: ignore[arg-type]
        applied = self.desk.apply(operation, by=self.author)
        assert applied.ticket_id is not None
        return applied.ticket_id

    def change(self, ticket_id: int, name: TicketField, value: str | None) -> None:
        """Set one field as another person at the same desk would."""
        (row,) = self.session.rows([ticket_id])
        self.desk.apply(ChangeTicket(ticket=row.uid, changes=(Change(name, value),)), by=self.author)

    def answer(self, ticket_id: int, text: str = "Je regarde.") -> None:
        """A public answer of Nadia's."""
        (row,) = self.session.rows([ticket_id])
        self.desk.apply(AddMessage(ticket=row.uid, text=text), by=self.author)

    def wait(self, ticket_id: int, reason: WaitingFor) -> None:
        """Put on hold."""
        (row,) = self.session.rows([ticket_id])
        status = Change(TicketField.STATUS, Status.WAITING.value)
        why = Change(TicketField.WAITING_FOR, reason.value)
        self.desk.apply(ChangeTicket(ticket=row.uid, changes=(status, why)), by=self.author)

    def sweep(self) -> None:
        """Fire what is due."""
        sweep(self.desk.store, self.desk.bus, self.clock())


@contextmanager
def queue_desk(path: Path, language: str = "en", settings: UserSettings | None = None) -> Iterator[QueueDesk]:
    """An empty desk with three people who treat tickets; Nadia sits at it."""
    store = own(path)
    assert isinstance(store, LocalStore)
    bus, clock = Bus(), Clock()
    desk = Desk(store, clock, bus)
    found(desk, "Europe/Paris", Author(None, "setup", "pc"), company="Antilles Distribution")
    author = Author(None, "nadia", "pc")
    people = {}
    for name, role in (
        ("Nadia Belrose", Role.MANAGER),
        ("Yann Delblond", Role.AGENT),
        ("Antilles Info", Role.PROVIDER),
    ):
        person = SavePerson(name=name, role=role)
        desk.apply(person, by=author)
        people[name] = person.person
    desk.apply(RememberLogin(os_account="nadia", person=people["Nadia Belrose"]), by=author)
    session = Session(desk, store, bus, clock, author)
    tasks, bridge = Tasks(), Bridge(bus)
    context = Context(session, Words(language), tasks, bridge, PARIS, settings or UserSettings())
    try:
        yield QueueDesk(desk, session, context, clock, author, people)
    finally:
        bridge.stop()
        tasks.stop()
        store.close()


MORNING = """\
Caisse 2 bloquée, plus aucun encaissement|Marie Lubin|Magasin du Lamentin|1|Nadia Belrose||23 9:41
Plus d’accès au logiciel de paie|Joël Marie-Rose|Comptabilité|2|||20 17:35
Étiquettes illisibles à l’imprimante du quai|Lucie Agricole|Entrepôt|2|Yann Delblond|answered|23 8:30
VPN coupé toutes les dix minutes|Karine Bellay|Commerce|3|Antilles Info|provider|20 15:0
Facture fournisseur reçue en double|Rosanne Ursulet|Comptabilité|3|||20 16:0
Classeur effacé sur le partage Achats|Grégory Sainte-Rose|Achats|3|Yann Delblond|answered|20 11:10
Lignes en double dans l’export des commandes|Aline Jean-Louis|Commerce|3|Nadia Belrose|answered|20 14:0
Agenda partagé visible sur le téléphone|Thierry Rosine|Direction|4|Nadia Belrose||20 17:0
Deuxième écran pour l’accueil|Mylène Capron|Accueil|4|||20 17:10
Renommer le dossier Chantiers 2025|Hugues Marlin|Atelier|4|Yann Delblond|answered|19 15:0
La messagerie redemande le mot de passe|Fabrice Zobda|Atelier|3|Nadia Belrose|information|16 9:0
Compte de Teddy Nalot, arrivée le 1ᵉʳ décembre|Sonia Édouard|Personnel|3|Nadia Belrose|validation|19 10:0
Modèle de devis à la nouvelle charte|Karine Bellay|Commerce|4|Yann Delblond|validation|19 9:0
"""
"""Title, requester, department, priority, assignee, what happened then, and when it came (November 2026)."""


def morning(desk: QueueDesk) -> list[int]:
    """A believable Monday morning; gives the rows in the order of :data:`MORNING`."""
    rows = []
    for line in MORNING.splitlines():
        title, requester, department, level, assignee, then, at = line.split("|")
        day, hour, minute = at.replace(":", " ").split()
        desk.clock.now, priority = paris(int(day), int(hour), int(minute)), Priority(int(level))
        if requester not in desk.people:
            person = SavePerson(name=requester, department=department)
            desk.desk.apply(person, by=desk.author)
            desk.people[requester] = person.person
        kind = Kind.REQUEST if priority is Priority.LOW else Kind.INCIDENT
        row = desk.open(title, requester, priority=priority, kind=kind)
        rows.append(row)
        if assignee:
            desk.clock.now = plus(desk.clock.now, 5 * MINUTE)
            desk.change(row, TicketField.ASSIGNEE, str(desk.people[assignee]))
        if then in {"answered", *WaitingFor}:
            desk.clock.now = plus(desk.clock.now, 10 * MINUTE)
            desk.answer(row)
        if then in set(WaitingFor):
            desk.clock.now = plus(desk.clock.now, (6 if then == "information" else 1) * HOUR)
            desk.wait(row, WaitingFor(then))
    desk.clock.now = NOW
    desk.sweep()
    return rows

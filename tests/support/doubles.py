"""A desk where two people are in the directory twice, each entry with a life of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Contact,
    MarkRead,
    MergePeople,
    OpenTicket,
    RememberLogin,
    SaveAsset,
    SavePerson,
    Undo,
)
from desktop_desk.domain.people import Address, AddressKind, Person, Role
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.sweep import sweep
from tests.support.desks import DEVICE, Staffed, desk, file_of
from tests.support.one_of_each import past_ticket
from tests.support.soundness import clock_faults, directory, faults_of, projection

M_LUBIN = Address(AddressKind.MAIL, "m.lubin@elsewhere.example")


@dataclass
class Doubles:
    """A desk where Marie and Yann are in the directory twice, each with a life of their own."""

    desk: Staffed
    marie: UUID
    double: UUID
    yann: UUID
    other_yann: UUID

    def merge(self) -> UUID:
        """Marie's double becomes Marie; gives the operation."""
        operation = MergePeople(kept=self.marie, merged=self.double)
        self.desk.do(operation)
        return operation.uid

    def merge_agents(self) -> UUID:
        """Yann's double becomes Yann."""
        operation = MergePeople(kept=self.yann, merged=self.other_yann)
        self.desk.do(operation)
        return operation.uid

    def undo(self, operation: UUID) -> tuple[UUID, tuple[str, ...]]:
        """Take back; gives the undoing and its conflicts."""
        undoing = Undo(undoes=operation)
        return undoing.uid, self.desk.do(undoing).conflicts

    def person(self, uid: UUID) -> Person:
        """As the directory has them."""
        with self.desk.opened.store.read() as reading:
            found = reading.people.find(uid)
        assert found is not None
        return found

    def seen(self) -> dict[str, Any]:
        """All that a merge may touch, and what must hold of it."""
        path = file_of(self.desk.opened)
        assert faults_of(path) == []
        assert clock_faults(self.desk.opened.store, self.desk.clock()) == []
        return {**projection(path), **directory(path)}

    def found(self, text: str) -> set[int]:
        """The numbers of the tickets a search answers."""
        session = self.desk.opened.session
        return set(session.ids(session.query(View.ALL, text=text, sort=SortBy.NUMBER)))

    def rows(self, question: str, *values: object) -> list[Any]:
        """What the file says."""
        with closing(sqlite3.connect(file_of(self.desk.opened))) as connection:
            return connection.execute(question, values).fetchall()

    def put(self, statement: str, rows: list[tuple[object, ...]]) -> None:
        """Write what no operation writes yet."""
        with self.desk.opened.store.write() as unit:
            unit.connection.exec_driver_sql(statement, rows)


@contextmanager
def doubles(folder: Path) -> Iterator[Doubles]:
    """The desk, in a real file of ``folder``, closed at the end."""
    with desk(folder) as opened:
        marie, yann = opened.marie.person, opened.yann.person
        assert marie is not None
        assert yann is not None
        double = SavePerson(name="M. Lubin", department="Réception", addresses=(M_LUBIN,))
        other = SavePerson(name="Y. Morel", role=Role.AGENT)
        opened.do(double)
        opened.do(other)
        made = Doubles(opened, marie, double.person, yann, other.person)
        _live(made)
        yield made


def _live(two: Doubles) -> None:
    """Tickets, messages, marks, alerts, equipment, accounts and absences of all four."""
    desk = two.desk
    as_double = Author(two.double, "m.lubin account", DEVICE)
    as_other = Author(two.other_yann, "y.morel account", DEVICE)
    mine = desk.ask("De Marie", text="De Marie", assignee=two.other_yann)
    asked = OpenTicket(
        title="Du double",
        text="Imprimante muette",
        requester=Contact(address=M_LUBIN),
        priority=Priority.CRITICAL,
        assignee=two.yann,
    )
    desk.do(asked, by=as_double)
    ended = OpenTicket(title="Finie", text="Finie", requester=Contact(person=two.double))
    desk.do(ended, by=as_double)
    desk.do(AddMessage(ticket=ended.ticket, text="Réparé", resolve=True), by=as_other)
    hidden = OpenTicket(title="Retirée", requester=Contact(person=two.double))
    desk.do(hidden)
    desk.do(Undo(undoes=hidden.uid))
    desk.do(past_ticket(Contact(person=two.double)))
    answer = AddMessage(ticket=asked.ticket, text="Je regarde la file")
    desk.do(answer, by=as_other)
    desk.do(MarkRead(ticket=asked.ticket, message=answer.message), by=as_double)
    desk.do(AddMessage(ticket=mine, text="Moi aussi"), by=as_double)
    desk.do(SaveAsset(name="Caisse 2", owner=two.double))
    desk.do(RememberLogin(os_account="m.lubin@pc", person=two.double))
    nadia = SavePerson(
        person=uid_of(desk.nadia), name="Nadia Bertrand", role=Role.MANAGER, substitute=two.other_yann
    )
    desk.do(nadia)
    yann = SavePerson(person=two.yann, name="Yann Morel", role=Role.AGENT, substitute=two.other_yann)
    desk.do(yann)
    rows = [(row, person, role) for row in (1, 2) for person, role in _followers(two, row)]
    two.put("INSERT INTO participant(ticket_id, person_id, role) VALUES (?, ?, ?)", rows)  # type: ignore[arg-type]
    two.put(
        "INSERT INTO saved_view(uid, owner_id, name, query, columns, position) VALUES (?, ?, 'v', '', '', 0)",
        [(new_uid().bytes, two.person(two.double).id)],
    )
    desk.clock.forward(46)
    sweep(desk.opened.store, desk.opened.bus, desk.clock())


def _followers(two: Doubles, row: int) -> list[tuple[int, str]]:
    double, marie = two.person(two.double).id, two.person(two.marie).id
    return [(double, "copy"), (double, "watcher"), *([(marie, "copy")] if row == 1 else [])]


def uid_of(who: Author) -> UUID:
    """The identity of an author who is in the directory."""
    assert who.person is not None
    return who.person

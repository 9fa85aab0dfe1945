"""The desk: applies an operation, once, in one transaction, and announces what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain import wire
from desktop_desk.domain.events import Event, SettingsChanged
from desktop_desk.domain.operations import Author, Operation, Undo
from desktop_desk.domain.people import Person
from desktop_desk.domain.ports import Clock, Store, Unit
from desktop_desk.services.bus import Bus
from desktop_desk.services.handlers import HANDLERS
from desktop_desk.services.promises import refresh, start
from desktop_desk.services.rulebook import Rulebook
from desktop_desk.services.searchtext import write_head
from desktop_desk.services.work import Touched, Work


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of an operation.

    ``ticket_id`` and ``number`` are those of the ticket it opened or touched first, if any;
    ``already`` is true when the same operation had been applied before; ``conflicts`` names what an
    undo could not give back because it was changed again since.
    """

    uid: UUID
    ticket_id: int | None = None
    ticket: UUID | None = None
    number: int | None = None
    already: bool = False
    conflicts: tuple[str, ...] = ()


class Desk:
    """The one service that writes. Thread-safe: the store lets one writer in at a time."""

    def __init__(self, store: Store, clock: Clock, bus: Bus) -> None:
        self.store, self.clock, self.bus = store, clock, bus
        self.rulebook = Rulebook()
        self._edition = 0

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply an operation; the bytes of its files are keyed by SHA-256 (hex).

        Raises ``DeskError`` subclasses, and then nothing at all was changed.
        """
        events: list[Event] = []
        with self._writing() as unit:
            applied, announced = self._apply(unit, operation, by, files or {})
            events += announced
        self._announce(events)
        return applied

    def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
        """Apply several operations in one transaction: all of them, or none."""
        events: list[Event] = []
        results = []
        with self._writing() as unit:
            for operation in operations:
                applied, announced = self._apply(unit, operation, by, {})
                results.append(applied)
                events += announced
        self._announce(events)
        return results

    @contextmanager
    def _writing(self) -> Iterator[Unit]:
        try:
            with self.store.write() as unit:
                self._read_rules_of_others(unit)
                yield unit
        except BaseException:
            self.rulebook.clear()  # it may have read revisions that were taken back just now
            raise

    def _read_rules_of_others(self, unit: Unit) -> None:
        """Another desk on the same server may have changed them just now, before anybody was told."""
        if unit.edition != self._edition:
            self._edition = unit.edition
            self.rulebook.forget()

    def _announce(self, events: list[Event]) -> None:
        if any(isinstance(event, SettingsChanged) for event in events):
            self.rulebook.forget()  # again: others may have asked between the change and its commit
        self.bus.publish(*events)

    def _apply(
        self, unit: Unit, operation: Operation, by: Author, files: Mapping[str, bytes]
    ) -> tuple[Applied, list[Event]]:
        if unit.journal.find(operation.uid) is not None:
            return self._known(unit, operation), []
        now = self.clock()
        actor = self._actor(unit, by)
        operation, payload = wire.at_the_border(operation)
        operation_id = unit.journal.add(
            operation.uid,
            operation.code,
            payload,
            by,
            None if actor is None else actor.id,
            now,
            operation.undoes if isinstance(operation, Undo) else None,
        )
        work = Work(unit, self.rulebook, operation_id, actor, now, files)
        HANDLERS[type(operation)](work, operation)
        events = work.finish()
        for touched in work.touched.values():
            self._settle(work, touched)
        first = next(iter(work.touched.values()), None)
        return Applied(
            uid=operation.uid,
            ticket_id=None if first is None else first.now.id,
            ticket=None if first is None else first.now.uid,
            number=None if first is None else first.now.number,
            conflicts=tuple(work.conflicts),
        ), events

    def _settle(self, work: Work, touched: Touched) -> None:
        """Bring what is derived from a ticket in line with it: clocks, searchable head, tallies."""
        before, ticket = touched.before, touched.now
        clocks = work.unit.clocks
        if before is None:
            start(work.unit, self.rulebook.current(work.unit.firm, work.now), ticket, work.now)
            if not ticket.archived:
                clocks.count(ticket.status, ticket.assignee_id, 1)
            return
        if touched.moves_clocks or before.hidden != ticket.hidden:
            refresh(work.unit, self.rulebook, ticket, work.now)
        if touched.changes_head:
            write_head(work.unit, ticket)
        place = (before.status, before.assignee_id, before.hidden)
        if place != (ticket.status, ticket.assignee_id, ticket.hidden) and not ticket.archived:
            if not before.hidden:
                clocks.count(before.status, before.assignee_id, -1)
            if not ticket.hidden:
                clocks.count(ticket.status, ticket.assignee_id, 1)

    @staticmethod
    def _actor(unit: Unit, by: Author) -> Person | None:
        if by.person is not None:
            return unit.people.standing(by.person)
        return unit.people.by_login(by.os_account) if by.os_account else None

    @staticmethod
    def _known(unit: Unit, operation: Operation) -> Applied:
        ticket_uid = getattr(operation, "ticket", None)
        ticket = unit.tickets.find(ticket_uid) if ticket_uid is not None else None
        if ticket is None:
            return Applied(uid=operation.uid, already=True)
        return Applied(
            uid=operation.uid, ticket_id=ticket.id, ticket=ticket.uid, number=ticket.number, already=True
        )

"""Verdicts on tickets, one or many at once: applied in the background, said in a sentence, undoable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import Change, ChangeTicket, Operation, TakeCharge, TicketField
from desktop_desk.domain.people import Person
from desktop_desk.domain.queue import QueueRow
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from desktop_desk.services.errors import NobodyIsMe
from desktop_desk.services.session import Session
from desktop_desk.ui.context import Context

CHUNK: Final = 10
"""Tickets treated between two looks at whether to go on."""

Make = Callable[[QueueRow], Operation | None]
"""The operation for one ticket; ``None`` where it is so already."""

Say = Callable[[int, str], str]
"""What was done, said of how many tickets and the number of the only one."""


@dataclass(slots=True)
class _Round:
    """One verdict on its way through the tickets chosen."""

    ids: Sequence[int]
    make: Make
    say: Say
    place: int = 0
    operations: list[UUID] = field(default_factory=list)
    number: str = ""
    problems: list[DeskError] = field(default_factory=list)


class Triage(QObject):
    """Applies verdicts to tickets given by id.

    Signals:
        done: the sentence and the list of operations, to be offered for undoing.
        failed: a sentence for what was refused; everything else was done.
        progressed: how many of how many, while a long round runs; equal when it ends.
    """

    done = Signal(str, object)
    failed = Signal(str)
    progressed = Signal(int, int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stopped = False

    def stop(self) -> None:
        """Leave the rest of a long round undone."""
        self._stopped = True

    def set_priority(self, ids: Sequence[int], priority: Priority) -> None:
        """Give a priority."""
        words = self._context.words
        name = words.priority(priority.word)

        def say(count: int, number: str) -> str:
            if count == 1:
                return words("Ticket {number}: priority {priority}", number=number, priority=name)
            return words.plural(
                "{n} ticket: priority {priority}", "{n} tickets: priority {priority}", count, priority=name
            )

        self._run(ids, lambda row: _change(row, TicketField.PRIORITY, priority.word, row.priority.word), say)

    def assign(self, ids: Sequence[int], person: Person | None) -> None:
        """Put into somebody's hands, or (``None``) give back to everybody."""
        words = self._context.words
        value = None if person is None else str(person.uid)
        before = None if person is None else person.id

        def make(row: QueueRow) -> Operation | None:
            if row.assignee_id == before:
                return None
            return ChangeTicket(ticket=row.uid, changes=(Change(TicketField.ASSIGNEE, value),))

        def say(count: int, number: str) -> str:
            if person is None:
                if count == 1:
                    return words("Ticket {number} is assigned to nobody", number=number)
                return words.plural(
                    "{n} ticket is assigned to nobody", "{n} tickets are assigned to nobody", count
                )
            if count == 1:
                return words("Ticket {number} assigned to {name}", number=number, name=person.name)
            return words.plural(
                "{n} ticket assigned to {name}", "{n} tickets assigned to {name}", count, name=person.name
            )

        self._run(ids, make, say)

    def assign_me(self, ids: Sequence[int]) -> None:
        """Put into the hands of the person at this desk."""
        session = self._context.session

        def me() -> Person:
            found = session.me
            if found is None:
                raise NobodyIsMe
            return found

        self._context.tasks.run(me, lambda person: self.assign(ids, person), self._refuse)

    def take(self, ids: Sequence[int]) -> None:
        """« Je m’en occupe »."""
        words = self._context.words

        def say(count: int, number: str) -> str:
            if count == 1:
                return words("You are taking care of ticket {number}", number=number)
            return words.plural(
                "You are taking care of {n} ticket", "You are taking care of {n} tickets", count
            )

        self._run(ids, lambda row: TakeCharge(ticket=row.uid), say)

    def set_status(self, ids: Sequence[int], status: Status) -> None:
        """Move along the life cycle."""
        words = self._context.words
        name = words.status(status.value)

        def say(count: int, number: str) -> str:
            if count == 1:
                return words("Ticket {number}: {status}", number=number, status=name)
            return words.plural("{n} ticket: {status}", "{n} tickets: {status}", count, status=name)

        self._run(ids, lambda row: _change(row, TicketField.STATUS, status.value, row.status.value), say)

    def wait(self, ids: Sequence[int], reason: WaitingFor) -> None:
        """Put on hold; the promises that this pauses are paused."""
        words = self._context.words
        whom = words.waiting(reason.value)

        def make(row: QueueRow) -> Operation | None:
            if row.waiting_for is reason:
                return None
            status = Change(TicketField.STATUS, Status.WAITING.value)
            return ChangeTicket(
                ticket=row.uid, changes=(status, Change(TicketField.WAITING_FOR, reason.value))
            )

        def say(count: int, number: str) -> str:
            if count == 1:
                return words("Ticket {number} is waiting {reason}", number=number, reason=whom)
            return words.plural(
                "{n} ticket is waiting {reason}", "{n} tickets are waiting {reason}", count, reason=whom
            )

        self._run(ids, make, say)

    def resolve(self, ids: Sequence[int]) -> None:
        """Resolve."""
        words = self._context.words

        def say(count: int, number: str) -> str:
            if count == 1:
                return words("Ticket {number} resolved", number=number)
            return words.plural("{n} ticket resolved", "{n} tickets resolved", count)

        solved = Status.RESOLVED.value
        self._run(ids, lambda row: _change(row, TicketField.STATUS, solved, row.status.value), say)

    def _run(self, ids: Sequence[int], make: Make, say: Say) -> None:
        if ids:
            self._stopped = False
            self._go_on(_Round(list(ids), make, say))

    def _go_on(self, round_: _Round) -> None:
        session = self._context.session
        self._context.tasks.run(lambda: _treat(session, round_), self._on_treated, self._refuse)

    def _on_treated(self, round_: _Round) -> None:
        total = len(round_.ids)
        over = round_.place >= total or self._stopped
        if total > CHUNK:
            self.progressed.emit(total if over else round_.place, total)
        if not over:
            self._go_on(round_)
            return
        if round_.operations:
            self.done.emit(round_.say(len(round_.operations), round_.number), round_.operations)
        if round_.problems:
            self._refuse(round_.problems[0])

    def _refuse(self, error: DeskError) -> None:
        self.failed.emit(error.say(self._context.words))


def _treat(session: Session, round_: _Round) -> _Round:
    """The next few tickets of a round, off the GUI thread; a refusal of one does not stop the others."""
    part = round_.ids[round_.place : round_.place + CHUNK]
    for row in session.rows(part):
        operation = round_.make(row)
        if operation is None:
            continue
        try:
            session.apply(operation)
        except DeskError as error:
            round_.problems.append(error)
        else:
            round_.operations.append(operation.uid)
            round_.number = "–" if row.number is None else str(row.number)
    round_.place += len(part)
    return round_


def _change(row: QueueRow, name: TicketField, value: str, before: str) -> Operation | None:
    return None if value == before else ChangeTicket(ticket=row.uid, changes=(Change(name, value),))

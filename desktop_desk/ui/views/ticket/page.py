"""What the editor shows of one ticket, read in one go, and what a person may do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.calendar import ClockKind
from desktop_desk.domain.firm import Category
from desktop_desk.domain.instants import Instant, to_seconds
from desktop_desk.domain.lifecycle import ENDED, TRANSITIONS
from desktop_desk.domain.people import Person
from desktop_desk.domain.ticket import ACTIVE, Status, WaitingFor
from desktop_desk.domain.timeline import TicketView
from desktop_desk.services.rulebook import Rules
from desktop_desk.services.session import Session

Standing = tuple[Status, WaitingFor | None]
"""A status and, while waiting, whom for."""


@dataclass(frozen=True, slots=True)
class Page:
    """One reading: the ticket, who looks at it, whom it can be given to and how it can be filed."""

    view: TicketView
    me: Person | None
    agents: tuple[Person, ...]
    categories: tuple[Category, ...]
    rules: Rules | None
    read_at: Instant

    @property
    def read_only(self) -> bool:
        """Whether it is history taken in from elsewhere."""
        return self.view.ticket.archived

    def counted(self, clock: ClockRow) -> Callable[[Instant, Instant], int] | None:
        """How a clock counts seconds between two instants, so that a night is not time used up."""
        if self.rules is None or clock.counted_by is None:
            return None
        hours, kind = self.rules.hours, ClockKind(clock.counted_by)
        return lambda start, end: hours.elapsed(to_seconds(start), to_seconds(end), kind)

    @property
    def mine(self) -> bool:
        """Whether the reader has it in hand."""
        return self.me is not None and self.view.ticket.assignee_id == self.me.id

    @property
    def can_take(self) -> bool:
        """Whether « Je m’en occupe » has a sense."""
        ticket = self.view.ticket
        treats = self.me is not None and self.me.treats
        return treats and not self.read_only and ticket.status in ACTIVE and not self.mine

    @property
    def can_wait(self) -> bool:
        """Whether it can be made to wait, or to wait for somebody else."""
        status = self.view.ticket.status
        return not self.read_only and status in ACTIVE

    def can_become(self, status: Status) -> bool:
        """Whether the ticket may go to a status from where it is."""
        return not self.read_only and status in TRANSITIONS[self.view.ticket.status]

    @property
    def can_reopen(self) -> bool:
        """Whether it has ended and can go on."""
        return not self.read_only and self.view.ticket.status in ENDED

    @property
    def reopened(self) -> Status:
        """Where a reopened ticket goes: to its assignee, or to be taken."""
        return Status.OPEN if self.view.ticket.assignee_id is None else Status.IN_PROGRESS

    def standings(self) -> list[Standing]:
        """The status it has and those it may take, in the order of its life."""
        ticket = self.view.ticket
        found: list[Standing] = []
        for status in Status:
            if status is not ticket.status and not self.can_become(status):
                continue
            if status is Status.WAITING:
                found += [(status, reason) for reason in WaitingFor]
            else:
                found.append((status, None))
        return found


def read_page(session: Session, ticket_id: int) -> Page | None:
    """Read a page; blocking. ``None`` where there is no such ticket, or its opening was undone."""
    view = session.ticket(ticket_id)
    if view is None or view.ticket.hidden:
        return None
    return Page(
        view=view,
        me=session.me,
        agents=tuple(person for person in session.agents() if person.active),
        categories=tuple(session.categories()),
        rules=session.rules(),
        read_at=session.clock(),
    )

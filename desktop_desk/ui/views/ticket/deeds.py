"""Operations on the ticket of the screen, applied in the background, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import (
    AddMessage,
    Change,
    ChangeTicket,
    Contact,
    LinkTickets,
    OpenTicket,
    Operation,
    TagTicket,
    TakeCharge,
)
from desktop_desk.domain.ticket import Ticket
from desktop_desk.services.desk import Applied
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket.composer import Outgoing
from desktop_desk.ui.views.ticket.modes import KIND, Mode
from desktop_desk.ui.views.ticket.page import Page

Failed = Callable[[DeskError], None]


class Deeds(QObject):
    """Applies operations; ``done`` carries a sentence and the operation's ``uid``, to be undone by."""

    done = Signal(str, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def change(
        self,
        ticket: Ticket,
        changes: tuple[Change, ...],
        said: str,
        failed: Failed,
        *,
        insist: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Set fields; ``insist`` does it whatever somebody else has set meanwhile."""
        seen = None if insist else ticket.version
        operation = ChangeTicket(ticket=ticket.uid, changes=changes, seen_version=seen)
        self._apply(operation, ticket, said, failed, then=then)

    def take(self, ticket: Ticket, failed: Failed) -> None:
        """« Je m’en occupe »."""
        self._apply(TakeCharge(ticket=ticket.uid), ticket, self._context.words("you take care of it"), failed)

    def tag(self, ticket: Ticket, add: tuple[str, ...], remove: tuple[str, ...], failed: Failed) -> None:
        """Put labels on or take them off."""
        words = self._context.words
        said = words("label added") if add else words("label removed")
        self._apply(TagTicket(ticket=ticket.uid, add=add, remove=remove), ticket, said, failed)

    def join(self, ticket: Ticket, make: Callable[[], Operation], said: str, failed: Failed) -> None:
        """Apply the operation that ``make`` gives once it has read the desk."""
        self._apply(make, ticket, said, failed)

    def follow_up(self, page: Page, opened: Callable[[int], None], failed: Failed) -> None:
        """Open a ticket that goes on where one taken in as history ended, linked to it."""
        old, session = page.view.ticket, self._context.session
        category = next((one.uid for one in page.categories if one.id == old.category_id), None)
        new = OpenTicket(
            title=old.title,
            kind=old.kind,
            priority=old.priority,
            requester=Contact(person=page.view.requester.uid),
            category=category,
        )
        link = LinkTickets(ticket=new.ticket, other=old.uid)

        def work() -> Applied:
            applied = session.apply(new)
            session.apply(link, undoable=False)
            return applied

        def done(applied: Applied) -> None:
            if isValid(self):
                said = self._context.words("Ticket {number} opened", number=applied.number)
                self.done.emit(said, applied.uid)
                opened(applied.ticket_id or 0)

        def refused(error: DeskError) -> None:
            if isValid(self):
                failed(error)

        self._context.tasks.run(work, done, refused)

    def write(self, ticket: Ticket, outgoing: Outgoing, sent: Callable[[], None], failed: Failed) -> None:
        """Send what was written."""
        operation = AddMessage(
            ticket=ticket.uid,
            kind=KIND[outgoing.mode],
            text=outgoing.text,
            files=tuple(parcel.ref for parcel in outgoing.parcels),
            resolve=outgoing.resolve,
            seen_version=ticket.version,
        )
        files = {parcel.ref.sha256: parcel.data for parcel in outgoing.parcels}
        self._apply(operation, ticket, self._said(outgoing), failed, files=files, then=sent)

    def _said(self, outgoing: Outgoing) -> str:
        words = self._context.words
        if outgoing.resolve:
            return (
                words("answer sent, resolved")
                if outgoing.mode is Mode.REPLY
                else words("call logged, resolved")
            )
        return {
            Mode.REPLY: words("answer sent"),
            Mode.NOTE: words("note added"),
            Mode.CALL: words("call logged"),
        }[outgoing.mode]

    def _apply(
        self,
        operation: Operation | Callable[[], Operation],
        ticket: Ticket,
        said: str,
        failed: Failed,
        *,
        files: Mapping[str, bytes] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        session, words = self._context.session, self._context.words
        number = "" if ticket.number is None else ticket.number

        def apply() -> Applied:
            return session.apply(operation if isinstance(operation, Operation) else operation(), files)

        def done(applied: Applied) -> None:
            if isValid(self):
                if then is not None:
                    then()
                self.done.emit(words("Ticket {number}: {what}.", number=number, what=said), applied.uid)

        def refused(error: DeskError) -> None:
            if isValid(self):
                failed(error)

        self._context.tasks.run(apply, done, refused)

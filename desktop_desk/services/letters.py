"""Turns what employees handed in at a shared desk into operations, each once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol
from uuid import UUID, uuid5

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.letters import Letter, LetterKind
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    Contact,
    OpenTicket,
    Operation,
    TicketField,
)
from desktop_desk.domain.shared import ServerAway
from desktop_desk.domain.ticket import Channel, Outcome, Status

if TYPE_CHECKING:
    from desktop_desk.services.desk import Desk

ITSELF = Author(person=None, os_account="", device="")
"""Whoever handed it in is named by the message; the desk only carries it."""

_log = logging.getLogger(__name__)


class LetterBox(Protocol):
    """A store with a letter-box."""

    def letters(self) -> list[Letter]:
        """What waits, oldest first."""
        ...

    def letter_taken(self, letter_id: int, refused: str) -> None:
        """It has become an operation, or (``refused``) never will."""
        ...


def take_letters(desk: Desk, box: LetterBox) -> int:
    """Take in what waits; gives how many. What cannot be done any more is kept with its reason.

    Killed between the operation and the note of it, it is taken again: its ``uid`` was applied already.
    """
    letters = box.letters()
    for letter in letters:
        refused = ""
        try:
            for operation in _operations(desk, letter):
                desk.apply(operation, by=ITSELF)
        except ServerAway:
            raise
        except DeskError as error:
            refused = type(error).__name__
            _log.warning("what was handed in for %s could not be done: %s", letter.number, error)
        box.letter_taken(letter.id, refused)
    return len(letters)


def _operations(desk: Desk, letter: Letter) -> list[Operation]:
    who = Contact(person=letter.person)
    if letter.kind is LetterKind.REQUEST:
        return [
            OpenTicket(
                uid=letter.uid,
                title=letter.title,
                text=letter.body,
                requester=who,
                channel=Channel.DIALOG,
                opened_at=letter.at,
                number=letter.number,
            )
        ]
    ticket = _ticket(desk, letter.number)
    if letter.kind is LetterKind.ANSWER:
        return [AddMessage(uid=letter.uid, ticket=ticket, text=letter.body, author=who)]
    changes = {
        LetterKind.SOLVED: (Status.RESOLVED, Outcome.SOLVED),
        LetterKind.CANCEL: (Status.RESOLVED, Outcome.CANCELLED),
        LetterKind.REOPEN: (Status.OPEN, None),
    }
    status, outcome = changes[letter.kind]
    wanted = [Change(TicketField.STATUS, status.value)]
    if outcome is not None:
        wanted.append(Change(TicketField.OUTCOME, outcome.value))
    change = ChangeTicket(uid=letter.uid, ticket=ticket, changes=tuple(wanted))
    if not letter.body:
        return [change]
    return [change, AddMessage(uid=uuid5(letter.uid, "text"), ticket=ticket, text=letter.body, author=who)]


def _ticket(desk: Desk, number: int) -> UUID:
    with desk.store.read() as reading:
        row = reading.ticket_numbered(number)
        view = None if row is None else reading.ticket(row)
    if view is None:
        raise DeskError
    return view.ticket.uid

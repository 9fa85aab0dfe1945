"""What a ticket can be found by besides its messages: number, title, requester."""

from __future__ import annotations

from desktop_desk.domain.people import Person
from desktop_desk.domain.ports import Unit
from desktop_desk.domain.ticket import Ticket


def head_texts(ticket: Ticket, requester: Person | None) -> tuple[str, ...]:
    """The texts of a ticket's head, in the order they are kept."""
    who = () if requester is None else (requester.name, requester.department, requester.mail)
    return (str(ticket.number or ""), ticket.external_number or "", ticket.title, *who)


def write_head(unit: Unit, ticket: Ticket) -> None:
    """Write a ticket's searchable head again: its title or its requester changed."""
    unit.search.head(ticket.id, *head_texts(ticket, unit.people.by_id(ticket.requester_id)))

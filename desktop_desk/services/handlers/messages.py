"""Messages: answers, notes, calls, and what the requester writes."""

from __future__ import annotations

from desktop_desk.domain import lifecycle
from desktop_desk.domain.cleaning import TextMissing, clean_body
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import AddMessage, Contact, LinkTickets, OpenTicket
from desktop_desk.domain.people import TREATING, Person
from desktop_desk.domain.sla import Answer, reopens_until
from desktop_desk.domain.thanks import is_thanks
from desktop_desk.domain.ticket import Channel, MessageKind, Status, Ticket
from desktop_desk.domain.timeline import NewMessage
from desktop_desk.services.errors import NewMessageMeanwhile, NobodyIsMe
from desktop_desk.services.handlers.joining import link_tickets
from desktop_desk.services.handlers.tickets import open_ticket
from desktop_desk.services.work import Work


def add_message(work: Work, operation: AddMessage) -> None:
    """Somebody writes; the ticket moves as the event table says."""
    text = clean_body(operation.text)
    if not text.strip() and not operation.html and not operation.files:
        raise TextMissing
    before = work.ticket(operation.ticket)
    author = work.actor if operation.author is None else work.contact(operation.author)
    if author is None:
        raise NobodyIsMe
    if operation.seen_version is not None and operation.kind is MessageKind.PUBLIC:
        _refuse_unread(work, before, operation.seen_version)
    if _asks_anew(work, before, author, operation):
        _open_linked(work, before, author, operation)
        return
    message_id = work.unit.messages.add(
        NewMessage(
            uid=operation.message,
            ticket_id=before.id,
            kind=operation.kind,
            author_id=author.id,
            at=work.now,
            text=text,
            html=operation.html,
        )
    )
    work.attach(message_id, operation.files)
    work.unit.search.message(before.id, message_id, text, *(file.name for file in operation.files))
    after = _moved(work, before, author, operation)
    kept = work.save(before, after)
    if kept is before:
        kept = work.touch(before)
    work.note("ticket", kept.id, "message", None, str(message_id), version=kept.version)


def _moved(work: Work, ticket: Ticket, author: Person, operation: AddMessage) -> Ticket:
    rules = work.rulebook.current(work.unit.firm, work.now)
    if _asks(author, ticket, operation):
        if ticket.status in lifecycle.ENDED and _only_thanks(work, ticket, operation):
            return ticket
        return lifecycle.requester_wrote(ticket, work.now, reopens_until=_reopens_until(work, ticket))
    if not author.treats:
        return ticket
    answer = Answer.CALL if operation.kind is MessageKind.CALL else Answer.REPLY
    counts = rules is None or rules.policy.counts_as_answer(answer)
    after = lifecycle.answered(ticket, operation.kind, author.id, work.now, counts=counts)
    if operation.resolve and operation.kind is not MessageKind.NOTE:
        after = lifecycle.move(after, Status.RESOLVED, work.now)
    return after


def _asks(author: Person, ticket: Ticket, operation: AddMessage) -> bool:
    """Whether it is the requester who speaks, as such."""
    own_request = author.id == ticket.requester_id and not _treats_it(author, ticket)
    return own_request and operation.kind is MessageKind.PUBLIC


def _asks_anew(work: Work, ticket: Ticket, author: Person, operation: AddMessage) -> bool:
    """Whether the requester comes back to what is over for too long: that is another request."""
    if ticket.status not in lifecycle.ENDED or not _asks(author, ticket, operation):
        return False
    until = _reopens_until(work, ticket)
    over = ticket.archived or (ticket.status is Status.CLOSED and (until is None or work.now > until))
    return over and not _only_thanks(work, ticket, operation)


def _only_thanks(work: Work, ticket: Ticket, operation: AddMessage) -> bool:
    people = (work.unit.people.by_id(row) for row in (ticket.requester_id, ticket.assignee_id) if row)
    names = [person.name for person in people if person is not None]
    names += [agent.name for agent in work.unit.people.with_role(*TREATING)]
    return not operation.files and is_thanks(operation.text, *names)


def _reopens_until(work: Work, ticket: Ticket) -> Instant | None:
    rules = work.rulebook.current(work.unit.firm, work.now)
    if rules is None or ticket.closed_at is None:
        return None
    return reopens_until(ticket.closed_at, rules.policy)


def _open_linked(work: Work, closed: Ticket, author: Person, operation: AddMessage) -> None:
    """A new ticket with the message, linked to the one that is over."""
    categories = {node.id: node.uid for node in work.unit.firm.categories()}
    taken_in = closed.channel in {Channel.IMPORTED, Channel.PHONE}
    fresh = OpenTicket(
        message=operation.message,
        title=closed.title,
        text=operation.text,
        html=operation.html,
        kind=closed.kind,
        priority=closed.priority,
        requester=Contact(person=author.uid),
        channel=Channel.DIALOG if taken_in else closed.channel,
        category=None if closed.category_id is None else categories.get(closed.category_id),
        files=operation.files,
    )
    open_ticket(work, fresh)
    link_tickets(work, LinkTickets(ticket=fresh.ticket, other=closed.uid))


def _treats_it(author: Person, ticket: Ticket) -> bool:
    """Somebody who asked for themselves and also treats it answers as an agent."""
    return author.treats and ticket.assignee_id == author.id


def _refuse_unread(work: Work, ticket: Ticket, seen_version: int) -> None:
    """Raise where somebody else's message came since the version the writer had before the eyes."""
    if seen_version >= ticket.version:
        return
    for row in work.others_changes(ticket, seen_version):
        if row.field == "message" and row.new is not None:
            raise NewMessageMeanwhile(field="message", theirs="", yours="")

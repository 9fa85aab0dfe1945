"""Messages: answers, notes, calls, and what the requester writes."""

from __future__ import annotations

from desktop_desk.domain import lifecycle
from desktop_desk.domain.cleaning import TextMissing, clean_body
from desktop_desk.domain.operations import AddMessage
from desktop_desk.domain.people import Person
from desktop_desk.domain.sla import Answer, reopens_until
from desktop_desk.domain.ticket import MessageKind, Status, Ticket
from desktop_desk.domain.timeline import NewMessage
from desktop_desk.services.errors import NewMessageMeanwhile, NobodyIsMe
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
    work.unit.messages.attach(message_id, operation.files, work.files)
    work.unit.search.message(before.id, message_id, text, *(file.name for file in operation.files))
    after = _moved(work, before, author, operation)
    kept = work.save(before, after)
    if kept is before:
        kept = work.touch(before)
    work.note("ticket", kept.id, "message", None, str(message_id), version=kept.version)


def _moved(work: Work, ticket: Ticket, author: Person, operation: AddMessage) -> Ticket:
    rules = work.rulebook.current(work.unit.firm, work.now)
    own_request = author.id == ticket.requester_id and not _treats_it(author, ticket)
    if own_request and operation.kind is MessageKind.PUBLIC:
        until = None
        if rules is not None and ticket.closed_at is not None:
            until = reopens_until(ticket.closed_at, rules.policy)
        return lifecycle.requester_wrote(ticket, work.now, reopens_until=until)
    if not author.treats:
        return ticket
    answer = Answer.CALL if operation.kind is MessageKind.CALL else Answer.REPLY
    counts = rules is None or rules.policy.counts_as_answer(answer)
    after = lifecycle.answered(ticket, operation.kind, author.id, work.now, counts=counts)
    if operation.resolve and operation.kind is not MessageKind.NOTE:
        after = lifecycle.move(after, Status.RESOLVED, work.now)
    return after


def _treats_it(author: Person, ticket: Ticket) -> bool:
    """Somebody who asked for themselves and also treats it answers as an agent."""
    return author.treats and ticket.assignee_id == author.id


def _refuse_unread(work: Work, ticket: Ticket, seen_version: int) -> None:
    """Raise where a message came since the version the writer had before the eyes."""
    if seen_version >= ticket.version:
        return
    for row in work.unit.journal.of_entity("ticket", ticket.id):
        if row.version > seen_version and row.field == "message" and row.new is not None:
            raise NewMessageMeanwhile(field="message", theirs="", yours="")

"""``desktop-desk ticket new|list|show|reply|set``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop_desk.cli import spell
from desktop_desk.cli.common import instant, opened, print_json
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import (
    AddMessage,
    Change,
    ChangeTicket,
    Contact,
    FileRef,
    OpenTicket,
    Operation,
    TagTicket,
    TicketField,
)
from desktop_desk.domain.people import Address, AddressKind, Person
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Priority
from desktop_desk.domain.timeline import TicketView
from desktop_desk.services.errors import UnknownCategory, UnknownPerson, UnknownTicket
from desktop_desk.services.files import read_file
from desktop_desk.services.session import Session
from desktop_desk.text import N_, Words

_PHONE = re.compile(r"\+?[\d\s().-]{6,}")
_NOBODY = frozenset({"", "none", "nobody", "personne"})


class BadField(DeskError):
    """A field of ``ticket set`` that does not exist or has no value."""

    sentence = N_("“{text}” is not FIELD=VALUE with one of these fields: {fields}.")


def new(parsed: argparse.Namespace, _words: Words) -> None:
    """Open a ticket and print its number."""
    refs, contents = _files(parsed.attach)
    with opened(parsed) as desk:
        session: Session = desk.session
        applied = session.apply(
            OpenTicket(
                title=parsed.title,
                text=parsed.body,
                kind=Kind(parsed.kind),
                priority=Priority.of(parsed.priority),
                requester=contact(parsed.requester, parsed.name or ""),
                channel=Channel.COMMAND,
                category=_category(session, parsed.category) if parsed.category else None,
                files=tuple(refs),
                opened_at=instant(parsed.at) if parsed.at else None,
            ),
            contents,
        )
        if parsed.json:
            view = session.ticket(applied.ticket_id or 0)
            assert view is not None
            print_json(_shown(session, view))
        else:
            print(applied.number)


def listed(parsed: argparse.Namespace, words: Words) -> None:
    """List tickets, the newest first."""
    with opened(parsed) as desk:
        session: Session = desk.session
        query = session.query(View.ALL, text=" ".join(parsed.query), sort=SortBy.NUMBER, descending=True)
        facts = session.facts(query, parsed.limit)
    if parsed.json:
        print_json([spell.facts(one) for one in facts])
        return
    for one in facts:
        status = words.status(one.status.value)
        print(f"{one.number or '':>6}  {words.priority(one.priority.word):<9} {status:<12} {one.title}")


def show(parsed: argparse.Namespace, words: Words) -> None:
    """Show one ticket with its messages and its history."""
    with opened(parsed) as desk:
        session: Session = desk.session
        view = _numbered(session, parsed.number)
        if parsed.json:
            print_json(_shown(session, view))
        else:
            print("\n".join(spell.text(view, words, session.tz, session.clock())))


def reply(parsed: argparse.Namespace, words: Words) -> None:
    """Write on a ticket, publicly or as a note."""
    refs, contents = _files(parsed.attach)
    with opened(parsed) as desk:
        session = _as(desk.session, parsed.person)
        view = _numbered(session, parsed.number)
        kind = MessageKind.NOTE if parsed.note else MessageKind.PUBLIC
        message = AddMessage(ticket=view.ticket.uid, kind=kind, text=parsed.body, files=tuple(refs))
        session.apply(message, contents)
        _confirm(parsed, session, view, words)


def change(parsed: argparse.Namespace, words: Words) -> None:
    """Set fields of a ticket, all together."""
    with opened(parsed) as desk:
        session = _as(desk.session, parsed.person)
        view = _numbered(session, parsed.number)
        changes, tags = [], None
        for text in parsed.fields:
            name, separator, value = text.partition("=")
            if not separator or (name != "tags" and name not in set(TicketField)):
                raise BadField(text=text, fields=", ".join([*TicketField, "tags"]))
            if name == "tags":
                tags = _tags(view, value)
            else:
                changes.append(Change(TicketField(name), _wire(session, TicketField(name), value)))
        operations: list[Operation] = []
        if changes:
            operations.append(ChangeTicket(ticket=view.ticket.uid, changes=tuple(changes)))
        if tags is not None:
            operations.append(tags)
        for operation in operations:
            session.apply(operation)
        _confirm(parsed, session, view, words)


def contact(named: str, name: str = "") -> Contact:
    """A requester as typed: a mail address, a telephone number, or a name."""
    text = named.strip()
    if "@" in text:
        return Contact(name=name, address=Address(AddressKind.MAIL, text))
    if _PHONE.fullmatch(text):
        return Contact(name=name, address=Address(AddressKind.PHONE, text))
    return Contact(name=text or name)


def _as(session: Session, mail: str | None) -> Session:
    """The session acting in somebody's name, which is recorded."""
    if mail is None:
        return session
    person = _person(session, mail)
    return session.on_behalf_of(person)


def _person(session: Session, text: str) -> Person:
    person = session.person(text)
    if person is None:
        raise UnknownPerson(name=text)
    return person


def _numbered(session: Session, number: int) -> TicketView:
    row = session.ticket_numbered(number)
    view = None if row is None else session.ticket(row)
    if view is None:
        raise UnknownTicket(name=number)
    return view


def _wire(session: Session, field: TicketField, value: str) -> str | None:
    if field in {TicketField.ASSIGNEE, TicketField.REQUESTER}:
        return None if value.casefold() in _NOBODY else str(_person(session, value).uid)
    if field is TicketField.CATEGORY:
        return None if value.casefold() in _NOBODY else str(_category(session, value))
    return value or None


def _category(session: Session, text: str) -> UUID:
    wanted = " › ".join(part.strip() for part in re.split(r"[›>/]", text)).casefold()
    for node in session.categories():
        if wanted in {node.path.casefold(), node.name.casefold()}:
            return node.uid
    raise UnknownCategory(name=text)


def _tags(view: TicketView, value: str) -> TagTicket:
    wanted = tuple(name.strip() for name in value.split(",") if name.strip())
    gone = tuple(name for name in view.ticket.tags if name not in wanted)
    return TagTicket(ticket=view.ticket.uid, add=wanted, remove=gone)


def _files(paths: list[str]) -> tuple[list[FileRef], dict[str, bytes]]:
    read = [read_file(Path(path)) for path in paths]
    return [ref for ref, _ in read], {ref.sha256: data for ref, data in read}


def _confirm(parsed: argparse.Namespace, session: Session, before: TicketView, words: Words) -> None:
    after = session.ticket(before.ticket.id)
    assert after is not None
    if parsed.json:
        print_json(_shown(session, after))
    else:
        status = words.status(after.ticket.status.value)
        print(words("Ticket {number}: {status}.", number=after.ticket.number, status=status))


def _shown(session: Session, view: TicketView) -> dict[str, Any]:
    facts = session.facts_of([view.ticket.id])[0]
    return spell.whole(facts, view)

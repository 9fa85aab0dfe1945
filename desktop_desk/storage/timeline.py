"""One ticket with all that hangs on it, in a handful of statements."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.timeline import FileView, MessageView, Neighbour, TicketView
from desktop_desk.storage.clocks import Clocks
from desktop_desk.storage.journal import Journal
from desktop_desk.storage.people import People
from desktop_desk.storage.prepared import Prepared
from desktop_desk.storage.schema import (
    asset,
    attachment,
    blob,
    category,
    message,
    person,
    person_address,
    ticket,
    ticket_asset,
    ticket_link,
)
from desktop_desk.storage.tickets import Tickets

RECENT = 3
"""How many of the requester's other tickets are named."""

_MESSAGES = Prepared(
    select(
        message.c.id,
        message.c.uid,
        message.c.kind,
        message.c.author_id,
        person.c.name,
        message.c.at,
        message.c.text,
        message.c.html,
        select(person_address.c.value)
        .where(person_address.c.person_id == message.c.author_id, person_address.c.kind == "mail")
        .order_by(person_address.c.id)
        .limit(1)
        .scalar_subquery()
        .label("mail"),
    )
    .outerjoin(person, person.c.id == message.c.author_id)
    .where(message.c.ticket_id == bindparam("wanted"), message.c.withdrawn.is_(False))
    .order_by(message.c.at, message.c.id)
)
_FILES = Prepared(
    select(
        attachment.c.message_id,
        attachment.c.uid,
        attachment.c.name,
        attachment.c.content_type,
        blob.c.size,
        blob.c.sha256,
    )
    .join(blob, blob.c.id == attachment.c.blob_id)
    .join(message, message.c.id == attachment.c.message_id)
    .where(message.c.ticket_id == bindparam("wanted"))
    .order_by(attachment.c.id)
)
_NEIGHBOUR = (ticket.c.id, ticket.c.uid, ticket.c.number, ticket.c.title, ticket.c.status)
_LINKED = Prepared(
    select(*_NEIGHBOUR, ticket_link.c.relation)
    .join(
        ticket_link,
        ((ticket_link.c.ticket_id == bindparam("wanted")) & (ticket_link.c.other_id == ticket.c.id))
        | ((ticket_link.c.other_id == bindparam("wanted")) & (ticket_link.c.ticket_id == ticket.c.id)),
    )
    .where(ticket.c.hidden.is_(False))
    .order_by(ticket.c.id)
)
_RECENT = Prepared(
    select(*_NEIGHBOUR)
    .where(ticket.c.requester_id == bindparam("of_requester"), ticket.c.id != bindparam("wanted"))
    .where(ticket.c.hidden.is_(False))
    .order_by(ticket.c.created_at.desc(), ticket.c.id.desc())
    .limit(RECENT)
)
_ASSETS = Prepared(
    select(asset.c.name)
    .join(ticket_asset, ticket_asset.c.asset_id == asset.c.id)
    .where(ticket_asset.c.ticket_id == bindparam("wanted"))
    .order_by(asset.c.name, asset.c.id)
)
_STATUS_AT = Prepared(select(ticket.c.status_at).where(ticket.c.id == bindparam("wanted")))


def read_ticket(connection: Connection, ticket_id: int) -> TicketView | None:
    """A ticket as the editor shows it, or nothing when there is none in this row."""
    wanted = {"wanted": ticket_id}
    there = _STATUS_AT.row(connection, wanted)
    if there is None:
        return None
    kept = Tickets(connection).by_id(ticket_id)
    people = People(connection)
    requester = people.by_id(kept.requester_id)
    assert requester is not None, "a requester is never deleted"
    history = tuple(Journal(connection).of_entity("ticket", ticket_id))
    mentioned = {row.actor_id for row in history}
    for row in history:
        if row.field in {"assignee", "requester"}:
            mentioned |= {int(value) for value in (row.old, row.new) if value}
    recent = _RECENT.rows(connection, {**wanted, "of_requester": kept.requester_id})
    return TicketView(
        ticket=kept,
        status_at=there[0],
        requester=requester,
        assignee=None if kept.assignee_id is None else people.by_id(kept.assignee_id),
        category=_category_path(connection, kept.category_id),
        messages=_messages(connection, wanted),
        history=history,
        clocks=tuple(Clocks(connection).of_ticket(ticket_id)),
        linked=tuple(Neighbour(*row) for row in _LINKED.rows(connection, wanted)),
        assets=tuple(name for (name,) in _ASSETS.rows(connection, wanted)),
        recent=tuple(Neighbour(*row) for row in recent),
        names=_names(connection, (row for row in mentioned if row is not None)),
        categories=_category_names(connection, history),
    )


def _messages(connection: Connection, wanted: dict[str, int]) -> tuple[MessageView, ...]:
    files: dict[int, list[FileView]] = {}
    for message_id, *file in _FILES.rows(connection, wanted):
        files.setdefault(message_id, []).append(FileView(*file))
    return tuple(
        MessageView(
            id=row_id,
            uid=uid,
            kind=kind,
            author_id=author_id,
            author=author or "",
            author_mail=mail or "",
            at=at,
            text=text,
            html=html,
            files=tuple(files.get(row_id, ())),
        )
        for row_id, uid, kind, author_id, author, at, text, html, mail in _MESSAGES.rows(connection, wanted)
    )


def _names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    statement = select(person.c.id, person.c.name).where(person.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(statement)}


def _category_names(connection: Connection, history: Iterable[HistoryRow]) -> dict[int, str]:
    rows = [row for row in history if row.field == "category"]
    ids = {int(value) for row in rows for value in (row.old, row.new) if value}
    if not ids:
        return {}
    statement = select(category.c.id, category.c.name).where(category.c.id.in_(ids))
    return {row.id: row.name for row in connection.execute(statement)}


def _category_path(connection: Connection, category_id: int | None) -> str:
    names: list[str] = []
    while category_id is not None:
        statement = select(category.c.name, category.c.parent_id).where(category.c.id == category_id)
        row = connection.execute(statement).one()
        names.append(row.name)
        category_id = row.parent_id
    return " › ".join(reversed(names))

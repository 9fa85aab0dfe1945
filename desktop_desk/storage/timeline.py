"""One ticket with all that hangs on it, asked for together: on a server in one journey."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Select,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union,
)

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.timeline import FileView, MessageView, Neighbour, TicketView
from desktop_desk.storage.clocks import OF_TICKET as CLOCKS
from desktop_desk.storage.journal import OF_ENTITY
from desktop_desk.storage.people import ADDRESSES_OF_TICKET, OF_TICKET, people_of
from desktop_desk.storage.prepared import Prepared, Together
from desktop_desk.storage.schema import (
    asset,
    attachment,
    blob,
    category,
    history,
    message,
    operation,
    person,
    person_address,
    ticket,
    ticket_asset,
    ticket_link,
)
from desktop_desk.storage.tickets import TAGS, TICKET, ticket_of

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
    .select_from(ticket_link)
    .join(
        ticket,
        ticket.c.id
        == case(
            (ticket_link.c.ticket_id == bindparam("wanted"), ticket_link.c.other_id),
            else_=ticket_link.c.ticket_id,
        ),
    )
    .where((ticket_link.c.ticket_id == bindparam("wanted")) | (ticket_link.c.other_id == bindparam("wanted")))
    .where(ticket.c.hidden.is_(False))
    .order_by(ticket.c.id)
)
_itself = ticket.alias("itself")
_RECENT = Prepared(
    select(*_NEIGHBOUR)
    .where(
        ticket.c.requester_id
        == select(_itself.c.requester_id).where(_itself.c.id == bindparam("wanted")).scalar_subquery()
    )
    .where(ticket.c.id != bindparam("wanted"), ticket.c.hidden.is_(False))
    .order_by(ticket.c.created_at.desc(), ticket.c.id.desc())
    .limit(RECENT)
)
_ASSETS = Prepared(
    select(asset.c.name)
    .join(ticket_asset, ticket_asset.c.asset_id == asset.c.id)
    .where(ticket_asset.c.ticket_id == bindparam("wanted"))
    .order_by(asset.c.name, asset.c.id)
)
_NOTED = (history.c.entity_id == bindparam("wanted"), history.c.entity == "ticket")


def _rows_noted(*fields: str) -> list[Select[Any]]:
    """The rows that the history of these fields names, as they were and as they became."""
    named = or_(*(history.c.field == field for field in fields))
    return [
        select(cast(func.nullif(value, ""), BigInteger)).where(*_NOTED, named)
        for value in (history.c.old, history.c.new)
    ]


_ACTORS = select(operation.c.actor_id).join(history, history.c.operation_id == operation.c.id).where(*_NOTED)
_NAMES = Prepared(
    select(person.c.id, person.c.name).where(
        person.c.id.in_(union(_ACTORS, *_rows_noted("assignee", "requester")))
    )
)
_CATEGORIES = Prepared(
    select(category.c.id, category.c.name).where(category.c.id.in_(union(*_rows_noted("category"))))
)
_path = (
    select(category.c.name, category.c.parent_id, literal(0).label("height"))
    .join(ticket, ticket.c.category_id == category.c.id)
    .where(ticket.c.id == bindparam("wanted"))
    .cte("path", recursive=True)
)
_above = select(category.c.name, category.c.parent_id, _path.c.height + 1)
_path = _path.union_all(_above.where(category.c.id == _path.c.parent_id))
_PATH = Prepared(select(_path.c.name).order_by(_path.c.height.desc()))

_ALL = Together(
    itself=Prepared(TICKET.add_columns(ticket.c.status_at).where(ticket.c.id == bindparam("wanted"))),
    tags=TAGS,
    people=OF_TICKET,
    addresses=ADDRESSES_OF_TICKET,
    path=_PATH,
    messages=_MESSAGES,
    files=_FILES,
    history=OF_ENTITY,
    clocks=CLOCKS,
    linked=_LINKED,
    assets=_ASSETS,
    recent=_RECENT,
    names=_NAMES,
    categories=_CATEGORIES,
)


def read_ticket(connection: Connection, ticket_id: int) -> TicketView | None:
    """A ticket as the editor shows it, or nothing when there is none in this row."""
    found = _ALL.rows(connection, {"wanted": ticket_id, "wanted_entity": "ticket"})
    if not found["itself"]:
        return None
    *row, status_at = found["itself"][0]
    kept = ticket_of(tuple(row), found["tags"])
    people = people_of(found["people"], found["addresses"])
    return TicketView(
        ticket=kept,
        status_at=status_at,
        requester=people[kept.requester_id],
        assignee=None if kept.assignee_id is None else people[kept.assignee_id],
        category=" › ".join(name for (name,) in found["path"]),
        messages=_messages(found["messages"], found["files"]),
        history=tuple(HistoryRow(*each) for each in found["history"]),
        clocks=tuple(ClockRow(*each) for each in found["clocks"]),
        linked=tuple(Neighbour(*each) for each in found["linked"]),
        assets=tuple(name for (name,) in found["assets"]),
        recent=tuple(Neighbour(*each) for each in found["recent"]),
        names=dict(found["names"]),
        categories=dict(found["categories"]),
    )


def _messages(rows: list[tuple[Any, ...]], of_files: list[tuple[Any, ...]]) -> tuple[MessageView, ...]:
    files: dict[int, list[FileView]] = {}
    for message_id, *file in of_files:
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
        for row_id, uid, kind, author_id, author, at, text, html, mail in rows
    )

"""Tickets, their labels, links and assets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select

from desktop_desk.domain.folding import fold
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import Relation
from desktop_desk.domain.ticket import ACTIVE, Priority, Ticket
from desktop_desk.storage.prepared import Prepared, Together, adding
from desktop_desk.storage.rows import add_numbered, add_row, save_row
from desktop_desk.storage.schema import tag, ticket, ticket_asset, ticket_link, ticket_tag

NO_DUE = 1 << 62
"""``due_order`` of what has no running promise: after all that have one."""

_OWN = [field.name for field in fields(Ticket) if field.name != "tags"]
TICKET = select(*(ticket.c[name] for name in _OWN))
"""What :func:`ticket_of` makes a ticket of, its labels apart."""

_EXTERNAL = Prepared(
    select(ticket.c.uid).where(
        ticket.c.external_profile == bindparam("profile"), ticket.c.external_number == bindparam("wanted")
    )
)
_LABEL = Prepared(select(tag.c.id).where(tag.c.folded == bindparam("wanted")))
_TAGGED = Prepared(
    select(ticket_tag.c.tag_id).where(
        ticket_tag.c.ticket_id == bindparam("ticket_id"), ticket_tag.c.tag_id == bindparam("tag_id")
    )
)


def _tags_of(itself: ColumnElement[Any]) -> Prepared:
    tags = select(tag.c.name).join(ticket_tag, ticket_tag.c.tag_id == tag.c.id)
    return Prepared(tags.where(ticket_tag.c.ticket_id == itself).order_by(tag.c.folded))


def _with_tags(is_it: ColumnElement[bool]) -> Together:
    """A ticket and its labels, asked at once."""
    itself = select(ticket.c.id).where(is_it).scalar_subquery()
    return Together(ticket=Prepared(TICKET.where(is_it)), tags=_tags_of(itself))


TAGS = _tags_of(bindparam("wanted"))
"""The labels of a ticket, for :func:`ticket_of`."""

_BY_UID = _with_tags(ticket.c.uid == bindparam("wanted"))
_BY_ID = _with_tags(ticket.c.id == bindparam("wanted"))
_BY_NUMBER = _with_tags(ticket.c.number == bindparam("wanted"))


def stood_since(new: Ticket) -> Instant:
    """Since when a ticket is in the status it was added with."""
    return new.closed_at or new.resolved_at or new.created_at


def ticket_of(row: tuple[Any, ...], tags: Iterable[tuple[Any, ...]]) -> Ticket:
    """The ticket in a row of :data:`TICKET`, with the rows of :data:`TAGS`."""
    values = dict(zip(_OWN, row, strict=True))
    values["priority"] = Priority(values["priority"])
    return Ticket(**values, tags=tuple(name for (name,) in tags))


class Tickets:
    """The tickets of one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._labels: dict[str, int] = {}

    def find(self, uid: UUID) -> Ticket | None:
        """The ticket of this identity."""
        return self._ticket(_BY_UID, uid)

    def by_id(self, ticket_id: int) -> Ticket:
        """The ticket in this row; it is there."""
        found = self._ticket(_BY_ID, ticket_id)
        assert found is not None
        return found

    def by_number(self, number: int) -> Ticket | None:
        """The ticket people call by this number."""
        return self._ticket(_BY_NUMBER, number)

    def external(self, profile: str, number: str) -> UUID | None:
        """The ticket an import made of another tool's number."""
        row = _EXTERNAL.row(self._connection, {"profile": profile, "wanted": number})
        return None if row is None else row[0]

    def add(self, new: Ticket) -> Ticket:
        """Keep a ticket, give it its row and, where it has none, its number."""
        values = {name: getattr(new, name) for name in _OWN if name not in {"id", "number"}}
        values |= {"status_at": stood_since(new), "late": False, "due_order": NO_DUE}
        values["active"] = new.status in ACTIVE and not new.archived
        if new.number is None:
            row, number = add_numbered(self._connection, ticket, values, "number", of="ticket")
        else:
            row, number = add_row(self._connection, ticket, {**values, "number": new.number}), new.number
        kept = replace(new, id=row, number=number)
        for name in new.tags:
            self.tag(kept.id, name)
        return kept

    def save(self, before: Ticket, after: Ticket) -> None:
        """Write the fields that differ."""
        values = {
            name: getattr(after, name) for name in _OWN if getattr(after, name) != getattr(before, name)
        }
        if "status" in values or "waiting_for" in values:
            values["status_at"] = after.updated_at
        values["active"] = after.status in ACTIVE and not after.hidden and not after.archived
        save_row(self._connection, ticket, {"id": after.id}, values)

    def stand_since(self, ticket_id: int, at: Instant) -> None:
        """Say since when a ticket is in its status, where a change of status was undone."""
        save_row(self._connection, ticket, {"id": ticket_id}, {"status_at": at})

    def tag(self, ticket_id: int, name: str) -> bool:
        """Put a label on; false when it was there."""
        row = {"ticket_id": ticket_id, "tag_id": self._label(name)}
        if _TAGGED.row(self._connection, row):
            return False
        adding(ticket_tag, ("ticket_id", "tag_id")).rows(self._connection, row)
        return True

    def _label(self, name: str) -> int:
        """The row of a label, added where it is missing; asked of the store once in a transaction."""
        folded = fold(name)
        if folded not in self._labels:
            known = _LABEL.row(self._connection, {"wanted": folded})
            new = {"name": name, "folded": folded}
            self._labels[folded] = known[0] if known else add_row(self._connection, tag, new)
        return self._labels[folded]

    def untag(self, ticket_id: int, name: str) -> bool:
        """Take a label off; false when it was not there."""
        tag_ids = select(tag.c.id).where(tag.c.folded == fold(name)).scalar_subquery()
        gone = self._connection.execute(
            delete(ticket_tag).where(ticket_tag.c.ticket_id == ticket_id, ticket_tag.c.tag_id == tag_ids)
        )
        return bool(gone.rowcount)

    def link(self, ticket_id: int, other_id: int, relation: Relation) -> bool:
        """Join two tickets; false when they were."""
        if self._connection.execute(
            select(func.count()).where(*_linked(ticket_id, other_id, relation))
        ).scalar():
            return False
        self._connection.execute(
            insert(ticket_link), {"ticket_id": ticket_id, "other_id": other_id, "relation": relation}
        )
        return True

    def unlink(self, ticket_id: int, other_id: int, relation: Relation) -> bool:
        """Part two tickets; false when they were not joined so."""
        gone = self._connection.execute(delete(ticket_link).where(*_linked(ticket_id, other_id, relation)))
        return bool(gone.rowcount)

    def link_asset(self, ticket_id: int, asset_id: int) -> bool:
        """Join a ticket and an asset; false when they were."""
        there = select(func.count()).where(*_with_asset(ticket_id, asset_id))
        if self._connection.execute(there).scalar():
            return False
        self._connection.execute(insert(ticket_asset), {"ticket_id": ticket_id, "asset_id": asset_id})
        return True

    def unlink_asset(self, ticket_id: int, asset_id: int) -> bool:
        """Part a ticket and an asset; false when they were not joined."""
        gone = self._connection.execute(delete(ticket_asset).where(*_with_asset(ticket_id, asset_id)))
        return bool(gone.rowcount)

    def _ticket(self, asked: Together, wanted: object) -> Ticket | None:
        found = asked.rows(self._connection, {"wanted": wanted})
        return ticket_of(found["ticket"][0], found["tags"]) if found["ticket"] else None


def _linked(ticket_id: int, other_id: int, relation: Relation) -> tuple[Any, ...]:
    columns = ticket_link.c
    return (columns.ticket_id == ticket_id, columns.other_id == other_id, columns.relation == relation)


def _with_asset(ticket_id: int, asset_id: int) -> tuple[Any, ...]:
    return (ticket_asset.c.ticket_id == ticket_id, ticket_asset.c.asset_id == asset_id)

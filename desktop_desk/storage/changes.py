"""What others changed since a number of the change sequence: the truth behind every hint."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from desktop_desk.domain.changes import Changes, Place
from desktop_desk.storage.letterbox import any_waiting
from desktop_desk.storage.prepared import Prepared
from desktop_desk.storage.schema import alert, history, operation

_PEOPLE: Final = frozenset({"person", "login"})
_SETTINGS: Final = frozenset({"setting", "category", "asset", "revision"})

_LAST: Final = Prepared(
    select(
        select(func.coalesce(func.max(operation.c.sequence), 0)).scalar_subquery(),
        select(func.coalesce(func.max(alert.c.id), 0)).scalar_subquery(),
    )
)
_TOUCHED: Final = Prepared(
    select(history.c.entity, history.c.entity_id)
    .join(operation, operation.c.id == history.c.operation_id)
    .where(operation.c.sequence > bindparam("after"), operation.c.sequence <= bindparam("last"))
    .group_by(history.c.entity, history.c.entity_id)
)
_OPENED: Final = Prepared(
    select(history.c.entity_id)
    .join(operation, operation.c.id == history.c.operation_id)
    .where(operation.c.sequence > bindparam("after"), operation.c.sequence <= bindparam("last"))
    .where(history.c.entity == "ticket", history.c.field == "opened")
)
_RUNG: Final = Prepared(
    select(alert.c.ticket_id)
    .where(alert.c.id > bindparam("after"), alert.c.id <= bindparam("last"))
    .distinct()
)


def last_place(connection: Connection) -> Place:
    """Where the store is now."""
    row = _LAST.row(connection)
    assert row is not None
    return Place(*row)


def changes_since(connection: Connection, before: Place) -> Changes:
    """What happened after ``before``, in one picture of the store."""
    place = last_place(connection)
    letters = any_waiting(connection)
    if place == before:
        return Changes(place, letters=letters)
    span = {"after": before.operation, "last": place.operation}
    opened = {row_id for (row_id,) in _OPENED.rows(connection, span)}
    touched = _TOUCHED.rows(connection, span)
    entities = {entity for entity, _ in touched}
    tickets = {row_id for entity, row_id in touched if entity == "ticket"}
    rung = _RUNG.rows(connection, {"after": before.alert, "last": place.alert})
    return Changes(
        place,
        changed=tuple(sorted(tickets - opened)),
        opened=tuple(sorted(opened)),
        rung=tuple(row_id for (row_id,) in rung),
        people=bool(entities & _PEOPLE),
        settings=bool(entities & _SETTINGS),
        letters=letters,
    )

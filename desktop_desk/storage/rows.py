"""Small things every repository does: adding a row, giving it the next number of a counter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select

from desktop_desk.storage.prepared import Prepared, adding, saving
from desktop_desk.storage.schema import counter


@cache
def insert_of(dialect: str) -> Callable[[Table], Any]:
    """A dialect's own ``INSERT``, which knows conflicts; the dialect not spoken is not imported (35 ms)."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert  # type: ignore[no-any-return]


@cache
def _step(dialect: str) -> Prepared:
    row = insert_of(dialect)(counter).values(name=bindparam("of"), value=1)
    return Prepared(row.on_conflict_do_update(index_elements=["name"], set_={"value": counter.c.value + 1}))


@cache
def _numbering(table: Table, columns: tuple[str, ...], column: str, of: str) -> Prepared:
    number = select(counter.c.value).where(counter.c.name == of).scalar_subquery()
    statement = insert(table).values({**dict.fromkeys(columns), column: number})
    return Prepared(statement.returning(table.c.id, table.c[column]))


def add_row(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; gives its ``id``."""
    key = adding(table, tuple(values)).row(connection, values)
    assert key is not None
    return int(key[0])


def put_row(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert one row whose key nobody asks for: a server is not waited for."""
    adding(table, tuple(values), key=False).rows(connection, values)


def save_row(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write these columns of the row of this key."""
    given = {f"old_{name}": value for name, value in key.items()}
    given |= {f"new_{name}": value for name, value in values.items()}
    saving(table, tuple(key), tuple(values)).rows(connection, given)


def add_numbered(
    connection: Connection, table: Table, values: Mapping[str, Any], column: str, of: str
) -> tuple[int, int]:
    """Insert one row with the next number of the counter ``of`` in a column; gives its ``id`` and number."""
    _step(connection.dialect.name).rows(connection, {"of": of})
    row = _numbering(table, tuple(values), column, of).row(connection, values)
    assert row is not None
    return int(row[0]), int(row[1])

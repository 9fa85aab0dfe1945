"""Small things every repository does: adding a row, taking the next number of a counter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from desktop_desk.storage.prepared import Prepared, adding
from desktop_desk.storage.schema import counter

_STEP = Prepared(
    update(counter)
    .where(counter.c.name == bindparam("wanted"))
    .values(value=counter.c.value + bindparam("step"))
    .returning(counter.c.value)
)


@cache
def insert_of(dialect: str) -> Callable[[Table], Any]:
    """A dialect's own ``INSERT``, which knows conflicts; the dialect not spoken is not imported (35 ms)."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert  # type: ignore[no-any-return]


def add_row(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; gives its ``id``."""
    key = adding(table, tuple(values)).row(connection, values)
    assert key is not None
    return int(key[0])


def next_value(connection: Connection, name: str, step: int = 1) -> int:
    """The next number of a counter, or the last of ``step`` numbers taken at once."""
    row = _STEP.row(connection, {"wanted": name, "step": step})
    if row is None:
        connection.execute(insert(counter), {"name": name, "value": step})
        return step
    return int(row[0])

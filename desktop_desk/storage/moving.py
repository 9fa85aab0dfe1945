"""Every row of one store written into another, of either engine, with its own keys; then compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import Column, Connection, Table, func, insert, select, text

from desktop_desk.storage.prepared import Prepared
from desktop_desk.storage.schema import METADATA

CHUNK: Final = 2000
"""Rows carried at once."""

_FOLLOW: Final = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last, :used)")

Progress = Callable[[str, int], None]
"""Told the table and how many of its rows are there, now and then."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds: how many rows, and a digest of them in the order of their keys."""

    rows: int
    digest: str


def copy_rows(source: Connection, target: Connection, progress: Progress | None = None) -> None:
    """Fill the empty tables of ``target``. Both are transactions of the caller."""
    write = _into_server if target.dialect.name == "postgresql" else _into_file
    for table in METADATA.sorted_tables:
        within = _within(table)
        pairs: list[dict[str, Any]] = []
        written = 0
        for chunk in _chunks(source, table):
            rows, later = _without(table, chunk, within) if within else (chunk, [])
            pairs += later
            write(target, table, rows)
            written += len(rows)
            if progress is not None:
                progress(table.name, written)
        _refer(target, table, within, pairs)
    _settle(target)


def contents(connection: Connection) -> Mapping[str, Content]:
    """What each table holds, the same words for both engines."""
    found = {}
    for table in METADATA.sorted_tables:
        digest, rows = hashlib.sha256(), 0
        for chunk in _chunks(connection, table):
            rows += len(chunk)
            for row in chunk:
                digest.update(repr(tuple(_plain(value) for value in row)).encode())
        found[table.name] = Content(rows, digest.hexdigest())
    return found


def _chunks(connection: Connection, table: Table) -> Iterator[list[Sequence[Any]]]:
    statement = select(*table.c).order_by(*table.primary_key.columns)
    answer = connection.execution_options(yield_per=CHUNK).execute(statement)
    for part in answer.partitions():
        yield [tuple(row) for row in part]


def _plain(value: object) -> object:
    return getattr(value, "value", value)


def _within(table: Table) -> list[Column[Any]]:
    """The columns that refer to rows of the same table: set once all of them are there."""
    return [key.parent for key in table.foreign_keys if key.column.table is table]


def _without(
    table: Table, rows: list[Sequence[Any]], within: list[Column[Any]]
) -> tuple[list[Sequence[Any]], list[dict[str, Any]]]:
    names = [column.name for column in table.c]
    places = {names.index(column.name): column.name for column in within}
    key = names.index("id")
    later = [
        {"row": row[key], **{name: row[place] for place, name in places.items()}}
        for row in rows
        if any(row[place] is not None for place in places)
    ]
    bare: list[Sequence[Any]] = [
        [None if place in places else value for place, value in enumerate(row)] for row in rows
    ]
    return bare, later


def _refer(target: Connection, table: Table, within: list[Column[Any]], pairs: list[dict[str, Any]]) -> None:
    if pairs:
        names = ", ".join(f"{column.name} = :{column.name}" for column in within)
        target.execute(text(f"UPDATE {table.name} SET {names} WHERE id = :row"), pairs)  # noqa: S608 - our own names


def _into_file(target: Connection, table: Table, rows: list[Sequence[Any]]) -> None:
    names = [column.name for column in table.c]
    add = Prepared(insert(table).values(dict.fromkeys(names)))
    add.each(target, (dict(zip(names, row, strict=True)) for row in rows))


def _into_server(target: Connection, table: Table, rows: list[Sequence[Any]]) -> None:
    driver = target.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    dialect = target.dialect
    processes = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.c]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sql.Identifier(column.name) for column in table.c)
    )
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [
                    value if process is None else process(value)
                    for value, process in zip(row, processes, strict=True)
                ]
            )


def _settle(target: Connection) -> None:
    """Let the target find its texts, and give out keys after those it was given."""
    if target.dialect.name == "postgresql":
        follow_keys(target)
    else:
        target.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('rebuild')")


def follow_keys(server: Connection) -> None:
    """Let a server give out the key after the last one there is, in every table."""
    for table in METADATA.sorted_tables:
        if "id" in table.c:
            last = server.execute(select(func.max(table.c.id))).scalar()
            server.execute(_FOLLOW, {"name": table.name, "last": last or 1, "used": last is not None})

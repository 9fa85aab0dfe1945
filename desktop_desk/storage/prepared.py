"""Fixed statements, compiled once and then given to the driver as they are.

SQLAlchemy asks itself anew at every execution what a statement is and how its values are written. For
the dozen and more statements of one operation that costs more than SQLite takes to run them. The
statements stay SQLAlchemy's own, so each dialect gets its words; only the asking is done once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Table, Update, insert

_Process = Callable[[Any], Any]
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement in the words of one dialect; ``values`` and ``columns`` hold what types do to them."""

    sql: str
    values: tuple[tuple[str, _Process | None, Any], ...]
    by_place: bool
    columns: tuple[tuple[int, _Process], ...]
    reads: bool

    def parameters(self, given: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        if self.by_place:
            return [
                given.get(name, usual) if process is None else process(given.get(name, usual))
                for name, process, usual in self.values
            ]
        return {
            name: given.get(name, usual) if process is None else process(given.get(name, usual))
            for name, process, usual in self.values
        }


class Prepared:
    """A statement whose shape never changes, its values named by ``bindparam`` or by column."""

    def __init__(self, statement: Select[Any] | Insert | Update) -> None:
        self._statement = statement
        self._ready: dict[str, _Ready] = {}

    def rows(self, connection: Connection, given: Mapping[str, Any] = _NOTHING) -> list[tuple[Any, ...]]:
        """Run it; gives the rows it reads or returns, in the order of its columns."""
        ready = self._in(connection.dialect)
        driver = connection.connection.driver_connection
        assert driver is not None
        cursor = driver.execute(ready.sql, ready.parameters(given))
        if not ready.reads:
            return []
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_read(row, ready.columns) for row in found] if ready.columns else found

    def row(self, connection: Connection, given: Mapping[str, Any] = _NOTHING) -> tuple[Any, ...] | None:
        """Its first row, or nothing."""
        found = self.rows(connection, given)
        return found[0] if found else None

    def each(self, connection: Connection, all_given: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each; it reads nothing."""
        ready = self._in(connection.dialect)
        parameters = [ready.parameters(given) for given in all_given]
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.cursor().executemany(ready.sql, parameters)

    def _in(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _made_ready(self._statement, dialect)
        return ready


@cache
def adding(table: Table, columns: tuple[str, ...]) -> Prepared:
    """Adds one row with values for these columns; gives its ``id`` where the table has one."""
    statement = insert(table).values(dict.fromkeys(columns))
    return Prepared(statement.returning(table.c.id) if "id" in table.c else statement)


def _made_ready(statement: Select[Any] | Insert | Update, dialect: Dialect) -> _Ready:
    compiled = statement.compile(dialect=dialect)
    usual = compiled.params
    names = compiled.positiontup if compiled.positional else list(usual)
    values = [
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect), usual[name])
        for name in names or ()
    ]
    columns = _columns(statement)
    processes = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Ready(
        sql=str(compiled),
        values=tuple(values),
        by_place=bool(compiled.positional),
        columns=tuple((place, each) for place, each in enumerate(processes) if each is not None),
        reads=bool(columns),
    )


def _columns(statement: Select[Any] | Insert | Update) -> list[Any]:
    if isinstance(statement, Select):
        return list(statement.selected_columns)
    return list(statement.exported_columns)


def _read(row: tuple[Any, ...], columns: tuple[tuple[int, _Process], ...]) -> tuple[Any, ...]:
    values = list(row)
    for place, process in columns:
        values[place] = process(values[place])
    return tuple(values)

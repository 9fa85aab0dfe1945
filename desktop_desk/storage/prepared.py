"""Fixed statements, compiled once and then given to the driver as they are.

SQLAlchemy asks itself anew at every execution what a statement is and how its values are written. For
the dozen and more statements of one operation that costs more than SQLite takes to run them. The
statements stay SQLAlchemy's own, so each dialect gets its words; only the asking is done once.

To a server each answer is a journey. What reads nothing is left owed there and goes with what is said next;
what is read :class:`Together` is one journey (``server_line``). In a file each runs at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Table, Update, bindparam, insert, update

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

    def read(self, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows as the driver gives them, their values as they are known here."""
        return [_read(row, self.columns) for row in found] if self.columns else found


class Prepared:
    """A statement whose shape never changes, its values named by ``bindparam`` or by column."""

    def __init__(self, statement: Select[Any] | Insert | Update) -> None:
        self._statement = statement
        self._ready: dict[str, _Ready] = {}

    def rows(self, connection: Connection, given: Mapping[str, Any] = _NOTHING) -> list[tuple[Any, ...]]:
        """Run it; gives the rows it reads or returns, in the order of its columns."""
        ready = self.ready(connection.dialect)
        driver = _driver(connection)
        if ready.reads:
            return ready.read(driver.execute(ready.sql, ready.parameters(given)).fetchall())
        if _is_far(connection):
            driver.owe([(ready.sql, ready.parameters(given))])
        else:
            driver.execute(ready.sql, ready.parameters(given))
        return []

    def row(self, connection: Connection, given: Mapping[str, Any] = _NOTHING) -> tuple[Any, ...] | None:
        """Its first row, or nothing."""
        found = self.rows(connection, given)
        return found[0] if found else None

    def each(self, connection: Connection, all_given: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each; it reads nothing."""
        ready = self.ready(connection.dialect)
        driver = _driver(connection)
        if _is_far(connection):
            driver.owe([(ready.sql, ready.parameters(given)) for given in all_given])
        else:
            driver.executemany(ready.sql, [ready.parameters(given) for given in all_given])

    def ready(self, dialect: Dialect) -> _Ready:
        """It in the words of a dialect, made once."""
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _made_ready(self._statement, dialect)
        return ready


class Together:
    """Fixed statements that read, each under a name, asked at once with the same values."""

    def __init__(self, **statements: Prepared) -> None:
        self._statements = statements
        self._ready: dict[str, dict[str, _Ready]] = {}

    def rows(self, connection: Connection, given: Mapping[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
        """Run them; gives the rows of each under its name."""
        ready = self._in(connection.dialect)
        driver = _driver(connection)
        if _is_far(connection):
            answers = driver.together([(each.sql, each.parameters(given)) for each in ready.values()])
            return {name: each.read(rows) for (name, each), rows in zip(ready.items(), answers, strict=True)}
        return {
            name: each.read(driver.execute(each.sql, each.parameters(given)).fetchall())
            for name, each in ready.items()
        }

    def _in(self, dialect: Dialect) -> dict[str, _Ready]:
        if dialect.name not in self._ready:
            self._ready[dialect.name] = {name: each.ready(dialect) for name, each in self._statements.items()}
        return self._ready[dialect.name]


def _is_far(connection: Connection) -> bool:
    return connection.dialect.name != "sqlite"


def _driver(connection: Connection) -> Any:
    """The driver's own connection: that of ``sqlite3``, or a ``ServerLine``."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver


@cache
def adding(table: Table, columns: tuple[str, ...], *, key: bool = True) -> Prepared:
    """Adds a row with values for these columns; gives its ``id`` if it has one and ``key`` asks for it."""
    statement = insert(table).values(dict.fromkeys(columns))
    return Prepared(statement.returning(table.c.id) if key and "id" in table.c else statement)


@cache
def saving(table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Prepared:
    """Writes these columns of the rows that have these values in ``keys``."""
    where = (table.c[name] == bindparam(f"old_{name}") for name in keys)
    return Prepared(update(table).where(*where).values({name: bindparam(f"new_{name}") for name in columns}))


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

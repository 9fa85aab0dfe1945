"""The floor of opening a ticket on a server: the rows of ``raw_create``, in as few journeys as keys allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg

from desktop_desk.domain.folding import tokens
from tests.benchmarks.raw_create import CLOCK, HISTORY, MESSAGE, OPERATION, TICKET

_AT = datetime(2030, 3, 17, tzinfo=UTC)
_STEP = "UPDATE counter SET value = value + 1 WHERE name = %s RETURNING value"
_COUNT = (
    "INSERT INTO tally VALUES ('open', 0, 1)"
    " ON CONFLICT (status, assignee_id) DO UPDATE SET tickets = tally.tickets + 1"
)
_SEARCH = "INSERT INTO search_doc (ticket_id, message_id, tokens) VALUES (%s, %s, %s)"
_FLAGS = frozenset({"archived", "hidden", "active", "late", "withdrawn"})


def raw_create(connection: psycopg.Connection[Any], text: str) -> Callable[[], None]:
    """Opens one ticket with this text each time it is called, in one durable transaction."""
    execute = connection.execute
    requester = execute("SELECT id FROM person ORDER BY id LIMIT 1").fetchone()
    assert requester is not None
    author, words = requester[0], tokens(text)

    def insert(table: str, fixed: Mapping[str, object], *, key: bool = True, **values: object) -> Any:
        row = {name: _value(name, value) for name, value in fixed.items()} | values
        marks = ", ".join(["%s"] * len(row))
        returning = " RETURNING id" if key else ""
        return execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks}){returning}", [*row.values()])

    def once() -> None:
        uid = uuid4()
        with connection.pipeline():
            execute("BEGIN")
            execute("SELECT id FROM operation WHERE uid = %s", (uid,))
            execute("SELECT * FROM person_address WHERE kind = 'mail' AND folded = %s", ("a@b",))
            change, numbered = execute(_STEP, ("change",)), execute(_STEP, ("ticket",))
        sequence, number = change.fetchone()[0], numbered.fetchone()[0]  # type: ignore[index]
        with connection.pipeline():
            done = insert("operation", OPERATION, uid=uid, payload=text, sequence=sequence)
            opened = insert("ticket", TICKET, uid=uuid4(), number=number, requester_id=author)
        operation, ticket = done.fetchone()[0], opened.fetchone()[0]
        said = insert("message", MESSAGE, uid=uuid4(), ticket_id=ticket, author_id=author, text=text)
        message = said.fetchone()[0]
        with connection.pipeline():
            insert("history", HISTORY, key=False, operation_id=operation, entity_id=ticket)
            for metric in ("first_response", "resolution"):
                insert("clock", CLOCK, key=False, ticket_id=ticket, metric=metric)
            execute(_COUNT)
            execute(_SEARCH, (ticket, None, f"{number} imprimante marie"))
            execute(_SEARCH, (ticket, message, words))
            execute("COMMIT")

    return once


def _value(name: str, value: object) -> object:
    """As PostgreSQL keeps it: instants and flags have types of their own."""
    if name in _FLAGS:
        return bool(value)
    return _AT if name == "at" or name.endswith("_at") else value

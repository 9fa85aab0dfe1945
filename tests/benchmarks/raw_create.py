"""The floor of opening a ticket: the same rows written by hand, tokens and deadlines known beforehand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from uuid import uuid4

from desktop_desk.domain.folding import tokens

_AT = 1_900_000_000_000_000
_STEP = "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value"
_COUNT = "INSERT INTO tally VALUES ('open', 0, 1) ON CONFLICT DO UPDATE SET tickets = tickets + 1"

OPERATION = {"code": "open_ticket", "os_account": "", "device": "", "at": _AT}
TICKET = {
    "title": "Imprimante", "kind": "incident", "priority": 3, "status": "open", "channel": "agent",
    "created_at": _AT, "updated_at": _AT, "status_at": _AT, "verdict_source": "computed", "archived": 0,
    "hidden": 0, "version": 1, "active": 1, "late": 0, "due_order": _AT,
}  # fmt: skip
MESSAGE = {"kind": "public", "at": _AT, "withdrawn": 0}
HISTORY = {"entity": "ticket", "version": 1, "field": "opened", "new": "1"}
CLOCK = {"due_at": _AT, "deadline_version": 1, "next_step": "warning", "next_step_at": _AT}


def raw_create(connection: sqlite3.Connection, text: str) -> Callable[[], None]:
    """Opens one ticket with this text each time it is called, in one durable transaction."""
    execute = connection.execute
    requester = execute("SELECT id, name FROM person ORDER BY id LIMIT 1").fetchone()[0]
    words = tokens(text)

    def insert(table: str, fixed: Mapping[str, object], **values: object) -> int:
        row = {**fixed, **values}
        marks = ", ".join("?" * len(row))
        statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"
        return execute(statement, tuple(row.values())).lastrowid or 0

    def once() -> None:
        execute("BEGIN IMMEDIATE")
        uid = uuid4().bytes
        execute("SELECT id FROM operation WHERE uid = ?", (uid,)).fetchone()
        execute("SELECT * FROM person_address WHERE kind = 'mail' AND folded = ?", ("a@b",)).fetchone()
        sequence = execute(_STEP, ("change",)).fetchone()[0]
        number = execute(_STEP, ("ticket",)).fetchone()[0]
        operation = insert("operation", OPERATION, uid=uid, payload=text, sequence=sequence)
        ticket = insert("ticket", TICKET, uid=uuid4().bytes, number=number, requester_id=requester)
        message = insert(
            "message", MESSAGE, uid=uuid4().bytes, ticket_id=ticket, author_id=requester, text=text
        )
        insert("history", HISTORY, operation_id=operation, entity_id=ticket)
        for metric in ("first_response", "resolution"):
            insert("clock", CLOCK, ticket_id=ticket, metric=metric)
        execute(_COUNT)
        for message_id, found_by in ((None, f"{number} imprimante marie"), (message, words)):
            row = insert("search_doc", {}, ticket_id=ticket, message_id=message_id, tokens=found_by)
            execute("INSERT INTO search_index(rowid, tokens) VALUES (?, ?)", (row, found_by))
        execute("COMMIT")

    return once

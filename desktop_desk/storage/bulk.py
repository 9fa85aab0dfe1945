"""Rows by the thousand: the same as the repositories write one by one, without a question between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from desktop_desk.domain.bulk import ALERT, CLOCK, HISTORY, MESSAGE, OPERATION, TEXT, TICKET, Batch
from desktop_desk.domain.folding import fold
from desktop_desk.domain.ticket import Status
from desktop_desk.storage.messages import Messages
from desktop_desk.storage.rows import add_row
from desktop_desk.storage.schema import (
    alert,
    clock,
    counter,
    history,
    message,
    operation,
    search_doc,
    tag,
    tally,
    ticket,
    ticket_asset,
    ticket_link,
    ticket_tag,
)


class BulkWriter:
    """Writes batches to a local store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._tags: dict[str, int] = {}

    def write(self, batch: Batch) -> None:
        """Keep a batch."""
        for statement, rows in (
            (_ADD_TICKET, batch.tickets),
            (_ADD_OPERATION, batch.operations),
            (_ADD_HISTORY, batch.history),
            (_ADD_MESSAGE, batch.messages),
            (_ADD_TEXT, batch.texts),
            (_ADD_CLOCK, batch.clocks),
            (_ADD_ALERT, batch.alerts),
            (_ADD_TAG, [(ticket_id, self._tag(name)) for ticket_id, name in batch.tags]),
            (_ADD_LINK, batch.links),
            (_ADD_ASSET, batch.assets),
        ):
            self._put(statement, rows)
        messages = Messages(self._connection)
        for message_id, files, contents in batch.files:
            messages.attach(message_id, files, contents)

    def settle(self, counters: Mapping[str, int], tallies: Mapping[tuple[Status, int | None], int]) -> None:
        """Set the counters and the tallies to these values."""
        for name, value in counters.items():
            known = self._connection.execute(
                update(counter).where(counter.c.name == name).values(value=value)
            )
            if not known.rowcount:
                self._connection.execute(insert(counter), {"name": name, "value": value})
        rows = [
            {"status": status.value, "assignee_id": assignee_id or 0, "tickets": tickets}
            for (status, assignee_id), tickets in tallies.items()
        ]
        if rows:
            self._connection.execute(insert(tally), rows)

    def index_texts(self) -> None:
        """Make the texts kept since the last time findable."""
        self._connection.exec_driver_sql(_INDEX)

    def _tag(self, name: str) -> int:
        known = self._tags.get(name)
        if known is None:
            folded = fold(name)
            there = select(tag.c.id).where(tag.c.folded == folded)
            known = self._connection.execute(there).scalar_one_or_none()
            if known is None:
                known = add_row(self._connection, tag, {"name": name, "folded": folded})
            self._tags[name] = known
        return known

    def _put(self, statement: str, rows: Sequence[Any]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, list(rows))


def _insert(table: Table, *columns: str) -> str:
    assert set(columns) <= set(table.c.keys()), "columns of the table"
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of our own tables


_INDEX = (
    "INSERT INTO search_index(rowid, tokens) SELECT id, tokens FROM search_doc "
    "WHERE id > (SELECT coalesce(max(id), 0) FROM search_index_docsize)"
)
_ADD_TICKET = _insert(ticket, *TICKET)
_ADD_OPERATION = _insert(operation, *OPERATION)
_ADD_HISTORY = _insert(history, *HISTORY)
_ADD_MESSAGE = _insert(message, *MESSAGE)
_ADD_TEXT = _insert(search_doc, *TEXT)
_ADD_CLOCK = _insert(clock, *CLOCK)
_ADD_ALERT = _insert(alert, *ALERT)
_ADD_TAG = _insert(ticket_tag, "ticket_id", "tag_id")
_ADD_LINK = _insert(ticket_link, "ticket_id", "other_id", "relation")
_ADD_ASSET = _insert(ticket_asset, "ticket_id", "asset_id")

"""Rows numbered within a chapter given the numbers that follow those of the chapters before."""

from __future__ import annotations

from desktop_desk.domain.bulk import Batch, Row


def renumbered(batch: Batch, operations: int, messages: int) -> Batch:
    """The batch behind so many operations and messages of others."""
    return Batch(
        tickets=batch.tickets,
        operations=[_operation(row, operations) for row in batch.operations],
        history=[_history(row, operations, messages) for row in batch.history],
        messages=[(row[0] + messages, *row[1:]) for row in batch.messages],
        texts=[(row[0], None if row[1] is None else row[1] + messages, row[2]) for row in batch.texts],
        clocks=batch.clocks,
        alerts=batch.alerts,
        tags=batch.tags,
        links=batch.links,
        assets=batch.assets,
        files=[(message + messages, refs, contents) for message, refs, contents in batch.files],
    )


def _operation(row: Row, before: int) -> Row:
    number = row[0] + before
    return (number, *row[1:-1], number)


def _history(row: Row, operations: int, messages: int) -> Row:
    if row[4] == "message":
        return (row[0] + operations, *row[1:6], str(int(row[6]) + messages))
    return (row[0] + operations, *row[1:])

"""Undo: give back what one operation changed, where it still stands as that one left it.

Each row of its history is looked at from the last to the first. What was changed again since is
left alone and named as a conflict. Undoing an undo puts the first change back in its place, with
its own instant, so that clocks count as if neither had been.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop_desk.domain.fields import FIELDS, value_of, word
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.operations import Relation, Undo
from desktop_desk.services.errors import NothingToUndo, UnknownOperation
from desktop_desk.services.handlers import undo_firm
from desktop_desk.services.work import Work

Restore = Callable[[Work, HistoryRow], bool]
"""Gives one row's old value back; false when the present value is not the one it set."""


def undo(work: Work, operation: Undo) -> None:
    """Undo one operation. Raises ``UnknownOperation`` and ``NothingToUndo``."""
    target = work.unit.journal.find(operation.undoes)
    if target is None:
        raise UnknownOperation
    rows = [row for row in work.unit.journal.of_operation(target.id) if row.undone_by is None]
    given_back: list[HistoryRow] = []
    fields: dict[int, list[HistoryRow]] = {}
    for row in reversed(rows):
        if row.entity == "ticket" and row.field in FIELDS:
            fields.setdefault(row.entity_id, []).append(row)
        elif _restorer(row)(work, row):
            given_back.append(row)
        else:
            work.conflicts.append(row.field)
    for ticket_id, changes in fields.items():
        given_back += _restore_fields(work, ticket_id, changes)
    if rows and not given_back:
        raise NothingToUndo
    for row in given_back:
        version = work.touched[row.entity_id].now.version if row.entity == "ticket" else 0
        work.note(row.entity, row.entity_id, row.field, row.new, row.old, version=version, reverses=row.id)
    work.unit.journal.mark_undone((row.id for row in given_back), work.operation_id)
    # An undo that is undone: the rows it had reversed stand again.
    work.unit.journal.mark_undone((row.reverses for row in given_back if row.reverses is not None), None)


def _restore_fields(work: Work, ticket_id: int, rows: list[HistoryRow]) -> list[HistoryRow]:
    before = work.unit.tickets.by_id(ticket_id)
    given_back = []
    values: dict[str, Any] = {}
    for row in rows:
        field = FIELDS[row.field]
        present = values.get(field.attribute, getattr(before, field.attribute))
        if word(present) == row.new:
            values[field.attribute] = value_of(row.field, row.old)
            given_back.append(row)
        else:
            work.conflicts.append(row.field)
    if given_back:
        work.restore(before, replace(before, **values), {row.field for row in given_back})
    return given_back


def _opened(work: Work, row: HistoryRow) -> bool:
    """An opening undone hides the ticket; undone again, shows it."""
    before = work.unit.tickets.by_id(row.entity_id)
    hide = row.new is not None
    if before.hidden == hide:
        return False
    work.restore(before, replace(before, hidden=hide), {"status"})
    return True


def _message(work: Work, row: HistoryRow) -> bool:
    message_id = int(row.new or row.old or 0)
    withdraw = row.new is not None
    if work.unit.messages.withdrawn(message_id) == withdraw:
        return False
    work.unit.messages.withdraw(message_id, withdrawn=withdraw)
    work.touch(work.unit.tickets.by_id(row.entity_id))
    return True


def _tag(work: Work, row: HistoryRow) -> bool:
    tickets = work.unit.tickets
    done = tickets.untag(row.entity_id, row.new) if row.new else tickets.tag(row.entity_id, row.old or "")
    return _touched(work, row, done=done)


def _link(work: Work, row: HistoryRow) -> bool:
    relation, _, other = (row.new or row.old or "").partition(":")
    act = work.unit.tickets.unlink if row.new else work.unit.tickets.link
    return _touched(work, row, done=act(row.entity_id, int(other), Relation(relation)))


def _asset(work: Work, row: HistoryRow) -> bool:
    act = work.unit.tickets.unlink_asset if row.new else work.unit.tickets.link_asset
    return _touched(work, row, done=act(row.entity_id, int(row.new or row.old or 0)))


def _touched(work: Work, row: HistoryRow, *, done: bool) -> bool:
    if done:
        work.touch(work.unit.tickets.by_id(row.entity_id))
    return done


_ON_TICKETS: dict[str, Restore] = {
    "opened": _opened,
    "message": _message,
    "tag": _tag,
    "link": _link,
    "asset": _asset,
}


def _restorer(row: HistoryRow) -> Restore:
    return _ON_TICKETS[row.field] if row.entity == "ticket" else undo_firm.RESTORE[row.entity]

"""Undo: give back what one operation changed, where it still stands as that one left it.

Each row of its history is looked at from the last to the first. What was changed again since is
left alone and named as a conflict, even where it came back to the same value: the later change
stands. Undoing an undo puts the first change back in its place, with its own instant, so that clocks
count as if neither had been.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from desktop_desk.domain.fields import FIELDS, value_of, word
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.lifecycle import ENDED
from desktop_desk.domain.operations import Relation, Undo
from desktop_desk.services.errors import NothingToUndo, UnknownOperation
from desktop_desk.services.handlers import undo_firm
from desktop_desk.services.work import Work

LIFE = frozenset({"status", "waiting_for", "outcome", "resolved_at", "closed_at"})
"""Given back together or not at all: a ticket closed without an end, or waiting for nobody, is none."""

_MANY = frozenset({"message", "tag", "link", "asset"})
"""What a ticket has several of: a row concerns the one it names."""

_PEOPLE = frozenset({"requester", "assignee"})

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
        elif not _overtaken(work, row, rows) and _restorer(row)(work, row):
            given_back.append(row)
        else:
            work.conflicts.append(row.field)
    for ticket_id, changes in fields.items():
        given_back += _restore_fields(work, ticket_id, changes, rows)
    if rows and not given_back:
        raise NothingToUndo
    for row in given_back:
        version = work.touched[row.entity_id].now.version if row.entity == "ticket" else 0
        work.note(row.entity, row.entity_id, row.field, row.new, row.old, version=version, reverses=row.id)
    for row in given_back:
        _mark(work, row)


def _mark(work: Work, row: HistoryRow) -> None:
    """A row given back no longer stands; what it reversed stands again, what that one reversed does not."""
    rows = {one.id: one for one in work.unit.journal.of_entity(row.entity, row.entity_id)}
    stands, reached = False, row.id
    while True:
        work.unit.journal.mark_undone((reached,), None if stands else work.operation_id)
        before = rows[reached].reverses
        if before is None:
            return
        stands, reached = not stands, before


def _overtaken(work: Work, row: HistoryRow, undone: Sequence[HistoryRow]) -> bool:
    """Whether something done since, and standing, is about the same thing as the row."""
    if row.field in {"opened", "added"} and row.new is None:
        return False  # coming back harms nothing
    rows = {one.id: one for one in work.unit.journal.of_entity(row.entity, row.entity_id)}
    first = row
    while first.reverses is not None:
        first = rows[first.reverses]
    own = {one.id for one in undone}
    later = (
        one
        for one in rows.values()
        if one.id > first.id and one.id not in own and one.undone_by is None and one.reverses is None
    )
    return any(_same_thing(row, one) for one in later)


def _same_thing(row: HistoryRow, later: HistoryRow) -> bool:
    if row.field == "opened":
        return True  # whatever was done to a ticket would go with it
    if later.field != row.field:
        return False
    several = row.entity == "ticket" and row.field in _MANY
    return not several or (later.new or later.old) == (row.new or row.old)


def _restore_fields(
    work: Work, ticket_id: int, rows: list[HistoryRow], undone: Sequence[HistoryRow]
) -> list[HistoryRow]:
    before = work.unit.tickets.by_id(ticket_id)
    changed = {
        row.field
        for row in rows
        if word(getattr(before, FIELDS[row.field].attribute)) != row.new or _overtaken(work, row, undone)
    }
    if not changed.isdisjoint(LIFE):
        changed |= LIFE
    moves = any(row.field == "status" and row.field not in changed for row in rows)
    if before.status in ENDED and not moves:
        changed.add("first_response_at")  # an end is an answer
    given_back = [_to_the_kept(work, row) for row in rows if row.field not in changed]
    work.conflicts += [row.field for row in rows if row.field in changed]
    values: dict[str, Any] = {FIELDS[row.field].attribute: value_of(row.field, row.old) for row in given_back}
    if given_back:
        work.restore(before, replace(before, **values), {row.field for row in given_back})
    return given_back


def _to_the_kept(work: Work, row: HistoryRow) -> HistoryRow:
    """What would go back to somebody merged since goes to the one they were merged into."""
    if row.field not in _PEOPLE or row.old is None:
        return row
    person = work.unit.people.by_id(int(row.old))
    kept = None if person is None else work.unit.people.standing(person.uid)
    return row if kept is None else replace(row, old=str(kept.id))


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
    if withdraw:
        work.unit.search.forget(message_id)
    else:
        work.unit.search.message(row.entity_id, message_id, *work.unit.messages.texts(message_id))
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

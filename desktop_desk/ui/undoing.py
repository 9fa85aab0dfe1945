"""Undo and redo of the sitting, and what was undone in words."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desktop_desk.domain.journal import HistoryRow
from desktop_desk.services.desk import Applied
from desktop_desk.services.session import Session
from desktop_desk.text import Words
from desktop_desk.ui.views.ticket.sayings import INSTANTS, change_gist, left_as_it_is


def undo_these(session: Session, words: Words, operations: Sequence[UUID] = ()) -> str:
    """Take back operations, the last one first, or the last change of the sitting when none is named.

    Says what came of it. Raises ``DeskError``.
    """
    if len(operations) > 1:
        for uid in reversed(operations):
            session.undo(uid)
        return words.plural("Undone: {n} change", "Undone: {n} changes", len(operations))
    applied = session.undo(operations[0] if operations else None)
    if applied is None:
        return words("There is nothing to undo.")
    return _say(session, applied, words, undone=True)


def redo_last(session: Session, words: Words) -> str:
    """Do again what was taken back; says what came of it. Raises ``DeskError``."""
    applied = session.redo()
    return (
        words("There is nothing to redo.") if applied is None else _say(session, applied, words, undone=False)
    )


def _say(session: Session, applied: Applied, words: Words, *, undone: bool) -> str:
    rows = _rows(session, applied)
    if any(row.entity == "merge" for row in rows):
        said = words("Two people again.") if undone else words("One person again.")
        return said + left_as_it_is(words, applied.conflicts)
    changes = _gists(session, applied, rows, words)
    if applied.number is None:
        return words("Undone.") if undone else words("Done again.")
    number, what = applied.number, words.list_of(changes)
    if undone and what:
        said = words("Undone on ticket {number}: {what}", number=number, what=what)
    elif undone:
        said = words("Undone on ticket {number}", number=number)
    elif what:
        said = words("Done again on ticket {number}: {what}", number=number, what=what)
    else:
        said = words("Done again on ticket {number}", number=number)
    return said + left_as_it_is(words, applied.conflicts)


def _rows(session: Session, applied: Applied) -> list[HistoryRow]:
    with session.store.read() as reading:
        record = reading.journal.find(applied.uid)
        return [] if record is None else reading.journal.of_operation(record.id)


def _gists(session: Session, applied: Applied, rows: Sequence[HistoryRow], words: Words) -> list[str]:
    if applied.ticket_id is None:
        return []
    view = session.ticket(applied.ticket_id)
    if view is None:
        return []
    return [change_gist(words, view, row) for row in rows if _worth_saying(row)]


def _worth_saying(row: HistoryRow) -> bool:
    return row.entity == "ticket" and row.field not in INSTANTS

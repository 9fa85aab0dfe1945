"""A line of the queue in words: short beside the marks, whole for a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from enum import IntEnum
from typing import Final

from desktop_desk.domain.instants import SECOND, Instant
from desktop_desk.domain.queue import QueueRow
from desktop_desk.domain.ticket import ACTIVE
from desktop_desk.text import N_, Words, capital
from desktop_desk.ui.models.promise_line import Counted, PromiseLine, promise_line


class Column(IntEnum):
    """The columns of the queue, from the left."""

    PRIORITY = 0
    NUMBER = 1
    TITLE = 2
    REQUESTER = 3
    STATUS = 4
    ASSIGNEE = 5
    PROMISE = 6
    UPDATED = 7


HEADINGS: Final = {
    Column.PRIORITY: N_("Priority"),
    Column.NUMBER: N_("No."),
    Column.TITLE: N_("Request"),
    Column.REQUESTER: N_("Requester"),
    Column.STATUS: N_("Status"),
    Column.ASSIGNEE: N_("Assigned to"),
    Column.PROMISE: N_("Promise"),
    Column.UPDATED: N_("Updated"),
}
"""What each column is called."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a row is put in words, and when."""

    words: Words
    tz: tzinfo
    now: Instant
    counted: Counted | None = None

    def promise(self, row: QueueRow) -> PromiseLine:
        """The promise that matters now."""
        return promise_line(row, self.now, self.words, self.tz, self.counted)


def who_asks(row: QueueRow) -> str:
    """« Marie Lubin · Comptabilité »."""
    return f"{row.requester} · {row.department}" if row.department else row.requester


def number_words(row: QueueRow) -> str:
    """The number people call it by; a dash until the desk gave one."""
    return "–" if row.number is None else str(row.number)


def status_words(row: QueueRow, words: Words) -> str:
    """« En cours »."""
    return capital(words.status(row.status.value))


def standing_words(row: QueueRow, to: Reader) -> str:
    """Under the status: « depuis 1 h 35 », « du prestataire · 2 h », « lun. 14 h »."""
    words = to.words
    if row.waiting_for is not None:
        age = words.duration((to.now - row.status_at) // SECOND, "coarse")
        return f"{words.waiting(row.waiting_for.value)} · {age}"
    if row.status in ACTIVE:
        return words.since(row.status_at, to.tz, to.now)
    return words.short(row.status_at, to.tz, to.now)


def cell_words(row: QueueRow, column: int, to: Reader) -> str:
    """One cell in full words."""
    words = to.words
    match column:
        case Column.PRIORITY:
            return capital(words.priority(row.priority.word))
        case Column.NUMBER:
            return number_words(row)
        case Column.TITLE:
            return row.title
        case Column.REQUESTER:
            return who_asks(row)
        case Column.STATUS:
            return f"{status_words(row, words)}, {standing_words(row, to)}"
        case Column.ASSIGNEE:
            return row.assignee or words("Nobody")
        case Column.PROMISE:
            return promise_words(to.promise(row))
        case _:
            return words.when(row.updated_at, to.tz, to.now)


def promise_words(line: PromiseLine) -> str:
    """« 2 h 14 restantes, résolution · 13 h »."""
    return f"{line.first}, {line.second}" if line.second else line.first


def row_words(row: QueueRow, to: Reader) -> str:
    """A whole line, the title first, as a screen reader says it when the keyboard comes to it."""
    words = to.words
    parts = [
        row.title,
        words("ticket {number}", number=number_words(row)),
        words("priority {priority}", priority=words.priority(row.priority.word)),
        who_asks(row),
        cell_words(row, Column.STATUS, to),
        words("assigned to {name}", name=row.assignee) if row.assignee else words("assigned to nobody"),
        promise_words(to.promise(row)),
    ]
    return ", ".join(parts)

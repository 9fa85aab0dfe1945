"""A line of the queue: which columns it is read from, and how it is made of them.

Without SQLAlchemy, so that :mod:`desktop_desk.storage.glance` need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from desktop_desk.domain.queue import ClockFace, QueueRow
from desktop_desk.domain.ticket import Kind, Outcome, Priority, Status, WaitingFor

HEAD: Final = (
    ("ticket", "id"),
    ("ticket", "uid"),
    ("ticket", "number"),
    ("ticket", "title"),
    ("ticket", "kind"),
    ("ticket", "priority"),
    ("ticket", "status"),
    ("ticket", "waiting_for"),
    ("ticket", "outcome"),
    ("ticket", "status_at"),
    ("ticket", "created_at"),
    ("ticket", "updated_at"),
    ("ticket", "first_response_at"),
    ("ticket", "resolved_at"),
    ("ticket", "version"),
    ("ticket", "requester_id"),
    ("requester", "name"),
    ("requester", "department"),
    ("ticket", "assignee_id"),
    ("assignee", "name"),
)
"""Table (or its alias) and column, in the order of the fields of ``QueueRow``."""

FACE: Final = ("started_at", "target_s", "due_at", "left_s", "paused_since", "met_at", "breached_at")
"""Columns of a clock, in the order of the fields of ``ClockFace``."""

_PRIORITY = HEAD.index(("ticket", "priority"))
_RESPONSE, _RESOLUTION = len(HEAD), len(HEAD) + len(FACE)
_PRIORITIES = {int(priority): priority for priority in Priority}
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "kind": {member.value: member for member in Kind},
    "status": {member.value: member for member in Status},
    "waiting_for": {member.value: member for member in WaitingFor},
    "outcome": {member.value: member for member in Outcome},
}
_make_row: Callable[..., QueueRow] = QueueRow


def line(row: Sequence[Any]) -> QueueRow:
    """The columns of ``HEAD``, then ``FACE`` twice (first response, resolution), as one line."""
    # Built some hundred times an answer: by place, and with as few copies as can be.
    return _make_row(
        *row[:_PRIORITY],
        _PRIORITIES[row[_PRIORITY]],
        *row[_PRIORITY + 1 : _RESPONSE],
        None if row[_RESPONSE] is None else ClockFace(*row[_RESPONSE:_RESOLUTION]),
        None if row[_RESOLUTION] is None else ClockFace(*row[_RESOLUTION:]),
    )


def line_as_kept(row: Sequence[Any]) -> QueueRow:
    """The same from what SQLite itself holds: identities as bytes, choices as words."""
    values = list(row)
    for place, (_, column) in enumerate(HEAD):
        if column == "uid":
            values[place] = UUID(bytes=values[place])
        elif (members := _WORDS.get(column)) is not None:
            values[place] = members.get(values[place], values[place])
    return line(values)

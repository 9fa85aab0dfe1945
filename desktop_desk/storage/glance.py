"""The first lines of a local desk, read before it is open, by SQLite alone.

Importing what opens a desk takes longer than all else a start does, and the person waits for these lines.
They are read by plain SQL, only to be shown: once the desk is open they are read again. A test compares them
with those of the open desk.
"""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.firm import Revision, Setting
from desktop_desk.domain.glance import Glance
from desktop_desk.domain.instants import Instant
from desktop_desk.storage import places
from desktop_desk.storage.lines import FACE, HEAD, line_as_kept
from desktop_desk.storage.migrate import HEAD as VERSION
from desktop_desk.storage.migrate import look_into, version_of

LINES: Final = 200
"""Lines read: what the queue reads at once."""

_COLUMNS = ", ".join(
    [f"{table}.{column}" for table, column in HEAD]
    + [f"{clock}.{name}" for clock in ("response", "resolution") for name in FACE]
)
_LINES = (
    f"SELECT {_COLUMNS} FROM ticket "  # noqa: S608 - names of our own columns
    "JOIN person AS requester ON requester.id = ticket.requester_id "
    "LEFT JOIN person AS assignee ON assignee.id = ticket.assignee_id "
    "LEFT JOIN clock AS response ON response.ticket_id = ticket.id AND response.metric = 'first_response' "
    "LEFT JOIN clock AS resolution ON resolution.ticket_id = ticket.id AND resolution.metric = 'resolution' "
    "WHERE ticket.active ORDER BY ticket.due_order, ticket.id LIMIT ?"
)
_IDS = "SELECT id FROM ticket WHERE ticket.active ORDER BY due_order, id"
_LATE = "SELECT count(*) FROM ticket WHERE ticket.active AND (late OR due_order <= ?)"
_ANY = "SELECT 1 FROM ticket WHERE NOT hidden LIMIT 1"
_SETTING = "SELECT value FROM setting WHERE key = ?"
_IN_FORCE = (
    "SELECT id, uid, kind, of, name, body, valid_from FROM revision "
    "WHERE of = ? AND valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1"
)


def glance(path: Path, now: Instant) -> Glance | None:
    """What the desk in ``path`` shows first.

    ``None`` where only opening it can tell: a file that is not there, of another version, never founded,
    damaged or to be refused.
    """
    try:
        if places.on_network(path) or version_of(path) != VERSION:
            return None
        with closing(look_into(path)) as connection:
            connection.execute("BEGIN")  # one picture
            return _seen(connection, now)
    except (DeskError, sqlite3.Error, OSError):
        return None


def _seen(connection: sqlite3.Connection, now: Instant) -> Glance | None:
    policy = _in_force(connection, Setting.POLICY, now)
    calendar = _in_force(connection, Setting.CALENDAR, now)
    if policy is None or calendar is None:
        return None
    ids = array("q", (row_id for (row_id,) in connection.execute(_IDS)))
    return Glance(
        ids=ids,
        rows=[line_as_kept(row) for row in connection.execute(_LINES, (LINES,))],
        late=_value(connection, _LATE, now) or 0,
        blank=not ids and _value(connection, _ANY) is None,
        policy=policy,
        calendar=calendar,
    )


def _in_force(connection: sqlite3.Connection, setting: Setting, now: Instant) -> Revision | None:
    chosen = _value(connection, _SETTING, setting.value)
    if chosen is None:
        return None
    row = connection.execute(_IN_FORCE, (UUID(chosen).bytes, now)).fetchone()
    if row is None:
        return None
    row_id, uid, kind, of, name, body, valid_from = row
    return Revision(
        id=row_id,
        uid=UUID(bytes=uid),
        kind=kind,
        of=UUID(bytes=of),
        name=name,
        body=body,
        valid_from=valid_from,
    )


def _value(connection: sqlite3.Connection, statement: str, *values: object) -> Any:
    row = connection.execute(statement, values).fetchone()
    return None if row is None else row[0]

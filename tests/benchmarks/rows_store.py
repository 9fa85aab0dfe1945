"""Figures of the store: lists, one ticket, opening one, the sweep. Floor: raw sqlite3, same file."""

from __future__ import annotations

import itertools
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_desk.app import OpenDesk, open_desk
from desktop_desk.domain.instants import MINUTE, Instant
from desktop_desk.domain.operations import AddMessage, Contact, OpenTicket
from desktop_desk.domain.people import Address, AddressKind
from desktop_desk.domain.queue import QueueRow, SortBy, View
from desktop_desk.services.sweep import sweep
from tests.benchmarks.measure import Figure, in_turns, seconds
from tests.benchmarks.raw_create import raw_create

_TEXT = "Bonjour, l’imprimante du quai n’imprime plus depuis ce matin, merci de passer. " * 6
_FACE = "started_at, target_s, due_at, left_s, paused_since, met_at, breached_at"


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A bare connection with the desk's own settings."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")
    try:
        yield connection
    finally:
        connection.close()


def first_rows(path: Path) -> Figure:
    """The first 100 rows of the open tickets by due time: ids in order, then the lines."""
    desk = open_desk(path)
    with raw(path) as connection:

        def ours() -> list[QueueRow]:
            query = desk.session.query(View.ACTIVE, sort=SortBy.PROMISE)
            return desk.session.rows(desk.session.ids(query)[:100])

        def floor() -> list[object]:
            ids = [
                row[0]
                for row in connection.execute("SELECT id FROM ticket WHERE active ORDER BY due_order, id")
            ]
            return connection.execute(_raw_rows(len(ids[:100])), ids[:100]).fetchall()

        assert len(ours()) == len(floor()) == 100
        mine, theirs = in_turns(ours, floor, 60)
    desk.close()
    return Figure("first 100 rows, open by due", mine, "ms", 3, theirs)


def _raw_rows(count: int) -> str:
    faces = ", ".join(f"{alias}.{name.strip()}" for alias in ("r", "s") for name in _FACE.split(","))
    return (
        "SELECT t.id, t.uid, t.number, t.title, t.kind, t.priority, t.status, t.waiting_for, t.outcome,"
        " t.status_at, t.created_at, t.updated_at, t.first_response_at, t.resolved_at, t.version,"
        f" t.requester_id, p.name, p.department, t.assignee_id, a.name, {faces}"
        " FROM ticket t JOIN person p ON p.id = t.requester_id LEFT JOIN person a ON a.id = t.assignee_id"
        " LEFT JOIN clock r ON r.ticket_id = t.id AND r.metric = 'first_response'"
        " LEFT JOIN clock s ON s.ticket_id = t.id AND s.metric = 'resolution'"
        f" WHERE t.id IN ({', '.join('?' * count)})"
    )


def open_ticket(path: Path) -> Figure:
    """A ticket of 20 messages with its history, clocks, people: all the editor shows."""
    desk = open_desk(path)
    ticket_id = _ticket_of_20(desk)
    with raw(path) as connection:
        statements = _raw_ticket(connection, ticket_id)

        def floor() -> list[list[object]]:
            return [connection.execute(sql, values).fetchall() for sql, values in statements]

        mine, theirs = in_turns(lambda: desk.session.ticket(ticket_id), floor, 100)
    desk.close()
    return Figure("open a ticket of 20 messages", mine, "ms", 4, theirs)


def _ticket_of_20(desk: OpenDesk) -> int:
    agent = desk.session.agents()[0]
    opened = desk.session.apply(OpenTicket(title="Vingt messages", text=_TEXT, requester=_requester()))
    assert opened.ticket is not None
    assert opened.ticket_id is not None
    for turn in range(19):
        author = Contact(person=agent.uid) if turn % 2 else _requester()
        desk.session.apply(AddMessage(ticket=opened.ticket, text=_TEXT, author=author))
    return opened.ticket_id


def _raw_ticket(connection: sqlite3.Connection, ticket_id: int) -> list[tuple[str, tuple[object, ...]]]:
    """The columns the editor reads, in the fewest plain statements."""
    requester, assignee = connection.execute(
        "SELECT requester_id, assignee_id FROM ticket WHERE id = ?", (ticket_id,)
    ).fetchone()
    one = (ticket_id,)
    return [
        ("SELECT * FROM ticket WHERE id = ?", one),
        ("SELECT t.name FROM tag t JOIN ticket_tag x ON x.tag_id = t.id WHERE x.ticket_id = ?", one),
        ("SELECT * FROM person WHERE id IN (?, ?)", (requester, assignee)),
        ("SELECT kind, value FROM person_address WHERE person_id IN (?, ?)", (requester, assignee)),
        (
            "SELECT m.id, m.uid, m.kind, m.author_id, p.name, m.at, m.text, m.html,"
            " (SELECT x.value FROM person_address x"
            " WHERE x.person_id = m.author_id AND x.kind = 'mail' LIMIT 1)"
            " FROM message m LEFT JOIN person p ON p.id = m.author_id"
            " WHERE m.ticket_id = ? AND NOT m.withdrawn ORDER BY m.at, m.id",
            one,
        ),
        (
            "SELECT a.message_id, a.uid, a.name, a.content_type, b.size, b.sha256 FROM attachment a"
            " JOIN blob b ON b.id = a.blob_id JOIN message m ON m.id = a.message_id WHERE m.ticket_id = ?",
            one,
        ),
        (
            "SELECT h.id, h.entity, h.entity_id, h.version, h.field, h.old, h.new, h.undone_by, h.reverses,"
            " o.at, o.actor_id FROM history h JOIN operation o ON o.id = h.operation_id"
            " WHERE h.entity_id = ? AND h.entity = 'ticket' ORDER BY h.id",
            one,
        ),
        ("SELECT * FROM clock WHERE ticket_id = ?", one),
        (
            "SELECT t.id, t.uid, t.number, t.title, t.status, l.relation FROM ticket_link l"
            " JOIN ticket t ON t.id = l.other_id WHERE l.ticket_id = ?",
            one,
        ),
        (
            "SELECT id, uid, number, title, status FROM ticket WHERE requester_id = ? AND id <> ?"
            " AND NOT hidden ORDER BY created_at DESC LIMIT 3",
            (requester, ticket_id),
        ),
        ("SELECT a.name FROM asset a JOIN ticket_asset x ON x.asset_id = a.id WHERE x.ticket_id = ?", one),
    ]


def create(path: Path) -> Figure:
    """Open a ticket durably: row, message, history, clocks, counts, search text, one commit."""
    desk = open_desk(path)
    numbers = itertools.count()

    def ours() -> object:
        title = f"Imprimante du quai {next(numbers)}"
        return desk.session.apply(OpenTicket(title=title, text=_TEXT, requester=_requester()))

    with raw(path) as connection:
        mine, theirs = in_turns(ours, raw_create(connection, _TEXT), 80)
    desk.close()
    return Figure("create a ticket durably", mine, "ms", 3, theirs)


def sweeps(path: Path, tickets: str) -> Figure:
    """A sweep with 100 steps due, beside the same selects and updates done raw."""
    desk = open_desk(path)
    assert desk.desk is not None
    now = desk.session.clock()
    # Made due by a third connection: neither of the two measured finds the pages warm in its own cache.
    with raw(path) as connection, raw(path) as other:
        _make_due(other, now, everything=True)
        mine, theirs = [], []
        for _ in range(15):
            _make_due(other, now)
            mine.append(seconds(lambda: sweep(desk.store, desk.bus, now)))
            _make_due(other, now)
            theirs.append(seconds(lambda: _raw_sweep(connection, now)))
    desk.close()
    ours, floor = statistics.median(mine) * 1000, statistics.median(theirs) * 1000
    return Figure(f"sweep, 100 due of {tickets}", ours, "ms", 3, floor)


def _make_due(connection: sqlite3.Connection, now: Instant, *, everything: bool = False) -> None:
    """Exactly 100 clocks have a step due at ``now``; all others wait for later."""
    connection.execute("BEGIN IMMEDIATE")
    if everything:
        connection.execute(
            "UPDATE clock SET next_step_at = ? WHERE next_step_at IS NOT NULL", (now + 10**15,)
        )
    connection.execute(
        "UPDATE clock SET next_step = 'breach', next_step_at = ?, later_steps = '', breached_at = NULL,"
        " due_at = ?, deadline_version = deadline_version + 1"
        " WHERE metric = 'resolution' AND ticket_id IN (SELECT ticket_id FROM clock"
        " WHERE metric = 'resolution' AND policy_id IS NOT NULL ORDER BY ticket_id LIMIT 100)",
        (now - MINUTE, now - MINUTE),
    )
    connection.execute("COMMIT")


def _raw_sweep(connection: sqlite3.Connection, now: Instant) -> None:
    connection.execute("BEGIN IMMEDIATE")
    due = connection.execute(
        "SELECT c.ticket_id, c.metric, c.next_step, c.next_step_at, c.later_steps, c.due_at,"
        " c.deadline_version, c.breached_at, t.assignee_id FROM clock c JOIN ticket t ON t.id = c.ticket_id"
        " WHERE c.next_step_at <= ? ORDER BY c.next_step_at LIMIT 500",
        (now,),
    ).fetchall()
    agents = [
        row[0]
        for row in connection.execute("SELECT id FROM person WHERE role IN ('manager', 'agent') AND active")
    ]
    connection.executemany(
        "UPDATE clock SET next_step = NULL, next_step_at = NULL, later_steps = '', breached_at = ?"
        " WHERE ticket_id = ? AND metric = ?",
        [(row[5], row[0], row[1]) for row in due],
    )
    connection.executemany("UPDATE ticket SET late = 1 WHERE id = ?", [(row[0],) for row in due])
    connection.executemany(
        "INSERT INTO alert (ticket_id, metric, step, deadline_version, person_id, due_at, fired_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (row[0], row[1], row[2], row[6], person, row[5], now)
            for row in due
            for person in ([row[8]] if row[8] is not None else agents)
        ],
    )
    connection.execute(
        "SELECT next_step_at FROM clock WHERE next_step_at IS NOT NULL ORDER BY next_step_at LIMIT 1"
    )
    connection.execute("COMMIT")


def _requester() -> Contact:
    return Contact(name="Marie Lubin", address=Address(AddressKind.MAIL, "marie.lubin@exemple.fr"))

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
from tests.benchmarks.raw_reads import OPEN_BY_DUE, PEOPLE, rows_named, ticket_statements

TEXT = "Bonjour, l’imprimante du quai n’imprime plus depuis ce matin, merci de passer. " * 6


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
            ids = [row[0] for row in connection.execute(OPEN_BY_DUE)]
            marks = ", ".join("?" * 100)
            return connection.execute(rows_named(f"IN ({marks})"), ids[:100]).fetchall()

        assert len(ours()) == len(floor()) == 100
        mine, theirs = in_turns(ours, floor, 60)
    desk.close()
    return Figure("first 100 rows, open by due", mine, "ms", 3, theirs)


def open_ticket(path: Path) -> Figure:
    """A ticket of 20 messages with its history, clocks, people: all the editor shows."""
    desk = open_desk(path)
    ticket_id = ticket_of_20(desk)
    with raw(path) as connection:
        who = connection.execute(PEOPLE.replace("%s", "?"), (ticket_id,)).fetchone()
        statements = [(sql.replace("%s", "?"), values) for sql, values in ticket_statements(ticket_id, who)]

        def floor() -> list[list[object]]:
            return [connection.execute(sql, values).fetchall() for sql, values in statements]

        mine, theirs = in_turns(lambda: desk.session.ticket(ticket_id), floor, 100)
    desk.close()
    return Figure("open a ticket of 20 messages", mine, "ms", 4, theirs)


def ticket_of_20(desk: OpenDesk) -> int:
    """A ticket opened and answered 19 times; gives its row."""
    agent = desk.session.agents()[0]
    opened = desk.session.apply(OpenTicket(title="Vingt messages", text=TEXT, requester=requester()))
    assert opened.ticket is not None
    assert opened.ticket_id is not None
    for turn in range(19):
        author = Contact(person=agent.uid) if turn % 2 else requester()
        desk.session.apply(AddMessage(ticket=opened.ticket, text=TEXT, author=author))
    return opened.ticket_id


def create(path: Path) -> Figure:
    """Open a ticket durably: row, message, history, clocks, counts, search text, one commit."""
    desk = open_desk(path)
    numbers = itertools.count()

    def ours() -> object:
        title = f"Imprimante du quai {next(numbers)}"
        return desk.session.apply(OpenTicket(title=title, text=TEXT, requester=requester()))

    with raw(path) as connection:
        mine, theirs = in_turns(ours, raw_create(connection, TEXT), 80)
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


def requester() -> Contact:
    """Who asks."""
    return Contact(name="Marie Lubin", address=Address(AddressKind.MAIL, "marie.lubin@exemple.fr"))

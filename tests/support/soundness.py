"""What must hold of any desk at any time, counted anew from what it keeps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop_desk.domain.instants import Instant
from desktop_desk.services.promises import counted
from desktop_desk.services.rulebook import Rulebook
from desktop_desk.storage.shared import SharedStore
from desktop_desk.storage.store import LocalStore

_FRESH_COUNT = """
    SELECT status, coalesce(assignee_id, 0), count(*) FROM ticket
    WHERE NOT hidden AND NOT archived GROUP BY 1, 2
"""
_HALF_MADE = {
    "no history": """
        SELECT id FROM ticket t WHERE NOT EXISTS (
            SELECT 1 FROM history h WHERE h.entity = 'ticket' AND h.entity_id = t.id AND field = 'opened')
    """,
    "no clock": """
        SELECT id FROM ticket t WHERE NOT archived AND (
            SELECT count(*) FROM clock c WHERE c.ticket_id = t.id) <> 2
    """,
    "no searchable head": """
        SELECT id FROM ticket t WHERE NOT EXISTS (
            SELECT 1 FROM search_doc d WHERE d.ticket_id = t.id AND d.message_id IS NULL)
    """,
    "a message nobody can find": """
        SELECT id FROM message m WHERE NOT withdrawn AND text GLOB '*[A-Za-z0-9]*' AND NOT EXISTS (
            SELECT 1 FROM search_doc d WHERE d.message_id = m.id)
    """,
    "a withdrawn message that is found": """
        SELECT id FROM message m WHERE withdrawn AND EXISTS (
            SELECT 1 FROM search_doc d WHERE d.message_id = m.id)
    """,
    "active against its status": """
        SELECT id FROM ticket WHERE active <>
            (status IN ('open', 'in_progress', 'waiting') AND NOT hidden AND NOT archived)
    """,
    "ended without an end": """
        SELECT id FROM ticket WHERE NOT archived AND (status IN ('resolved', 'closed')) <>
            (resolved_at IS NOT NULL)
    """,
    "an outcome before the end": """
        SELECT id FROM ticket WHERE NOT archived AND (status IN ('resolved', 'closed')) <>
            (outcome IS NOT NULL)
    """,
    "closed without an instant": """
        SELECT id FROM ticket WHERE NOT archived AND (status = 'closed') <> (closed_at IS NOT NULL)
    """,
    "waiting without a reason": """
        SELECT id FROM ticket WHERE NOT archived AND (status = 'waiting') <> (waiting_for IS NOT NULL)
    """,
    "late against its clocks": """
        SELECT id FROM ticket t WHERE NOT archived AND late <> EXISTS (
            SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND breached_at IS NOT NULL AND met_at IS NULL)
    """,
    "sorted against its clocks": """
        SELECT id FROM ticket t WHERE NOT archived AND due_order <> coalesce((
            SELECT min(due_at) FROM clock c WHERE c.ticket_id = t.id AND met_at IS NULL), 1 << 62)
    """,
    "a step fired twice": """
        SELECT ticket_id FROM alert
        GROUP BY ticket_id, metric, step, deadline_version, coalesce(person_id, 0) HAVING count(*) > 1
    """,
    "a change nobody made": "SELECT id FROM history WHERE operation_id NOT IN (SELECT id FROM operation)",
    "bytes without their parts": """
        SELECT id FROM blob b WHERE size <> (
            SELECT coalesce(sum(length(data)), 0) FROM blob_part p WHERE p.blob_id = b.id)
    """,
    "bytes counted wrong": """
        SELECT id FROM blob b WHERE uses <> (SELECT count(*) FROM attachment a WHERE a.blob_id = b.id)
    """,
}


def faults_of(path: Path) -> list[str]:
    """What is wrong with a desk's file; nothing when it is sound."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        faults = [] if said == "ok" else [said]
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            faults.append("a row refers to nothing")
        for name, question in _HALF_MADE.items():
            rows = connection.execute(question).fetchmany(5)
            if rows:
                faults.append(f"{name}: {[row[0] for row in rows]}")
        kept = {
            (status, who): n
            for status, who, n in connection.execute("SELECT status, assignee_id, tickets FROM tally")
            if n
        }
        fresh = {(status, who): n for status, who, n in connection.execute(_FRESH_COUNT)}
        if kept != fresh:
            faults.append(f"counted {fresh}, kept {kept}")
        faults += _search_faults(connection)
    return faults


def _search_faults(connection: sqlite3.Connection) -> list[str]:
    """What a search would answer otherwise, were its index made anew from the kept texts."""
    found = "SELECT term, doc, col, offset FROM temp.terms ORDER BY 1, 2, 3, 4"
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search_index, instance)")
    before = connection.execute(found).fetchall()
    connection.execute("BEGIN")
    connection.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
    after = connection.execute(found).fetchall()
    connection.execute("ROLLBACK")
    connection.execute("DROP TABLE temp.terms")
    return [] if before == after else ["the search index is not that of the kept texts"]


def clock_faults(store: LocalStore | SharedStore, now: Instant) -> list[str]:
    """The clocks that counting again from history would give otherwise, as of ``now``."""
    faults = []
    rulebook = Rulebook()
    with store.write() as unit:
        ids = (
            unit.connection.exec_driver_sql("SELECT id FROM ticket WHERE NOT archived AND NOT hidden")
            .scalars()
            .all()
        )
        for ticket_id in ids:
            ticket = unit.tickets.by_id(ticket_id)
            standing = unit.journal.standing("ticket", ticket_id)
            for row in unit.clocks.of_ticket(ticket_id):
                rung = unit.clocks.rung(ticket_id, row.metric)
                again = counted(unit.firm, rulebook, ticket, standing, row, rung, now)
                if again != replace(row):
                    faults.append(f"{row.metric} of {ticket.number}: kept {row}, counted {again}")
    return faults


def projection(path: Path) -> dict[str, Any]:
    """What a person sees of a desk: fields, messages, labels, links, running clocks, counts, searches.

    Not the history, the versions, the instants of the last change, nor alerts already shown.
    """
    questions = {
        "tickets": """
            SELECT number, title, kind, priority, status, waiting_for, outcome, requester_id, assignee_id,
                   category_id, created_at, status_at, first_response_at, resolved_at, closed_at, late,
                   due_order FROM ticket WHERE NOT hidden ORDER BY number
        """,
        "messages": """
            SELECT m.id, m.kind, author_id, at, text FROM message m JOIN ticket t ON t.id = m.ticket_id
            WHERE NOT withdrawn AND NOT hidden ORDER BY m.id
        """,
        "tags": """
            SELECT ticket_id, name FROM ticket_tag JOIN tag ON tag.id = tag_id
            JOIN ticket t ON t.id = ticket_id WHERE NOT hidden ORDER BY 1, 2
        """,
        "links": "SELECT * FROM ticket_link ORDER BY 1, 2, 3",
        "assets": "SELECT * FROM ticket_asset ORDER BY 1, 2",
        "clocks": """
            SELECT ticket_id, metric, policy_id, calendar_id, counted_by, target_s, started_at, due_at,
                   left_s, paused_since, met_at, breached_at, deadline_version
            FROM clock JOIN ticket t ON t.id = ticket_id WHERE NOT hidden ORDER BY 1, 2
        """,
        "tally": "SELECT * FROM tally WHERE tickets <> 0 ORDER BY 1, 2",
        "search": """
            SELECT DISTINCT d.ticket_id, tokens FROM search_doc d JOIN ticket t ON t.id = d.ticket_id
            WHERE NOT hidden ORDER BY 1, 2
        """,
        "settings": "SELECT * FROM setting ORDER BY key",
    }
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return {name: connection.execute(question).fetchall() for name, question in questions.items()}


def directory(path: Path) -> dict[str, Any]:
    """Who is who: people with their addresses, accounts, equipment, places, and what concerns each."""
    questions = {
        "people": "SELECT * FROM person ORDER BY id",
        "addresses": "SELECT person_id, kind, value FROM person_address ORDER BY person_id, id",
        "accounts": "SELECT os_account, person_id FROM login ORDER BY 1",
        "owners": "SELECT id, owner_id FROM asset ORDER BY 1",
        "marks": "SELECT * FROM read_mark ORDER BY 1, 2",
        "participants": "SELECT * FROM participant ORDER BY 1, 2, 3",
        "alerts": "SELECT id, person_id FROM alert ORDER BY 1",
        "views": "SELECT id, owner_id FROM saved_view ORDER BY 1",
        "withdrawn": "SELECT id, author_id FROM message ORDER BY 1",
    }
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        return {name: connection.execute(question).fetchall() for name, question in questions.items()}


def everything_kept(path: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}

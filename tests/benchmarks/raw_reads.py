"""The floor of reading: the columns the desk shows, in the fewest plain statements. A value is a ``%s``."""

from __future__ import annotations

_FACE = ("started_at", "target_s", "due_at", "left_s", "paused_since", "met_at", "breached_at")

OPEN_BY_DUE = "SELECT id FROM ticket WHERE active ORDER BY due_order, id"
PEOPLE = "SELECT requester_id, assignee_id FROM ticket WHERE id = %s"
"""Who asked and who treats it."""


def rows_named(among: str) -> str:
    """The lines of the tickets whose id is ``among``: « IN (…) », « = ANY(…) »."""
    faces = ", ".join(f"{alias}.{name}" for alias in ("r", "s") for name in _FACE)
    return (
        "SELECT t.id, t.uid, t.number, t.title, t.kind, t.priority, t.status, t.waiting_for, t.outcome,"
        " t.status_at, t.created_at, t.updated_at, t.first_response_at, t.resolved_at, t.version,"
        f" t.requester_id, p.name, p.department, t.assignee_id, a.name, {faces}"
        " FROM ticket t JOIN person p ON p.id = t.requester_id LEFT JOIN person a ON a.id = t.assignee_id"
        " LEFT JOIN clock r ON r.ticket_id = t.id AND r.metric = 'first_response'"
        " LEFT JOIN clock s ON s.ticket_id = t.id AND s.metric = 'resolution'"
        f" WHERE t.id {among}"
    )


def ticket_statements(ticket_id: int, people: tuple[int, int | None]) -> list[tuple[str, tuple[object, ...]]]:
    """What the editor shows of a ticket whose requester and assignee are known."""
    one = (ticket_id,)
    return [
        ("SELECT * FROM ticket WHERE id = %s", one),
        ("SELECT t.name FROM tag t JOIN ticket_tag x ON x.tag_id = t.id WHERE x.ticket_id = %s", one),
        ("SELECT * FROM person WHERE id IN (%s, %s)", people),
        ("SELECT kind, value FROM person_address WHERE person_id IN (%s, %s)", people),
        (
            "SELECT m.id, m.uid, m.kind, m.author_id, p.name, m.at, m.text, m.html,"
            " (SELECT x.value FROM person_address x"
            " WHERE x.person_id = m.author_id AND x.kind = 'mail' LIMIT 1)"
            " FROM message m LEFT JOIN person p ON p.id = m.author_id"
            " WHERE m.ticket_id = %s AND NOT m.withdrawn ORDER BY m.at, m.id",
            one,
        ),
        (
            "SELECT a.message_id, a.uid, a.name, a.content_type, b.size, b.sha256 FROM attachment a"
            " JOIN blob b ON b.id = a.blob_id JOIN message m ON m.id = a.message_id WHERE m.ticket_id = %s",
            one,
        ),
        (
            "SELECT h.id, h.entity, h.entity_id, h.version, h.field, h.old, h.new, h.undone_by, h.reverses,"
            " o.at, o.actor_id FROM history h JOIN operation o ON o.id = h.operation_id"
            " WHERE h.entity_id = %s AND h.entity = 'ticket' ORDER BY h.id",
            one,
        ),
        ("SELECT * FROM clock WHERE ticket_id = %s", one),
        (
            "SELECT t.id, t.uid, t.number, t.title, t.status, l.relation FROM ticket_link l"
            " JOIN ticket t ON t.id = l.other_id WHERE l.ticket_id = %s",
            one,
        ),
        (
            "SELECT id, uid, number, title, status FROM ticket WHERE requester_id = %s AND id <> %s"
            " AND NOT hidden ORDER BY created_at DESC LIMIT 3",
            (people[0], ticket_id),
        ),
        ("SELECT a.name FROM asset a JOIN ticket_asset x ON x.asset_id = a.id WHERE x.ticket_id = %s", one),
    ]

"""The letter-box of a shared desk. Employees reach no table; they hand in and read back through functions.

Each function asks the database itself who is connected (``session_user``), so it answers about that person
alone. What is handed in gets its number at once; a desk on watch turns it into an operation, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from psycopg import sql
from sqlalchemy import Connection, text

from desktop_desk.domain.instants import from_datetime
from desktop_desk.domain.letters import Letter, LetterKind
from desktop_desk.domain.people import Role
from desktop_desk.storage.rights import Groups
from desktop_desk.storage.server import TURN

TITLE_MOST: Final = 300
BODY_MOST: Final = 200_000
WAITING_MOST: Final = 200
"""Of one person: nobody fills the disk."""

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS letter (
    id bigserial PRIMARY KEY,
    uid uuid NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('request', 'answer', 'solved', 'cancel', 'reopen')),
    person_id bigint NOT NULL REFERENCES person (id),
    number integer NOT NULL,
    title text NOT NULL DEFAULT '',
    body text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    taken_at timestamptz,
    refused text
);
CREATE INDEX IF NOT EXISTS ix_letter_waiting ON letter (id) WHERE taken_at IS NULL;
CREATE INDEX IF NOT EXISTS ix_letter_person ON letter (person_id, number);
CREATE OR REPLACE TRIGGER told AFTER INSERT ON letter FOR EACH STATEMENT EXECUTE FUNCTION tell_change();
"""

_LIMITS: Final = {
    "TITLE_MOST": TITLE_MOST,
    "BODY_MOST": BODY_MOST,
    "WAITING_MOST": WAITING_MOST,
    "LOCK_OF_WRITERS": TURN,
}
"""Put into the function by their names."""

_HAND_IN: Final = """
CREATE OR REPLACE FUNCTION hand_in(of_uid uuid, of_kind text, of_number integer, of_title text, of_body text)
    RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
    me bigint := my_person();
    given integer := of_number;
BEGIN
    IF me IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'the desk does not know who you are';
    END IF;
    IF length(of_title) > TITLE_MOST OR length(of_body) > BODY_MOST
        OR (SELECT count(*) FROM letter WHERE person_id = me AND taken_at IS NULL) >= WAITING_MOST THEN
        RAISE program_limit_exceeded USING MESSAGE = 'too much';
    END IF;
    PERFORM pg_advisory_xact_lock(LOCK_OF_WRITERS);
    IF EXISTS (SELECT 1 FROM letter WHERE uid = of_uid AND person_id = me) THEN
        RETURN (SELECT number FROM letter WHERE uid = of_uid);
    END IF;
    IF of_kind = 'request' THEN
        UPDATE counter SET value = value + 1 WHERE name = 'ticket' RETURNING value INTO given;
        IF NOT FOUND THEN
            INSERT INTO counter (name, value) VALUES ('ticket', 1) RETURNING value INTO given;
        END IF;
    ELSIF NOT EXISTS (SELECT 1 FROM my_requests() AS mine WHERE mine.number = of_number) THEN
        RAISE insufficient_privilege USING MESSAGE = 'this request is not yours';
    END IF;
    INSERT INTO letter (uid, kind, person_id, number, title, body)
        VALUES (of_uid, of_kind, me, given, coalesce(of_title, ''), coalesce(of_body, ''));
    RETURN given;
END
$$;
REVOKE ALL ON FUNCTION hand_in(uuid, text, integer, text, text) FROM PUBLIC;
"""

_READ: Final = """
CREATE OR REPLACE FUNCTION my_requests() RETURNS TABLE (
    number integer, title text, status text, waiting_for text, created_at timestamptz,
    updated_at timestamptz, response_due_at timestamptz, resolution_due_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT t.number, t.title, t.status, t.waiting_for, t.created_at, t.updated_at, r.due_at, s.due_at
    FROM ticket t
    LEFT JOIN clock r ON r.ticket_id = t.id AND r.metric = 'first_response'
    LEFT JOIN clock s ON s.ticket_id = t.id AND s.metric = 'resolution'
    WHERE t.requester_id = my_person() AND NOT t.hidden
    UNION ALL
    SELECT l.number, l.title, 'open', NULL, l.at, l.at, NULL, NULL FROM letter l
    WHERE l.person_id = my_person() AND l.kind = 'request' AND l.taken_at IS NULL
    ORDER BY 1 DESC
$$;
CREATE OR REPLACE FUNCTION my_request(of_number integer) RETURNS TABLE (
    at timestamptz, author text, mine boolean, body text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT m.at, coalesce(p.name, ''), m.author_id IS NOT DISTINCT FROM t.requester_id, m.text
    FROM ticket t JOIN message m ON m.ticket_id = t.id LEFT JOIN person p ON p.id = m.author_id
    WHERE t.number = of_number AND t.requester_id = my_person() AND NOT t.hidden
        AND m.kind = 'public' AND NOT m.withdrawn
    UNION ALL
    SELECT l.at, p.name, true, l.body FROM letter l JOIN person p ON p.id = l.person_id
    WHERE l.number = of_number AND l.person_id = my_person() AND l.taken_at IS NULL AND l.body <> ''
    ORDER BY 1
$$;
"""

_DOORS: Final = """
CREATE OR REPLACE FUNCTION submit_request(of_uid uuid, of_title text, of_body text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT hand_in(of_uid, 'request', 0, of_title, of_body) $$;
CREATE OR REPLACE FUNCTION answer_request(of_uid uuid, of_number integer, of_body text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT hand_in(of_uid, 'answer', of_number, '', of_body) $$;
CREATE OR REPLACE FUNCTION end_request(of_uid uuid, of_number integer, was_solved boolean) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT hand_in(of_uid, CASE WHEN was_solved THEN 'solved' ELSE 'cancel' END, of_number, '', '') $$;
CREATE OR REPLACE FUNCTION reopen_request(of_uid uuid, of_number integer, of_body text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT hand_in(of_uid, 'reopen', of_number, '', of_body) $$;
"""

FUNCTIONS: Final = (
    "my_requests()",
    "my_request(integer)",
    "submit_request(uuid, text, text)",
    "answer_request(uuid, integer, text)",
    "end_request(uuid, integer, boolean)",
    "reopen_request(uuid, integer, text)",
)
"""All that an employee may call."""

_WAITING = text(
    "SELECT l.id, l.uid, l.kind, p.uid AS person, l.number, l.title, l.body, l.at FROM letter l "
    "JOIN person p ON p.id = l.person_id WHERE l.taken_at IS NULL ORDER BY l.id LIMIT 200"
)
_TAKEN = text("UPDATE letter SET taken_at = clock_timestamp(), refused = :refused WHERE id = :id")
_ANY = text("SELECT EXISTS (SELECT 1 FROM letter WHERE taken_at IS NULL)")


def tables() -> Iterator[sql.SQL]:
    """What the owner says before rights are given."""
    yield sql.SQL(_TABLE)


def doors(groups: Groups) -> Iterator[sql.SQL | sql.Composed]:
    """What the owner says after: the functions, for each group; the box itself for those who treat."""
    hand_in = _HAND_IN
    for name, value in _LIMITS.items():
        hand_in = hand_in.replace(name, str(value))
    for words in (_READ, hand_in, _DOORS):
        yield sql.SQL(words)
    for name in FUNCTIONS:
        yield sql.SQL(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        for role in (Role.MANAGER, Role.AGENT, Role.EMPLOYEE):
            group = sql.Identifier(groups.of(role))
            yield sql.SQL(f"GRANT EXECUTE ON FUNCTION {name} TO {{}}").format(group)


def waiting(connection: Connection) -> list[Letter]:
    """What was handed in and is not an operation yet, oldest first, some at a time."""
    return [
        Letter(row.id, row.uid, LetterKind(row.kind), row.person, row.number, row.title, row.body,
               from_datetime(row.at))
        for row in connection.execute(_WAITING)
    ]  # fmt: skip


def any_waiting(connection: Connection) -> bool:
    """Whether something waits."""
    return bool(connection.execute(_ANY).scalar_one())


def taken(connection: Connection, letter_id: int, refused: str) -> None:
    """Say that a letter has become an operation, or why it could not."""
    connection.execute(_TAKEN, {"id": letter_id, "refused": refused or None})

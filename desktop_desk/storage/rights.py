"""Who may do what in a shared store, as the database itself keeps it.

Three groups. A **manager** may do all that the desk does. An **agent** works on tickets and people, and reads
the settings. An **employee** reaches no table at all: only functions that answer about his own requests.
Nobody rewrites what was done: operations and history are only ever added to.

Everything here is said anew at each update, so a database is never left with the rights of an older version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from psycopg import sql

from desktop_desk.domain.people import Role

READ: Final = ("SELECT",)
ADD: Final = ("SELECT", "INSERT")
CHANGE: Final = ("SELECT", "INSERT", "UPDATE")
ALL: Final = ("SELECT", "INSERT", "UPDATE", "DELETE")

Commands = tuple[str, ...]
Statement = sql.SQL | sql.Composed

_TREATED: Final[Mapping[str, Commands]] = {
    "ticket": CHANGE,
    "clock": CHANGE,
    "alert": CHANGE,
    "message": CHANGE,
    "blob": CHANGE,
    "blob_part": ADD,
    "attachment": ADD,
    "tag": ADD,
    "ticket_tag": ALL,
    "ticket_asset": ALL,
    "ticket_link": ALL,
    "participant": ALL,
    "read_mark": ALL,
    "person_address": ALL,
    "search_doc": ALL,
    "tally": CHANGE,
    "counter": CHANGE,
    "lease": ALL,
    "operation": ADD,
    "history": ADD,
    "letter": READ,
}
"""What everybody who treats tickets needs."""

TABLES: Final[Mapping[Role, Mapping[str, Commands]]] = {
    Role.MANAGER: {
        **_TREATED,
        "person": CHANGE,
        "login": ALL,
        "category": CHANGE,
        "asset": CHANGE,
        "setting": ALL,
        "revision": ADD,
        "saved_view": ALL,
        "alembic_version": READ,
    },
    Role.AGENT: {
        **_TREATED,
        "person": READ,  # and the columns below
        "login": READ,
        "category": READ,
        "asset": READ,
        "setting": READ,
        "revision": READ,
        "saved_view": ALL,
        "alembic_version": READ,
    },
    Role.EMPLOYEE: {},
}
"""Commands by table; what is not named is not allowed."""

PERSON_COLUMNS: Final = (
    "uid",
    "name",
    "folded_name",
    "department",
    "language",
    "role",
    "active",
    "absent_from",
    "absent_until",
    "substitute_id",
    "merged_into_id",
)
"""What an agent may say of a new person; who logs in as whom is the manager's business."""

_UNCHANGED: Final = frozenset({"uid", "role"})
UNDONE: Final = ("undone_by",)
TAKEN: Final = ("taken_at", "refused")

_POLICIES: Final = (
    ("operation", "read", "SELECT", "true"),
    ("person", "read", "SELECT", "true"),
    ("person", "changed", "UPDATE", "true"),
    ("saved_view", "shared", "SELECT", "owner_id IS NULL"),
    # An operation is signed by whoever is connected, or by the desk itself.
    ("operation", "signed", "INSERT", "actor_id IS NULL OR actor_id = my_person()"),
    # An agent takes nobody into the support.
    (
        "person",
        "taken_in",
        "INSERT",
        "is_in('manager') OR role IN ('employee', 'provider')",
    ),
    # A view of one's own is nobody else's; one that is shared is the manager's.
    ("saved_view", "own", "ALL", "owner_id = my_person() OR (owner_id IS NULL AND is_in('manager'))"),
)

FUNCTIONS: Final = """
CREATE OR REPLACE FUNCTION my_person() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT id FROM person WHERE database_login = session_user $$;

CREATE OR REPLACE FUNCTION is_in(of text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS
$$ SELECT pg_has_role(session_user, current_database() || '_' || of, 'MEMBER') $$;
"""


@dataclass(frozen=True, slots=True)
class Groups:
    """The roles of one database; roles are the whole server's, so their names begin with it."""

    database: str

    @property
    def owner(self) -> str:
        """Owns the tables; nobody logs in as it."""
        return f"{self.database}_owner"

    def of(self, role: Role) -> str:
        """The group of those who may do what ``role`` may."""
        return f"{self.database}_{role.value}"

    def all(self) -> Iterator[str]:
        """The three groups."""
        return (self.of(role) for role in TABLES)


def statements(groups: Groups) -> Iterator[Statement]:
    """What the owner says to give every group its rights and no more."""
    yield sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC")
    yield sql.SQL(FUNCTIONS)
    yield sql.SQL("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC")
    for role, tables in TABLES.items():
        yield from _of_group(sql.Identifier(groups.of(role)), tables)
    agent = sql.Identifier(groups.of(Role.AGENT))
    changed = [name for name in PERSON_COLUMNS if name not in _UNCHANGED]
    yield _some("INSERT", PERSON_COLUMNS, "person", agent)
    yield _some("UPDATE", changed, "person", agent)
    for role in (Role.MANAGER, Role.AGENT):
        yield _some("UPDATE", UNDONE, "history", sql.Identifier(groups.of(role)))
        yield _some("UPDATE", TAKEN, "letter", sql.Identifier(groups.of(role)))
    yield from _row_by_row()


def _of_group(group: sql.Identifier, tables: Mapping[str, Commands]) -> Iterator[Statement]:
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(group)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(group)
    yield sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(group)
    if tables:
        yield sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(group)
        yield sql.SQL(
            "GRANT EXECUTE ON FUNCTION my_person(), is_in(text), say_here(uuid, boolean) TO {}"
        ).format(group)
    for name, commands in tables.items():
        words = sql.SQL(", ").join(sql.SQL(word) for word in commands)
        yield sql.SQL("GRANT {} ON {} TO {}").format(words, sql.Identifier(name), group)


def _some(command: str, columns: Sequence[str], table: str, group: sql.Identifier) -> Statement:
    names = sql.SQL(", ").join(sql.Identifier(name) for name in columns)
    told = sql.SQL(command)
    return sql.SQL("GRANT {} ({}) ON {} TO {}").format(told, names, sql.Identifier(table), group)


def _row_by_row() -> Iterator[Statement]:
    for table in dict.fromkeys(name for name, *_ in _POLICIES):
        yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(sql.Identifier(table))
    for table, name, command, check in _POLICIES:
        names = {"name": sql.Identifier(name), "table": sql.Identifier(table), "on": sql.SQL(command)}
        yield sql.SQL("DROP POLICY IF EXISTS {name} ON {table}").format(**names)
        yield sql.SQL("CREATE POLICY {name} ON {table} FOR {on} {rule}").format(
            **names, rule=sql.SQL(_rule(command, check))
        )


def _rule(command: str, check: str) -> str:
    seen, written = f"USING ({check})", f"WITH CHECK ({check})"
    return {"SELECT": seen, "INSERT": written}.get(command, f"{seen} {written}")

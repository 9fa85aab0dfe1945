"""Rights are the database's: everything here is tried straight over psycopg, never through our code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from desktop_desk.app import open_shared
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    ChangeTicket,
    Contact,
    OpenTicket,
    SavePerson,
    SaveSetting,
    TagTicket,
    TicketField,
    Undo,
)
from desktop_desk.domain.operations import Change as FieldChange
from desktop_desk.domain.people import Role
from desktop_desk.storage import errors, making
from desktop_desk.storage.making import DatabaseThere, NameTaken, add_login, make_shared
from desktop_desk.storage.schema import METADATA
from desktop_desk.storage.server_errors import RoleTooWeak
from tests.support.postgres import GivenServer, Server, talk
from tests.support.shared_desk import no_password
from tests.support.shared_people import SharedWithRights, shared_with_rights

S, SI = {"SELECT"}, {"SELECT", "INSERT"}
SIU, SIUD = SI | {"UPDATE"}, SI | {"UPDATE", "DELETE"}
"""What the issue grants, written down a second time: nothing of ``storage.rights`` is used."""

SUPPORT = {
    **dict.fromkeys(("ticket", "clock", "alert", "message", "blob", "tally", "counter"), SIU),
    **dict.fromkeys(("operation", "history", "blob_part", "attachment", "tag"), SI),
    **dict.fromkeys(("ticket_tag", "ticket_asset", "ticket_link", "participant", "read_mark"), SIUD),
    **dict.fromkeys(("person_address", "search_doc", "saved_view", "lease"), SIUD),
    "alembic_version": S,
    "letter": S,
}
SETTINGS = {"person": SIU, "login": SIUD, "setting": SIUD, "category": SIU, "asset": SIU, "revision": SI}
ALLOWED: dict[str, dict[str, set[str]]] = {
    "manager": SUPPORT | SETTINGS,
    "agent": SUPPORT | dict.fromkeys(SETTINGS, S),
    "employee": {},
    "stranger": {},
}
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
TABLES = sorted([*METADATA.tables, "alembic_version", "letter"])


@pytest.fixture(scope="module")
def shared(server: Server | GivenServer) -> Iterator[SharedWithRights]:
    with shared_with_rights(server, "rights") as made:
        yield made


def attempts(table: str) -> dict[str, str]:
    """One statement a command that needs that right and no other, and changes nothing."""
    known = {"letter": "body", "alembic_version": "version_num"}
    column = known.get(table) or next(iter(METADATA.tables[table].c)).name
    return {
        "SELECT": f"SELECT count(*) FROM {table}",
        "INSERT": f"INSERT INTO {table} SELECT * FROM {table} WHERE false",
        "UPDATE": f"UPDATE {table} SET {column} = NULL WHERE false",
        "DELETE": f"DELETE FROM {table} WHERE false",
        "TRUNCATE": f"TRUNCATE {table} CASCADE",
    }


@pytest.mark.parametrize("role", ["manager", "agent", "employee"])
@pytest.mark.parametrize("table", TABLES)
def test_every_role_on_every_table(shared: SharedWithRights, role: str, table: str) -> None:
    allowed = ALLOWED[role].get(table, set())
    done = set()
    with shared.talk(role) as connection:
        for command, statement in attempts(table).items():
            try:
                with connection.transaction(force_rollback=True):
                    connection.execute(statement)
            except InsufficientPrivilege:
                continue
            done.add(command)
        asked = "SELECT has_table_privilege(%s, %s)"
        told = {one for one in COMMANDS if connection.execute(asked, [table, one]).fetchone() == (True,)}
    assert done == allowed
    assert told == allowed


def test_a_stranger_does_not_even_come_in(shared: SharedWithRights) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        shared.talk("stranger")


def test_an_employee_finds_no_door_beside_the_tables(shared: SharedWithRights) -> None:
    with shared.talk("employee") as connection:
        for statement in (
            "CREATE TABLE mine (id int)",
            "CREATE TEMP TABLE mine (id int)",
            "SELECT * FROM pg_authid",
            "SELECT pg_read_file('/etc/passwd')",
            "COPY person TO '/tmp/leak'",
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "SELECT my_person()",
            "SELECT nextval('ticket_id_seq')",
            "SET ROLE rights_owner",
            "ALTER ROLE CURRENT_USER SUPERUSER",
            "LOCK TABLE ticket",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)


@pytest.mark.parametrize("role", ["manager", "agent"])
def test_nobody_rewrites_what_was_done_or_takes_another_name(shared: SharedWithRights, role: str) -> None:
    with shared.talk(role) as connection:
        for statement in (
            "UPDATE operation SET payload = '{}'",
            "DELETE FROM operation",
            "UPDATE history SET new = 'x'",
            "DELETE FROM history",
            "UPDATE revision SET body = '{}'",
            "DELETE FROM ticket",
            "DELETE FROM message",
            "DELETE FROM person",
            "DROP TABLE history",
            "ALTER TABLE history DISABLE ROW LEVEL SECURITY",
            "CREATE TABLE mine (id int)",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
        signed = (
            "INSERT INTO operation (uid, code, os_account, device, at, payload, sequence, actor_id) SELECT "
            "gen_random_uuid(), 'x', '', '', now(), '{}', 999999, id FROM person WHERE database_login IS "
            "DISTINCT FROM session_user LIMIT 1"
        )
        with pytest.raises(InsufficientPrivilege, match="row-level security"):
            connection.execute(signed)


def test_an_agent_makes_nobody_more_than_they_are(shared: SharedWithRights) -> None:
    with shared.talk("agent") as connection:
        taken_in = (
            "INSERT INTO person (uid, name, folded_name, role, active) "
            "VALUES (gen_random_uuid(), 'Moi', 'moi', %s, true)"
        )
        with connection.transaction(force_rollback=True):
            connection.execute(taken_in, ["employee"])
        for role in ("manager", "agent"):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(taken_in, [role])
        for statement in (
            "UPDATE person SET role = 'manager'",
            "UPDATE person SET database_login = session_user",
            "INSERT INTO login SELECT 'me', 1",
            "DELETE FROM setting",
        ):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(statement)


@pytest.mark.parametrize("role", ["manager", "agent"])
def test_who_treats_tickets_does_so_through_the_desk(shared: SharedWithRights, role: str) -> None:
    me = Author(shared.people[role], role, "pc")
    opened = open_shared(shared.as_(role), no_password, author=me)
    try:
        ask = OpenTicket(title="Caisse", text="Elle bloque", requester=Contact(name=f"Zoé {role}"))
        opened.session.apply(ask)
        answer = AddMessage(ticket=ask.ticket, text="Je regarde", resolve=True)
        opened.session.apply(answer)
        opened.session.apply(TagTicket(ticket=ask.ticket, add=("quai",)))
        opened.session.apply(
            ChangeTicket(ticket=ask.ticket, changes=(FieldChange(TicketField.PRIORITY, "high"),))
        )
        opened.session.apply(Undo(undoes=answer.uid))
        zoe = SavePerson(name=f"Zoé {role}")
        opened.session.apply(zoe)
        opened.session.apply(replace(zoe, uid=new_uid(), department="Quai"))
        setting = SaveSetting(key="company", value=f"Autre {role}")
        if role == "manager":
            opened.session.apply(setting)
        else:
            with pytest.raises(RoleTooWeak):
                opened.session.apply(setting)
    finally:
        opened.close()


def test_an_employee_opens_no_desk(shared: SharedWithRights) -> None:
    with pytest.raises(DeskError) as refused:
        open_shared(shared.as_("employee"), no_password)
    assert isinstance(refused.value, RoleTooWeak)


def test_a_database_that_is_there_is_left_as_it_is(shared: SharedWithRights) -> None:
    with pytest.raises(DatabaseThere):
        make_shared(shared.place, None)
    with shared.talk("manager") as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() is not None


def test_a_name_that_is_taken_is_refused(shared: SharedWithRights) -> None:
    with pytest.raises(NameTaken):
        add_login(shared.place, None, shared.as_("agent").user, "x", Role.MANAGER, None)


def test_what_cannot_be_finished_is_taken_back(
    server: Server | GivenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = server.place("never_finished")

    def fail(*_: object, **__: object) -> None:
        raise errors.DiskFull

    monkeypatch.setattr(making, "update_shared", fail)
    with pytest.raises(errors.DiskFull):
        make_shared(place, None)
    with talk(server.place()) as owner:
        left = "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'never_finished%'"
        assert owner.execute(left).fetchone() == (0,)
        assert owner.execute("SELECT 1 FROM pg_database WHERE datname = 'never_finished'").fetchone() is None

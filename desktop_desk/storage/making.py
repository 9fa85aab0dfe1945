"""A shared store is made: its database, its groups, its tables, their rights, and who may come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy import Engine

from desktop_desk.domain.guests import ServerFacts
from desktop_desk.domain.people import Role
from desktop_desk.storage import hints, letterbox, rights
from desktop_desk.storage.errors import StoreError
from desktop_desk.storage.migrate_shared import check_is_a_desk, upgrade_shared
from desktop_desk.storage.rights import Groups
from desktop_desk.storage.server import connection_of, server_readers, server_writer
from desktop_desk.storage.server_errors import spoken
from desktop_desk.text import N_

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace

MAINTENANCE: Final = "postgres"
"""The database every server has, from which others are made."""

_LOGINS: Final = "SELECT 1 FROM pg_roles WHERE rolname = %s"


class DatabaseThere(StoreError):
    """A database of this name exists."""

    sentence = N_("There already is a database {place}. It was left as it is; choose another name.")


class NameTaken(StoreError):
    """Somebody else logs in so."""

    sentence = N_("The name {user} is taken on this server. Nothing was changed; choose another.")


def make_shared(place: SharedPlace, password: str | None) -> None:
    """Make a database, its groups, its tables and their rights. Raises ``DeskError``.

    ``place.user`` may make databases and roles. What was begun and cannot be finished is taken back.
    """
    groups = Groups(place.database)
    with _owner_of_all(replace(place, database=MAINTENANCE), password) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [place.database]).fetchone():
            raise DatabaseThere(place=place.name)
        _make_groups(server, groups)
        try:
            _make_database(server, groups)
        except BaseException:
            _drop_groups(server, groups)
            raise
        try:
            update_shared(place, password, new=True)
        except BaseException:
            drop_shared(server, groups)
            raise


def update_shared(place: SharedPlace, password: str | None, *, new: bool = False) -> None:
    """Bring the tables to this version and say all rights anew. Raises ``DeskError``.

    ``new``: the database is empty as yet; any other that is no desk is left alone, and so is one of a later
    version.
    """
    groups = Groups(place.database)
    with spoken(place):
        if not new:
            _check(place, password)
        engine = _owning(place, password, groups)
        try:
            upgrade_shared(engine)
            with engine.begin() as connection:
                driver = connection.connection.driver_connection
                assert isinstance(driver, psycopg.Connection)
                for statement in _said_by_the_owner(groups):
                    driver.execute(statement)
        finally:
            engine.dispose()


def add_login(
    place: SharedPlace, password: str | None, login: str, new_password: str, role: Role, person: UUID | None
) -> None:
    """Let somebody in as ``role``, known to the desk as ``person``. Raises ``DeskError``.

    ``place.user`` may make roles. The new password travels as a hash, not in clear.
    """
    groups = Groups(place.database)
    with _owner_of_all(place, password) as server, server.transaction():
        if server.execute(_LOGINS, [login]).fetchone():
            raise NameTaken(user=login)
        hashed = server.pgconn.encrypt_password(new_password.encode(), login.encode(), b"scram-sha-256")
        names = {"login": sql.Identifier(login), "group": sql.Identifier(groups.of(role))}
        server.execute(
            sql.SQL("CREATE ROLE {login} LOGIN PASSWORD {secret} IN ROLE {group}").format(
                **names, secret=sql.Literal(hashed.decode())
            )
        )
        if person is not None:
            server.execute("UPDATE person SET database_login = %s WHERE uid = %s", [login, person])


def look_at_server(place: SharedPlace, password: str | None) -> ServerFacts:
    """Ask a server what it is and what ``place.user`` may do there. Raises ``DeskError``."""
    # what cannot be is said of the desk that was asked about, not of where it was looked for
    with spoken(place), connection_of(replace(place, database=MAINTENANCE), password) as server:
        told = server.execute(
            "SELECT split_part(current_setting('server_version'), ' ', 1),"
            " rolsuper OR (rolcreatedb AND rolcreaterole),"
            " EXISTS (SELECT 1 FROM pg_database WHERE datname = %s)"
            " FROM pg_roles WHERE rolname = current_user",
            [place.database],
        ).fetchone()
        assert told is not None
        names = frozenset(name for (name,) in server.execute("SELECT rolname FROM pg_roles"))
    return ServerFacts(version=told[0], may_make=told[1], database_there=told[2], logins=names)


def remove_logins(place: SharedPlace, password: str | None, logins: Sequence[str]) -> None:
    """Let people out again who were just let in. Raises ``DeskError``."""
    with _owner_of_all(replace(place, database=MAINTENANCE), password) as server:
        for login in logins:
            server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(login)))


def unmake_shared(place: SharedPlace, password: str | None) -> None:
    """Remove a shared store that was just made. Raises ``DeskError``."""
    with _owner_of_all(replace(place, database=MAINTENANCE), password) as server:
        drop_shared(server, Groups(place.database))


def drop_shared(server: psycopg.Connection[Any], groups: Groups) -> None:
    """Remove a database and its groups; ``server`` is another database of the same server."""
    database = sql.Identifier(groups.database)
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
    _drop_groups(server, groups)


def _drop_groups(server: psycopg.Connection[Any], groups: Groups) -> None:
    for name in (*groups.all(), groups.owner):
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


def _said_by_the_owner(groups: Groups) -> Iterator[sql.SQL | sql.Composed]:
    yield from hints.statements()
    yield from letterbox.tables()
    yield from rights.statements(groups)
    yield from letterbox.doors(groups)


def _make_groups(server: psycopg.Connection[Any], groups: Groups) -> None:
    for name in (groups.owner, *groups.all()):
        if not server.execute(_LOGINS, [name]).fetchone():
            server.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
    server.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(groups.owner)))


def _make_database(server: psycopg.Connection[Any], groups: Groups) -> None:
    # Ordered by bytes, as SQLite orders: a list is the same on both.
    names = {"database": sql.Identifier(groups.database), "owner": sql.Identifier(groups.owner)}
    server.execute(
        sql.SQL(
            "CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
        ).format(**names)
    )
    server.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**names))
    for group in groups.all():
        server.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {database} TO {group}").format(
                **names, group=sql.Identifier(group)
            )
        )


def _check(place: SharedPlace, password: str | None) -> None:
    engine = server_readers(lambda: connection_of(place, password))
    try:
        with engine.begin() as connection:
            check_is_a_desk(connection, place)
    finally:
        engine.dispose()


def _owning(place: SharedPlace, password: str | None, groups: Groups) -> Engine:
    """Connections that make what they make as the owner, whoever they logged in as."""

    def connect() -> psycopg.Connection[Any]:
        connection = connection_of(place, password, at_length=True)
        try:
            connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(groups.owner)))
            connection.execute("CREATE SCHEMA IF NOT EXISTS public")
        except BaseException:
            connection.close()
            raise
        return connection

    return server_writer(connect)


@contextmanager
def _owner_of_all(place: SharedPlace, password: str | None) -> Iterator[psycopg.Connection[Any]]:
    with spoken(place), connection_of(place, password) as connection:
        yield connection

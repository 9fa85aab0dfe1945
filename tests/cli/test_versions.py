"""A shared desk of another version, a database that is none: said in words, left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql

from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.storage import migrate_shared
from desktop_desk.storage.making import add_login, drop_shared, make_shared
from desktop_desk.storage.rights import Groups
from tests.cli.conftest import Run
from tests.support.later import LATER, later_scripts
from tests.support.postgres import GivenServer, Server, drop_databases, new_database, talk

AGENT = "agent_of_versions"


@pytest.fixture
def place(server: Server | GivenServer) -> Iterator[SharedPlace]:
    """A shared desk, and somebody who only treats tickets."""
    made = server.place("versions")
    make_shared(made, None)
    add_login(made, None, AGENT, "secret", Role.AGENT, None)
    yield made
    with talk(server.place()) as owner:
        owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(AGENT)))
        drop_shared(owner, Groups(made.database))


@pytest.fixture
def other(server: Server | GivenServer) -> Iterator[SharedPlace]:
    """A database of something else."""
    made = new_database(server)
    yield made
    drop_databases(server, [made.database])


def version(place: SharedPlace) -> str:
    with talk(place) as owner:
        row = owner.execute("SELECT version_num FROM alembic_version").fetchone()
    assert row is not None
    return str(row[0])


def test_an_older_one_is_refused_then_updated_then_newer_than_others(
    say: Run, place: SharedPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = place.url()
    before = version(place)
    opened = say("ticket", "new", "--title", "Caisse 2", "--from", "Marie Lubin", store=here)
    assert (opened.code, opened.out.strip()) == (0, "1"), opened.err
    with monkeypatch.context() as later:
        folder = later_scripts(tmp_path / "later")
        later.setattr(migrate_shared, "migrations_dir", lambda: folder)
        later.setattr(migrate_shared, "HEAD", LATER)
        older = say("ticket", "list", store=here)
        assert older.code == 1
        assert "is still of an older version" in older.err
        assert "store update" in older.err
        weak = say("store", "update", replace(place, user=AGENT).url())
        assert weak.code == 1
        assert f"{AGENT} may not do this" in weak.err
        assert version(place) == before
        updated = say("store", "update", here)
        assert (updated.code, updated.err) == (0, "")
        assert version(place) == LATER
        assert "Caisse 2" in say("ticket", "list", store=here).out
        assert "Caisse 2" in say("ticket", "list", store=replace(place, user=AGENT).url()).out
    for command in (("ticket", "list"), ("ticket", "new", "--title", "x", "--from", "M")):
        newer = say(*command, store=here)
        assert newer.code == 1
        assert "was brought up to date by a newer Desktop Desk" in newer.err
    over = say("store", "update", here, lang="fr")
    assert over.code == 1
    assert "par un Desktop Desk plus récent" in over.err
    assert version(place) == LATER


def test_an_update_that_fails_leaves_everything_as_it_was(
    say: Run, place: SharedPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(place)
    folder = later_scripts(tmp_path / "later", last="SELECT boom()")
    with monkeypatch.context() as later:
        later.setattr(migrate_shared, "migrations_dir", lambda: folder)
        later.setattr(migrate_shared, "HEAD", LATER)
        with pytest.raises(Exception, match="boom"):
            say("store", "update", place.url())
    assert version(place) == before
    assert say("ticket", "list", store=place.url()).code == 0


@pytest.mark.parametrize(
    "holds",
    [
        "SELECT 1",
        "CREATE TABLE invoice (id int)",
        "CREATE TABLE alembic_version AS SELECT 'f3a1' AS version_num",  # another program's
    ],
)
def test_a_database_of_something_else_is_left_alone(say: Run, other: SharedPlace, holds: str) -> None:
    with talk(other) as owner:
        owner.execute(holds)
    for words, store in ((("ticket", "list"), other.url()), (("store", "update", other.url()), "none")):
        answer = say(*words, store=store)
        assert answer.code == 1
        assert "is no shared desk" in answer.err
    with talk(other) as owner:
        tables = owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0 if holds == "SELECT 1" else 1,)


def test_an_update_of_a_desk_that_is_away_or_is_not_there(say: Run, server: Server | GivenServer) -> None:
    away = say("store", "update", "postgresql://postgres@127.0.0.1:1/desk")
    assert away.code == 1
    assert "does not answer" in away.err
    gone = say("store", "update", server.place("nothing_here").url())
    assert gone.code == 1
    assert "There is no shared desk at" in gone.err

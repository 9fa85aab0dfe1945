"""The tables: made from nothing, taken back, moved with what they hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from desktop_desk.paths import migrations_dir
from desktop_desk.storage import errors, migrate
from desktop_desk.storage.engine import writer_engine
from desktop_desk.storage.migrate import (
    APPLICATION_ID,
    HEAD,
    bring_up_to_date,
    downgrade,
    upgrade,
    version_of,
)
from desktop_desk.storage.schema import METADATA
from desktop_desk.storage.store import LocalStore, own
from desktop_desk.text import Words
from tests.support.desks import desk
from tests.support.later import LATER, later_scripts
from tests.support.soundness import faults_of


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {row[0] for row in rows if not row[0].startswith(("sqlite_", "search_index"))}


def differences(path: Path) -> list[object]:
    engine = writer_engine(path)
    with engine.connect() as connection:
        options = {"include_object": lambda _o, name, kind, *_: not str(name).startswith("search_index")}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
    engine.dispose()
    return list(found)


def test_from_nothing_the_tables_are_those_of_the_models(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    upgrade(path)
    assert tables(path) == set(METADATA.tables) | {"alembic_version"}
    assert differences(path) == []
    assert version_of(path) == HEAD
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_each_script_goes_down_and_up_again(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    upgrade(path)
    for script in ScriptDirectory(str(migrations_dir())).walk_revisions():
        below = script.down_revision or "base"
        assert isinstance(below, str)
        downgrade(path, below)
        upgrade(path, script.revision)
        downgrade(path, below)
    assert tables(path) == {"alembic_version"}
    upgrade(path)
    assert differences(path) == []


def test_the_head_is_the_newest_script() -> None:
    scripts = ScriptDirectory(str(migrations_dir()))
    assert scripts.get_heads() == [HEAD]
    assert all(len(script.revision) == len(HEAD) for script in scripts.walk_revisions()), "compared as text"


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A program one version further: its scripts are those of this one and another."""
    fails = request.node.name == "test_a_move_that_fails_leaves_the_file_as_it_was"
    last = "SELECT boom()" if fails else "SELECT 1"
    folder = later_scripts(tmp_path / "migrations 100%", last)
    monkeypatch.setattr(migrate, "migrations_dir", lambda: folder)
    monkeypatch.setattr(migrate, "HEAD", LATER)
    return LATER


def test_moved_with_what_it_holds_a_copy_is_kept_first(tmp_path: Path, later_version: str) -> None:
    path = tmp_path / "desk.sqlite3"
    upgrade(path, HEAD)
    older = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO setting VALUES ('company', 'Lubin SARL')")
        connection.commit()
    bring_up_to_date(path)
    assert version_of(path) == later_version
    copy = tmp_path / f"desk.sqlite3.before-{HEAD}"
    assert version_of(copy) == HEAD
    assert len(older) <= copy.stat().st_size
    for file in (path, copy):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("SELECT * FROM setting").fetchall() == [("company", "Lubin SARL")]
    downgrade(path, HEAD)
    assert differences(path) == []


def test_a_whole_desk_survives_the_way_up_and_down(tmp_path: Path, later_version: str) -> None:
    path = tmp_path / "desk.sqlite3"
    with desk(tmp_path) as opened:
        ticket = opened.ask(text="Elle affiche erreur 12")
        opened.set(ticket, status="waiting")
        assert version_of(path) == later_version
    downgrade(path, HEAD)
    assert faults_of(path) == []
    upgrade(path)
    assert faults_of(path) == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT title, mood FROM ticket").fetchall() == [("Caisse bloquée", "calm")]


def test_a_move_that_fails_leaves_the_file_as_it_was(tmp_path: Path, later_version: str) -> None:
    path = tmp_path / "desk.sqlite3"
    upgrade(path, HEAD)
    with pytest.raises(Exception, match="boom"):
        own(path)
    assert version_of(path) == HEAD
    assert differences(path) == []
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_newer_one_is_refused_in_words_and_untouched(tmp_path: Path, language: str) -> None:
    path = tmp_path / "desk.sqlite3"
    upgrade(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(errors.NewerStore) as refused:
        own(path)
    assert "Desktop Desk" in refused.value.say(Words(language))
    assert path.read_bytes() == before


def test_one_of_this_version_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    for _ in range(2):
        store = own(path)
        assert isinstance(store, LocalStore)
        store.close()
    assert not list(tmp_path.glob("*.before-*"))

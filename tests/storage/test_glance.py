"""What a desk shows before it is open: the very lines it shows once it is, or nothing at all."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_desk.app import open_desk, write_demo
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.queue import View
from desktop_desk.services.rulebook import rules_of
from desktop_desk.services.this_pc import pc_clock
from desktop_desk.storage.glance import LINES, glance
from tests.support.crowd import ROOT
from tests.support.desks import MONDAY, desk, file_of


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("glance") / "sample.sqlite3"
    write_demo(path, 4000, 3)
    return path


def test_it_sees_what_the_open_desk_shows(sample: Path) -> None:
    now = pc_clock()
    seen = glance(sample, now)
    assert seen is not None
    opened = open_desk(sample, clock=lambda: now)
    try:
        session = opened.session
        ids = session.ids(session.query())
        assert len(ids) > 15
        assert seen.ids == ids
        assert seen.rows == session.rows(ids[:LINES])
        late = set(session.ids(session.query(View.LATE)))
        assert seen.late == len(late.intersection(ids)) > 0
        assert not seen.blank
        assert rules_of(seen.policy, seen.calendar) == session.rules()
    finally:
        opened.close()


def test_it_sees_what_another_program_is_writing(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        first = glance(file_of(opened.opened), MONDAY)
        assert first is not None
        assert (first.blank, list(first.ids)) == (True, [])
        opened.ask("Caisse bloquée")
        then = glance(file_of(opened.opened), opened.clock())
        assert then is not None
        assert [row.title for row in then.rows] == ["Caisse bloquée"]
        assert not then.blank


def test_it_leaves_nothing_beside_the_file(sample: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(sample, tmp_path / "desk.sqlite3"))
    assert glance(copy, pc_clock()) is not None
    assert [path.name for path in tmp_path.iterdir()] == [copy.name]


def _missing(path: Path) -> None:
    path.unlink()


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (text)")


def _of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _never_founded(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM setting")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _text(path: Path) -> None:
    path.write_text("Bonjour")


@pytest.mark.parametrize(
    "spoil", [_missing, _of_another_program, _of_another_version, _never_founded, _cut, _text]
)
def test_only_opening_can_tell_of_another_file(sample: Path, tmp_path: Path, spoil) -> None:
    path = Path(shutil.copy(sample, tmp_path / "desk.sqlite3"))
    spoil(path)
    assert glance(path, Instant(0)) is None


def test_it_waits_for_no_heavy_import() -> None:
    script = (
        "import sys, desktop_desk.opening, desktop_desk.ui.resident, desktop_desk.ui.views.queue;"
        "print({'sqlalchemy', 'alembic', 'jeepney', 'holidays', 'asyncio'}.intersection(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "set()"

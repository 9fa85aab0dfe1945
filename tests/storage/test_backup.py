"""Copies of a desk, and a desk put back."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop_desk.app import open_desk, restore_desk
from desktop_desk.domain.queue import View
from desktop_desk.storage import errors
from desktop_desk.storage.backup import back_up, restore, size_of, verify
from tests.support.desks import desk, file_of, local
from tests.support.soundness import faults_of


def tickets(path: Path) -> int:
    opened = open_desk(path)
    try:
        return len(opened.session.ids(opened.session.query(View.ALL)))
    finally:
        opened.close()


def test_copied_while_it_is_written_it_is_whole(tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "desk.copy"
    copy.parent.mkdir()
    with desk(tmp_path) as opened:
        for _ in range(5):
            opened.ask()
        over = threading.Event()

        def write() -> None:
            while not over.is_set():
                opened.ask(text="Elle affiche erreur 12")

        writing = threading.Thread(target=write)
        writing.start()
        try:
            back_up(file_of(opened.opened), copy)
        finally:
            over.set()
            writing.join()
    verify(copy)
    assert [one.name for one in copy.parent.iterdir()] == ["desk.copy"]
    assert tickets(copy) >= 5
    assert faults_of(copy) == []


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Bonjour")
    with desk(tmp_path) as opened, pytest.raises(errors.AlreadyThere):
        back_up(file_of(opened.opened), target)
    assert target.read_text() == "Bonjour"


@pytest.mark.parametrize(
    ("made", "error"),
    [
        (None, errors.FileMissing),
        (b"", errors.NotADesk),
        (b"Bonjour,\n" * 400, errors.NotADesk),
    ],
)
def test_what_is_no_desk_is_not_copied(
    tmp_path: Path, made: bytes | None, error: type[errors.StoreError]
) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    if made is not None:
        source.write_bytes(made)
    for act in (back_up, restore):
        with pytest.raises(error) as said:
            act(source, target)
        assert str(source) in str(said.value)
    assert not target.exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with desk(tmp_path) as opened, pytest.raises(errors.FileMissing) as said:
        back_up(file_of(opened.opened), tmp_path / "nowhere" / "copy")
    assert "nowhere" in str(said.value)


def test_a_damaged_backup_is_refused_and_the_desk_stays(tmp_path: Path) -> None:
    copy, path = tmp_path / "copy", tmp_path / "desk.sqlite3"
    with desk(tmp_path) as opened:
        for _ in range(40):
            opened.ask(text="Elle affiche erreur 12 " * 50)
        back_up(path, copy)
    data = bytearray(copy.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 9000] = b"\xaa" * 9000
    copy.write_bytes(data)
    with pytest.raises(errors.Damaged):
        restore_desk(copy, path, replace=True)
    assert tickets(path) == 40


def test_a_newer_backup_is_refused(tmp_path: Path) -> None:
    copy, path = tmp_path / "copy", tmp_path / "desk.sqlite3"
    with desk(tmp_path):
        back_up(path, copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(errors.NewerStore):
        restore(copy, tmp_path / "other.sqlite3")


def test_put_back_the_old_one_is_kept_aside(tmp_path: Path) -> None:
    copy, path = tmp_path / "copy", tmp_path / "desk.sqlite3"
    with desk(tmp_path) as opened:
        opened.ask()
        back_up(path, copy)
        opened.ask()
        with pytest.raises(errors.StoreBusy):
            restore_desk(copy, path, replace=True)
    with pytest.raises(errors.AlreadyThere):
        restore_desk(copy, path, replace=False)
    assert tickets(path) == 2
    aside = restore_desk(copy, path, replace=True)
    assert aside is not None
    assert tickets(path) == 1
    assert tickets(aside) == 2
    again = restore_desk(copy, path, replace=True)
    assert again not in {None, aside}


def test_a_log_left_behind_is_not_played_into_the_one_restored(tmp_path: Path) -> None:
    copy, path = tmp_path / "copy", tmp_path / "desk.sqlite3"
    with desk(tmp_path) as opened:
        opened.ask()
        local(opened.opened).checkpoint()
        back_up(path, copy)
        opened.ask("Elle ne doit pas revenir")
        log = path.with_name(path.name + "-wal").read_bytes()
    assert log
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(log)
    assert restore_desk(copy, path, replace=False) is None
    assert tickets(path) == 1
    assert faults_of(path) == []


def test_the_size_is_said_with_its_log(tmp_path: Path) -> None:
    with desk(tmp_path) as opened:
        opened.ask()
        path = file_of(opened.opened)
        log = path.with_name(path.name + "-wal")
        assert size_of(path) == path.stat().st_size + log.stat().st_size
    with pytest.raises(errors.FileMissing):
        size_of(tmp_path / "nothing")

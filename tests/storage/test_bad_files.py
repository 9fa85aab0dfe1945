"""Files that are no desk, or no longer, or cannot be written: a sentence each, and nothing touched."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desktop_desk.storage import errors
from desktop_desk.storage.migrate import APPLICATION_ID
from desktop_desk.storage.store import LocalStore, own
from desktop_desk.text import Words
from tests.support.crowd import ROOT
from tests.support.desks import desk

SENTENCES = {
    errors.NotADesk: ("n’est pas", "is not a Desktop Desk file"),
    errors.Damaged: ("endommagé", "is damaged"),
    errors.ReadOnlyStore: ("", "cannot be written"),
    errors.NewerStore: ("", "newer"),
    errors.DiskFull: ("plein", "full"),
}


def refused(path: Path, error: type[errors.StoreError]) -> None:
    """Opening raises this error, says so in both languages, and leaves the folder as it was."""
    before = _folder(path.parent)
    with pytest.raises(error) as said:
        own(path)
    for language, part in zip(("fr", "en"), SENTENCES[error], strict=True):
        sentence = said.value.say(Words(language))
        assert part in sentence
        assert str(path) in sentence
    assert said.value.say(Words("fr")) != said.value.say(Words("en"))
    assert _folder(path.parent) == before


def _folder(folder: Path) -> dict[str, bytes | None]:
    return {p.name: p.read_bytes() if p.is_file() else None for p in sorted(folder.iterdir())}


@pytest.fixture
def closed_desk(tmp_path: Path) -> Path:
    with desk(tmp_path) as opened:
        for _ in range(30):
            opened.ask(text="Elle affiche erreur 12 " * 40)
    for rest in tmp_path.glob("desk.sqlite3?*"):
        rest.unlink()
    return tmp_path / "desk.sqlite3"


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    refused(path, errors.NotADesk)


def test_another_programs_database_in_use(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA application_id=7")
        connection.execute("CREATE TABLE recipes (name)")
        before = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with pytest.raises(errors.NotADesk):
            own(path)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == before
    assert not path.with_name("other.sqlite3.lock").exists()


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Bonjour,\n" * 500)
    refused(path, errors.NotADesk)


def test_a_short_text_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("x")
    refused(path, errors.NotADesk)


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "folder.sqlite3"
    path.mkdir()
    refused(path, errors.NotADesk)


@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
def test_a_truncated_desk(closed_desk: Path, share: float) -> None:
    data = closed_desk.read_bytes()
    closed_desk.write_bytes(data[: int(len(data) * share)])
    refused(closed_desk, errors.Damaged)


@pytest.mark.parametrize("lost", [1, 100, 4095])
def test_a_desk_cut_within_its_last_page(closed_desk: Path, lost: int) -> None:
    closed_desk.write_bytes(closed_desk.read_bytes()[:-lost])
    refused(closed_desk, errors.Damaged)


def test_a_desk_is_damaged_in_the_readers_language(closed_desk: Path) -> None:
    closed_desk.write_bytes(closed_desk.read_bytes()[:8192])
    with pytest.raises(errors.Damaged) as said:
        own(closed_desk)
    assert "(son contenu est abîmé)" in said.value.say(Words("fr"))
    assert "(database disk image is malformed)" in said.value.say(Words("en"))


def test_a_desk_whose_tables_are_overwritten(closed_desk: Path) -> None:
    data = bytearray(closed_desk.read_bytes())
    data[200:4096] = b"\xff" * 3896
    closed_desk.write_bytes(data)
    refused(closed_desk, errors.Damaged)


def test_an_empty_file_becomes_a_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    path.touch()
    store = own(path)
    assert isinstance(store, LocalStore)
    store.close()


@pytest.mark.parametrize("identified", [False, True])
def test_a_desk_killed_while_it_was_being_made_is_made(tmp_path: Path, identified: bool) -> None:
    """What a kill can leave: a header, with or without the mark, and no table."""
    path = tmp_path / "desk.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        if identified:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    store = own(path)
    assert isinstance(store, LocalStore)
    store.close()


def test_killed_at_any_moment_of_its_making_it_opens(tmp_path: Path) -> None:
    for round_ in range(4):
        path = tmp_path / f"{round_}.sqlite3"
        making = [sys.executable, "-c", f"from tests.support.writers import *; alone(Path({str(path)!r}))"]
        with subprocess.Popen(making, cwd=ROOT, stdout=subprocess.PIPE) as process:
            while not path.exists() and process.poll() is None:
                pass
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.02 * round_)
            process.kill()
        store = own(path)
        assert isinstance(store, LocalStore)
        store.close()


def elsewhere(script: str, *arguments: object, mount: str = "") -> str:
    """Run a script in a process of its own, with its own mounts; what it prints."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    if mount:
        inside = f'{mount} && exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", inside, "sh", *command]
        if os.getuid():
            command.insert(1, "--map-root-user")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        command, cwd="/", env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


OPENED = """
import os, sys
from pathlib import Path
from desktop_desk.domain.errors import DeskError
from desktop_desk.storage.store import own
if len(sys.argv) > 2:
    os.setuid(int(sys.argv[2]))  # only now: this Python itself may be root's alone
try:
    own(Path(sys.argv[1])).close()
    print("opened")
except DeskError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder another user can look into."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    return tmp_path


def test_a_desk_one_may_not_write(closed_desk: Path, open_folder: Path) -> None:
    nobody = 65534 if os.getuid() == 0 else os.getuid()  # root writes what it may not
    closed_desk.chmod(0o444)
    closed_desk.parent.chmod(0o555)
    before = _folder(open_folder)
    try:
        assert elsewhere(OPENED, closed_desk, nobody) == "ReadOnlyStore\n"
        closed_desk.parent.chmod(0o777)
        assert elsewhere(OPENED, closed_desk, nobody) == "ReadOnlyStore\n"
        assert _folder(open_folder) == before
    finally:
        closed_desk.parent.chmod(0o755)
        closed_desk.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_desk_on_a_disk_that_cannot_be_written(closed_desk: Path) -> None:
    folder = closed_desk.parent
    read_only = f"mount --bind '{folder}' '{folder}' && mount -o remount,bind,ro '{folder}'"
    assert elsewhere(OPENED, closed_desk, mount=read_only) == "ReadOnlyStore\n"


FILLED = """
import sys
from pathlib import Path
from tests.support.desks import desk
from tests.support.soundness import faults_of
from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words
folder = Path(sys.argv[1])
with desk(folder) as opened:
    asked = 0
    try:
        while True:
            opened.ask(text=f"une phrase longue {asked} " * 200)
            asked += 1
    except DeskError as error:
        print(type(error).__name__)
    (folder / "ballast").unlink()
    opened.opened.store.checkpoint()
    opened.ask("Il y a de nouveau de la place")
    print(len(opened.opened.session.ids(opened.opened.session.query("all"))) - asked)
print(faults_of(folder / "desk.sqlite3"))
"""


def test_a_disk_that_fills_up_and_has_room_again(tmp_path: Path) -> None:
    ballast = f"head -c 300000 /dev/zero > '{tmp_path}/ballast'"
    small = f"mount -t tmpfs -o size=2400k tmpfs '{tmp_path}' && {ballast}"
    assert elsewhere(FILLED, tmp_path, mount=small) == "DiskFull\n1\n[]\n"


FULL = """
import os, sys
from pathlib import Path
from desktop_desk.domain.errors import DeskError
from desktop_desk.storage.store import own
path = Path(sys.argv[1])
own(path).close()
try:
    with path.with_name("ballast").open("wb", buffering=0) as ballast:
        while True:
            ballast.write(bytes(4096))
except OSError:
    pass
for attempt in range(3):
    if os.fork():  # each in a program of its own, which then ends as if killed
        os.wait()
        continue
    try:
        with own(path).write() as unit:
            unit.firm.set("company", "x" * 100_000)
    except DeskError as error:
        print(type(error).__name__, flush=True)
    os._exit(0)
path.with_name("ballast").unlink()
store = own(path)
with store.read() as reading:
    print(reading.firm.setting("company"))
store.close()
"""


def test_a_desk_on_a_disk_that_is_full_is_not_called_damaged(tmp_path: Path) -> None:
    small = f"mount -t tmpfs -o size=1m tmpfs '{tmp_path}'"
    said = elsewhere(FULL, tmp_path / "desk.sqlite3", mount=small)
    assert said == "DiskFull\nDiskFull\nDiskFull\nNone\n"


@pytest.mark.parametrize("room", [8, 60, 200])
def test_a_desk_that_cannot_even_be_made(tmp_path: Path, room: int) -> None:
    tiny = f"mount -t tmpfs -o size={room}k tmpfs '{tmp_path}'"
    assert elsewhere(OPENED, tmp_path / "desk.sqlite3", mount=tiny) == "DiskFull\n"

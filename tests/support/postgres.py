"""A real PostgreSQL server for tests: started from the system's programs, thrown away at the end.

No service and no account of the system is made. Where the tests run as root, the server runs as ``nobody``,
for PostgreSQL refuses root. ``DESKTOP_DESK_TEST_POSTGRES`` points at another server instead: the address of
a superuser on it, as ``postgresql://postgres@127.0.0.1:5432``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from desktop_desk.domain.shared import SharedPlace, shared_place

OWNER = "desk_owner"
"""The superuser of the server."""

_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "max_connections=120",
    "shared_buffers=64MB",
    # What is committed survives the death of the server's processes; a power cut is not what is tested.
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=on",
)
_STARTED_S = 30.0
_numbers = count(1)


def programs() -> Path:
    """The folder of ``initdb`` and ``postgres``. Raises ``FileNotFoundError`` where there is none."""
    if (found := shutil.which("initdb")) is not None:
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not kept:
        raise FileNotFoundError("no PostgreSQL server is installed: install Debian's package postgresql")
    return kept[-1].parent


def _memory() -> str | None:
    """Where files are kept in memory: a test's database is made in a third of the time."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30 else None


class Server:
    """A server of our own. :meth:`stop` and :meth:`start` may follow each other."""

    def __init__(self, *, in_memory: bool = True) -> None:
        self._programs = programs()
        self._root = Path(tempfile.mkdtemp(prefix="desk-pg-", dir=_memory() if in_memory else None))
        self._as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self._root, nobody.pw_uid, nobody.pw_gid)
            self._as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        self._run(
            "initdb", "-D", str(self.data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8",
            "--no-sync", "--no-instructions",
        )  # fmt: skip
        self.start()

    @property
    def data(self) -> Path:
        """The folder of the server's files."""
        return self._root / "data"

    def start(self, *more: str) -> None:
        """Start it and wait until it answers; ``more`` are further settings."""
        settings = [word for each in (*_SETTINGS, *more) for word in ("-c", each)]
        with (self._root / "log").open("ab") as log:
            words = ["-D", str(self.data), "-p", str(self.port), "-k", str(self._root), *settings]
            self._process = process = subprocess.Popen(
                [str(self._programs / "postgres"), *words],
                stdout=log, stderr=log, env=self._environment(), cwd=self._root, **self._as_user,
            )  # fmt: skip
        deadline = time.monotonic() + _STARTED_S
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((self._root / "log").read_text())
            time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: ``SIGINT`` fast, ``SIGQUIT`` immediate, ``SIGKILL`` dead at once, its sessions too."""
        process, self._process = self._process, None
        if process is None:
            return
        children = _children(process.pid) if how is signal.SIGKILL else []
        process.send_signal(how)
        for child in children:
            os.kill(child, signal.SIGKILL)
        process.wait(_STARTED_S)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def put(self, name: str, content: str) -> None:
        """Write one of the server's files, which nobody else may read; it is read at the next start."""
        path = self.data / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        if self._as_user:
            os.chown(path, self._as_user["user"], self._as_user["group"])

    def log(self) -> str:
        """All it has said so far."""
        return (self._root / "log").read_text(encoding="utf-8")

    def throw_away(self) -> None:
        """End it and remove its files."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._root, ignore_errors=True)

    def place(self, database: str = "postgres", user: str = OWNER) -> SharedPlace:
        """A database of this server."""
        return SharedPlace(host="127.0.0.1", port=self.port, database=database, user=user)

    def _answers(self) -> bool:
        try:
            talk(self.place()).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self._programs / program, *words], capture_output=True, text=True, check=False,
            env=self._environment(), cwd=self._root, **self._as_user,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "HOME": str(self._root), "LC_ALL": "C.UTF-8"}


class GivenServer:
    """A server somebody else runs, named by ``DESKTOP_DESK_TEST_POSTGRES``."""

    def __init__(self, address: str) -> None:
        self._place = shared_place(address)

    def place(self, database: str = "postgres", user: str = "") -> SharedPlace:
        """A database of this server."""
        return SharedPlace(
            host=self._place.host, port=self._place.port, database=database, user=user or self._place.user
        )


@contextmanager
def running_server() -> Iterator[Server | GivenServer]:
    """The server that is pointed at, or one of our own."""
    given = os.environ.get("DESKTOP_DESK_TEST_POSTGRES")
    if given:
        yield GivenServer(given)
        return
    server = Server()
    try:
        yield server
    finally:
        server.throw_away()


def talk(place: SharedPlace, password: str | None = None) -> psycopg.Connection[Any]:
    """A bare connection: what the tests ask past our code."""
    return psycopg.connect(
        host=place.host, port=place.port, dbname=place.database, user=place.user, password=password,
        autocommit=True, connect_timeout=5,
    )  # fmt: skip


def new_database(server: Server | GivenServer, template: str = "template0") -> SharedPlace:
    """A database of its own, ordered by bytes as SQLite orders; a copy of ``template``."""
    name = f"desk_test_{os.getpid()}_{next(_numbers)}"
    with talk(server.place()) as owner:
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return server.place(name)


def drop_databases(server: Server | GivenServer, names: Sequence[str]) -> None:
    """Remove databases, whoever is still connected."""
    with talk(server.place()) as owner:
        for name in names:
            owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(word) for word in listed.split()]

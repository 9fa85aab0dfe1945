"""Who is let in by a server that asks for passwords, and what is said to those who are not."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_desk.app import open_shared
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import Author
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import PasswordRefused, ServerAway, SharedPlace
from desktop_desk.keystore import KeyStore
from desktop_desk.services.founding import found
from desktop_desk.storage.making import add_login, make_shared
from desktop_desk.storage.server_errors import LoginLocked, NoSuchDatabase, RoleTooWeak, ServerFull
from desktop_desk.storage.shared import join
from tests.cli.conftest import Run
from tests.support.impostor import impostor
from tests.support.key_store import KeyStoreService
from tests.support.postgres import OWNER, Server, talk

SECRET = "s3same-ouvre-toi"
_HBA = f"""\
host all {OWNER} 127.0.0.1/32 trust
host all banned 127.0.0.1/32 reject
host all all 127.0.0.1/32 scram-sha-256
"""
_TERMINAL = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
"""Runs a program at a terminal of its own, which shows on stdout and types what comes on stdin."""
_TROUBLES = (
    "ALTER ROLE locked NOLOGIN",
    "ALTER ROLE expired VALID UNTIL '2026-01-01'",
    "ALTER ROLE crowded CONNECTION LIMIT 0",
    f"CREATE ROLE stranger LOGIN PASSWORD '{SECRET}'",
)


@pytest.fixture(scope="module")
def asking() -> Iterator[Server]:
    """A server that asks for passwords, with a desk on it."""
    server = Server()
    try:
        place = server.place("guarded")
        make_shared(place, None)
        opened = open_shared(place, lambda: None, author=Author(None, "", ""))
        assert opened.desk is not None
        found(opened.desk, "Europe/Paris", Author(None, "", ""), company="Lubin SARL")
        opened.close()
        for login in ("nadia", "locked", "expired", "crowded", "banned"):
            add_login(place, None, login, SECRET, Role.AGENT, None)
        with talk(place) as owner:
            for statement in _TROUBLES:
                owner.execute(statement)
        server.stop()
        server.put("pg_hba.conf", _HBA)
        server.start()
        yield server
    finally:
        server.throw_away()


def test_the_right_password_lets_in(asking: Server) -> None:
    join(asking.place("guarded", "nadia"), lambda: SECRET).close()


@pytest.mark.parametrize("given", ["wrong", "", None])
def test_no_other_password_does(asking: Server, given: str | None) -> None:
    with pytest.raises(PasswordRefused, match="does not let nadia in with this password"):
        join(asking.place("guarded", "nadia"), lambda: given)


@pytest.mark.parametrize(
    ("user", "database", "kind"),
    [
        ("unknown", "guarded", PasswordRefused),
        ("expired", "guarded", PasswordRefused),  # the server does not tell one from the other
        ("locked", "guarded", LoginLocked),
        ("banned", "guarded", LoginLocked),
        ("crowded", "guarded", ServerFull),
        ("stranger", "guarded", RoleTooWeak),
        ("nadia", "elsewhere", NoSuchDatabase),
    ],
)
def test_each_trouble_has_its_sentence(
    asking: Server, user: str, database: str, kind: type[DeskError]
) -> None:
    with pytest.raises(DeskError) as refused:
        join(asking.place(database, user), lambda: SECRET)
    assert type(refused.value) is kind
    assert "{" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("authentification par mot de passe échouée pour l'utilisateur « nadia »", PasswordRefused),
        ("Passwort-Authentifizierung für Benutzer »nadia« fehlgeschlagen", PasswordRefused),
    ],
)
def test_a_server_may_refuse_in_its_own_language(words: str, kind: type[DeskError]) -> None:
    with impostor(words=words) as answers, pytest.raises(kind):
        join(SharedPlace("127.0.0.1", "guarded", answers.port, "nadia"), lambda: SECRET)


def test_a_password_that_is_changed_meanwhile_is_asked_for(asking: Server) -> None:
    """The lines that stand go on; the next one is refused, which is not the server being away."""
    place = asking.place("guarded", "nadia")
    store = join(place, lambda: SECRET)
    try:
        with talk(asking.place()) as owner:
            owner.execute("ALTER ROLE nadia PASSWORD 'another'")
            ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'nadia'"
            assert owner.execute(ended).fetchall() == [(True,)]
        with pytest.raises(PasswordRefused):
            store.place_now()
    finally:
        store.close()
        with talk(asking.place()) as owner:
            owner.execute(f"ALTER ROLE nadia PASSWORD '{SECRET}'")


def test_the_key_store_knows_it(asking: Server, say: Run, key_store_service: KeyStoreService) -> None:
    place = asking.place("guarded", "nadia")
    refused = say("ticket", "list", store=place.url())
    assert (refused.code, refused.out) == (1, "")
    assert "with this password" in refused.err
    KeyStore().put(place.name, "nadia", SECRET)
    told = say("ticket", "list", store=place.url())
    assert (told.code, told.err) == (0, "")


def test_the_password_file_of_postgresql_knows_it(
    asking: Server, say: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "passwords"
    file.write_text(f"127.0.0.1:{asking.port}:*:nadia:{SECRET}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    told = say("ticket", "list", store=asking.place("guarded", "nadia").url())
    assert (told.code, told.err) == (0, "")
    file.write_text(f"127.0.0.1:{asking.port}:*:nadia:old-{SECRET}\n")
    refused = say("ticket", "list", lang="fr", store=asking.place("guarded", "nadia").url())
    assert refused.code == 1
    assert "avec ce mot de passe" in refused.err
    assert SECRET not in refused.err


def test_at_a_terminal_it_is_typed_and_not_shown(asking: Server) -> None:
    store = asking.place("guarded", "nadia").url()
    command = [
        sys.executable,
        "-m",
        "desktop_desk",
        "--store",
        store,
        "--lang",
        "fr",
        "ticket",
        "list",
        "--json",
    ]
    with subprocess.Popen(
        [sys.executable, "-c", _TERMINAL, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as terminal:
        assert terminal.stdin is not None
        assert terminal.stdout is not None
        said = b""
        while not said.endswith(b": "):
            word = terminal.stdout.read(1)
            assert word, said
            said += word
        terminal.stdin.write(f"{SECRET}\n".encode())
        terminal.stdin.flush()
        said += terminal.stdout.read()
    assert terminal.returncode == 0
    assert "Mot de passe de nadia" in said.decode()
    assert said.decode().split()[-1] == "[]"
    assert SECRET not in said.decode()


def test_nothing_repeats_a_password(asking: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    place = asking.place("guarded", "nadia")
    opened = open_shared(place, lambda: SECRET)
    try:
        with opened.shared.write() as unit:
            line = unit.connection.connection.driver_connection
            shown = [opened, opened.store, place, unit, unit.connection, unit.connection.engine, line]
            said = "\n".join(map(repr, shown))
    finally:
        opened.close()
    for refused in (replace(place, database="elsewhere"), replace(place, user="locked")):
        with pytest.raises(DeskError) as error:
            join(refused, lambda: SECRET)
        said += "".join(traceback.format_exception(error.value)) + repr(error.value)
    assert SECRET not in said + caplog.text
    assert SECRET not in asking.log()


def test_a_server_that_is_stopped_is_away_and_no_password_is_asked_for(asking: Server) -> None:
    asking.stop()
    began = time.monotonic()
    with pytest.raises(ServerAway):
        join(asking.place("guarded", "nadia"), lambda: SECRET)
    assert time.monotonic() - began < 5
    asking.start()
    join(asking.place("guarded", "nadia"), lambda: SECRET).close()

"""Coming into a shared desk at the first start, on a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg import sql
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_desk.cli.windows import desk_files
from desktop_desk.config import load
from desktop_desk.credentials import Credentials
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.invitations import write_invitation
from desktop_desk.sharing import create_shared, invite
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.first_start import FirstStartDialog
from desktop_desk.ui.dialogs.first_start.pages import Place
from desktop_desk.ui.dialogs.password import PasswordDialog
from desktop_desk.ui.preferences import of_file
from desktop_desk.ui.single_instance import Listener, address
from desktop_desk.ui.staying import keep_place
from tests.support.accessibility import assert_named
from tests.support.desks import small_desk
from tests.support.postgres import GivenServer, Server, talk
from tests.support.settings_page import seat
from tests.support.shared_desk import no_password, place_to_make
from tests.support.steps import at, onwards, shown

LOGIN, PASSWORD = "nadia_joins", "correct-cheval-agrafe"
Key = Qt.Key


@pytest.fixture
def place(server: Server | GivenServer) -> Iterator[SharedPlace]:
    """A shared desk that Nadia may come into."""
    with place_to_make(server, "joined_in_a_window", [LOGIN]) as made:
        create_shared(made, no_password, company="Lubin SARL")
        yield invite(made, no_password, LOGIN, name="Nadia Bertrand", role=Role.MANAGER).place


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    with small_desk(tmp_path) as desk, seat(desk, "fr") as made:
        made.files = desk_files()
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> FirstStartDialog:
    window = shown(qtbot, FirstStartDialog(context))
    window.place.card(Place.SHARED).click()
    window.confirm()
    return window


def test_an_address_is_typed_and_one_is_in(
    qtbot: QtBot, dialog: FirstStartDialog, place: SharedPlace
) -> None:
    assert dialog.join.isVisible()
    assert_named(dialog)
    QTest.keyClicks(at(), place.url())
    with qtbot.waitSignal(dialog.joined, timeout=10_000) as joined:
        onwards()
    (credentials,) = joined.args
    assert isinstance(credentials, Credentials)
    assert credentials.place == place
    assert not dialog.isVisible()


def test_an_invitation_is_as_good(
    qtbot: QtBot, dialog: FirstStartDialog, place: SharedPlace, tmp_path: Path
) -> None:
    invitation = tmp_path / "nadia.desk-invitation"
    write_invitation(invitation, place)
    QTest.keyClicks(at(), str(invitation))
    with qtbot.waitSignal(dialog.joined, timeout=10_000) as joined:
        onwards()
    assert joined.args[0].place == place


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Choisissez l’invitation"),
        ("srv-01", "n’est pas l’adresse d’un bureau partagé"),
        ("postgresql://marie:secret@srv-01/desk", "mot de passe"),
        ("/nowhere/letter.desk-invitation", "n’est pas une invitation"),
        ("postgresql://127.0.0.1:1/desk", "ne répond pas"),
    ],
)
def test_what_leads_nowhere_is_said_under_the_field_and_stays(
    qtbot: QtBot, dialog: FirstStartDialog, typed: str, said: str
) -> None:
    QTest.keyClicks(at(), typed)
    onwards()
    qtbot.waitUntil(lambda: said in dialog.join.field.error(), timeout=10_000)
    assert dialog.join.where.text() == typed
    assert not dialog.join.waits
    assert at() is dialog.join.where


@pytest.fixture
def locked(server: Server | GivenServer, place: SharedPlace) -> Iterator[SharedPlace]:
    """The same desk, on a server that asks Nadia for her password."""
    if not isinstance(server, Server):
        pytest.fail("this needs a server of our own: its door is changed")
    rules = server.data / "pg_hba.conf"
    others = rules.read_text(encoding="utf-8")
    with talk(server.place()) as owner:
        owner.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(LOGIN), sql.Literal(PASSWORD))
        )
        rules.write_text(f"host all {LOGIN} 127.0.0.1/32 scram-sha-256\n{others}", encoding="utf-8")
        owner.execute("SELECT pg_reload_conf()")
        yield place
        rules.write_text(others, encoding="utf-8")
        owner.execute("SELECT pg_reload_conf()")


def test_the_password_is_asked_as_often_as_it_takes(
    qtbot: QtBot, dialog: FirstStartDialog, locked: SharedPlace
) -> None:
    def asked() -> PasswordDialog:
        found = dialog.findChild(PasswordDialog)
        assert found is not None
        assert found.isVisible()
        return found

    QTest.keyClicks(at(), locked.url())
    onwards()
    qtbot.waitUntil(lambda: dialog.findChild(PasswordDialog) is not None, timeout=10_000)
    asked().password.setText("wrong")
    asked().confirm()
    qtbot.waitUntil(asked().strip.isVisible, timeout=10_000)
    asked().reject()
    qtbot.waitUntil(lambda: not dialog.join.waits)
    assert dialog.join.where.text() == locked.url()
    dialog.confirm()
    qtbot.waitUntil(
        lambda: any(one.isVisible() for one in dialog.findChildren(PasswordDialog)), timeout=10_000
    )
    (again,) = [one for one in dialog.findChildren(PasswordDialog) if one.isVisible()]
    again.password.setText(PASSWORD)
    again.keep.setChecked(False)
    with qtbot.waitSignal(dialog.joined, timeout=10_000) as joined:
        again.confirm()
    assert joined.args[0].password() == PASSWORD


def test_the_place_is_kept_without_any_password(tmp_path: Path) -> None:
    place = SharedPlace(host="srv-01", database="desk")
    credentials = Credentials(place)
    credentials.typed("marie", "secret")
    preferences = of_file(tmp_path / "settings.toml")
    keep_place(preferences, Listener(address("before")), credentials)
    assert load(tmp_path / "settings.toml").store == replace(place, user="marie").url()
    assert "secret" not in (tmp_path / "settings.toml").read_text(encoding="utf-8")


def test_the_program_opens_the_shared_desk_from_then_on(place: SharedPlace, tmp_path: Path) -> None:
    seat_of_it = [
        sys.executable,
        "-m",
        "tests.support.joining_seat",
        str(tmp_path / "own.sqlite3"),
        place.url(),
    ]
    home = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE")}
    environment = os.environ | home | {"XDG_RUNTIME_DIR": str(tmp_path)}
    run = subprocess.run(seat_of_it, env=environment, capture_output=True, text=True, timeout=30, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"store": place.name}
    (kept,) = (tmp_path / "CONFIG").rglob("settings.toml")
    assert load(kept).store == place.url()

"""A desk is shared in its window, on a real server, from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import sql
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_desk.app import open_shared
from desktop_desk.cli.windows import desk_files
from desktop_desk.credentials import Credentials
from desktop_desk.domain.operations import SavePerson
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.storage.making import look_at_server
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sharing import SharingDialog
from desktop_desk.ui.dialogs.sharing.people_page import proposed_login
from desktop_desk.ui.dialogs.sharing.server_page import proposed_name
from tests.support import steps
from tests.support.accessibility import assert_named
from tests.support.desks import SmallDesk, small_desk
from tests.support.postgres import GivenServer, Server, talk
from tests.support.settings_page import seat, shown, turn
from tests.support.shared_desk import place_to_make
from tests.support.steps import at, onwards

LOGINS = ("nadia.shows", "yann.shows")


@pytest.fixture
def place(server: Server | GivenServer) -> Iterator[SharedPlace]:
    with place_to_make(server, "shared_in_a_window", LOGINS) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        opened.session.apply(SavePerson(name="Yann Morel", role=Role.AGENT))
        opened.ticket("Caisse 2 bloquée")
        yield opened


@pytest.fixture
def context(desk: SmallDesk) -> Iterator[Context]:
    with seat(desk) as made:
        made.files = desk_files()
        yield made


@pytest.fixture
def dialog(qtbot: QtBot, context: Context) -> SharingDialog:
    window = steps.shown(qtbot, SharingDialog(context))
    qtbot.waitUntil(lambda: context.tasks.idle, timeout=3000)
    return window


def _checked(qtbot: QtBot, dialog: SharingDialog, place: SharedPlace) -> None:
    dialog.server.server.setText(f"{place.host}:{place.port}")
    dialog.server.database.setText(place.database)
    dialog.server.admin.setText(place.user)
    onwards()
    qtbot.waitUntil(lambda: len(dialog.people.lines) == 2, timeout=10_000)
    assert "may make databases" in dialog.server.strip.text()


def _ready(qtbot: QtBot, dialog: SharingDialog, place: SharedPlace, folder: Path) -> None:
    _checked(qtbot, dialog, place)
    onwards()
    assert_named(dialog)
    for line, login in zip(dialog.people.lines, LOGINS, strict=True):
        line.login.setText(login)
    onwards()
    dialog.go.folder.setText(str(folder))
    assert_named(dialog)


def test_it_is_shared_and_opened_by_whoever_shared_it(
    qtbot: QtBot, dialog: SharingDialog, place: SharedPlace, tmp_path: Path
) -> None:
    assert_named(dialog)
    _ready(qtbot, dialog, place, tmp_path / "letters")
    onwards()
    qtbot.waitUntil(lambda: dialog.go.is_done, timeout=20_000)
    assert_named(dialog)
    letters = sorted(one.name for one in (tmp_path / "letters").iterdir())
    assert letters == [f"{login}.desk-invitation" for login in LOGINS]
    onwards()
    assert dialog.isVisible(), "Yann's password was not copied yet"
    for copy in dialog.go.findChildren(QPushButton):
        if copy.text() == "Copy":
            copy.click()
    assert QGuiApplication.clipboard().text() == dialog.go.passwords[-1].password
    with qtbot.waitSignal(dialog.desk_asked) as asked:
        dialog.confirm()
    (credentials,) = asked.args
    assert isinstance(credentials, Credentials)
    there = open_shared(credentials.place, credentials.password)
    try:
        assert there.session.me is not None
        assert there.session.me.name == "Nadia Bertrand"
        assert there.session.ticket_numbered(1) is not None
    finally:
        there.close()


def test_what_the_server_does_not_want_is_said_and_what_was_typed_stays(
    qtbot: QtBot, dialog: SharingDialog, place: SharedPlace
) -> None:
    onwards()
    assert dialog.server.fields[dialog.server.server].error()
    assert at() is dialog.server.server
    dialog.server.server.setText("127.0.0.1:1")
    onwards()
    qtbot.waitUntil(dialog.server.strip.isVisible, timeout=10_000)
    assert "does not answer" in dialog.server.strip.text()
    assert dialog.server.server.text() == "127.0.0.1:1"
    dialog.server.server.setText(f"{place.host}:{place.port}")
    dialog.server.admin.setText(place.user)
    dialog.server.database.setText("postgres")
    onwards()
    field = dialog.server.fields[dialog.server.database]
    qtbot.waitUntil(lambda: "already is a database" in field.error(), timeout=10_000)


def test_somebody_who_may_make_nothing_is_told_so(
    qtbot: QtBot, dialog: SharingDialog, place: SharedPlace, server: Server | GivenServer
) -> None:
    with talk(server.place()) as owner:
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(LOGINS[0])))
    dialog.server.server.setText(f"{place.host}:{place.port}")
    dialog.server.admin.setText(LOGINS[0])
    onwards()
    qtbot.waitUntil(dialog.server.strip.isVisible, timeout=10_000)
    assert "may not make databases" in dialog.server.strip.text()


def test_names_that_cannot_be_and_a_desk_without_a_manager_are_refused(
    qtbot: QtBot, dialog: SharingDialog, place: SharedPlace
) -> None:
    _checked(qtbot, dialog, place)
    onwards()
    nadia, yann = dialog.people.lines
    nadia.login.setText("Été")
    assert dialog.people.guests() is None
    assert "without accents" in dialog.people.strip.text()
    nadia.login.setText(yann.login.text())
    assert dialog.people.guests() is None
    assert "is taken" in dialog.people.strip.text()
    nadia.comes.click()
    assert dialog.people.guests() is None
    assert "one manager" in dialog.people.strip.text()


def test_what_fails_leaves_nothing_and_can_be_tried_again(
    qtbot: QtBot, dialog: SharingDialog, place: SharedPlace, tmp_path: Path
) -> None:
    (tmp_path / "letters").write_text("a file", encoding="utf-8")
    _ready(qtbot, dialog, place, tmp_path / "letters")
    onwards()
    qtbot.waitUntil(dialog.go.strip.isVisible, timeout=10_000)
    assert "could not be written" in dialog.go.strip.text()
    assert dialog.go.folder.isVisible()
    assert not look_at_server(place, None).database_there
    dialog.go.folder.setText(str(tmp_path / "elsewhere"))
    dialog.confirm()
    qtbot.waitUntil(lambda: dialog.go.is_done, timeout=20_000)
    dialog.reject()
    assert dialog.isVisible()
    assert "not copied" in dialog.go.strip.text()
    dialog.done(0)


def test_the_settings_of_a_file_offer_it(qtbot: QtBot, context: Context) -> None:
    page = shown(qtbot, context)
    turn(qtbot, page, page.desk)
    assert_named(page)
    page.desk.share.click()
    (found,) = page.window().findChildren(SharingDialog)
    qtbot.waitUntil(lambda: context.tasks.idle, timeout=3000)
    assert found.server.database.text() == "lubin_sarl"
    found.done(0)


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Lubin SARL", "lubin_sarl"),
        ("Œuvre & Cie", "oeuvre_cie"),
        ("", "desktop_desk"),
        ("42", "desktop_desk"),
    ],
)
def test_a_database_is_named_after_the_firm(company: str, name: str) -> None:
    assert proposed_name(company) == name


@pytest.mark.parametrize(
    ("name", "used", "login"),
    [
        ("Émilie Roux", set(), "emilie"),
        ("Émilie Roux", {"emilie"}, "emilie.roux"),
        ("Émilie Roux", {"emilie", "emilie.roux"}, "emilie2"),
        ("李", set(), "desk"),
    ],
)
def test_a_login_is_a_first_name_nobody_has(name: str, used: set[str], login: str) -> None:
    assert proposed_login(name, used) == login

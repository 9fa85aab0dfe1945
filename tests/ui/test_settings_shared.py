"""The settings of a shared desk: where it is, who may do what, who else comes in, a file of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_desk.app import OpenDesk, open_desk, open_shared
from desktop_desk.cli.windows import desk_files
from desktop_desk.domain.operations import SavePerson
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.sharing import create_shared, invite
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.views.settings import SettingsView
from desktop_desk.ui.views.settings.invite_dialog import InviteDialog
from tests.support.accessibility import assert_named
from tests.support.postgres import GivenServer, Server
from tests.support.settings_page import shown, turn
from tests.support.shared_desk import no_password, place_to_make

LOGINS = {Role.MANAGER: "nadia_sets", Role.AGENT: "yann_sets"}
NEW = "lucie_sets"


@pytest.fixture
def place(server: Server | GivenServer) -> Iterator[SharedPlace]:
    with place_to_make(server, "settings_of_a_shared", [*LOGINS.values(), NEW]) as made:
        create_shared(made, no_password, company="Lubin SARL")
        invite(made, no_password, LOGINS[Role.MANAGER], name="Nadia Bertrand", role=Role.MANAGER)
        invite(made, no_password, LOGINS[Role.AGENT], name="Yann Morel", role=Role.AGENT)
        yield made


@pytest.fixture
def opened(place: SharedPlace, request: pytest.FixtureRequest) -> Iterator[OpenDesk]:
    role = getattr(request, "param", Role.MANAGER)
    desk = open_shared(replace(place, user=LOGINS[role]), no_password)
    yield desk
    desk.close()


@pytest.fixture
def page(qtbot: QtBot, opened: OpenDesk) -> Iterator[SettingsView]:
    tasks, bridge = Tasks(), Bridge(opened.bus)
    context = Context(opened.session, Words("en"), tasks, bridge, opened.session.tz, files=desk_files())
    yield shown(qtbot, context)
    bridge.stop()
    tasks.stop()


def test_a_manager_reads_where_it_is_and_saves_it_to_a_file(
    qtbot: QtBot, page: SettingsView, tmp_path: Path
) -> None:
    desk = page.desk
    turn(qtbot, page, desk)
    assert_named(page)
    assert desk.measure.text() == "You come in as nadia_sets: manager."
    assert desk.to_file.isVisible()
    assert not desk.backup.isVisible()
    assert not desk.share.isVisible()
    said = [one.text() for one in desk.findChildren(QLabel)]
    assert any(one.startswith("Employee:") for one in said)
    assert not any("a convenience" in one for one in said)
    target = tmp_path / "copy.sqlite3"
    desk.write_file(target)
    qtbot.waitUntil(lambda: "compared row by row" in page.strip.text(), timeout=20_000)
    copy = open_desk(target)
    try:
        assert {one.name for one in copy.session.agents()} == {"Nadia Bertrand", "Yann Morel"}
    finally:
        copy.close()
    desk.write_file(target)
    qtbot.waitUntil(lambda: "already exists" in page.strip.text(), timeout=10_000)
    assert desk.to_file.isEnabled()


@pytest.mark.parametrize("opened", [Role.AGENT], indirect=True)
def test_an_agent_is_offered_none_of_it(qtbot: QtBot, page: SettingsView) -> None:
    turn(qtbot, page, page.desk)
    assert page.desk.measure.text() == "You come in as yann_sets: agent."
    assert not page.desk.to_file.isVisible()
    turn(qtbot, page, page.people)
    assert not page.people.invite.isVisible()


def test_somebody_without_a_login_is_invited(
    qtbot: QtBot, page: SettingsView, opened: OpenDesk, place: SharedPlace, tmp_path: Path
) -> None:
    opened.session.apply(SavePerson(name="Lucie Roux"))
    people = page.people
    turn(qtbot, page, people)
    assert people.invite.isVisible()
    lines = [people.list.item(row).text() for row in range(people.list.count())]
    people.list.setCurrentRow(next(row for row, text in enumerate(lines) if "Nadia" in text))
    assert not people.invite.isEnabled(), "she is in already"
    people.list.setCurrentRow(next(row for row, text in enumerate(lines) if "Lucie" in text))
    assert people.invite.isEnabled()
    people.invite.click()
    (dialog,) = page.window().findChildren(InviteDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert_named(dialog)
    dialog.login.setText("Été")
    dialog.confirm()
    assert dialog.fields[1].error()
    dialog.login.setText(NEW)
    dialog.admin.setText("nobody_at_all")
    dialog.folder.setText(str(tmp_path))
    dialog.role.set_value(Role.AGENT.value)
    dialog.confirm()
    qtbot.waitUntil(dialog.strip.isVisible, timeout=10_000)
    assert "does not let nobody_at_all in" in dialog.strip.text()
    assert not list(tmp_path.glob("*.desk-invitation"))
    dialog.admin.setText(place.user)
    dialog.confirm()
    qtbot.waitUntil(lambda: dialog.result_ is not None, timeout=10_000)
    assert_named(dialog)
    assert (tmp_path / f"{NEW}.desk-invitation").exists()
    dialog.confirm()
    assert dialog.result_ is not None
    assert QGuiApplication.clipboard().text() == dialog.result_.password
    assert "may come in as lucie_sets" in page.strip.text()
    dialog.reject()
    qtbot.waitUntil(lambda: not people.invite.isEnabled(), timeout=5000)
    there = open_shared(replace(place, user=NEW), no_password)
    try:
        assert there.session.me is not None
        assert (there.session.me.name, there.session.me.role) == ("Lucie Roux", Role.AGENT)
    finally:
        there.close()

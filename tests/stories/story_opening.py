"""The window and a desk it has only glanced at: shown, opened, or refused after all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_desk.app import open_desk
from desktop_desk.config import UserSettings
from desktop_desk.domain.operations import Contact, OpenTicket
from desktop_desk.opening import open_for_window
from desktop_desk.storage.errors import ReadOnlyStore
from desktop_desk.text import Words
from desktop_desk.ui.application import DeskApplication
from desktop_desk.ui.opened import Opened, Start, Works
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.single_instance import Listener, address
from tests.support.desks import desk_left_with_a_request
from tests.support.passing import wait_until as until


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return desk_left_with_a_request(tmp_path / "desk.sqlite3")


class Door:
    """Opens the desk, or holds it shut, after it was glanced at."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.unlocked = threading.Event()
        self.refuses = False

    def open(self, other: object, words: Words) -> Opened:
        desk = open_for_window(other if isinstance(other, Path) else self.store, words)
        arrive = desk.arrive
        assert arrive is not None, "a desk that was founded can be glanced at"

        def when_unlocked() -> Works | None:
            assert self.unlocked.wait(20)
            if self.refuses:
                raise ReadOnlyStore(path=self.store)
            return arrive()

        return replace(desk, arrive=when_unlocked)


@pytest.fixture
def door(store: Path) -> Door:
    return Door(store)


@pytest.fixture
def program(request: pytest.FixtureRequest, session_bus: str, door: Door) -> Iterator[DeskApplication]:
    os.environ["DISPLAY"] = os.environ["STORY_DISPLAY"]
    qapp: QApplication = request.getfixturevalue("qapp")
    quits = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    settings = UserSettings(language="fr", theme="light", asked_about_session=True)
    start = Start(store=str(door.store))
    desk = DeskApplication(qapp, door.open, Preferences(settings), start, Listener(address(start.store)))
    yield desk
    door.unlocked.set()
    desk._finish()
    desk.dismantle(qapp)
    qapp.setQuitOnLastWindowClosed(quits)


def titles(program: DeskApplication) -> list[str]:
    if program.window.page("queue") is None:
        return []
    model = program.window.queue.model
    rows = (model.row(place) for place in range(model.rowCount()))
    return [row.title for row in rows if row is not None]


def test_lines_are_shown_before_the_desk_is_open_and_read_again_then(
    program: DeskApplication, door: Door
) -> None:
    program.start()
    until(lambda: titles(program) == ["Caisse 2 bloquée"], "the line")
    assert program._desk is not None
    assert program._desk.arrive is not None, "nothing was opened yet"
    # Another program writes before the desk is ours.
    other = open_desk(door.store)
    other.session.apply(OpenTicket(title="Imprimante muette", requester=Contact(name="Marie Lubin")))
    other.close()
    door.unlocked.set()
    until(lambda: len(titles(program)) == 2, "both lines")
    until(lambda: program._desk is not None and program._desk.worker is not None, "its work")


def test_one_that_cannot_be_opened_after_all_says_why_and_can_be_tried_again(
    program: DeskApplication, door: Door
) -> None:
    door.refuses = True
    program.start()
    until(lambda: titles(program) == ["Caisse 2 bloquée"], "the line")
    door.unlocked.set()
    said = ReadOnlyStore(path=door.store).say(Words("fr"))

    def told() -> bool:
        return said in [label.text() for label in program.window.findChildren(QLabel)]

    until(told, "the reason")
    assert program.resident is None
    assert titles(program) == []
    door.refuses = False
    program.window.retry_asked.emit()
    until(lambda: titles(program) == ["Caisse 2 bloquée"], "the line")
    until(lambda: program._desk is not None and program._desk.worker is not None, "its work")


def test_leaving_before_it_is_open_waits_for_nobody(program: DeskApplication, door: Door) -> None:
    program.start()
    until(lambda: titles(program) == ["Caisse 2 bloquée"], "the line")
    program._finish()
    door.unlocked.set()
    assert not door.store.with_name(door.store.name + ".owner").exists()

"""Which desk one is in: sample data that can be left, a folder that is not safe, another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_desk.config import UserSettings
from desktop_desk.domain.operations import SavePerson
from desktop_desk.services.first_steps import FirstSteps, take_first_steps
from desktop_desk.text import Words
from desktop_desk.ui import rail
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.first_day import FirstDay
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.views.settings import SettingsView
from tests.support.desks import small_desk

WORDS = Words("en")
SETTLED = UserSettings(asked_about_session=True)
WEEK = (((9 * 3600, 17 * 3600),),) * 5 + ((),) * 2
Sit = Callable[[Path, Preferences], tuple[MainWindow, FirstDay]]


@pytest.fixture
def sit(qtbot: QtBot) -> Iterator[Sit]:
    """Somebody sits down at a desk in a folder."""
    leaving = ExitStack()

    def seat(folder: Path, preferences: Preferences) -> tuple[MainWindow, FirstDay]:
        folder.mkdir(parents=True, exist_ok=True)
        desk = leaving.enter_context(small_desk(folder))
        take_first_steps(
            desk.session, FirstSteps(company="Lubin", region="metropole", weekly=WEEK, name="Nadia")
        )
        desk.session.apply(SavePerson(name="Marie Lubin"))
        tasks, bridge = Tasks(), Bridge(desk.opened.bus)
        window = MainWindow(WORDS, preferences)
        qtbot.addWidget(window)
        context = Context(desk.session, WORDS, tasks, bridge, desk.session.tz, preferences.settings)
        window.show()
        window.attach(context)
        leaving.callback(tasks.stop)
        leaving.callback(bridge.stop)
        qtbot.waitUntil(lambda: window.queue.model.answer is not None and tasks.idle, timeout=5000)
        return window, FirstDay(context, window, window)

    with leaving:
        yield seat


def _says(window: MainWindow, said: str) -> bool:
    return window.top_bar.leave_sample.text() == said


def _settings(window: MainWindow) -> SettingsView:
    window.go_settings()
    page = window.page(rail.SETTINGS)
    assert isinstance(page, SettingsView)
    return page


def test_sample_data_can_be_left_long_after_it_was_said(qtbot: QtBot, sit: Sit, tmp_path: Path) -> None:
    window, first_day = sit(tmp_path, Preferences(SETTLED))
    assert not window.top_bar.leave_sample.isVisible()
    asked: list[str] = []
    first_day.say_sample(lambda: asked.append("own desk"))
    window.strip.dismiss()
    assert window.top_bar.leave_sample.isVisible()
    for width, said in ((1440, "Back to my own desk"), (960, "My own desk")):
        window.resize(width, 700)
        qtbot.waitUntil(partial(_says, window, said))
        assert window.top_bar.leave_sample.accessibleName() == "Back to my own desk"
    window.top_bar.leave_sample.click()
    page = _settings(window)
    page.show_section(page.desk)
    page.desk.leave_sample.click()
    assert asked == ["own desk", "own desk"]


def test_ones_own_desk_says_nothing_of_samples(sit: Sit, tmp_path: Path) -> None:
    window, first_day = sit(tmp_path, Preferences(SETTLED))
    first_day.begin()
    page = _settings(window)
    page.show_section(page.desk)
    assert not page.desk.leave_sample.isVisible()
    assert not page.desk.warning.isVisible()


def test_a_folder_that_is_synchronised_is_warned_about_once_and_in_the_settings(
    qtbot: QtBot, sit: Sit, tmp_path: Path
) -> None:
    preferences = Preferences(SETTLED)
    window, first_day = sit(tmp_path / "Dropbox" / "support", preferences)
    first_day.begin()
    qtbot.waitUntil(lambda: "synchronised by Dropbox" in window.strip.text(), timeout=3000)
    window.strip.dismiss()
    assert preferences.settings.warned_about.endswith("desk.sqlite3")
    first_day.begin()
    assert window.context is not None
    qtbot.waitUntil(lambda: window.context is not None and window.context.tasks.idle, timeout=3000)
    assert window.strip.isHidden()
    page = _settings(window)
    page.show_section(page.desk)
    assert page.desk.warning.isVisible()


def test_another_language_comes_back_to_the_same_section(sit: Sit, tmp_path: Path) -> None:
    preferences = Preferences(SETTLED)
    window, _ = sit(tmp_path / "one", preferences)
    page = _settings(window)
    page.show_section(page.you)
    again, _ = sit(tmp_path / "two", preferences)
    assert _settings(again).you.isVisible()

"""The settings on a small desk, and what a hand does there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.people import Person
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.views.settings import SettingsView
from desktop_desk.ui.views.settings.section import Section
from tests.support.desks import SmallDesk


@contextmanager
def seat(desk: SmallDesk, language: str = "en") -> Iterator[Context]:
    """What a window of this desk is given."""
    tasks, bridge = Tasks(), Bridge(desk.opened.bus)
    yield Context(desk.session, Words(language), tasks, bridge, desk.session.tz)
    bridge.stop()
    tasks.stop()


def shown(qtbot: QtBot, context: Context) -> SettingsView:
    """The page, on the screen and read."""
    view = SettingsView(context)
    qtbot.addWidget(view)
    view.resize(1000, 760)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    qtbot.waitUntil(lambda: context.tasks.idle, timeout=3000)
    return view


def turn(qtbot: QtBot, page: SettingsView, section: Section) -> None:
    """Go to a section."""
    page.show_section(section)
    qtbot.waitUntil(lambda: section.context.tasks.idle, timeout=3000)


def press(page: QWidget, text: str) -> None:
    """Click the button of this name."""
    (found,) = [one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisible()]
    found.click()


def settled(qtbot: QtBot, page: SettingsView) -> None:
    """Wait until it is saved."""
    qtbot.waitUntil(lambda: page.strip.isVisible() and page.strip.text() == "Saved", timeout=4000)


def names(page: SettingsView) -> list[str]:
    """The lines of the people's list."""
    people = page.people.list
    return [people.item(row).text() for row in range(people.count())]


def person(desk: SmallDesk, name: str) -> Person:
    """Somebody the directory knows."""
    found = desk.session.person(name)
    assert found is not None
    return found

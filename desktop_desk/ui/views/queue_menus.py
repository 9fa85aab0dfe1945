"""Menus of the queue: verdicts on the lines chosen, and the choices behind three of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.people import Person
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from desktop_desk.text import Words, capital
from desktop_desk.ui import marks
from desktop_desk.ui.actions import keys_in_words
from desktop_desk.ui.commands import Place, commands_of
from desktop_desk.ui.icons import icon, mark_icon
from desktop_desk.ui.people_words import offered

_SETTABLE: Final = (Status.OPEN, Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED)
"""Statuses of the menu that need no reason; waiting has its own."""


def popup(parent: QWidget, name: str = "") -> QMenu:
    """A menu that goes away for good when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(name)
    return menu


def verdicts(menu: QMenu, target: QWidget, words: Words) -> None:
    """The commands of the queue that belong in a menu, each calling its method of ``target``."""
    priorities = None
    for command in commands_of(Place.QUEUE):
        if command.method == "set_priority":
            priorities = priorities or menu.addMenu(icon("flag"), words("Priority"))
            level = Priority.of(command.argument)
            action = priorities.addAction(
                mark_icon(partial(marks.priority, level)), capital(words.priority(level.word))
            )
        elif command.menu:
            action = menu.addAction(icon(command.icon), words(command.words))
        else:
            continue
        if command.keys:
            action.setText(f"{action.text()}\t{keys_in_words(command, words)[0]}")
        call: Callable[..., object] = getattr(target, command.method)
        arguments = (command.argument,) if command.argument else ()
        action.triggered.connect(partial(_call, call, arguments))


def statuses(menu: QMenu, words: Words, on_status: Callable[[Status], None]) -> None:
    """The statuses a person may set."""
    for status in _SETTABLE:
        name = capital(words.status(status.value))
        _add(menu, mark_icon(partial(marks.status, status)), name, partial(on_status, status))


def waitings(menu: QMenu, words: Words, on_reason: Callable[[WaitingFor], None]) -> None:
    """What a ticket may wait for."""
    for reason in WaitingFor:
        _add(
            menu,
            mark_icon(partial(marks.status, Status.WAITING)),
            capital(words.waiting(reason.value)),
            partial(on_reason, reason),
        )


def assignees(
    menu: QMenu,
    words: Words,
    people: Iterable[Person],
    now: Instant,
    on_person: Callable[[Person | None], None],
) -> None:
    """Those who treat tickets, the absent marked as such, and nobody."""
    for person in people:
        disc = mark_icon(partial(_disc, person.name))
        name = offered(words, person, now).replace("&", "&&")
        _add(menu, disc, name, partial(on_person, person))
    menu.addSeparator()
    _add(menu, mark_icon(partial(marks.nobody, side=18)), words("Nobody"), partial(on_person, None))


def _disc(name: str, ratio: float) -> QPixmap:
    return marks.person(name, ratio, 18)


def _add(menu: QMenu, picture: QIcon, text: str, call: Callable[[], None]) -> None:
    action = menu.addAction(picture, text)
    action.triggered.connect(lambda _=False: call())


def _call(call: Callable[..., object], arguments: tuple[str, ...], *_: object) -> None:
    call(*arguments)

"""What a person may change on a ticket, as menus: each entry asks for its changes and says them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from desktop_desk.domain.operations import Change, TicketField
from desktop_desk.domain.ticket import Kind, Outcome, Priority, Status, WaitingFor
from desktop_desk.text import Words, capital
from desktop_desk.ui import icons, marks
from desktop_desk.ui.people_words import offered
from desktop_desk.ui.views.ticket.page import Page, Standing
from desktop_desk.ui.views.ticket.sayings import standing_words

Asked = Callable[[tuple[Change, ...], str], None]
"""Takes the changes a person asks for and what they come to, in words."""

OfPage = Callable[[Words, QWidget, Page, Asked], QMenu]
"""Makes a menu for a page."""

CATEGORIES = 40
"""Categories a menu lists; beyond, the side panel's list is the place."""


def standing_changes(standing: Standing) -> tuple[Change, ...]:
    """The changes that bring a ticket to a status."""
    status, reason = standing
    changes = (Change(TicketField.STATUS, status.value),)
    return changes if reason is None else (*changes, Change(TicketField.WAITING_FOR, reason.value))


def waiting_menu(words: Words, parent: QWidget, ask: Asked) -> QMenu:
    """« Mettre en attente »: of whom."""
    menu = QMenu(words("Put on hold"), parent)
    for reason in WaitingFor:
        said = standing_words(words, Status.WAITING, reason)
        wanted = standing_changes((Status.WAITING, reason))
        _add(menu, capital(words.waiting(reason.value)), partial(ask, wanted, _low(said)))
    return menu


def outcome_menu(words: Words, parent: QWidget, ask: Asked) -> QMenu:
    """« Résoudre »: how it ended."""
    menu = QMenu(words("Resolve"), parent)
    for outcome in Outcome:
        changes = (
            Change(TicketField.STATUS, Status.RESOLVED.value),
            Change(TicketField.OUTCOME, outcome.value),
        )
        said = words.status(Status.RESOLVED.value)
        if outcome is not Outcome.SOLVED:
            said = f"{said} ({words.outcome(outcome.value)})"
        _add(menu, capital(words.outcome(outcome.value)), partial(ask, changes, said))
    return menu


def status_menu(words: Words, parent: QWidget, page: Page, ask: Asked) -> QMenu:
    """Every status the ticket may take."""
    menu = QMenu(words("Status"), parent)
    ticket = page.view.ticket
    for standing in page.standings():
        if standing == (ticket.status, ticket.waiting_for):
            continue
        said = standing_words(words, *standing)
        icon = icons.mark_icon(partial(marks.status, standing[0]))
        _add(menu, said, partial(ask, standing_changes(standing), _low(said)), icon)
    return menu


def priority_menu(words: Words, parent: QWidget, page: Page, ask: Asked) -> QMenu:
    """The four priorities."""
    menu = QMenu(words("Priority"), parent)
    for priority in Priority:
        said = words("priority {value}", value=words.priority(priority.word))
        wanted = (Change(TicketField.PRIORITY, priority.word),)
        icon = icons.mark_icon(partial(marks.priority, priority))
        _add(menu, capital(words.priority(priority.word)), partial(ask, wanted, said), icon)
        menu.actions()[-1].setEnabled(priority is not page.view.ticket.priority)
    return menu


def kind_menu(words: Words, parent: QWidget, page: Page, ask: Asked) -> QMenu:
    """Incident, request, question."""
    menu = QMenu(words("Kind"), parent)
    for kind in Kind:
        said = words.kind(kind.value)
        _add(menu, capital(said), partial(ask, (Change(TicketField.KIND, kind.value),), said))
        menu.actions()[-1].setEnabled(kind is not page.view.ticket.kind)
    return menu


def category_menu(words: Words, parent: QWidget, page: Page, ask: Asked) -> QMenu:
    """The category tree, as paths."""
    menu = QMenu(words("Category"), parent)
    _add(
        menu, words("No category"), partial(ask, (Change(TicketField.CATEGORY, None),), words("no category"))
    )
    for category in [one for one in page.categories if one.active][:CATEGORIES]:
        said = words("category {value}", value=category.name)
        wanted = (Change(TicketField.CATEGORY, str(category.uid)),)
        _add(menu, (category.path or category.name).replace("&", "&&"), partial(ask, wanted, said))
        menu.actions()[-1].setEnabled(category.id != page.view.ticket.category_id)
    return menu


def assignee_menu(words: Words, parent: QWidget, page: Page, ask: Asked) -> QMenu:
    """Those who treat tickets, the absent marked as such, and nobody."""
    menu = QMenu(words("Assigned to"), parent)
    for person in page.agents:
        said = words("assigned to {name}", name=person.name)
        wanted = (Change(TicketField.ASSIGNEE, str(person.uid)),)
        icon = icons.mark_icon(partial(_small_disc, person.name))
        name = offered(words, person, page.read_at).replace("&", "&&")
        _add(menu, name, partial(ask, wanted, said), icon)
        menu.actions()[-1].setEnabled(person.id != page.view.ticket.assignee_id)
    said = words("assigned to nobody")
    nobody = icons.mark_icon(lambda ratio: marks.nobody(ratio, 18))
    _add(menu, words("Nobody"), partial(ask, (Change(TicketField.ASSIGNEE, None),), said), nobody)
    return menu


def pop(menu: QMenu, under: QWidget) -> None:
    """Show a menu under what was pressed, its first entry ready for Enter; it goes when it closes."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
    ready = next((action for action in menu.actions() if action.isEnabled()), None)
    if ready is not None:
        menu.setActiveAction(ready)


def _add(menu: QMenu, text: str, act: Callable[[], None], icon: QIcon | None = None) -> None:
    action = menu.addAction(icon or QIcon(), text)
    action.triggered.connect(lambda _checked=False: act())


def _small_disc(name: str, ratio: float) -> QPixmap:
    return marks.person(name, ratio, 18)


def _low(said: str) -> str:
    return said[:1].lower() + said[1:]

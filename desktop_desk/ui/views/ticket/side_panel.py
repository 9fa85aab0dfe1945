"""Beside the conversation: who asked, the fields, and what the ticket is linked to."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_desk.domain.operations import Change, TicketField
from desktop_desk.domain.ticket import Kind, Priority
from desktop_desk.text import capital
from desktop_desk.ui import icons, marks, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.people_words import offered
from desktop_desk.ui.views.ticket.belongings import Belongings
from desktop_desk.ui.views.ticket.menus import standing_changes
from desktop_desk.ui.views.ticket.page import Page, Standing
from desktop_desk.ui.views.ticket.requester_card import RequesterCard
from desktop_desk.ui.views.ticket.sayings import standing_words
from desktop_desk.ui.widgets.card import line, plane
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field

MARGIN: Final = 18
Choice = tuple[Hashable, str, QIcon | None, str]


class SidePanel(QFrame):
    """The panel of the ticket's own window.

    Signals:
        asked: changes (a tuple of ``Change``) and what they come to, in words.
        ticket_opened: the row of a linked or earlier ticket.
        call_asked: the number that was pressed.
        tags_asked: labels to put on and to take off, two tuples.
        join_asked: what makes the operation that joins or parts, and what it comes to.
    """

    asked = Signal(object, str)
    ticket_opened = Signal(int)
    call_asked = Signal(str)
    tags_asked = Signal(object, object)
    join_asked = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        words = context.words
        self.setProperty("plane", "side_end")
        self.setFixedWidth(theme.size("side_ticket"))
        self.requester = RequesterCard(context)
        self.requester.call_asked.connect(self.call_asked)
        self.status = _combo(words("Status"), self._on_status)
        self.assignee = _combo(words("Assigned to"), self._on_assignee)
        self.priority = _combo(words("Priority"), self._on_priority)
        self.kind = _combo(words("Kind"), self._on_kind)
        self.category = _combo(words("Category"), self._on_category)
        self._combos = (self.status, self.assignee, self.priority, self.kind, self.category)
        self.belongings = Belongings(context)
        self.belongings.ticket_opened.connect(self.ticket_opened)
        self.belongings.tags_asked.connect(self.tags_asked)
        self.belongings.join_asked.connect(self.join_asked)
        self._page: Page | None = None
        self._choices: dict[Combo, list[Choice]] = {}
        self._lay_out()

    def show_page(self, page: Page) -> None:
        """Show a ticket."""
        self._page = page
        view, ticket = page.view, page.view.ticket
        self.requester.show_person(view.requester)
        self._fill(self.status, self._statuses(page), (ticket.status, ticket.waiting_for))
        self._fill(self.priority, self._priorities(), ticket.priority)
        self._fill(self.assignee, self._assignees(page), ticket.assignee_id)
        self._fill(self.kind, self._kinds(), ticket.kind)
        self._fill(self.category, self._categories(page), ticket.category_id)
        for combo in self._combos:
            combo.setEnabled(not page.read_only)
        self.belongings.show_page(page)

    def _fill(self, combo: Combo, choices: list[Choice], value: Hashable) -> None:
        """Entries and value, without touching a list somebody has open for nothing."""
        known = self._choices.get(combo)
        if known is None or [(key, text) for key, text, *_ in known] != [
            (key, text) for key, text, *_ in choices
        ]:
            self._choices[combo] = choices
            combo.clear()
            for key, text, icon, tone in choices:
                combo.add(key, text, icon, tone)
        combo.set_value(value)
        combo.setToolTip(combo.currentText())

    def _statuses(self, page: Page) -> list[Choice]:
        words = self._context.words
        return [
            (
                standing,
                standing_words(words, *standing),
                icons.mark_icon(partial(marks.status, standing[0])),
                "text",
            )
            for standing in page.standings()
        ]

    def _priorities(self) -> list[Choice]:
        words = self._context.words
        return [
            (
                one,
                capital(words.priority(one.word)),
                icons.mark_icon(partial(marks.priority, one)),
                marks.PRIORITY_TEXT[one],
            )
            for one in Priority
        ]

    def _assignees(self, page: Page) -> list[Choice]:
        nobody = icons.mark_icon(lambda ratio: marks.nobody(ratio, 18))
        found: list[Choice] = [(None, self._context.words("Nobody"), nobody, "text_2")]
        people = list(page.agents)
        held = page.view.assignee
        if held is not None and held.id not in {person.id for person in people}:
            people.append(held)
        for person in people:
            icon = icons.mark_icon(partial(_disc, person.name))
            found.append((person.id, offered(self._context.words, person, page.read_at), icon, "text"))
        return found

    def _kinds(self) -> list[Choice]:
        return [(kind, capital(self._context.words.kind(kind.value)), None, "text") for kind in Kind]

    def _categories(self, page: Page) -> list[Choice]:
        found: list[Choice] = [(None, self._context.words("No category"), None, "text_2")]
        present = page.view.ticket.category_id
        shown = [one for one in page.categories if one.active or one.id == present]
        return found + [(one.id, one.path or one.name, None, "text") for one in shown]

    def _on_status(self, key: object) -> None:
        standing = cast("Standing", key)
        said = standing_words(self._context.words, *standing)
        self._ask(standing_changes(standing), said[:1].lower() + said[1:])

    def _on_priority(self, key: object) -> None:
        priority = cast("Priority", key)
        words = self._context.words
        said = words("priority {value}", value=words.priority(priority.word))
        self._ask((Change(TicketField.PRIORITY, priority.word),), said)

    def _on_assignee(self, key: object) -> None:
        words, page = self._context.words, self._page
        person = next((p for p in page.agents if p.id == key), None) if page is not None else None
        value = None if person is None else str(person.uid)
        said = (
            words("assigned to nobody") if person is None else words("assigned to {name}", name=person.name)
        )
        self._ask((Change(TicketField.ASSIGNEE, value),), said)

    def _on_kind(self, key: object) -> None:
        kind = cast("Kind", key)
        self._ask((Change(TicketField.KIND, kind.value),), self._context.words.kind(kind.value))

    def _on_category(self, key: object) -> None:
        words, page = self._context.words, self._page
        category = next((c for c in page.categories if c.id == key), None) if page is not None else None
        value = None if category is None else str(category.uid)
        said = words("no category") if category is None else words("category {value}", value=category.name)
        self._ask((Change(TicketField.CATEGORY, value),), said)

    def _ask(self, changes: tuple[Change, ...], said: str) -> None:
        self.asked.emit(changes, said)

    def _lay_out(self) -> None:
        words = self._context.words
        inside = plane("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 16, MARGIN - 2, 16)
        column.setSpacing(12)
        column.addWidget(self.requester)
        column.addSpacing(6)
        # What can be long has the whole width: « En attente d’information », « Caisses › Terminal ».
        column.addWidget(Field(words("Status"), self.status, quiet=True))
        column.addWidget(Field(words("Assigned to"), self.assignee, quiet=True))
        column.addLayout(
            _pair(
                Field(words("Priority"), self.priority, quiet=True),
                Field(words("Kind"), self.kind, quiet=True),
            )
        )
        column.addWidget(Field(words("Category"), self.category, quiet=True))
        column.addSpacing(6)
        column.addWidget(line())
        column.addWidget(self.belongings)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)


def _combo(name: str, chosen: Callable[[object], None]) -> Combo:
    combo = Combo(name)
    combo.chosen.connect(chosen)
    return combo


def _pair(first: QWidget, second: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(first, 1)
    row.addWidget(second, 1)
    return row


def _disc(name: str, ratio: float) -> QPixmap:
    return marks.person(name, ratio, 18)

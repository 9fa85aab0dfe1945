"""The head of a ticket: what it is, its title, who asked, where it stands, and what can be done."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_desk.domain.operations import Change, TicketField
from desktop_desk.domain.people import AddressKind, first_name
from desktop_desk.domain.ticket import Priority, Status
from desktop_desk.text import Words, capital
from desktop_desk.ui import fonts, marks
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket import menus
from desktop_desk.ui.views.ticket.page import Page
from desktop_desk.ui.views.ticket.pressable import PressableMark
from desktop_desk.ui.views.ticket.sayings import standing_words
from desktop_desk.ui.views.ticket.title_edit import TitleEdit
from desktop_desk.ui.widgets.buttons import button, icon_button
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.labels import label, set_property
from desktop_desk.ui.widgets.mark_view import MarkView
from desktop_desk.ui.widgets.person_disc import PersonDisc

PANE_MARGIN: Final = 20
WIDE_MARGIN: Final = 24


class Head(QFrame):
    """Signals carry wishes; the editor carries them out.

    Signals:
        asked: changes (a tuple of ``Change``) and what they come to, in words.
        take_asked, history_asked, window_asked: the buttons of these names.
    """

    asked = Signal(object, str)
    take_asked = Signal()
    history_asked = Signal()
    window_asked = Signal()

    def __init__(self, context: Context, *, wide: bool) -> None:
        super().__init__()
        self._context, self._wide = context, wide
        self._page: Page | None = None
        words = context.words
        self.setProperty("plane", "surface")
        self._mark = MarkView(lambda ratio: marks.nobody(ratio, 16))
        self._number = label(size="title_card", tone="text_2")
        self._number.setFont(fonts.font("title_card" if wide else "base", fonts.REGULAR, digits=True))
        self._priority = label(size="small" if wide else "base", weight=fonts.STRONG)
        self._facts = ElidedLabel(size="small" if wide else "base", tone="text_2")
        self.title = TitleEdit(words, "title_window" if wide else "title_pane")
        self._actions = _Actions(words, wide=wide)
        wait, resolve = self._actions.wait, self._actions.resolve
        wait.clicked.connect(lambda: menus.pop(menus.waiting_menu(words, self, self._ask), wait))
        resolve.clicked.connect(lambda: menus.pop(menus.outcome_menu(words, self, self._ask), resolve))
        self._actions.take.clicked.connect(self.take_asked)
        self._actions.reopen.clicked.connect(self.reopen)
        self._actions.end.clicked.connect(self.close_ticket)
        self._actions.more.clicked.connect(self._pop_more)
        self._actions.apart.clicked.connect(self.window_asked)
        self._people = _PeopleLine(words)
        self._people.status.clicked.connect(lambda: self._pop_page(menus.status_menu, self._people.status))
        self._people.assignee.clicked.connect(
            lambda: self._pop_page(menus.assignee_menu, self._people.assignee)
        )
        self._lay_out()

    @property
    def actions_row(self) -> _Actions:
        """The buttons."""
        return self._actions

    @property
    def people(self) -> _PeopleLine:
        """The requester, the status and the assignee, in the pane."""
        return self._people

    def show_page(self, page: Page) -> None:
        """Show a ticket."""
        self._page = page
        words, ticket = self._context.words, page.view.ticket
        self._mark.show_mark(partial(marks.priority, ticket.priority))
        self._number.setText(str(ticket.number) if ticket.number is not None else "–")
        self._priority.setText(capital(words.priority(ticket.priority.word)))
        set_property(self._priority, "tone", marks.PRIORITY_TEXT[ticket.priority])
        self._facts.setText(self._facts_of(page))
        self.title.show_title(ticket.title, read_only=page.read_only)
        self._actions.show_page(page)
        self._people.show_page(page)

    def pop_waiting(self) -> None:
        """The menu of whom to wait for, as W asks for it."""
        if self._page is not None and self._page.can_wait:
            self._actions.wait.click()

    def pop_outcomes(self) -> None:
        """The menu of outcomes, as E asks for it."""
        if self._page is not None and self._page.can_become(Status.RESOLVED):
            self._actions.resolve.click()

    def pop_statuses(self) -> None:
        """The menu of statuses, as S asks for it."""
        self._pop_by_key(menus.status_menu)

    def pop_assignees(self) -> None:
        """The menu of those who may take it, as A asks for it."""
        self._pop_by_key(menus.assignee_menu)

    def give_priority(self, priority: Priority) -> None:
        """A priority, as 1 to 4 ask for it."""
        page = self._page
        if page is not None and not page.read_only and priority is not page.view.ticket.priority:
            words = self._context.words
            said = words("priority {value}", value=words.priority(priority.word))
            self._ask((Change(TicketField.PRIORITY, priority.word),), said)

    def reopen(self) -> None:
        """Let an ended ticket go on."""
        if self._page is not None and self._page.can_reopen:
            status = self._page.reopened
            self._ask((Change(TicketField.STATUS, status.value),), self._context.words("reopened"))

    def close_ticket(self) -> None:
        """Close a ticket for good."""
        if self._page is not None and self._page.can_become(Status.CLOSED):
            words = self._context.words
            self._ask((Change(TicketField.STATUS, Status.CLOSED.value),), words.status(Status.CLOSED.value))

    def _ask(self, changes: tuple[Change, ...], said: str) -> None:
        self.asked.emit(changes, said)

    def _facts_of(self, page: Page) -> str:
        words, ticket = self._context.words, page.view.ticket
        kind = capital(words.kind(ticket.kind.value))
        if not self._wide:
            return "".join(f" · {said}" for said in (kind, page.view.category) if said)
        opened = words(
            "opened {date}, {channel}",
            date=words.dated(ticket.created_at, self._context.tz, page.read_at),
            channel=words.channel(ticket.channel.value),
        )
        return f" · {kind} · {opened}"

    def _pop_page(self, make: menus.OfPage, under: QAbstractButton) -> None:
        if self._page is not None:
            menus.pop(make(self._context.words, self, self._page, self._ask), under)

    def _pop_by_key(self, make: menus.OfPage) -> None:
        if self._page is not None and not self._page.read_only:
            self._pop_page(make, self._actions.more)

    def _pop_more(self) -> None:
        """Everything that has no button of its own."""
        page, words = self._page, self._context.words
        if page is None:
            return
        menu = QMenu(self)
        if not page.read_only:
            for make in (
                menus.status_menu,
                menus.priority_menu,
                menus.assignee_menu,
                menus.kind_menu,
                menus.category_menu,
            ):
                menu.addMenu(make(words, menu, page, self._ask))
            menu.addSeparator()
            if page.can_take:
                menu.addAction(words("I take care of it")).triggered.connect(self.take_asked)
            if page.can_reopen:
                menu.addAction(words("Reopen")).triggered.connect(self.reopen)
            if page.can_become(Status.CLOSED):
                menu.addAction(words("Close the ticket")).triggered.connect(self.close_ticket)
        menu.addAction(words("History…")).triggered.connect(self.history_asked)
        menus.pop(menu, self._actions.more)

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setSpacing(0)
        facts.addWidget(self._mark)
        facts.addSpacing(8)
        facts.addWidget(self._number)
        facts.addSpacing(12 if self._wide else 8)
        facts.addWidget(self._priority)
        facts.addWidget(self._facts, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        if self._wide:
            words.addLayout(facts)
            words.addWidget(self.title)
            row = QHBoxLayout(self)
            row.setContentsMargins(WIDE_MARGIN, 12, 16, 12)
            row.setSpacing(16)
            row.addLayout(words, 1)
            row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)
            self._people.hide()
            return
        facts.addWidget(self._actions)
        column = QVBoxLayout(self)
        column.setContentsMargins(PANE_MARGIN, 10, PANE_MARGIN - 8, 10)
        column.setSpacing(4)
        column.addLayout(facts)
        column.addWidget(self.title)
        column.addSpacing(2)
        column.addWidget(self._people)


class _Actions(QWidget):
    """What is done most, as buttons: words in the window, icons in the pane."""

    def __init__(self, words: Words, *, wide: bool) -> None:
        super().__init__()
        self.take = _action(words("I take care of it"), "user-plus", wide=wide)
        self.wait = _action(words("Put on hold"), "minus-circle", wide=wide)
        self.resolve = _action(words("Resolve"), "check", wide=wide, role="ok_text")
        self.reopen = _action(words("Reopen"), "undo", wide=wide)
        self.end = _action(words("Close the ticket"), "check-circle", wide=wide)
        self.apart = icon_button("open-external", words("Open in its own window"))
        self.more = icon_button("dots", words("More actions"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if wide else 0)
        self._every = (self.take, self.wait, self.resolve, self.reopen, self.end)
        if not wide:
            row.addWidget(self.apart)
        for one in (*self._every, self.more):
            row.addWidget(one)

    def show_page(self, page: Page) -> None:
        """Only what can be done is there."""
        status = page.view.ticket.status
        self.take.setVisible(page.can_take)
        self.wait.setVisible(page.can_wait)
        self.resolve.setVisible(status is not Status.RESOLVED and page.can_become(Status.RESOLVED))
        self.reopen.setVisible(page.can_reopen)
        self.end.setVisible(status is Status.RESOLVED and page.can_become(Status.CLOSED))


class _PeopleLine(QWidget):
    """In the pane: who asked, and as marks to press the status and the assignee."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._disc = PersonDisc(None, 32)
        self._name = ElidedLabel(weight=fonts.STRONG)
        self._under = ElidedLabel(size="small", tone="text_2")
        self.status = PressableMark()
        self.assignee = PressableMark()
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addWidget(self._name)
        lines.addWidget(self._under)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self._disc)
        row.addLayout(lines, 1)
        row.addWidget(self.status)
        row.addWidget(self.assignee)

    def show_page(self, page: Page) -> None:
        """Show a ticket's people."""
        words, view = self._words, page.view
        person, ticket = view.requester, view.ticket
        self._disc.show_person(person.name)
        self._name.setText(person.name)
        under = " · ".join(filter(None, (person.department, person.address(AddressKind.PHONE))))
        self._under.setText(under or person.mail)
        said = standing_words(words, ticket.status, ticket.waiting_for)
        short = capital(words.status(ticket.status.value))
        self.status.show_mark(
            partial(marks.pill, ticket.status, short), words("Status: {status}", status=said)
        )
        if view.assignee is None:
            name = words("Assigned to nobody")
            self.assignee.show_mark(lambda ratio: marks.nobody(ratio, 24), name, words("Nobody"), "text_2")
        else:
            held = view.assignee.name
            name = words("Assigned to {name}", name=held)
            self.assignee.show_mark(lambda ratio: marks.person(held, ratio, 24), name, first_name(held))
        for one in (self.status, self.assignee):
            one.setEnabled(not page.read_only)


def _action(text: str, icon_name: str, *, wide: bool, role: str = "text_2") -> QAbstractButton:
    return (
        button(text, "secondary", icon_name, icon_role=role)
        if wide
        else icon_button(icon_name, text, role=role)
    )

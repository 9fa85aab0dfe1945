"""The queue with its verdicts: one method each, for keys, menus and the palette."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_desk.domain.people import Person
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from desktop_desk.ui.context import Context
from desktop_desk.ui.views import queue_menus
from desktop_desk.ui.views.queue_page import QueuePage

if TYPE_CHECKING:
    from desktop_desk.ui.views.triage import Triage


class QueueView(QueuePage):
    """The page of the queue; its methods are those the commands of ``Place.QUEUE`` name.

    Verdicts are given on the lines chosen, or on the one under the cursor. They are announced by
    ``done`` (the sentence, and the operations so that they can be taken back) and ``failed`` (a
    sentence). ``compose_asked`` wants the composer of the preview: ``reply``, ``note`` or ``send``.
    """

    done = Signal(str, object)
    failed = Signal(str)
    compose_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.table.menu_asked.connect(self._show_menu)

    @cached_property
    def triage(self) -> Triage:
        """Applies verdicts; made for the first, because every operation comes with it."""
        from desktop_desk.ui.views.triage import Triage  # noqa: PLC0415 - as said

        made = Triage(self.context, self)
        made.done.connect(self.done)
        made.failed.connect(self.failed)
        made.progressed.connect(self.title.show_progress)
        self.title.stopped.connect(made.stop)
        return made

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the list. A focus proxy would take Tab past the views, straight to it."""
        super().focusInEvent(event)
        self.table.setFocus(event.reason())

    # verdicts

    def act_priority(self, priority: Priority) -> None:
        """Give the chosen tickets a priority."""
        self.triage.set_priority(self.table.chosen_ids(), priority)

    def act_assign(self, person: Person | None) -> None:
        """Put them into somebody’s hands, or (``None``) give them back to everybody."""
        self.triage.assign(self.table.chosen_ids(), person)

    def act_assign_me(self) -> None:
        """Put them into the hands of the person at this desk."""
        self.triage.assign_me(self.table.chosen_ids())

    def act_take(self) -> None:
        """« Je m’en occupe »."""
        self.triage.take(self.table.chosen_ids())

    def act_status(self, status: Status) -> None:
        """Move them along their life."""
        self.triage.set_status(self.table.chosen_ids(), status)

    def act_wait(self, reason: WaitingFor) -> None:
        """Put them on hold."""
        self.triage.wait(self.table.chosen_ids(), reason)

    def act_resolve(self) -> None:
        """Resolve them."""
        self.triage.resolve(self.table.chosen_ids())

    # what the commands call

    def select_next(self) -> None:
        """One line down."""
        self.table.step(1)

    def select_previous(self) -> None:
        """One line up."""
        self.table.step(-1)

    def open_selected(self) -> None:
        """Open the ticket under the cursor."""
        if self.table.current_id is not None:
            self.ticket_opened.emit(self.table.current_id)

    def toggle_selected(self) -> None:
        """Pick the line under the cursor, or put it back."""
        self.table.toggle_picked()

    def select_all(self) -> None:
        """Choose everything shown."""
        self.table.selectAll()

    def set_priority(self, name: str) -> None:
        """Give the priority of this name (``critical`` … ``low``)."""
        self.act_priority(Priority.of(name))

    def take_charge(self) -> None:
        """« Je m’en occupe »."""
        self.act_take()

    def resolve(self) -> None:
        """Resolve."""
        self.act_resolve()

    def reply(self) -> None:
        """Write to the requester, in the preview."""
        self._compose("reply")

    def write_note(self) -> None:
        """Write an internal note, in the preview."""
        self._compose("note")

    def send(self) -> None:
        """Send what is written in the preview."""
        self.compose_asked.emit("send")

    def choose_status(self) -> None:
        """Ask which status."""
        words = self.context.words
        menu = queue_menus.popup(self, words("Status"))
        queue_menus.statuses(menu, words, self.act_status)
        menu.addSeparator()
        queue_menus.waitings(menu, words, self.act_wait)
        self._drop(menu)

    def choose_waiting(self) -> None:
        """Ask what is waited for."""
        words = self.context.words
        menu = queue_menus.popup(self, words("Waiting"))
        queue_menus.waitings(menu, words, self.act_wait)
        self._drop(menu)

    def choose_assignee(self) -> None:
        """Ask in whose hands."""
        self.context.tasks.run(self.context.session.agents, self._offer_assignees, key="queue-agents")

    def _offer_assignees(self, people: list[Person]) -> None:
        words = self.context.words
        menu = queue_menus.popup(self, words("Assigned to"))
        queue_menus.assignees(menu, words, people, self.context.session.clock(), self.act_assign)
        self._drop(menu)

    def _drop(self, menu: QMenu) -> None:
        """Show a menu under the line it is about, its first choice ready."""
        if self.table.current_id is None:
            menu.deleteLater()
            return
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.table.menu_place())

    def _show_menu(self, place: QPoint) -> None:
        if self.table.current_id is None:
            return
        menu = queue_menus.popup(self, self.context.words("Ticket"))
        queue_menus.verdicts(menu, self, self.context.words)
        menu.popup(place)

    def _compose(self, what: str) -> None:
        if self.table.current_id is None:
            return
        if not self.pane_shown:
            self.toggle_preview()
        self.compose_asked.emit(what)

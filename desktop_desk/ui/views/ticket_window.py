"""A ticket in its own window."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.ticket import Priority
from desktop_desk.ui import actions
from desktop_desk.ui.commands import Place
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket_editor import TicketEditor

SIZE: Final = (1000, 800)
LEAST: Final = (760, 480)


class TicketWindow(QWidget):
    """The wide editor; ``open_ticket`` as the editor's, ``closed`` carries the row it showed.

    What is done here is said, and can be undone, here.
    """

    open_ticket = Signal(int)
    closed = Signal(int)

    def __init__(self, context: Context, ticket_id: int) -> None:
        super().__init__()
        self._context, self._ticket_id = context, ticket_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST)
        self.editor = TicketEditor(context, wide=True, parent=self)
        self.editor.shown.connect(self._name)
        self.editor.done.connect(self._on_done)
        self.editor.open_ticket.connect(self.open_ticket)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        self.setWindowTitle(context.words("Ticket"))
        actions.install(self, context.words, Place.TICKET, single_keys=context.settings.single_keys)
        self.editor.show_ticket(ticket_id)
        self.editor.sheet.timeline.setFocus()

    @property
    def ticket_id(self) -> int:
        """The row of its ticket."""
        return self._ticket_id

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was being written is kept."""
        self.editor.flush()
        self.closed.emit(self._ticket_id)
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    # commands, called by the names in ``ui.commands``

    def reply(self) -> None:
        """Write to the requester."""
        self.editor.focus_reply()

    def write_note(self) -> None:
        """Write an internal note."""
        self.editor.focus_note()

    def send(self) -> None:
        """Send what is written."""
        self.editor.composer.send()

    def take_charge(self) -> None:
        """« Je m’en occupe »."""
        self.editor.take()

    def choose_assignee(self) -> None:
        """Ask in whose hands."""
        self.editor.head.pop_assignees()

    def choose_status(self) -> None:
        """Ask which status."""
        self.editor.head.pop_statuses()

    def choose_waiting(self) -> None:
        """Ask what is waited for."""
        self.editor.head.pop_waiting()

    def resolve(self) -> None:
        """Ask how it ended."""
        self.editor.head.pop_outcomes()

    def set_priority(self, name: str) -> None:
        """Give the priority of this name (``critical`` … ``low``)."""
        self.editor.head.give_priority(Priority.of(name))

    def _name(self, _ticket_id: int) -> None:
        page = self.editor.page
        if page is not None:
            ticket = page.view.ticket
            self.setWindowTitle(f"{ticket.number or '–'} · {ticket.title}")

    def _on_done(self, sentence: str, operation: UUID) -> None:
        words = self._context.words
        self.editor.strip.show_message(
            sentence, "ok", action=words("Undo"), on_action=lambda: self._undo(operation)
        )

    def _undo(self, operation: UUID) -> None:
        session, words = self._context.session, self._context.words

        def undone(_applied: object) -> None:
            if isValid(self):
                self.editor.strip.show_message(words("Undone."), "info")

        def failed(error: DeskError) -> None:
            if isValid(self):
                self.editor.strip.show_message(error.say(words), "danger")

        self._context.tasks.run(lambda: session.undo(operation), undone, failed)

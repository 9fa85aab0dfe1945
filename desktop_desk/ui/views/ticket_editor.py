"""One ticket: in the queue's pane, or wide in its own window."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.events import AlertsFired, TicketsChanged
from desktop_desk.domain.operations import Change
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.timeline import FileView
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket.company import Company
from desktop_desk.ui.views.ticket.composer import Composer
from desktop_desk.ui.views.ticket.composer_text import local_files
from desktop_desk.ui.views.ticket.hands import Hands
from desktop_desk.ui.views.ticket.head import Head
from desktop_desk.ui.views.ticket.history_dialog import HistoryDialog
from desktop_desk.ui.views.ticket.modes import Mode
from desktop_desk.ui.views.ticket.page import Page, read_page
from desktop_desk.ui.views.ticket.saving import ask_where
from desktop_desk.ui.views.ticket.sheet import Sheet
from desktop_desk.ui.views.ticket.why_popup import WhyPopup
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.empty_state import EmptyState
from desktop_desk.ui.widgets.strip import Strip

TELL_MS: Final = 15_000
"""How often what is left is told again: a minute shown is never more than a quarter old."""


class TicketEditor(QWidget):
    """Shows a ticket and carries out what a person wants of it.

    Signals:
        open_ticket: the row of another ticket that was pressed.
        window_asked: the row of this ticket, to be shown in its own window.
        done: a sentence and the ``UUID`` of the operation it can be undone by.
        problem: a ``DeskError``; the editor has said it already.
        shown: the row of the ticket now on the screen.
    """

    open_ticket = Signal(int)
    window_asked = Signal(int)
    done = Signal(str, object)
    problem = Signal(object)
    shown = Signal(int)

    def __init__(self, context: Context, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted: int | None = None
        self._has_list = True
        self.sheet = Sheet(context, wide=wide)
        self._hands = Hands(context, self.sheet, self)
        self._company = Company(context, self.sheet.company)
        self._message = EmptyState("inbox", "", "")
        self._pages = QStackedWidget()
        self._telling = QTimer(self)
        self._telling.setInterval(TELL_MS)
        self._telling.timeout.connect(self._tell_time)
        self._pages.addWidget(self.sheet)
        self._empty = plane("surface")
        QVBoxLayout(self._empty).addWidget(self._message)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._follow_the_desk()
        self._follow_the_sheet()
        self.setAcceptDrops(True)
        self.show_ticket(None)

    @property
    def ticket_id(self) -> int | None:
        """The row of the ticket that is shown, or about to be."""
        return self._wanted

    @property
    def page(self) -> Page | None:
        """What is on the screen."""
        return self._hands.page

    @property
    def head(self) -> Head:
        """The head, with its menus."""
        return self.sheet.head

    @property
    def composer(self) -> Composer:
        """Where one writes."""
        return self.sheet.composer

    @property
    def strip(self) -> Strip:
        """Where something is said about this ticket."""
        return self.sheet.strip

    def show_ticket(self, ticket_id: int | None) -> None:
        """Show a ticket; ``None`` shows that none is chosen. What was being written is kept."""
        self._wanted = ticket_id
        if ticket_id is not None:
            self._load(ticket_id)
            return
        self.composer.leave()
        self._hands.page, words = None, self._context.words
        self._say("inbox", words("No ticket chosen"), words("Choose one in the list to read it here."))
        self._message.setVisible(self._has_list)

    def follow_list(self, *, empty: bool) -> None:
        """Beside an empty list there is nothing to choose, and nothing to say: the list says it."""
        self._has_list = not empty
        self._message.setVisible(self._has_list or self._wanted is not None)

    def refresh(self) -> None:
        """Read the ticket again."""
        if self._wanted is not None:
            self._load(self._wanted)

    def focus_reply(self) -> None:
        """Begin an answer."""
        self._write(Mode.REPLY)

    def focus_note(self) -> None:
        """Begin an internal note."""
        self._write(Mode.NOTE)

    def focus_call(self) -> None:
        """Begin to log a call."""
        self._write(Mode.CALL)

    def take(self) -> None:
        """« Je m’en occupe »."""
        self._hands.take()

    def change(self, changes: tuple[Change, ...], said: str) -> None:
        """Set fields of the ticket on the screen; ``said`` is what they come to, in words."""
        self._hands.change(changes, said)

    def flush(self) -> None:
        """Keep what is written now; before the window goes away."""
        self.composer.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The composer grows with the room there is."""
        self.composer.set_room(self.height())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Time is told while somebody can see it."""
        super().showEvent(event)
        self._tell_time()
        self._telling.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was written is kept before anything else can happen."""
        self._telling.stop()
        self.composer.flush()
        super().hideEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the ticket."""
        if self._can_write() and local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are attached to what is being written."""
        paths = local_files(event.mimeData())
        if self._can_write() and paths:
            event.acceptProposedAction()
            self.composer.add_files(paths)

    def _load(self, ticket_id: int) -> None:
        session = self._context.session

        def done(page: Page | None) -> None:
            if isValid(self) and ticket_id == self._wanted:
                self._show(page)

        def failed(error: DeskError) -> None:
            if isValid(self):
                self._say_failed(error)

        self._context.tasks.run(
            lambda: read_page(session, ticket_id), done, failed, key=f"ticket-editor-{id(self)}"
        )

    def _show(self, page: Page | None) -> None:
        before, self._hands.page = self._hands.page, page
        if page is None:
            words = self._context.words
            sentence = words("Its opening was undone, or it was removed.")
            self._say("trash", words("This ticket is no longer there"), sentence)
            return
        fresh = before is None or before.view.ticket.id != page.view.ticket.id
        self._pages.setCurrentWidget(self.sheet)
        self._company.show_ticket(page.view.ticket.uid)
        self.sheet.show_page(page, fresh=fresh)
        if before is not None and not fresh:
            self._hands.say_arrived(before, page)
        self.shown.emit(page.view.ticket.id)

    def _say(self, icon: str, title: str, sentence: str, action: str = "") -> None:
        self._message.say(icon, title, sentence, action)
        self._message.show()
        self._pages.setCurrentWidget(self._empty)

    def _say_failed(self, error: DeskError) -> None:
        """What is on the screen stays; a ticket that never came gives its place to the sentence."""
        if self.page is not None and self.page.view.ticket.id == self._wanted:
            self._hands.refused(error)
            return
        self._hands.page = None
        words = self._context.words
        title = words("The ticket could not be read")
        self._say("alert-circle", title, error.say(words), words("Try again"))
        self.problem.emit(error)

    def _tell_time(self) -> None:
        if self.page is not None:
            self.sheet.tell_time(self.page, self._context.session.clock())

    def _typed(self) -> None:
        if self.composer.blank:
            self._company.stop()
        else:
            self._company.write()

    def _write(self, mode: Mode) -> None:
        if self._can_write():
            self.composer.choose(mode)

    def _can_write(self) -> bool:
        return self.page is not None and not self.page.read_only

    def _call(self, number: str) -> None:
        """The number goes to the clipboard, and what is said can be noted at once."""
        QGuiApplication.clipboard().setText(number)
        self.strip.show_message(self._context.words("{number} is copied: dial it.", number=number), "info")
        self._write(Mode.CALL)

    def _why(self, metric: Metric, anchor: QWidget) -> None:
        if self.page is not None:
            WhyPopup(self._context, self.page.view.ticket.id, metric, self).show_under(anchor)

    def _history(self) -> None:
        if self.page is not None:
            HistoryDialog(self._context, self.page.view, self._context.session.clock(), self).open()

    def _save_file(self, file: FileView) -> None:
        def saved(path: Path) -> None:
            if isValid(self):
                self.strip.show_message(self._context.words("Saved: {name}", name=path.name), "ok")

        ask_where(self, self._context, file, saved, self._hands.refused)

    def _on_tickets(self, event: TicketsChanged) -> None:
        if self._wanted in event.ids:
            self.refresh()

    def _on_alerts(self, event: AlertsFired) -> None:
        if self._wanted in event.ticket_ids:
            self.refresh()

    def _follow_the_desk(self) -> None:
        bridge = self._context.bridge
        bridge.tickets_changed.connect(self._on_tickets)
        bridge.alerts_fired.connect(self._on_alerts)
        bridge.people_changed.connect(self.refresh)
        bridge.settings_changed.connect(self.refresh)

    def _follow_the_sheet(self) -> None:
        sheet, hands = self.sheet, self._hands
        hands.stale.connect(self.refresh)
        hands.done.connect(self.done)
        hands.problem.connect(self.problem)
        self._message.pressed.connect(self.refresh)
        sheet.head.asked.connect(hands.change)
        sheet.head.take_asked.connect(hands.take)
        sheet.head.history_asked.connect(self._history)
        sheet.head.window_asked.connect(lambda: self.window_asked.emit(self._wanted or 0))
        sheet.head.title.saved.connect(hands.save_title)
        sheet.head.title.overflowed.connect(hands.title_too_long)
        sheet.follow_up.clicked.connect(lambda: hands.follow_up(self.open_ticket.emit))
        sheet.promises.why_asked.connect(self._why)
        sheet.timeline.file_opened.connect(self._save_file)
        sheet.composer.sent.connect(hands.send)
        sheet.composer.text.textChanged.connect(self._typed)
        sheet.composer.refused.connect(hands.refused)
        sheet.composer.told.connect(lambda sentence: sheet.strip.show_message(sentence, "info"))
        sheet.composer.draft_failed.connect(hands.draft_failed)
        if sheet.side is not None:
            sheet.side.asked.connect(hands.change)
            sheet.side.ticket_opened.connect(self.open_ticket)
            sheet.side.call_asked.connect(self._call)
            sheet.side.tags_asked.connect(hands.tag)
            sheet.side.join_asked.connect(hands.join)

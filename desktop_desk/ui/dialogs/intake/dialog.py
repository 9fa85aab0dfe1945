"""The window of somebody who needs help: ask, be told a number and an hour, see where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.sla import Metric
from desktop_desk.paths import data_dir
from desktop_desk.services.desk import Applied
from desktop_desk.services.files import read_file
from desktop_desk.services.intake import Asking, Receipt, Request, asking, submit
from desktop_desk.services.reader import Opening
from desktop_desk.services.requests import RequestLine, Requests
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.ask_page import AskPage
from desktop_desk.ui.dialogs.intake.conversation import KEEP_MS, Conversation
from desktop_desk.ui.dialogs.intake.enclosures import choose_files
from desktop_desk.ui.dialogs.intake.head import Head
from desktop_desk.ui.dialogs.intake.receipt_page import ReceiptPage
from desktop_desk.ui.dialogs.intake.request_page import RequestPage
from desktop_desk.ui.dialogs.paste import local_files
from desktop_desk.ui.dialogs.sheet import Sheet, ask
from desktop_desk.ui.drafts import drafts_in

WIDTH: Final = 560
HEIGHT: Final = 640
MINUTE_MS: Final = 60_000

NEW: Final = UUID(int=0)
"""Whose draft a request without a ticket is."""


class IntakeDialog(Sheet):
    """« Demander de l’aide ». ``sent`` carries the id and the number of a request that was taken in."""

    sent = Signal(int, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.words("Ask for help"), parent)
        self._context = context
        self._requests = Requests(context.session)
        self._drafts = drafts_in(data_dir() / "drafts")
        self._receipt: Receipt | None = None
        self._head = Head(context, self.windowTitle())
        self.ask = AskPage(context)
        self.receipt = ReceiptPage(context)
        self.request = RequestPage(context)
        self.conversation = Conversation(context, self.request, self._requests, self._drafts)
        self._pages = QStackedWidget()
        self._lay_out()
        self._make_timers()
        self._restore()
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumWidth(WIDTH)
        self.resize(WIDTH, HEIGHT)
        self.refresh()
        self.ask.title_edit.setFocus()

    # what may be asked of it

    def show_requests(self) -> None:
        """« Mes demandes »."""
        self.receipt.show_list_only()
        self._turn_to(self.receipt)
        self._load_mine()

    def open_request(self, ticket_id: int) -> None:
        """One of this person's requests."""
        self.conversation.open(ticket_id)

    def refresh(self) -> None:
        """Read again who asks, what is promised and where the requests stand."""
        session = self._context.session
        ask(
            self,
            self._context.tasks,
            lambda: (asking(session), session.opening()),
            self._show_asking,
            self._complain,
            key="intake-asking",
        )
        self._load_mine()

    def add_files(self, paths: list[Path]) -> None:
        """Send files after the request just made, and show it with them."""
        receipt = self._receipt
        if receipt is None:
            return

        def add() -> Applied:
            read = [read_file(path) for path in paths]
            refs = tuple(ref for ref, _ in read)
            return self._requests.add_files(receipt.ticket_id, refs, {ref.sha256: data for ref, data in read})

        ask(self, self._context.tasks, add, lambda _: self.open_request(receipt.ticket_id), self._complain)

    def confirm(self) -> None:
        """Send what is being written."""
        if self._pages.currentWidget() is self.ask:
            self._send()
        elif self._pages.currentWidget() is self.request:
            self.conversation.answer()

    # sending

    def _send(self) -> None:
        request = self.ask.request()
        if request is None:
            return
        self.ask.set_busy(busy=True)
        session = self._context.session

        def done(receipt: Receipt) -> None:
            self._on_sent(request, receipt)

        ask(self, self._context.tasks, lambda: submit(session, request), done, self._on_refused)

    def _on_sent(self, request: Request, receipt: Receipt) -> None:
        self._receipt = receipt
        self.ask.set_busy(busy=False)
        self.ask.clear()
        self._keep_draft()
        self.receipt.show_receipt(receipt, stopped=request.blocked is Blocked.STOPPED)
        self._turn_to(self.receipt)
        self.refresh()
        self.sent.emit(receipt.ticket_id, receipt.number or 0)

    def _on_refused(self, error: DeskError) -> None:
        self.ask.set_busy(busy=False)
        self.ask.complain(error.say(self._context.words))

    # what is read

    def _show_asking(self, read: tuple[Asking, Opening]) -> None:
        said, opening = read
        self.ask.show_asking(said)
        self._head.show_opening(opening)

    def _load_mine(self) -> None:
        ask(
            self, self._context.tasks, self._requests.mine, self._show_mine, self._complain, key="intake-mine"
        )

    def _show_mine(self, lines: list[RequestLine]) -> None:
        self.receipt.show_mine(lines)
        self._head.show_mine(lines)
        self._settle()

    def _on_tickets_changed(self) -> None:
        self._load_mine()
        view = self.request.shown()
        if view is not None and self._pages.currentWidget() is self.request:
            self.conversation.open(view.line.ticket_id)

    def _explain(self) -> None:
        receipt, session, words = self._receipt, self._context.session, self._context.words
        if receipt is not None:
            ask(
                self,
                self._context.tasks,
                lambda: session.why(receipt.ticket_id, Metric.FIRST_RESPONSE, words),
                self.receipt.show_why,
                self._complain,
            )

    def _complain(self, error: DeskError) -> None:
        self._say(error.say(self._context.words))

    def _say(self, sentence: str) -> None:
        """Tell on the page that is shown."""
        at = self._pages.currentWidget()
        strip = self.ask.strip if at is self.ask else self.request.strip
        if at is self.receipt:
            strip = self.receipt.strip
        strip.show_message(sentence, "danger")

    # drafts

    def _restore(self) -> None:
        words = self._context.words
        if self.ask.restore(self._drafts.text(NEW, "intake")):
            self.ask.strip.show_message(
                words("Here is what you had begun to write."),
                "info",
                action=words("Start afresh"),
                on_action=self.ask.clear,
                seconds=30,
            )

    def _keep_draft(self) -> None:
        self._keeping.stop()
        try:
            self._drafts.keep(NEW, "intake", self.ask.draft(), self)
        except OSError as error:
            self.ask.complain(
                self._context.words("What you typed is not kept: {reason}", reason=error.strerror)
            )

    # the frame

    def _turn_to(self, page: QWidget) -> None:
        if page is self.ask:
            self.ask.title_edit.setFocus()
        self._pages.setCurrentWidget(page)
        self._head.offer(mine=page is self.ask)
        self._settle()
        if page is self.receipt:
            self.receipt.take_keyboard()
        elif page is self.request:
            self.request.take_keyboard()
        else:
            self.ask.title_edit.setFocus()

    def _settle(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, AskPage | ReceiptPage | RequestPage):
            wanted = page.size_wanted()
            self.settle(QSize(WIDTH, HEIGHT), wanted + QSize(0, self._head.sizeHint().height()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped on a page that sends some."""
        if local_files(event.mimeData()) and self._pages.currentWidget() is not self.receipt:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach them."""
        at = self.ask if self._pages.currentWidget() is self.ask else self.request
        at.files.add_paths(local_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed."""
        self._keep_all()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc and « Annuler » keep it too."""
        self._keep_all()
        super().reject()

    def _keep_all(self) -> None:
        self._keep_draft()
        self.conversation.keep()

    def _make_timers(self) -> None:
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self._keep_draft)

    def _connect(self) -> None:
        self.ask.changed.connect(self._keeping.start)
        self.ask.grown.connect(self._settle)
        self.ask.asked.connect(self._send)
        self.ask.cancelled.connect(self.reject)
        self.receipt.opened.connect(self.open_request)
        self.receipt.why_asked.connect(self._explain)
        self.receipt.another.connect(lambda: self._turn_to(self.ask))
        self.receipt.add_file.connect(lambda: choose_files(self, self._context, self.add_files))
        self.receipt.closed.connect(self.reject)
        self.receipt.grown.connect(self._settle)
        self.request.back.connect(self.show_requests)
        self.request.closed.connect(self.reject)
        self.conversation.shown.connect(lambda: self._turn_to(self.request))
        self.conversation.failed.connect(self._say)
        self._head.mine_wanted.connect(self.show_requests)
        self._context.bridge.tickets_changed.connect(self._on_tickets_changed)

    def _lay_out(self) -> None:
        for page in (self.ask, self.receipt, self.request):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)

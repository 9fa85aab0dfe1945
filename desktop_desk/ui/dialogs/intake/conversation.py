"""What happens on the page of one request: read it, answer, end it, open it again, keep a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.timeline import FileView
from desktop_desk.services.desk import Applied
from desktop_desk.services.files import write_file
from desktop_desk.services.requests import Requests, RequestView
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.request_page import RequestPage
from desktop_desk.ui.dialogs.sheet import ask
from desktop_desk.ui.drafts import Drafts

KEEP_MS = 400
"""How long after the last key what was typed is kept on the disk."""

MODE = "requester"
"""Whose unsent answer a draft is."""


class Conversation(QObject):
    """Does what ``page`` asks for. ``shown`` when a request was read and can come up."""

    shown = Signal()
    failed = Signal(str)

    def __init__(self, context: Context, page: RequestPage, requests: Requests, drafts: Drafts) -> None:
        super().__init__(page)
        self._context, self._page, self._requests, self._drafts = context, page, requests, drafts
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MS)
        self._keeping.timeout.connect(self.keep)
        words = context.words
        page.typed.connect(self._keeping.start)
        page.answered.connect(self.answer)
        page.solved.connect(lambda: self._act(requests.solved, words("Thank you: the request is solved.")))
        page.cancelled.connect(lambda: self._act(requests.cancel, words("The request is cancelled.")))
        page.reopened.connect(lambda: self._act(requests.reopen, words("The request is open again.")))
        page.file_opened.connect(self._save_file)

    def open(self, ticket_id: int) -> None:
        """Read a request and show it."""
        ask(
            self,
            self._context.tasks,
            lambda: self._requests.read(ticket_id),
            self._show,
            self._complain,
            key="intake-request",
        )

    def answer(self) -> None:
        """Send what is written."""
        view, operation = self._page.shown(), self._page.message()
        if view is None or operation is None:
            return
        ticket, contents = view.line.ticket_id, self._page.files.contents()

        def done(_applied: object) -> None:
            self._page.clear_answer()
            self.keep()
            self._after(ticket, self._context.words("Your answer is sent."))

        self._do(lambda: self._requests.answer(ticket, operation, contents), done)

    def keep(self) -> None:
        """Keep what was typed on the disk; a disk that takes nothing is no reason to stop typing."""
        self._keeping.stop()
        view = self._page.shown()
        if view is not None:
            try:
                self._drafts.keep(view.uid, MODE, self._page.edit.toPlainText(), self)
            except OSError as error:
                self.failed.emit(
                    self._context.words("What you typed is not kept: {reason}", reason=error.strerror)
                )

    def _show(self, view: RequestView) -> None:
        before = self._page.shown()
        if before is not None and before.uid != view.uid:
            self.keep()
        self._page.show_request(view)
        if before is None or before.uid != view.uid:
            self._page.edit.setPlainText(self._drafts.text(view.uid, MODE))
        self.shown.emit()

    def _act(self, act: Callable[[int], Applied], said: str) -> None:
        view = self._page.shown()
        if view is None:
            return
        ticket = view.line.ticket_id
        self._do(lambda: act(ticket), lambda applied: self._after(ticket, said, applied))

    def _do(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self._page.set_busy(busy=True)
        ask(self, self._context.tasks, work, done, self._complain)

    def _after(self, ticket: int, said: str, undoable: Applied | None = None) -> None:
        """Show the request as it now is and what was done, with a way back."""
        words, session = self._context.words, self._context.session
        self._page.set_busy(busy=False)
        self.open(ticket)
        if undoable is None:
            self._page.strip.show_message(said)
            return
        uid = undoable.uid

        def undo() -> None:
            self._do(lambda: session.undo(uid), lambda _: self._after(ticket, words("Taken back.")))

        self._page.strip.show_message(said, action=words("Undo"), on_action=undo)

    def _complain(self, error: DeskError) -> None:
        self._page.set_busy(busy=False)
        self.failed.emit(error.say(self._context.words))

    def _save_file(self, file: FileView) -> None:
        picker = QFileDialog(self._page.window(), self._context.words("Save the file"))
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.selectFile(file.name)
        picker.fileSelected.connect(lambda name: self._write(file, Path(name)))
        picker.open()

    def _write(self, file: FileView, target: Path) -> None:
        words, session = self._context.words, self._context.session

        def done(_nothing: object) -> None:
            self._page.strip.show_message(words("{name} is saved.", name=target.name))

        ask(
            self,
            self._context.tasks,
            lambda: write_file(target, session.file(file.uid)),
            done,
            self._complain,
        )

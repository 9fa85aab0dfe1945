"""One request as its requester reads it: the public messages, an answer, and what else they may do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.operations import AddMessage
from desktop_desk.domain.people import first_name
from desktop_desk.domain.ticket import Status
from desktop_desk.domain.timeline import FileView
from desktop_desk.services.requests import RequestMessage, RequestView
from desktop_desk.text import capital
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.attachments import Attachments
from desktop_desk.ui.dialogs.intake.enclosures import choose_files
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.paste import DetailsEdit
from desktop_desk.ui.dialogs.sheet import MARGIN, Scroller, tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import card
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.file_chip import FileChip
from desktop_desk.ui.widgets.flow import FlowLayout
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.pill import StatusPill
from desktop_desk.ui.widgets.strip import Strip


class RequestPage(QWidget):
    """Shows a :class:`RequestView`. What its buttons ask for is announced; the dialog does it."""

    back = Signal()
    answered = Signal()
    solved = Signal()
    reopened = Signal()
    cancelled = Signal()
    closed = Signal()
    file_opened = Signal(object)
    typed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: RequestView | None = None
        self._last: AddMessage | None = None
        self.strip = Strip(context.words)
        self.files = Attachments(context)
        self._make_head()
        self._make_answer()
        self._make_foot()
        self._lay_out()

    # what it shows

    def shown(self) -> RequestView | None:
        """The request shown."""
        return self._shown

    def show_request(self, view: RequestView) -> None:
        """Show a request; an answer being written stays where the request is the same."""
        same = self._shown is not None and self._shown.uid == view.uid
        changed = not same or self._shown != view
        self._shown = view
        if not same:
            self.clear_answer()
            self.strip.dismiss()
        if not changed:
            return
        words, line = self._context.words, view.line
        number = "…" if line.number is None else line.number
        self._title.setText(line.title)
        self._title.setToolTip(line.title)
        self._pill.show_status(line.status, capital(self._status_word(view)))
        self._facts.setText(" · ".join([words("no. {number}", number=number), *self._said(view)]))
        self._show_messages(view)
        ended = not line.active
        self._answer_part.setVisible(view.takes_answers)
        self._over.setVisible(not view.takes_answers)
        self._solved.setVisible(not ended)
        self._cancel.setVisible(not ended)
        self._reopen.setVisible(ended and view.takes_answers)
        self._send.setVisible(view.takes_answers)

    def message(self) -> AddMessage | None:
        """The answer written; ``None`` when there is nothing to send. Sent again unchanged it is the same."""
        view, text, refs = self._shown, self.edit.toPlainText(), self.files.files()
        if view is None or not (text.strip() or refs):
            return None
        last = self._last
        if last is None or (last.ticket, last.text, last.files) != (view.uid, text, refs):
            self._last = AddMessage(ticket=view.uid, text=text, files=refs, seen_version=view.version)
        return self._last

    def clear_answer(self) -> None:
        """The answer was sent, or belongs to another request."""
        self._last = None
        self.edit.clear()
        self.files.clear()

    def set_busy(self, *, busy: bool) -> None:
        """While something is being done, nothing else is."""
        for one in (self._send, self._solved, self._cancel, self._reopen):
            one.setEnabled(not busy)
        self._on_typed()

    def size_wanted(self) -> QSize:
        """The size at which little scrolls."""
        return QSize(0, self._body.sizeHint().height() + 2 * theme.size("footer"))

    def take_keyboard(self) -> None:
        """Where the keyboard goes when the page comes up."""
        (self.edit if self._answer_part.isVisibleTo(self) else self._back).setFocus()

    # inside

    def _status_word(self, view: RequestView) -> str:
        words, line = self._context.words, view.line
        if line.status is Status.CLOSED and line.outcome is not None:
            return words.outcome(line.outcome.value)
        return words.status(line.status.value)

    def _said(self, view: RequestView) -> list[str]:
        words, now, tz = self._context.words, self._context.session.clock(), self._context.tz
        said = [words("sent {when}", when=words.when(view.created_at, tz, now))]
        if view.line.active and view.due_at is not None and view.due_at > now:
            said.append(words("answer promised {by}", by=words.by(view.due_at, tz, now)))
        elif view.line.active and view.treated_by:
            said.append(words("{name} is on it", name=first_name(view.treated_by)))
        return said

    def _show_messages(self, view: RequestView) -> None:
        while (item := self._messages.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for message in view.messages:
            self._messages.addWidget(self._card(message))
        if not view.messages:
            none = self._context.words("No message yet. The title says it all.")
            self._messages.addWidget(label(none, tone="text_2"))

    def _card(self, message: RequestMessage) -> QFrame:
        words, now, tz = self._context.words, self._context.session.clock(), self._context.tz
        frame, column = card("sunk" if message.mine else "card", margin=12, spacing=6)
        head = QHBoxLayout()
        head.setSpacing(8)
        author = words("You") if message.mine else message.author or words("The support")
        head.addWidget(label(author, weight=fonts.STRONG))
        head.addWidget(label(words.when(message.at, tz, now), size="small", tone="text_3"))
        head.addStretch(1)
        column.addLayout(head)
        if message.text:
            text = label(message.text, wrap=True)
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setAccessibleName(f"{author}: {message.text}")
            column.addWidget(text)
        if message.files:
            column.addLayout(self._chips(message.files))
        return frame

    def _chips(self, files: tuple[FileView, ...]) -> FlowLayout:
        words = self._context.words
        row = FlowLayout(gap=8)
        for file in files:
            chip = FileChip(words, file.name, words.size(file.size))
            chip.opened.connect(lambda one=file: self.file_opened.emit(one))
            row.addWidget(chip)
        return row

    def _on_typed(self) -> None:
        self._send.setEnabled(self.message() is not None)
        self.typed.emit()

    def _on_overflow(self, text: str) -> None:
        self.files.add_text(self._context.words("Pasted text") + ".txt", text)

    def _make_head(self) -> None:
        words = self._context.words
        self._back = button(words("My requests"), "link", "arrow-left")
        self._back.clicked.connect(self.back)
        self._title = ElidedLabel(size="title_section", weight=fonts.STRONG)
        self._pill = StatusPill(Status.OPEN, "")
        self._facts = label(size="small", tone="text_2", wrap=True)
        self._messages = QVBoxLayout()
        self._messages.setSpacing(theme.size("space.unit"))

    def _make_answer(self) -> None:
        words = self._context.words
        self.edit = DetailsEdit(words("What has changed? Answer a question, say more…"))
        self.edit.textChanged.connect(self._on_typed)
        self.edit.overflowed.connect(self._on_overflow)
        self.edit.files_pasted.connect(self.files.add_paths)
        self.edit.picture_pasted.connect(lambda one: self.files.add_picture(words("Picture") + ".png", one))
        self.files.changed.connect(self._on_typed)
        self.files.problem.connect(lambda said: self.strip.show_message(said, "danger"))
        self._file = button(words("File…"), "link", "paperclip")
        self._file.clicked.connect(lambda: choose_files(self, self._context, self.files.add_paths))
        self._answer_part = QWidget()
        column = QVBoxLayout(self._answer_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.size("space.unit"))
        column.addWidget(Field(words("Your answer"), self.edit))
        column.addWidget(self.files)
        column.addWidget(self._file, 0, Qt.AlignmentFlag.AlignLeft)
        over = words("This request has been closed for long. If it comes back, make another request.")
        self._over = label(over, tone="text_2", wrap=True)

    def _make_foot(self) -> None:
        words = self._context.words
        self._solved = button(words("It is solved"), "quiet", "check-circle")
        self._cancel = button(words("Cancel the request"), "quiet", "ban")
        self._reopen = button(words("Reopen"), "quiet", "undo")
        self._close = tall(button(words("Close")))
        self._send = tall(button(words("Send"), "primary", "send"))
        self._send.setEnabled(False)
        for one, signal in (
            (self._solved, self.solved),
            (self._cancel, self.cancelled),
            (self._reopen, self.reopened),
            (self._close, self.closed),
            (self._send, self.answered),
        ):
            one.clicked.connect(signal)
        for one in (
            self._solved,
            self._cancel,
            self._reopen,
            self._close,
            self._send,
            self._back,
            self._file,
        ):
            one.setAutoDefault(False)
        self._foot = footer([self._solved, self._cancel, self._reopen], [self._close, self._send])

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.gap"))
        row.addWidget(self._title, 1)
        row.addWidget(self._pill)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 4, MARGIN, 12)
        head.setSpacing(4)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(row)
        head.addWidget(self._facts)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(MARGIN, 0, MARGIN, 16)
        column.setSpacing(theme.size("space.card"))
        column.addWidget(self.strip)
        column.addLayout(self._messages)
        column.addWidget(self._answer_part)
        column.addWidget(self._over)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Scroller(self._body), 1)
        whole.addWidget(self._foot)

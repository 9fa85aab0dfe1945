"""The agent's own capture: a call, a mail, a word in the corridor, written down in a few keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.cleaning import TitleMissing
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.firm import Category
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import OpenTicket
from desktop_desk.domain.people import Person
from desktop_desk.domain.ticket import Channel, Kind, Priority
from desktop_desk.services.desk import Applied
from desktop_desk.text import capital
from desktop_desk.ui import fonts, marks, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.attachments import Attachments
from desktop_desk.ui.dialogs.intake.enclosures import choose_files
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.paste import MOST_PASTED, DetailsEdit, TitleEdit, local_files
from desktop_desk.ui.dialogs.person_field import PersonField
from desktop_desk.ui.dialogs.sheet import MARGIN, Scroller, Sheet, ask, tall
from desktop_desk.ui.icons import mark_icon
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip

WIDTH: Final = 640
CHANNELS: Final = (Channel.PHONE, Channel.AGENT, Channel.MAIL, Channel.CHAT)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the window offers: the category tree and who writes."""

    categories: list[Category]
    me: Person | None


class NewTicketDialog(Sheet):
    """``created`` carries the id and the number of the ticket; the window then closes."""

    created = Signal(int, int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.words("New ticket"), parent)
        self._context = context
        self._me: Person | None = None
        self._categories: dict[str, UUID] = {}
        self._last: OpenTicket | None = None
        self.strip = Strip(context.words)
        self._make_fields()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumWidth(WIDTH)
        self._load()
        self._show_promise()
        self.title_edit.setFocus()

    def confirm(self) -> None:
        """Create it."""
        operation = self.operation()
        if operation is None:
            return
        self._create.setEnabled(False)
        session, contents = self._context.session, self.files.contents()
        tasks = self._context.tasks
        ask(self, tasks, lambda: session.apply(operation, contents), self._done, self._refused)

    def operation(self) -> OpenTicket | None:
        """The ticket as filled in; ``None``, and said, where something is missing or unknown."""
        words, requester = self._context.words, self.requester.contact()
        category = self.category.currentText().strip()
        unknown = category and category not in self._categories
        self.title.set_error("" if self.title_edit.text().strip() else TitleMissing().say(words))
        self._requester.set_error("" if requester else words("Say who asks: a name is enough."))
        self._category.set_error(words("There is no such category yet.") if unknown else "")
        for field in (self.title, self._requester, self._category):
            if field.error():
                field.editor.setFocus()
                self._settle()
                return None
        assert requester is not None
        values = {
            "title": self.title_edit.text(),
            "text": self.details.toPlainText(),
            "kind": self.kind.value(),
            "priority": self.priority.value(),
            "channel": self.channel.value(),
            "requester": requester,
            "category": self._categories.get(category),
            "assignee": self._me.uid if self._me is not None and self.mine.isChecked() else None,
            "files": self.files.files(),
        }
        last = self._last
        if last is None or any(getattr(last, name) != value for name, value in values.items()):
            self._last = OpenTicket(**values)  # type: ignore[arg-type]
        return self._last

    def _done(self, applied: Applied) -> None:
        self.created.emit(applied.ticket_id or 0, applied.number or 0)
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self._create.setEnabled(True)
        self._say(error.say(self._context.words))

    def _say(self, sentence: str) -> None:
        self.strip.show_message(sentence, "danger")
        self._settle()

    # what it offers

    def _load(self) -> None:
        session = self._context.session
        tasks = self._context.tasks
        ask(self, tasks, lambda: Choices(session.categories(), session.me), self._offer, self._refused)

    def _offer(self, choices: Choices) -> None:
        self._me = choices.me
        self.mine.setEnabled(choices.me is not None and choices.me.treats)
        self._categories = {node.path: node.uid for node in choices.categories if node.active}
        self.category.addItems(list(self._categories))
        self.category.setCurrentIndex(-1)

    def _show_promise(self) -> None:
        session, priority, kind = self._context.session, self.priority.value(), self.kind.value()
        assert isinstance(priority, Priority)
        assert isinstance(kind, Kind)
        tasks = self._context.tasks
        ask(
            self,
            tasks,
            lambda: session.promise(priority, kind),
            self._say_promise,
            self._refused,
            key="promise",
        )

    def _say_promise(self, due: Instant | None) -> None:
        words, now, tz = self._context.words, self._context.session.clock(), self._context.tz
        if self.channel.value() is Channel.PHONE:
            self._promise.setText(words("A call is a first answer: only the resolution is counted."))
        elif due is None:
            self._promise.setText(words("No time is promised"))
        else:
            self._promise.setText(words("Answer promised {before}", before=words.before(due, tz, now)))

    def _on_overflow(self, text: str) -> None:
        if len(text) > MOST_PASTED:
            self.files.add_text(self._context.words("Pasted text") + ".txt", text)
            return
        first, _, rest = text.strip().partition("\n")
        if not self.title_edit.text() and len(first) <= self.title_edit.maxLength():
            self.title_edit.setText(first)
            text = rest
        if text.strip():
            self.details.appendPlainText(text.strip("\n"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach them."""
        self.files.add_paths(local_files(event.mimeData()))

    # the form

    def _make_fields(self) -> None:
        words = self._context.words
        self.title_edit = TitleEdit(words("In one sentence"))
        self.title = Field(words("Title"), self.title_edit)
        self.details = DetailsEdit(words("What was said, what was tried"), rows=5)
        self.requester = PersonField(self._context)
        self._requester = Field(words("Requester"), self.requester)
        self.kind, self.priority = Combo(words("Kind")), Combo(words("Priority"))
        self.channel = Combo(words("Came by"))
        for kind in Kind:
            self.kind.add(kind, capital(words.kind(kind.value)))
        for priority in Priority:
            icon = mark_icon(partial(marks.priority, priority))
            self.priority.add(priority, capital(words.priority(priority.word)), icon)
        for channel in CHANNELS:
            self.channel.add(channel, capital(words.channel(channel.value)))
        self.priority.set_value(Priority.NORMAL)
        self.category = _category_box(words("Category"), words("Begin to type"))
        self._category = Field(words("Category"), self.category, words("optional"))
        self.mine = QCheckBox(words("Assign it to me"))
        self.files = Attachments(self._context)
        self._promise = label(size="small", weight=fonts.LABEL, tone="text_2")
        self._file = button(words("File…"), "quiet", "paperclip")
        self._cancel = tall(button(words("Cancel")))
        self._create = tall(button(words("Create the ticket"), "primary"))
        self._create.setToolTip("Ctrl+" + words("Enter"))
        for one in (self._file, self._cancel, self._create):
            one.setAutoDefault(False)

    def _connect(self) -> None:
        for editor in (self.title_edit, self.details):
            editor.overflowed.connect(self._on_overflow)
            editor.picture_pasted.connect(self._on_picture)
            editor.files_pasted.connect(self.files.add_paths)
        for combo in (self.kind, self.priority, self.channel):
            combo.chosen.connect(lambda _: self._show_promise())
        self._minute = QTimer(self)
        self._minute.setInterval(60_000)
        self._minute.timeout.connect(self._show_promise)
        self._minute.start()
        self.files.changed.connect(self._settle)
        self.files.problem.connect(self._say)
        self._file.clicked.connect(lambda: choose_files(self, self._context, self.files.add_paths))
        self._cancel.clicked.connect(self.reject)
        self._create.clicked.connect(self.confirm)

    def _on_picture(self, picture: QImage) -> None:
        self.files.add_picture(self._context.words("Picture") + ".png", picture)

    def _settle(self) -> None:
        content = self._body.sizeHint() + QSize(0, theme.size("footer"))
        self.settle(QSize(WIDTH, 0), content)

    def _lay_out(self) -> None:
        words = self._context.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size("space.gap"))
        grid.setVerticalSpacing(theme.size("space.card"))
        grid.addWidget(Field(words("Kind"), self.kind), 0, 0)
        grid.addWidget(Field(words("Priority"), self.priority), 0, 1)
        grid.addWidget(Field(words("Came by"), self.channel), 0, 2)
        grid.addWidget(self._category, 1, 0, 1, 2)
        mine = QVBoxLayout()
        mine.addStretch(1)
        mine.addWidget(self.mine, 0, Qt.AlignmentFlag.AlignVCenter)
        mine.addSpacing(8)
        grid.addLayout(mine, 1, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(MARGIN, 20, MARGIN, 16)
        body.setSpacing(theme.size("space.card"))
        body.addWidget(self.strip)
        body.addWidget(self.title)
        body.addWidget(self._requester)
        body.addWidget(Field(words("Details"), self.details, words("optional")))
        body.addWidget(self.files)
        body.addLayout(grid)
        promise = QHBoxLayout()
        promise.addWidget(self._promise)
        body.addLayout(promise)
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(self._body), 1)
        whole.addWidget(footer([self._file], [self._cancel, self._create]))
        QWidget.setTabOrder(self.title_edit, self.requester)
        QWidget.setTabOrder(self.requester, self.details)
        self._settle()


def _category_box(name: str, placeholder: str) -> QComboBox:
    """A list one types into: any part of a path finds it."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    editor, completer = box.lineEdit(), box.completer()
    assert editor is not None
    editor.setPlaceholderText(placeholder)
    editor.setAccessibleName(name)
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box

"""Into a desk that others share: by the invitation one was given, or by its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from desktop_desk.domain.shared import INVITATION
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.door import Door
from desktop_desk.ui.dialogs.first_start.pages import Page
from desktop_desk.ui.dialogs.sheet import ask
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.errors import DeskError
    from desktop_desk.domain.shared import SharedPlace


class JoinPage(Page):
    """``joined`` carries the ``Credentials`` that were good; ``busy`` while the server is asked."""

    joined = Signal(object)
    busy = Signal(bool)

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            words("Join a shared desk"),
            words("Whoever manages it gave you an invitation file, or an address."),
        )
        self._context = context
        self._door: Door | None = None
        self._credentials: Credentials | None = None
        self.waits = False
        self.where = QLineEdit()
        self.where.setProperty("tall", True)
        self.where.setMaxLength(1000)
        self.where.setPlaceholderText(words("postgresql://server/database"))
        self.field = Field(words("Invitation or address"), self.where)
        self.where.textEdited.connect(lambda _: self.field.set_error(""))
        self.choose = button(words("Choose an invitation…"), icon_name="file")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addStretch(1)
        self.column.addWidget(self.field)
        self.column.addLayout(row)
        self.column.addSpacing(10)
        self.column.addLayout(_told(words("Your password is asked for next, and never written in a file.")))
        self.column.addStretch(1)

    def go(self) -> None:
        """Look where it leads and go in; what keeps one out is said under the field, or asked for."""
        words, text = self._context.words, self.where.text().strip()
        files = self._context.files
        if not text or files is None or files.shared is None:
            self.field.set_error(words("Choose the invitation you were given, or type the address."))
            self.where.setFocus()
            return
        shared = files.shared
        self._wait(on=True)
        ask(self, self._context.tasks, lambda: shared.place_of(text), self._knock_at, self._refused)

    def _knock_at(self, place: SharedPlace) -> None:
        from desktop_desk.credentials import Credentials  # noqa: PLC0415 - for those who share

        self._credentials = Credentials(place)
        self._door = Door(self._credentials, self._knock, lambda _: self._wait(on=False), self)
        self._knock()

    def _knock(self) -> None:
        files, credentials = self._context.files, self._credentials
        assert files is not None
        assert files.shared is not None
        assert credentials is not None
        shared = files.shared
        ask(self, self._context.tasks, lambda: shared.enter(credentials), self._in, self._refused)

    def _in(self, _nothing: None) -> None:
        assert self._door is not None
        self._door.let_in(self._context.tasks)
        self.joined.emit(self._credentials)

    def _refused(self, error: DeskError) -> None:
        words = self._context.words
        if self._door is not None and self._door.asks(error, self.window(), words):
            return
        self._wait(on=False)
        self.field.set_error(error.say(words))
        self.where.setFocus()

    def _wait(self, *, on: bool) -> None:
        self.waits = on
        self.where.setReadOnly(on)
        self.choose.setEnabled(not on)
        self.busy.emit(on)

    def _choose(self) -> None:
        dialog = invitation_dialog(self._context, self.window())
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, path: str) -> None:
        self.where.setText(QDir.toNativeSeparators(path))
        self.field.set_error("")
        self.where.setFocus()


def invitation_dialog(context: Context, parent: QWidget) -> QFileDialog:
    """Where invitations are chosen."""
    words = context.words
    dialog = QFileDialog(parent, words("Choose an invitation"), QDir.homePath())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(words("Invitations") + f" (*{INVITATION})")
    return dialog


def _told(sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.size("space.unit"))
    row.addWidget(icon_view("lock", "text_2", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(sentence, size="small", tone="text_2", wrap=True), 1)
    return row

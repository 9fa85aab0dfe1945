"""The request itself: what happens, since when, how badly, with which picture."""

from __future__ import annotations

import json

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_desk.domain.cleaning import TitleMissing
from desktop_desk.domain.intake import Blocked
from desktop_desk.domain.operations import FileRef
from desktop_desk.services.intake import Asking, NameMissing, Request
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.along import Along
from desktop_desk.ui.dialogs.intake.blocked import BlockedChoice
from desktop_desk.ui.dialogs.intake.enclosures import Enclosures
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.paste import MOST_PASTED, DetailsEdit, TitleEdit
from desktop_desk.ui.dialogs.sheet import MARGIN, Scroller, tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.strip import Strip


class AskPage(QWidget):
    """Filled in, it gives a :class:`Request`.

    ``changed`` at every change, ``grown`` when it needs another height, ``cancelled`` and ``asked``
    when the buttons of its foot are pressed.
    """

    changed = Signal()
    grown = Signal()
    cancelled = Signal()
    asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._known = True
        self._account_name = ""
        self._last: Request | None = None
        self.strip = Strip(context.words)
        self._make_fields()
        self.enclosures = Enclosures(context)
        self.files = self.enclosures.files
        self.along = Along(context, self)
        self._make_buttons()
        self._body = QWidget()
        self._lay_out()
        self._connect()
        self._on_changed()

    # what it holds

    def show_asking(self, asking: Asking) -> None:
        """Who asks, and what each answer promises as of now."""
        self._known = asking.me is not None
        self._account_name = "" if asking.me is None else asking.me.name
        self._name.setVisible(not self._known)
        self.blocked.show_asking(asking)
        self._on_changed()
        self.grown.emit()

    def request(self) -> Request | None:
        """What is asked; ``None``, and each missing part says so, when something is missing."""
        missing = self._missing()
        self.title.set_error(self._say(TitleMissing()) if self.title_edit in missing else "")
        self._name.set_error(self._say(NameMissing()) if self._name_edit in missing else "")
        stuck = self._context.words("Say how badly you are stuck: the promised hour depends on it.")
        self.blocked.set_error(stuck if self.blocked in missing else "")
        answer = self.blocked.value()
        if missing or answer is None:
            self.grown.emit()
            first = missing[0]
            (self.blocked.first_card() if first is self.blocked else first).setFocus()
            return None
        made = Request(
            title=self.title_edit.text(),
            text=self.details.toPlainText(),
            blocked=answer,
            whole_team=self.blocked.whole_team(),
            name=self._name_edit.text(),
            context=self.along.lines(),
            files=self.files.files(),
            contents=self.files.contents(),
        )
        if self._last is not None and made == self._last:
            return self._last
        self._last = made
        return made

    def clear(self) -> None:
        """An empty page again."""
        self._last = None
        self.title_edit.clear()
        self.details.clear()
        self.blocked.clear()
        self.files.clear()
        for part in (self.title, self._name):
            part.set_error("")
        self.strip.dismiss()

    def draft(self) -> str:
        """What was typed, for another day; empty when nothing was."""
        if not (self.title_edit.text().strip() or self.details.toPlainText().strip()):
            return ""
        answer = self.blocked.value()
        kept = {
            "title": self.title_edit.text(),
            "details": self.details.toPlainText(),
            "name": self._name_edit.text(),
            "blocked": answer.value if answer else "",
            "team": self.blocked.whole_team(),
        }
        return json.dumps(kept, ensure_ascii=False)

    def restore(self, draft: str) -> bool:
        """Put a draft back; false when there is none, or it cannot be read."""
        try:
            kept = json.loads(draft)
            values = [str(kept[key]) for key in ("title", "details", "name", "blocked")]
            answer = Blocked(values[3]) if values[3] else None
            team = bool(kept["team"])
        except (ValueError, KeyError, TypeError):
            return False
        self.title_edit.setText(values[0])
        self.details.setPlainText(values[1])
        self._name_edit.setText(values[2])
        if answer is not None:
            self.blocked.set_value(answer, whole_team=team)
        return True

    def set_busy(self, *, busy: bool) -> None:
        """While it is being sent, it cannot be sent again."""
        words = self._context.words
        self._send.setText(words("Sending…") if busy else words("Send the request"))
        self._send.setEnabled(not busy and not self._missing())
        self._body.setEnabled(not busy)

    def size_wanted(self) -> QSize:
        """The size at which nothing scrolls."""
        return self._body.sizeHint() + QSize(0, theme.size("footer"))

    def _on_overflow(self, text: str) -> None:
        """A pasted text that is no title: its first line is, unless there is one; the rest goes below."""
        words = self._context.words
        if len(text) > MOST_PASTED:
            self.files.add_text(words("Pasted text") + ".txt", text)
            self.strip.show_message(words("The pasted text is long: it goes along as a file."), "info")
            return
        first, _, rest = text.strip().partition("\n")
        if not self.title_edit.text() and len(first) <= self.title_edit.maxLength():
            self.title_edit.setText(first)
            text = rest
        if text.strip():
            self.details.appendPlainText(text.strip("\n"))
            self.strip.show_message(words("The rest of the pasted text is under “Details”."), "info")

    def complain(self, sentence: str) -> None:
        """Say what went wrong, and keep everything."""
        self.strip.show_message(sentence, "danger")
        self.grown.emit()

    # inside

    def _say(self, error: TitleMissing | NameMissing) -> str:
        return error.say(self._context.words)

    def _missing(self) -> list[QWidget]:
        """What must still be filled in, from the top."""
        parts: list[tuple[QWidget, bool]] = [
            (self._name_edit, self._known or bool(self._name_edit.text().strip())),
            (self.title_edit, bool(self.title_edit.text().strip())),
            (self.blocked, self.blocked.value() is not None),
        ]
        return [widget for widget, given in parts if not given]

    def _on_changed(self) -> None:
        missing = self._missing()
        self._send.setEnabled(not missing)
        words = self._context.words
        self._send.setToolTip("" if not missing else words("Say what happens and how badly you are stuck."))
        self._send.setAccessibleDescription(self._send.toolTip())
        for field, editor in ((self.title, self.title_edit), (self._name, self._name_edit)):
            if field.error() and editor.text().strip():
                field.set_error("")
        self.changed.emit()

    def _show_along(self) -> None:
        name = self._account_name or self._name_edit.text().strip()
        self.along.show_above(self._along_button, name, self.files.files())

    def _make_fields(self) -> None:
        words = self._context.words
        self._name_edit = QLineEdit()
        self._name_edit.setProperty("tall", True)
        self._name_edit.setMaxLength(200)
        self._name = Field(words("Your name"), self._name_edit, words("asked once"))
        self._name.hide()
        self.title_edit = TitleEdit(words("In one sentence, for example: the printer no longer answers"))
        self.title = Field(words("What happens?"), self.title_edit)
        self.details = DetailsEdit(words("Since when? What were you doing?"))
        self._details = Field(words("Details"), self.details, words("optional"))
        self.blocked = BlockedChoice(self._context)

    def _make_buttons(self) -> None:
        words = self._context.words
        self._along_button = button(words("What is sent"), "quiet", "eye")
        self._cancel = tall(button(words("Cancel")))
        self._cancel.setToolTip(words("What you wrote is kept for next time"))
        self._send = tall(button(words("Send the request"), "primary", "send"))
        for one in (self._along_button, self._cancel, self._send):
            one.setAutoDefault(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(MARGIN, 12, MARGIN, 16)
        column.setSpacing(theme.size("space.card"))
        for part in (self.strip, self._name, self.title, self._details, self.blocked, self.enclosures):
            column.addWidget(part)
        column.addStretch(1)
        self._foot = footer([self._along_button], [self._cancel, self._send])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(self._body), 1)
        whole.addWidget(self._foot)

    def _connect(self) -> None:
        for editor in (self.title_edit, self.details):
            editor.overflowed.connect(self._on_overflow)
            editor.picture_pasted.connect(self.enclosures.add_picture)
            editor.files_pasted.connect(self.files.add_paths)
        self.title_edit.textChanged.connect(self._on_changed)
        self._name_edit.textChanged.connect(self._on_changed)
        self.details.textChanged.connect(self._on_changed)
        self.blocked.changed.connect(self._on_grown)
        self.enclosures.changed.connect(self._on_grown)
        self.enclosures.problem.connect(self.complain)
        self.strip.dismissed.connect(self.grown)
        self._along_button.clicked.connect(self._show_along)
        self.along.removed.connect(self._on_removed)
        self._cancel.clicked.connect(self.cancelled)
        self._send.clicked.connect(self.asked)

    def _on_grown(self) -> None:
        self._on_changed()
        self.grown.emit()

    def _on_removed(self, file: FileRef) -> None:
        self.files.remove(file)
        self._show_along()

"""The third step: where invitations go, what is being copied, and the passwords that are shown once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_desk.domain.guests import Invited
from desktop_desk.domain.shared import INVITATION
from desktop_desk.text import N_, Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.dialogs.first_start.pages import Page
from desktop_desk.ui.dialogs.sheet import Scroller, tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import card
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip

KINDS: Final = {
    "person": N_("People"),
    "ticket": N_("Tickets"),
    "message": N_("Messages"),
    "attachment": N_("Files"),
    "history": N_("History"),
}
"""What is told by its own name while it is copied; the rest goes together."""

OTHERS: Final = N_("Everything else")


class GoPage(Page):
    """What will be done; while it is done, how far it is; then what came of it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words("Share it"), words("Everything is copied, then compared row by row."))
        self._words = words
        self._counts: dict[str, int] = {}
        self.copied: set[str] = set()
        self.passwords: list[Invited] = []
        self.what = label(wrap=True)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(documents or QDir.homePath()) / words("Invitations")
        self.folder = QLineEdit(QDir.toNativeSeparators(str(folder)))
        self.folder.setProperty("tall", True)
        self.browse = tall(button(words("Choose…"), icon_name="file"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.field = Field(words("Folder for the invitations"), self.folder)
        self.strip = Strip(words)
        self._numbers: dict[str, QLabel] = {}
        self._asked, self._going, self._result = QWidget(), QWidget(), QWidget()
        self.state = label(weight=fonts.STRONG)
        self._lay_out()
        self.show_asked()

    def announce(self, people: int, place: str) -> None:
        """Say what will be done."""
        words = self._words
        said = words.plural(
            "{n} person will work in {place}. The file stays on this PC as it is, as a copy of today.",
            "{n} people will work in {place}. The file stays on this PC as it is, as a copy of today.",
            people,
            place=place,
        )
        self.what.setText(said)
        self.strip.dismiss()

    def show_asked(self) -> None:
        """The question again, as it was."""
        self._show(self._asked)

    def show_going(self) -> None:
        """Nothing has arrived yet."""
        self._counts.clear()
        for number in self._numbers.values():
            number.setText("–")
        self.state.setText(self._words("Copying the desk to the server…"))
        self.strip.dismiss()
        self._show(self._going)

    def count(self, table: str, rows: int) -> None:
        """So many rows of a table are there."""
        self._counts[table] = rows
        if table in KINDS:
            self._numbers[table].setText(self._words.number(rows))
        else:
            others = sum(n for name, n in self._counts.items() if name not in KINDS)
            self._numbers[OTHERS].setText(self._words.number(others))

    def show_result(self, invited: Sequence[Invited], place: str) -> None:
        """Everybody's password, once."""
        words = self._words
        self.passwords = list(invited)
        column = self._result.layout()
        assert isinstance(column, QVBoxLayout)
        done = words("The desk is shared: everything is in {place}, compared row by row.", place=place)
        frame, inside = card("ok", margin=12)
        inside.addWidget(label(done, weight=fonts.LABEL, tone="ok_text", wrap=True))
        column.addWidget(frame)
        told = words(
            "Give each person their invitation and their password. The passwords are shown here only, and "
            "kept nowhere: copy them now."
        )
        column.addWidget(label(told, wrap=True))
        column.addWidget(Scroller(self._table()), 1)
        folder = self.folder.text().replace("/", "/\u200b").replace("\\", "\\\u200b")
        column.addWidget(
            label(words("The invitations are in {path}", path=folder), size="small", tone="text_2", wrap=True)
        )
        self._show(self._result)

    @property
    def is_done(self) -> bool:
        """Whether the desk is shared."""
        return bool(self.passwords)

    def left(self) -> bool:
        """Whether passwords are on the screen that nobody copied."""
        return not {one.place.user for one in self.passwords} <= self.copied

    def _table(self) -> QWidget:
        words = self._words
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(theme.size("space.unit"))
        for row, one in enumerate(self.passwords):
            shown = QLineEdit(one.password)
            shown.setReadOnly(True)
            shown.setFont(fonts.font("base"))
            shown.setAccessibleName(words("Password of {name}", name=one.person))
            copy = button(words("Copy"), icon_name="copy")
            copy.setAutoDefault(False)
            copy.setAccessibleName(words("Copy the password of {name}", name=one.person))
            copy.clicked.connect(lambda _=False, one=one, copy=copy: self._copy(one, copy))
            who = QVBoxLayout()
            who.setSpacing(0)
            who.addWidget(label(one.person, weight=fonts.STRONG))
            who.addWidget(label(f"{one.place.user}{INVITATION}", size="small", tone="text_2"))
            grid.addLayout(who, row, 0)
            grid.addWidget(shown, row, 1)
            grid.addWidget(copy, row, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.passwords), 1)
        return table

    def _copy(self, one: Invited, pressed: QWidget) -> None:
        QGuiApplication.clipboard().setText(one.password)
        self.copied.add(one.place.user)
        pressed.setText(self._words("Copied"))  # type: ignore[attr-defined]

    def _browse(self) -> None:
        title = self._words("Folder for the invitations")
        dialog = QFileDialog(self.window(), title, self.folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.folder.setText(QDir.toNativeSeparators(path)))
        dialog.open()

    def _show(self, part: QWidget) -> None:
        for one in (self._asked, self._going, self._result):
            one.setVisible(one is part)

    def _lay_out(self) -> None:
        asked = QVBoxLayout(self._asked)
        asked.addWidget(self.what)
        asked.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.unit"))
        row.addWidget(self.field, 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        asked.addLayout(row)
        asked.addStretch(1)
        going = QVBoxLayout(self._going)
        going.addWidget(self.state)
        frame, inside = card()
        for key, name in {**KINDS, OTHERS: OTHERS}.items():
            self._numbers[key] = label("–", tone="text_2")
            line = QHBoxLayout()
            line.addWidget(label(self._words(name)), 1)
            line.addWidget(self._numbers[key])
            inside.addLayout(line)
        going.addWidget(frame)
        going.addStretch(1)
        QVBoxLayout(self._result).setSpacing(theme.size("space.gap"))
        for part in (self._asked, self._going, self._result):
            inner = part.layout()
            assert inner is not None
            inner.setContentsMargins(0, 0, 0, 0)
            self.column.addWidget(part, 1)
        self.column.addWidget(self.strip)

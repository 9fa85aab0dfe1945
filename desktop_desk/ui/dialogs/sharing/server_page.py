"""The first step: which server, and who may make a desk there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.folding import fold
from desktop_desk.domain.guests import ServerFacts
from desktop_desk.domain.shared import DATABASE, NotAnAddress, SharedPlace, shared_place
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.first_start.pages import Page
from desktop_desk.ui.dialogs.sheet import ask, tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.password_edit import PasswordEdit
from desktop_desk.ui.widgets.strip import Strip

_UNTIL_CHANGED_S: Final = 86_400.0
_DATABASE: Final = re.compile(r"[a-z_][a-z0-9_]{0,40}")


class ServerPage(Page):
    """``checked`` when the server said what is needed; ``busy`` while it is asked."""

    checked = Signal()
    busy = Signal(bool)

    def __init__(self, context: Context, company: str = "") -> None:
        words = context.words
        super().__init__(
            words("Where will everybody find the desk?"),
            words("On a PostgreSQL server of your network. Whoever looks after it tells you these."),
        )
        self._context = context
        self.facts: ServerFacts | None = None
        self.waits = False
        self.server, self.database, self.admin, self.certificate = (QLineEdit() for _ in range(4))
        self.password = PasswordEdit(words)
        self.database.setText(proposed_name(company))
        self.admin.setText("postgres")
        self.server.setPlaceholderText(words("srv-01 or 192.168.1.10"))
        self.fields = {
            self.server: Field(words("Address of the server"), self.server),
            self.database: Field(words("Name of the new database"), self.database),
            self.admin: Field(words("Administrator of PostgreSQL"), self.admin),
            self.password: Field(words("Password"), self.password, words("kept nowhere")),
            self.certificate: Field(words("Certificate of the server"), self.certificate, words("optional")),
        }
        for editor in self.fields:
            editor.setMaxLength(1000)
            editor.setProperty("tall", True)
            editor.textEdited.connect(lambda _: self._on_edited())
        self.strip = Strip(words)
        self.check = button(words("Check"), icon_name="refresh")
        self.browse = tall(button(words("Choose…"), icon_name="file"))
        self.check.clicked.connect(self.look)
        self.browse.clicked.connect(self._browse)
        self._lay_out([self.check, self.browse])

    def place(self) -> SharedPlace:
        """Where the desk will be, as its administrator comes there. Raises ``NotAnAddress``."""
        typed, database = self.server.text().strip(), self.database.text().strip()
        found = shared_place(typed if "://" in typed else f"postgresql://{typed}")
        certificate = self.certificate.text().strip() or found.certificate
        return replace(
            found,
            database=database,
            user=self.admin.text().strip(),
            certificate=Path(certificate) if certificate else None,
        )

    def look(self) -> None:
        """Ask the server; what is missing or wrong is said where it is."""
        files = self._context.files
        if self.waits or files is None or files.shared is None or not self._complete():
            return
        try:
            place = self.place()
        except DeskError as error:
            self._say_at(self.server, error.say(self._context.words))
            return
        shared, password = files.shared, self.password.text() or None
        self._wait(on=True)
        ask(self, self._context.tasks, lambda: shared.look(place, password), self._on_facts, self._refused)

    def _complete(self) -> bool:
        words = self._context.words
        needed = {
            self.server: words("Type the address of the server."),
            self.database: words("Give the database a name."),
            self.admin: words("Type the name of an administrator of PostgreSQL."),
        }
        for editor, sentence in needed.items():
            if not editor.text().strip():
                self._say_at(editor, sentence)
                return False
        if not _DATABASE.fullmatch(self.database.text().strip()):
            said = words("Small letters without accents, digits and _ only, as in my_firm.")
            self._say_at(self.database, said)
            return False
        return True

    def _on_facts(self, facts: ServerFacts) -> None:
        words, user = self._context.words, self.admin.text().strip()
        self._wait(on=False)
        said = words("PostgreSQL {version} answers.", version=facts.version)
        if facts.database_there:
            taken = words("There already is a database of this name there. Choose another name.")
            self._say_at(self.database, taken)
        elif not facts.may_make:
            may = words("{user} may not make databases and accounts: ask for an administrator.", user=user)
            self.strip.show_message(f"{said} {may}", "danger")
            self.admin.setFocus()
        else:
            self.facts = facts
            may = words("{user} may make databases and accounts there.", user=user)
            self.strip.show_message(f"{said} {may}", "ok", seconds=_UNTIL_CHANGED_S)
            self.checked.emit()

    def _refused(self, error: DeskError) -> None:
        self._wait(on=False)
        if isinstance(error, NotAnAddress):
            self._say_at(self.server, error.say(self._context.words))
        else:
            self.strip.show_message(error.say(self._context.words), "danger")

    def _say_at(self, editor: QLineEdit, sentence: str) -> None:
        self.fields[editor].set_error(sentence)
        editor.setFocus()

    def _on_edited(self) -> None:
        self.facts = None
        self.strip.dismiss()
        for field in self.fields.values():
            field.set_error("")

    def _wait(self, *, on: bool) -> None:
        words = self._context.words
        self.waits = on
        self.check.setEnabled(not on)
        self.check.setText(words("Checking…") if on else words("Check"))
        for editor in self.fields:
            editor.setReadOnly(on)
        self.busy.emit(on)

    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), self._context.words("Certificate of the server"), QDir.homePath())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.certificate.setText)
        dialog.fileSelected.connect(lambda _: self._on_edited())
        dialog.open()

    def _lay_out(self, buttons: list[QPushButton]) -> None:
        for one in buttons:
            one.setAutoDefault(False)
        fields = self.fields
        for left, right in ((self.server, self.database), (self.admin, self.password)):
            row = QHBoxLayout()
            row.setSpacing(theme.size("space.card"))
            row.addWidget(fields[left], 1, Qt.AlignmentFlag.AlignTop)
            row.addWidget(fields[right], 1, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.unit"))
        row.addWidget(fields[self.certificate], 1)
        row.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        self.column.addSpacing(4)
        self.column.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.strip)
        self.column.addStretch(1)


def proposed_name(company: str) -> str:
    """A database named after the firm: « lubin_sarl »."""
    name = "_".join(fold(company).split())[:30].strip("_")
    return name if _DATABASE.fullmatch(name) else DATABASE

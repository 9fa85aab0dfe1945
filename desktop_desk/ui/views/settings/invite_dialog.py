"""One more person comes into a shared desk: their login, their invitation, their password, shown once."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QDir, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.guests import Guest, Invited
from desktop_desk.domain.people import Person, Role
from desktop_desk.domain.shared import INVITATION
from desktop_desk.text import capital
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.sharing.people_page import LOGIN, ROLES, proposed_login
from desktop_desk.ui.dialogs.sheet import MARGIN, Scroller, Sheet, ask, tall
from desktop_desk.ui.icons import icon
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.password_edit import PasswordEdit
from desktop_desk.ui.widgets.strip import Strip

WIDTH = 480


class InviteDialog(Sheet):
    """``invited`` says what was done; the password stays on the screen until it is closed."""

    invited = Signal(str)

    def __init__(self, context: Context, person: Person, parent: QWidget | None = None) -> None:
        words = context.words
        super().__init__(words("Invite {name}", name=person.name), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._person, self._waits = context, person, False
        self.result_: Invited | None = None
        self.strip = Strip(words)
        self.role = Combo(words("Role"))
        for one in (*ROLES, Role.EMPLOYEE):
            self.role.add(one.value, capital(words.role(one.value)))
        known = person.role if person.role is not Role.PROVIDER else Role.AGENT
        self.role.set_value(known.value)
        self.login = QLineEdit(proposed_login(person.name, ()))
        self.admin, self.password = QLineEdit("postgres"), PasswordEdit(words)
        self.folder = QLineEdit(QDir.toNativeSeparators(QDir.homePath()))
        self.fields = [
            Field(words("Role"), self.role),
            Field(words("Name to log in by"), self.login),
            Field(words("Administrator of PostgreSQL"), self.admin),
            Field(words("Password of the administrator"), self.password, words("kept nowhere")),
            Field(words("Folder for the invitations"), self.folder),
        ]
        self.secret = QLineEdit()
        self.secret.setReadOnly(True)
        self._secret = Field(words("Password of {name}", name=person.name), self.secret)
        self._told = label(tone="text_2", wrap=True)
        self.cancel = tall(button(words("Cancel")))
        self.do = tall(button(words("Invite"), "primary", "user-plus"))
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.confirm)
        self.login.setFocus()

    def confirm(self) -> None:
        """Invite; once that is done, copy the password."""
        if self._waits:
            return
        if self.result_ is not None:
            QGuiApplication.clipboard().setText(self.result_.password)
            self.do.setText(self._context.words("Copied"))
            return
        files, session = self._context.files, self._context.session
        if files is None or files.shared is None or not self._complete():
            return
        shared, admin, password = files.shared, self.admin.text().strip(), self.password.text() or None
        guest = Guest(
            person=self._person.uid,
            name=self._person.name,
            role=Role(str(self.role.value())),
            login=self.login.text().strip(),
        )
        folder = Path(self.folder.text().strip())
        self._wait(on=True)
        ask(
            self,
            self._context.tasks,
            lambda: shared.invite(session, admin, password, guest, folder),
            self._done,
            self._refused,
        )

    def _complete(self) -> bool:
        words = self._context.words
        missing: Collection[tuple[int, bool, str]] = (
            (1, bool(LOGIN.fullmatch(self.login.text().strip())),
             words("Small letters without accents, digits, . - and _ only.")),
            (2, bool(self.admin.text().strip()), words("Type the name of an administrator of PostgreSQL.")),
            (4, bool(self.folder.text().strip()), words("Choose a folder for the invitations.")),
        )  # fmt: skip
        fine = True
        for place, good, sentence in missing:
            self.fields[place].set_error("" if good else sentence)
            if fine and not good:
                self.fields[place].editor.setFocus()
            fine = fine and good
        self._settle()
        return fine

    def _done(self, invited: Invited) -> None:
        words = self._context.words
        self._wait(on=False)
        self.password.clear()
        self.result_ = invited
        for field in self.fields:
            field.hide()
        self.strip.dismiss()
        self.secret.setText(invited.password)
        self._secret.show()
        path = Path(self.folder.text().strip()) / f"{invited.place.user}{INVITATION}"
        told = words(
            "The invitation is {path}. Give it together with this password, which is shown here only: copy "
            "it now.",
            path=str(path).replace("/", "/\u200b"),
        )
        self._told.setText(told)
        self.do.setText(words("Copy the password"))
        self.do.setIcon(icon("copy", "on_accent"))
        self.cancel.setText(words("Close"))
        self.do.setFocus()
        self.invited.emit(
            words("{name} may come in as {user}.", name=invited.person, user=invited.place.user)
        )
        self._settle()

    def _refused(self, error: DeskError) -> None:
        self._wait(on=False)
        self.strip.show_message(error.say(self._context.words), "danger")
        self._settle()
        QTimer.singleShot(0, self, lambda: self._scroller.ensureWidgetVisible(self.strip))

    def _wait(self, *, on: bool) -> None:
        self._waits = on
        self.do.setEnabled(not on)
        for field in self.fields:
            field.setEnabled(not on)

    def _settle(self) -> None:
        height = self._body.heightForWidth(WIDTH) + theme.size("footer")
        self.settle(QSize(WIDTH, 0), QSize(WIDTH, height))

    def _lay_out(self) -> None:
        words = self._context.words
        self._told.setText(words("They get a login of their own, with the rights of their role."))
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(MARGIN, 20, MARGIN, 20)
        body.setSpacing(theme.size("space.gap"))
        body.addWidget(self._told)
        for part in (*self.fields, self._secret, self.strip):
            body.addWidget(part)
        self._secret.hide()
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._scroller = Scroller(self._body)
        whole.addWidget(self._scroller, 1)
        whole.addWidget(footer([], [self.cancel, self.do]))
        self._settle()

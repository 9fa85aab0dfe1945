"""The password of a shared desk, asked once where there is a key store, at each start where there is none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.sheet import MARGIN, Scroller, Sheet, tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view
from desktop_desk.ui.widgets.password_edit import PasswordEdit
from desktop_desk.ui.widgets.strip import Strip

WIDTH: Final = 440
_ENDLESS: Final = re.compile(r"[/_:](?=.)|.(?=\.)|[^/_:.-]{24}(?=[^/_:.-])")
"""Where the name of a server may go on in the next line."""


class PasswordDialog(Sheet):
    """Asks, says what was typed by ``given(user, password, keep)``, and waits for what comes of it.

    Whoever listens closes the window with ``accept()``, or says by :meth:`refuse` why the desk did not
    open: what was typed is still there. ``place`` is the desk's server and name (``srv-01/desk``), ``user``
    the name that is proposed, ``sentence`` an earlier refusal, already in the reader's language. Without
    ``keeps`` there is no key store: it says so and ``keep`` is false.
    """

    given = Signal(str, str, bool)

    def __init__(
        self,
        words: Words,
        place: str,
        user: str,
        sentence: str = "",
        keeps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words("Your password for {place}", place=place), parent)
        self._words = words
        self.strip = Strip(words)
        self.user, self.password = QLineEdit(user), PasswordEdit(words)
        self.keep = QCheckBox(words("Keep it in the key store of this PC"), self)
        self.keep.setChecked(keeps)
        self.keep.setVisible(keeps)
        self._make(place)
        self._lay_out(keeps=keeps)
        self._connect()
        self.setMinimumWidth(WIDTH)
        self.resize(WIDTH, 0)
        (self.password if user else self.user).setFocus()
        if sentence:
            self._say(sentence)
        self._settle()

    def confirm(self) -> None:
        """Give what was typed; where something is missing, say so and go there."""
        if self._waiting():
            return
        words, user, password = self._words, self.user.text().strip(), self.password.text()
        self._user.set_error("" if user else words("Type your user name on this desk."))
        self._password.set_error("" if password else words("Type your password."))
        self._settle()
        if not user or not password:
            (self.password if user else self.user).setFocus()
            return
        self._wait(waiting=True)
        self.given.emit(user, password, self.keep.isChecked())

    def refuse(self, sentence: str) -> None:
        """Say why the desk did not open, and let the person go on from what was typed."""
        self._wait(waiting=False)
        self._say(sentence)
        self.password.selectAll()
        self.password.setFocus()

    def done(self, result: int) -> None:
        """Close, keeping nothing of what was typed."""
        self.password.clear()
        self.password.hide_text()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the password, then gives it; on a button it presses that button."""
        at = self.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not enter or (isinstance(at, QAbstractButton) and at is not self.keep):
            super().keyPressEvent(event)
        elif at is self.user and self.user.text().strip() and not self.password.text():
            self.password.setFocus()
        else:
            self.confirm()

    # while the desk is being opened

    def _waiting(self) -> bool:
        return self.user.isReadOnly()

    def _wait(self, *, waiting: bool) -> None:
        words = self._words
        self.user.setReadOnly(waiting)
        self.password.setReadOnly(waiting)
        self.keep.setEnabled(not waiting)
        self._go.setEnabled(not waiting)
        self._go.setText(words("Signing in…") if waiting else words("Sign in"))

    def _say(self, sentence: str) -> None:
        self.strip.show_message(sentence, "danger")
        self.setAccessibleDescription(sentence)
        self._settle()

    # the form

    def _make(self, place: str) -> None:
        words = self._words
        for editor in (self.user, self.password):
            editor.setProperty("tall", True)
            editor.setMaxLength(1000)
        self._user = Field(words("User name"), self.user)
        self._password = Field(words("Password"), self.password)
        self._title = label(size="title_section", weight=fonts.STRONG, wrap=True)
        self._title.setText(words("Your password for {place}", place=_ENDLESS.sub("\\g<0>\u200b", place)))
        self._title.setAccessibleName(self.windowTitle())
        self._cancel, self._go = tall(button(words("Cancel"))), tall(button(words("Sign in"), "primary"))
        for one in (self._cancel, self._go):
            one.setAutoDefault(False)

    def _connect(self) -> None:
        self.user.textEdited.connect(lambda _: self._user.set_error(""))
        self.password.textEdited.connect(lambda _: self._password.set_error(""))
        self.strip.dismissed.connect(self._settle)
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self.confirm)

    def _settle(self) -> None:
        height = self._body.heightForWidth(max(self.width(), WIDTH)) + theme.size("footer")
        self.settle(QSize(WIDTH, 0), QSize(WIDTH, height))

    def _lay_out(self, *, keeps: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.size("space.gap"))
        head.addWidget(icon_view("lock", "accent_mark", 24), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(MARGIN, 20, MARGIN, 20)
        body.setSpacing(theme.size("space.card"))
        body.addLayout(head)
        body.addWidget(self.strip)
        body.addWidget(self._user)
        body.addWidget(self._password)
        if keeps:
            body.addWidget(self.keep)
        else:
            body.addLayout(self._not_kept())
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(self._body), 1)
        whole.addWidget(footer([], [self._cancel, self._go]))
        order = [self.user, self.password, self.password.eye, self.keep, self._cancel, self._go]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _not_kept(self) -> QHBoxLayout:
        words = self._words
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.unit"))
        row.addWidget(icon_view("info", "text_2", 16), 0, Qt.AlignmentFlag.AlignTop)
        said = words("This PC has no key store: the password is kept nowhere and asked for at each start.")
        row.addWidget(label(said, size="small", tone="text_2", wrap=True), 1)
        return row

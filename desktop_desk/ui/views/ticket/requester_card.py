"""Who asked, and how to reach them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_desk.domain.people import AddressKind, Person
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket.message_text import open_link
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view
from desktop_desk.ui.widgets.person_disc import PersonDisc

_ENDLESS = re.compile(r"[^\u200b]{24}(?=[^\u200b])")


class RequesterCard(QFrame):
    """Name, department, phone and mail; ``call_asked`` carries the number when the phone is pressed."""

    call_asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        words = context.words
        self.setProperty("plane", "card")
        self._address = ""
        self._disc = PersonDisc(None, theme.size("disc_card"))
        self._name = ElidedLabel(size="title_card", weight=fonts.STRONG)
        self._department = ElidedLabel(tone="text_2")
        self._phone = ElidedLabel(weight=fonts.LABEL)
        self.mail = label(wrap=True)
        self.mail.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for one in (self._name, self._phone, self.mail):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.call = button(words.sense("verb", "Call"), "link")
        self.call.setToolTip(words("Copy the number and log the call"))
        self.call.clicked.connect(lambda: self.call_asked.emit(self._phone.text()))
        self.write = button(words("Write"), "link")
        self.write.setToolTip(words("Write an e-mail outside the desk"))
        self.write.clicked.connect(lambda: open_link(f"mailto:{self._address}"))
        self._phone_line = _line("phone", self._phone, self.call)
        self._mail_line = _line("mail", self.mail, self.write)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._department)
        names.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._disc)
        head.addLayout(names, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self._phone_line)
        column.addWidget(self._mail_line)

    def show_person(self, person: Person) -> None:
        """Show somebody; a line without a value is not there."""
        self._disc.show_person(person.name)
        self._name.setText(person.name)
        self._department.setText(person.department)
        self._department.setVisible(bool(person.department))
        phone, mail = person.address(AddressKind.PHONE), person.mail
        self._phone.setText(phone)
        self._address = mail
        self.mail.setText(breakable(mail))
        self.mail.setAccessibleName(mail)
        self._phone_line.setVisible(bool(phone))
        self._mail_line.setVisible(bool(mail))


def breakable(address: str) -> str:
    """An address that may go on in a second line, at the @ where it reads best."""
    return _ENDLESS.sub("\\g<0>\u200b", address.replace("@", "\u200b@"))


def _line(icon_name: str, text: QWidget, action: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(2, 0, 0, 0)
    row.setSpacing(9)
    row.addWidget(icon_view(icon_name, "text_2", 15))
    row.addWidget(text, 1)
    row.addWidget(action)
    return holder

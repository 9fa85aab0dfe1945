"""A field for somebody: names of the directory are offered, a new name or address is taken."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop_desk.domain.operations import Contact
from desktop_desk.domain.people import Address, AddressKind, Person
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sheet import ask

WAIT_MS: Final = 120
"""After the last key, before the directory is asked."""


class PersonField(QLineEdit):
    """``settled`` when somebody was picked."""

    settled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._offered: dict[str, Person] = {}
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _: self.settled.emit())
        self.setCompleter(completer)
        self.setMaxLength(200)
        self.setPlaceholderText(context.words("Name, e-mail address or telephone"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._look_up)
        self.textEdited.connect(lambda _: self._timer.start())

    def contact(self) -> Contact | None:
        """Whoever is named, somebody new where nobody of the directory was picked; ``None`` when empty."""
        typed = " ".join(self.text().split())
        if not typed:
            return None
        known = self.person()
        if known is not None:
            return Contact(person=known.uid, name=known.name)
        name, _, rest = typed.partition("<")
        mail = rest.rstrip("> ").strip() if rest else typed
        if "@" in mail[1:-1]:
            return Contact(name=name.strip() if rest else "", address=Address(AddressKind.MAIL, mail))
        return Contact(name=typed)

    def person(self) -> Person | None:
        """Whoever of the directory was picked."""
        return self._offered.get(" ".join(self.text().split()))

    def show_person(self, person: Person) -> None:
        """Put somebody of the directory in."""
        self._offered[self._shown(person)] = person
        self.setText(self._shown(person))

    def _look_up(self) -> None:
        typed, session = self.text().strip(), self._context.session
        if typed:
            ask(
                self,
                self._context.tasks,
                lambda: session.people(typed),
                self._offer,
                lambda _: None,
                key="people",
            )

    def _offer(self, people: list[Person]) -> None:
        self._offered |= {self._shown(person): person for person in people}
        self._model.setStringList([self._shown(person) for person in people])
        if self.hasFocus() and people and self.text() not in self._offered:
            self.completer().complete()

    @staticmethod
    def _shown(person: Person) -> str:
        """A name, told apart from its namesakes."""
        more = person.mail or person.department
        return f"{person.name} <{more}>" if more else person.name

"""The second step: who comes in, as what, and by which name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from desktop_desk.domain.folding import fold
from desktop_desk.domain.guests import Guest
from desktop_desk.domain.people import Person, Role
from desktop_desk.text import Words, capital
from desktop_desk.ui import theme
from desktop_desk.ui.dialogs.first_start.pages import Page
from desktop_desk.ui.dialogs.sheet import Scroller
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.labels import label, set_property
from desktop_desk.ui.widgets.strip import Strip

LOGIN: Final = re.compile(r"[a-z_][a-z0-9_.-]{0,60}")
ROLES: Final = (Role.MANAGER, Role.AGENT)


@dataclass(frozen=True, slots=True)
class Line:
    """One person's line."""

    person: Person
    comes: QCheckBox
    role: Combo
    login: QLineEdit


class PeoplePage(Page):
    """A line a person of the support."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            words("Who comes in?"),
            words("Each gets an invitation and a password of their own. Others can be invited later."),
        )
        self._words = words
        self._taken: Collection[str] = ()
        self.lines: list[Line] = []
        self.strip = Strip(words)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(theme.size("space.gap"))
        self._grid.setVerticalSpacing(theme.size("space.unit"))
        for place, name in enumerate((words("Person"), words("Role"), words("Name to log in by"))):
            self._grid.addWidget(label(name, size="small", tone="text_2"), 0, place)
        for place, stretch in enumerate((5, 3, 4)):
            self._grid.setColumnStretch(place, stretch)
        self.column.addWidget(Scroller(self._table), 1)
        self.column.addWidget(self.strip)

    def show_people(self, people: Sequence[Person], taken: Collection[str]) -> None:
        """Those of the support, each ticked with a name nobody has on the server; what was typed stays."""
        self._taken = taken
        if self.lines:
            return
        used = set(taken)
        for person in people:
            login = proposed_login(person.name, used)
            used.add(login)
            self._add(person, login)
        self._grid.setRowStretch(len(self.lines) + 1, 1)

    def guests(self) -> list[Guest] | None:
        """Those who come; ``None`` where something is missing, which is said."""
        guests: list[Guest] = []
        for line in self.lines:
            set_property(line.login, "wrong", value=False)
            if line.comes.isChecked():
                login = line.login.text().strip()
                if not self._fits(line, login, {guest.login for guest in guests}):
                    return None
                role = Role(str(line.role.value()))
                guests.append(Guest(person=line.person.uid, name=line.person.name, role=role, login=login))
        if not any(guest.role is Role.MANAGER for guest in guests):
            self._say(self._words("Let one manager in at least: managers invite the others later."))
            return None
        self.strip.dismiss()
        return guests

    def first(self) -> QWidget:
        """Where the keyboard goes."""
        return self.lines[0].comes if self.lines else self

    def _fits(self, line: Line, login: str, before: Collection[str]) -> bool:
        words, name = self._words, line.person.name
        if not LOGIN.fullmatch(login):
            said = words("{name}: small letters without accents, digits, . - and _ only.", name=name)
        elif login in before or login in self._taken:
            said = words("{name}: this name is taken, choose another.", name=name)
        else:
            return True
        set_property(line.login, "wrong", value=True)
        line.login.setFocus()
        self._say(said)
        return False

    def _say(self, sentence: str) -> None:
        self.strip.show_message(sentence, "danger")

    def _add(self, person: Person, login: str) -> None:
        words, row = self._words, len(self.lines) + 1
        comes, role, editor = QCheckBox(person.name), Combo(""), QLineEdit(login)
        comes.setChecked(person.role in ROLES)
        role.setAccessibleName(words("Role of {name}", name=person.name))
        for one in ROLES:
            role.add(one.value, capital(words.role(one.value)))
        role.set_value(person.role.value if person.role in ROLES else Role.AGENT.value)
        editor.setMaxLength(60)
        editor.setAccessibleName(words("Name {name} logs in by", name=person.name))
        editor.textEdited.connect(lambda _: self.strip.dismiss())
        line = Line(person, comes, role, editor)
        for part in (role, editor):
            part.setEnabled(comes.isChecked())
            comes.toggled.connect(part.setEnabled)
        for place, cell in enumerate((comes, role, editor)):
            self._grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignVCenter)
        self.lines.append(line)


def proposed_login(name: str, used: Collection[str]) -> str:
    """The first name; the whole name, or a number, where that is taken."""
    parts = [part for part in fold(name).split() if part[0].isalpha() and part.isascii()] or ["desk"]
    for login in (parts[0], ".".join(parts)):
        if login not in used:
            return login
    number = 2
    while f"{parts[0]}{number}" in used:
        number += 1
    return f"{parts[0]}{number}"

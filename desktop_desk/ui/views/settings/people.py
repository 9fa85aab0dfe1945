"""The people: found by name, added, changed, put aside."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from desktop_desk.domain.cleaning import one_line
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.operations import SavePerson
from desktop_desk.domain.people import Address, AddressKind, Person, Role
from desktop_desk.text import capital
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field

LISTED = 300
HELD = Qt.ItemDataRole.UserRole


class PeopleSection(Section):
    """A list and, beside it, the person chosen; what is changed there holds when the field is left."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context,
            words("People"),
            words("Whoever asks is added by itself; those who answer are added here."),
        )
        self._people: dict[UUID, Person] = {}
        self._shown: UUID | None = None
        self._silent = False
        self.search = QLineEdit()
        self.search.setPlaceholderText(words("Look for somebody"))
        self.search.setAccessibleName(words("Look for somebody"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self.load())
        self.list = QListWidget()
        self.list.setAccessibleName(words("People"))
        self.list.setMinimumHeight(320)
        self.list.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self.add = button(words("Add somebody"), icon_name="user-plus")
        self.add.clicked.connect(self._add)
        self._make_form()
        self._lay_out()

    def load(self) -> None:
        """Read those whose name or address begins as typed; whoever was put aside comes last."""
        session, typed = self.context.session, self.search.text()
        self.read(lambda: session.people(typed, LISTED, put_aside=True), self._show, key="people")

    def _show(self, people: list[Person]) -> None:
        self._people = {person.uid: person for person in people}
        self._silent = True
        self.list.clear()
        for person in people:
            item = self._line(person)
            self.list.addItem(item)
            if person.uid == self._shown:
                self.list.setCurrentItem(item)
        if self._shown is None and people:  # a form that is empty and grey says nothing
            self._shown = people[0].uid
            self.list.setCurrentRow(0)
        self._silent = False
        if self._shown in self._people:
            self._fill(self._people[self._shown])
        elif self._shown is not None and not self._editing_new():
            self._fill(None)

    def _line(self, person: Person) -> QListWidgetItem:
        words = self.context.words
        role = "" if person.role is Role.EMPLOYEE else f" · {words.role(person.role.value)}"
        item = QListWidgetItem(person.name + role)
        item.setData(HELD, str(person.uid))
        if not person.active:
            item.setText(words("{name} (put aside)", name=person.name))
            item.setForeground(theme.color("text_3"))
        return item

    def _editing_new(self) -> bool:
        return self._shown is not None and self._shown not in self._people and not self.name.text()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._silent:
            self._fill(self._people[UUID(item.data(HELD))])

    def _add(self) -> None:
        self.list.setCurrentRow(-1)
        self._fill(None)
        self._shown = new_uid()
        self._form_enabled(on=True)
        self.name.setFocus()

    def _fill(self, person: Person | None) -> None:
        self._shown = None if person is None else person.uid
        self._form_enabled(on=person is not None)
        for editor, value in (
            (self.name, "" if person is None else person.name),
            (self.department, "" if person is None else person.department),
            (self.mail, "" if person is None else person.mail),
            (self.phone, "" if person is None else person.address(AddressKind.PHONE)),
        ):
            if not (editor.hasFocus() and editor.isModified()):
                editor.setText(value)
        self.role.set_value(Role.EMPLOYEE if person is None else person.role)
        self.active.setChecked(person is None or person.active)

    def _form_enabled(self, *, on: bool) -> None:
        for part in (self.name, self.department, self.role, self.mail, self.phone, self.active):
            part.setEnabled(on)

    def _save(self) -> None:
        if self._shown is None or not self.name.text().strip():
            return
        known = self._people.get(self._shown)
        addresses = [
            Address(kind, editor.text().strip())
            for kind, editor in ((AddressKind.MAIL, self.mail), (AddressKind.PHONE, self.phone))
            if editor.text().strip()
        ]
        operation = SavePerson(
            person=self._shown,
            name=one_line(self.name.text()).strip(),
            department=one_line(self.department.text()).strip(),
            language="fr" if known is None else known.language,
            role=Role(str(self.role.value())),
            active=self.active.isChecked(),
            addresses=(*addresses, *_others(known, addresses)),
        )
        if known is None or _differs(known, operation):
            self.apply(operation)

    def _make_form(self) -> None:
        words = self.context.words
        self.name, self.department, self.mail, self.phone = (QLineEdit() for _ in range(4))
        for editor in (self.name, self.department, self.mail, self.phone):
            editor.setMaxLength(200)
            editor.editingFinished.connect(self._save)
        self.role = Combo(words("Role"))
        for role in Role:
            self.role.add(role.value, capital(words.role(role.value)))
        self.role.chosen.connect(lambda _: self._save())
        self.active = QCheckBox(words("Still here"))
        self.active.clicked.connect(self._save)
        self._form_enabled(on=False)

    def _lay_out(self) -> None:
        words = self.context.words
        column = self.add_card(grows=True)
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.gutter"))
        left = QVBoxLayout()
        left.setSpacing(theme.size("space.unit"))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        form = QGridLayout()
        form.setVerticalSpacing(theme.size("space.gap"))
        for index, (name, editor) in enumerate(
            (
                (words("Name"), self.name),
                (words("Department"), self.department),
                (words("Role"), self.role),
                (words("E-mail"), self.mail),
                (words("Telephone"), self.phone),
            )
        ):
            form.addWidget(Field(name, editor), index, 0)
        form.addWidget(self.active, 5, 0)
        form.setRowStretch(6, 1)
        row.addLayout(left, 1)
        row.addLayout(form, 1)
        column.addLayout(row)


def _others(known: Person | None, changed: list[Address]) -> list[Address]:
    """Addresses the form does not show: further mails and telephones, accounts."""
    if known is None:
        return []
    first = {kind: known.address(kind) for kind in (AddressKind.MAIL, AddressKind.PHONE)}
    told = {address.folded for address in changed}
    return [one for one in known.addresses if one.value != first.get(one.kind) and one.folded not in told]


def _differs(known: Person, wanted: SavePerson) -> bool:
    return (known.name, known.department, known.role, known.active, set(known.addresses)) != (
        wanted.name,
        wanted.department,
        wanted.role,
        wanted.active,
        set(wanted.addresses),
    )

"""The people: found by name, added, changed, put aside."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt, Signal
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
from desktop_desk.domain.operations import MergePeople, SavePerson
from desktop_desk.domain.people import TREATING, Address, AddressKind, Person, Role
from desktop_desk.text import capital
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.people_words import absence
from desktop_desk.ui.views.settings.absence_fields import AbsenceFields
from desktop_desk.ui.views.settings.invite_dialog import InviteDialog
from desktop_desk.ui.views.settings.merge_dialog import MergeDialog
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field

LISTED = 300
HELD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Directory:
    """Those found, those who may stand in for them or do, and who has a login on the server."""

    people: list[Person]
    others: list[Person]
    let_in: frozenset[UUID] | None


class PeopleSection(Section):
    """A list and, beside it, the person chosen; what is changed there holds when the field is left.

    ``told`` says what was done outside the desk: somebody was let into the server.
    """

    told = Signal(str)

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context,
            words("People"),
            words("Whoever asks is added by itself; those who answer are added here."),
        )
        self._people: dict[UUID, Person] = {}
        self._others: list[Person] = []
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
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self.add = button(words("Add somebody"), icon_name="user-plus")
        self.add.clicked.connect(self._add)
        self.merge = button(words("Merge with…"), icon_name="merge")
        self.merge.setToolTip(words("Make one of two entries that are the same person"))
        self.merge.clicked.connect(self._merge)
        self.invite = button(words("Invite…"), icon_name="mail")
        self.invite.setToolTip(words("Let this person into the shared desk from their own PC"))
        self.invite.clicked.connect(self._invite)
        self._let_in: frozenset[UUID] | None = None
        self._make_form()
        self._lay_out()

    def load(self) -> None:
        """Read those whose name or address begins as typed; whoever was put aside comes last."""
        session, typed = self.context.session, self.search.text()

        def work() -> Directory:
            people, agents = session.people(typed, LISTED, put_aside=True), session.agents()
            listed = {agent.id for agent in agents}
            standing_in = {one.substitute_id for one in people if one.substitute_id is not None}
            others = [*agents, *session.known(standing_in - listed)]
            return Directory(people, others, self._known_logins())

        self.read(work, self._show, key="people")

    def _known_logins(self) -> frozenset[UUID] | None:
        """Who has a login, as far as that is one's business: a manager's, on a shared desk."""
        files, session = self.context.files, self.context.session
        if session.store.path is not None or files is None or files.shared is None:
            return None
        return files.shared.let_in(session) if files.shared.role(session) is Role.MANAGER else None

    def _invite(self) -> None:
        if self._shown in self._people:
            dialog = InviteDialog(self.context, self._people[self._shown], self.window())
            dialog.invited.connect(self.told)
            dialog.finished.connect(self.load)
            dialog.open()

    def _show(self, directory: Directory) -> None:
        people, self._others, self._let_in = directory.people, directory.others, directory.let_in
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
        role = "" if person.role is Role.EMPLOYEE else words.role(person.role.value)
        away = absence(words, person, self.context.session.clock(), self.context.tz)
        more = away or role  # there is room for one of them; the role is in the form
        item = QListWidgetItem(f"{person.name} · {more}" if more else person.name)
        item.setData(HELD, str(person.uid))
        if not person.active:
            item.setText(words("{name} (put aside)", name=person.name))
            item.setForeground(theme.color("text_3"))
        elif away:
            item.setForeground(theme.color("text_2"))
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
        self.away.show_absence(person, self._others)
        self._show_away(person)

    def _form_enabled(self, *, on: bool) -> None:
        for part in (self.name, self.department, self.role, self.mail, self.phone, self.away, self.active):
            part.setEnabled(on)
        self.merge.setEnabled(on and self._shown in self._people)
        self.invite.setVisible(self._let_in is not None and self._shown in self._people)
        self.invite.setEnabled(self._let_in is not None and self._shown not in self._let_in)

    def _show_away(self, person: Person | None) -> None:
        """Only of those who treat tickets does an absence change anything."""
        treats = self.role.value() in TREATING
        self.away.setVisible(treats or (person is not None and person.absent_from is not None))

    def _merge(self) -> None:
        if self._shown in self._people:
            dialog = MergeDialog(self.context, self._people[self._shown], self.window())
            dialog.merged.connect(self._on_merged)
            dialog.open()

    def _on_merged(self, operation: MergePeople, said: str) -> None:
        self._shown = operation.kept
        self.saved.emit([operation.uid], said)
        self.search.clear()
        self.load()

    def _save(self) -> None:
        if self._shown is None or not self.name.text().strip():
            return
        known, typed = self._people.get(self._shown), self.away.absence()
        if typed is None:
            return
        away, back, substitute = typed
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
            absent_from=away,
            absent_until=back,
            substitute=substitute,
        )
        if known is None or self._differs(known, operation):
            self.apply(operation)

    def _differs(self, known: Person, wanted: SavePerson) -> bool:
        substitute = next((one.uid for one in self._others if one.id == known.substitute_id), None)
        return _facts(known, substitute) != _facts(wanted, wanted.substitute)

    def _on_role(self, _role: object) -> None:
        self._show_away(self._people.get(self._shown) if self._shown else None)
        self._save()

    def _make_form(self) -> None:
        words = self.context.words
        self.name, self.department, self.mail, self.phone = (QLineEdit() for _ in range(4))
        for editor in (self.name, self.department, self.mail, self.phone):
            editor.setMaxLength(200)
            editor.editingFinished.connect(self._save)
        self.role = Combo(words("Role"))
        for role in Role:
            self.role.add(role.value, capital(words.role(role.value)))
        self.role.chosen.connect(self._on_role)
        self.away = AbsenceFields(self.context)
        self.away.changed.connect(self._save)
        self.active = QCheckBox(words("Still in the directory"))
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
        form.setHorizontalSpacing(theme.size("space.unit"))
        form.addWidget(Field(words("Name"), self.name), 0, 0, 1, 2)
        form.addWidget(Field(words("Department"), self.department), 1, 0)
        form.addWidget(Field(words("Role"), self.role), 1, 1)
        form.addWidget(Field(words("E-mail"), self.mail), 2, 0, 1, 2)
        form.addWidget(Field(words("Telephone"), self.phone), 3, 0, 1, 2)
        form.addWidget(self.away, 4, 0, 1, 2)
        form.addWidget(self.active, 5, 0, 1, 2)
        deeds = QHBoxLayout()
        deeds.setSpacing(theme.size("space.unit"))
        deeds.addWidget(self.merge)
        deeds.addWidget(self.invite)
        deeds.addStretch(1)
        form.addLayout(deeds, 6, 0, 1, 2)
        form.setRowStretch(7, 1)
        for place in range(2):
            form.setColumnStretch(place, 1)
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


def _facts(of: Person | SavePerson, substitute: UUID | None) -> tuple[object, ...]:
    """What the form may change."""
    return (
        of.name,
        of.department,
        of.role,
        of.active,
        set(of.addresses),
        of.absent_from,
        of.absent_until,
        substitute,
    )

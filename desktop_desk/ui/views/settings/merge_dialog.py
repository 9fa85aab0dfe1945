"""Two entries that are one person: which is the other, which stays, how many tickets move."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import MergePeople
from desktop_desk.domain.people import Person
from desktop_desk.services.errors import SamePerson
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.person_field import PersonField
from desktop_desk.ui.dialogs.sheet import MARGIN, Sheet, ask, tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.choice_card import ChoiceCard, ChoiceGroup
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip

WIDTH = 520


class MergeDialog(Sheet):
    """``merged`` carries the operation that was done, and what to say of it."""

    merged = Signal(object, str)

    def __init__(self, context: Context, person: Person, parent: QWidget | None = None) -> None:
        words = context.words
        super().__init__(words("Merge {name} with…", name=person.name), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._person = context, person
        self._tickets: dict[int, int] = {}
        self.strip = Strip(words)
        self.other = PersonField(context)
        self._other = Field(words("Is the same person as"), self.other)
        self.stays = ChoiceGroup(self)
        self._chosen = False
        self._cards = [self.stays.add(place, ChoiceCard("", "", "user")) for place in range(2)]
        self._stays = Field(words("Which entry stays"), _pile(self._cards))
        self._sentence = label(tone="text_2", wrap=True)
        self.cancel = tall(button(words("Cancel")))
        self.do = tall(button(words("Merge"), "primary", "merge"))
        self._lay_out()
        self.other.textChanged.connect(lambda _: self._look())
        self.stays.chosen.connect(lambda _: self._say())
        for card in self._cards:
            card.clicked.connect(self._on_choice)
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.confirm)
        self.stays.set_value(0)
        self._look()

    def confirm(self) -> None:
        """Merge, and close; a refusal is said here."""
        two = self._two()
        if two is None or not self.do.isEnabled():
            self._other.set_error(
                self._context.words("Choose somebody of the list: the entry that is the same person.")
            )
            self.other.setFocus()
            return
        kept, double = two
        self.do.setEnabled(False)
        operation = MergePeople(kept=kept.uid, merged=double.uid)
        said = self._context.words("{merged} is now {kept}.", merged=double.name, kept=kept.name)
        session = self._context.session

        def done(_applied: object) -> None:
            self.merged.emit(operation, said)
            self.accept()

        ask(self, self._context.tasks, lambda: session.apply(operation), done, self._refused)

    def _two(self) -> tuple[Person, Person] | None:
        """Who stays and who does not; ``None`` until another entry is picked."""
        other = self.other.person()
        if other is None or other.id == self._person.id:
            return None
        return (self._person, other) if self.stays.value() == 0 else (other, self._person)

    def _look(self) -> None:
        """Count the tickets of both, once another entry is picked."""
        other, session = self.other.person(), self._context.session
        same = other is not None and other.id == self._person.id
        self._other.set_error(SamePerson(name=self._person.name).say(self._context.words) if same else "")
        self._say()
        if other is not None and not same:

            def work() -> dict[int, int]:
                return {one.id: session.ticket_count(one) for one in (self._person, other)}

            ask(self, self._context.tasks, work, self._count, self._refused, key="merge")

    def _count(self, counts: dict[int, int]) -> None:
        """Until somebody chooses, the entry with more of the desk's life stays."""
        self._tickets = counts
        other = self.other.person()
        if other is not None and other.id in counts and not self._chosen:
            self.stays.set_value(int(counts[other.id] > counts[self._person.id]))
        self._say()

    def _say(self) -> None:
        two = self._two()
        ready = two is not None and all(one.id in self._tickets for one in two)
        self._stays.setVisible(ready)
        self._sentence.setVisible(ready)
        self.do.setEnabled(ready)
        if two is not None and ready:
            self._fill(*two)
        self._settle()

    def _on_choice(self) -> None:
        self._chosen = True

    def _fill(self, kept: Person, double: Person) -> None:
        words, other = self._context.words, self.other.person()
        for card, one in zip(self._cards, (self._person, other), strict=True):
            if one is not None:
                tickets = words.plural("{n} ticket", "{n} tickets", self._tickets[one.id])
                card.setText(one.name)
                card.set_line(" · ".join(fact for fact in (one.mail, one.department, tickets) if fact))
        names, moving = {"merged": double.name, "kept": kept.name}, self._tickets[double.id]
        if not moving:
            said = words("{merged} becomes {kept}: no ticket moves, only addresses and accounts.", **names)
        else:
            said = words.plural(
                "{merged} becomes {kept}: {n} ticket moves, with messages, addresses and accounts.",
                "{merged} becomes {kept}: {n} tickets move, with messages, addresses and accounts.",
                moving,
                **names,
            )
        self._sentence.setText(said)

    def _settle(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.settle(QSize(WIDTH, 0), QSize(WIDTH, layout.totalHeightForWidth(WIDTH)))

    def _refused(self, error: DeskError) -> None:
        self.do.setEnabled(True)
        self.strip.show_message(error.say(self._context.words), "danger")
        self._settle()

    def _lay_out(self) -> None:
        for one in (self.cancel, self.do):
            one.setAutoDefault(False)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 20, MARGIN, 16)
        body.setSpacing(theme.size("space.card"))
        said = self._context.words(
            "All that is one entry’s goes to the other, which alone is offered from then on. It can be "
            "taken back."
        )
        for part in (
            label(said, tone="text_2", wrap=True),
            self.strip,
            self._other,
            self._stays,
            self._sentence,
        ):
            body.addWidget(part)
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(footer([], [self.cancel, self.do]))


def _pile(cards: list[ChoiceCard]) -> QWidget:
    pile = QWidget()
    column = QVBoxLayout(pile)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.size("space.unit"))
    for card in cards:
        column.addWidget(card)
    return pile

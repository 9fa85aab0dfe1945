"""From when to when somebody is away, and who stands in meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop_desk.domain.absence import days_away, instants_away
from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.domain.people import Person
from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.people_words import offered
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.date_field import DateField
from desktop_desk.ui.widgets.field import Field

Absence = tuple[Instant | None, Instant | None, UUID | None]
"""The first instant away, the first one back, who stands in."""


class AbsenceFields(QWidget):
    """Two days, both included, in the desk's zone. ``changed`` when a field is left or somebody chosen."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person: Person | None = None
        words = context.words
        self.first, self.last = (DateField(self._today, words("dd/mm/yyyy")) for _ in range(2))
        self.substitute = Combo(words("Who stands in"))
        self.first_field = Field(words("Away from"), self.first)
        self.last_field = Field(words("Last day"), self.last)
        for editor, field in ((self.first, self.first_field), (self.last, self.last_field)):
            editor.editingFinished.connect(self.changed)
            editor.textChanged.connect(lambda _, one=editor, of=field: self._name_day(one, of))
        self.substitute.chosen.connect(lambda _: self.changed.emit())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.size("space.unit"))
        grid.setVerticalSpacing(theme.size("space.gap"))
        for column, field in enumerate((self.first_field, self.last_field)):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # equal halves
            grid.addWidget(field, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Field(words("Who stands in"), self.substitute), 1, 0, 1, 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)

    def show_absence(self, person: Person | None, others: Sequence[Person]) -> None:
        """Show when somebody is away; one of ``others`` may stand in."""
        self._person = person
        days = self._days()
        for editor, day in zip((self.first, self.last), days, strict=True):
            if not (editor.hasFocus() and editor.isModified()):
                editor.set_day(day)
        self.last_field.set_error("")
        self._offer(person, others)

    def absence(self) -> Absence | None:
        """What is typed; ``None`` where it is no absence, which is said."""
        words = self._context.words
        first, last = self.first.day(), self.last.day()
        said = ""
        if not (self.first.readable() and self.last.readable()):
            said = words("This is no date. Write it like 24/12/2026.")
        elif first is not None and last is not None and last < first:
            said = words("The last day comes before the first.")
        self.last_field.set_error(said)
        if said:
            return None
        if first is None and last is not None:
            first = min(self._today(), last)  # « away until the 24th »: from now on
            self.first.set_day(first)
        away, back = instants_away(first, last, self._context.tz)
        if self._person is not None and (first, last) == self._days():  # to the hour, from elsewhere
            away, back = self._person.absent_from, self._person.absent_until
        chosen = self.substitute.value()
        return away, back, chosen if isinstance(chosen, UUID) else None

    def _days(self) -> tuple[date | None, date | None]:
        return (None, None) if self._person is None else days_away(self._person, self._context.tz)

    def _offer(self, person: Person | None, others: Sequence[Person]) -> None:
        now = self._context.session.clock()
        self.substitute.clear()
        self.substitute.add(None, self._context.words("Nobody: all are told"), tone="text_2")
        for other in others:
            if person is None or other.id != person.id:
                self.substitute.add(other.uid, offered(self._context.words, other, now))
        held = None if person is None else person.substitute_id
        self.substitute.set_value(next((one.uid for one in others if one.id == held), None))

    def _name_day(self, editor: DateField, field: Field) -> None:
        day = editor.day()
        field.set_hint("" if day is None else self._context.words.weekday(day.weekday()))

    def _today(self) -> date:
        return to_datetime(self._context.session.clock()).astimezone(self._context.tz).date()

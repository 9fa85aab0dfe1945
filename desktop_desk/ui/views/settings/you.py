"""You: who sits at this PC, and what they like. Kept with the person, not in the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from desktop_desk.config import UserSettings
from desktop_desk.domain.operations import RememberLogin
from desktop_desk.domain.people import Person
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.person_field import PersonField
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.person_disc import PersonDisc
from desktop_desk.ui.widgets.segmented import Segmented


class YouSection(Section):
    """``preferences`` carries the ``UserSettings`` after a change."""

    preferences = Signal(object)

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(context, words("You"), words("What you like, on this PC only."))
        self._make_who()
        look = self.add_card(words("Appearance"))
        self.theme = Segmented(
            words("Theme"),
            (("system", words("Like the system")), ("light", words("Light")), ("dark", words("Dark"))),
        )
        self.language = Segmented(
            words("Language"), (("auto", words("Like the system")), ("fr", "Français"), ("en", "English"))
        )
        self.density = Segmented(
            words("Lines of the queue"),
            (("comfortable", words("Comfortable")), ("compact", words("Compact"))),
        )
        for name, bar in (("theme", self.theme), ("language", self.language), ("density", self.density)):
            bar.chosen.connect(lambda value, key=name: self._change(key, value))
            look.addWidget(Field(bar.accessibleName(), bar))
        habits = self.add_card(words("Habits"))
        self.ticks = {
            "sound": QCheckBox(words("A sound with alerts")),
            "single_keys": QCheckBox(words("Single keys in the queue (A assigns, E resolves…)")),
            "start_with_session": QCheckBox(words("Start with the session")),
        }
        for name, tick in self.ticks.items():
            tick.clicked.connect(lambda on, key=name: self._change(key, on))
            habits.addWidget(tick)
        self.column.addStretch(1)

    def load(self) -> None:
        """Show what holds."""
        settings = self.context.settings
        self.theme.set_value(settings.theme)
        self.language.set_value(settings.language)
        self.density.set_value(settings.density)
        for name, tick in self.ticks.items():
            tick.setChecked(getattr(settings, name))
        session = self.context.session
        self.read(lambda: session.me, self._show_me, key="me")

    def _show_me(self, me: Person | None) -> None:
        words = self.context.words
        self._disc.show_person(None if me is None else me.name)
        self._name.setText(words("The desk does not know you yet") if me is None else me.name)
        self._role.setText("" if me is None else words.role(me.role.value))

    def _become(self) -> None:
        contact = self.who.contact()
        if contact is None or contact.person is None:
            self._who.set_error(
                self.context.words("Choose somebody of the list; add them under People first.")
            )
            return
        self._who.set_error("")
        self.who.clear()
        self.apply(RememberLogin(os_account=self.context.session.author.os_account, person=contact.person))

    def _change(self, key: str, value: Any) -> None:
        changed: UserSettings = replace(self.context.settings, **{key: value})
        self.context.settings = changed
        self.preferences.emit(changed)

    def _make_who(self) -> None:
        words = self.context.words
        who = self.add_card(words("Who you are on this PC"))
        self._disc = PersonDisc(None, theme.size("disc_card"))
        self._name = label(weight=fonts.STRONG)
        self._role = label(size="small", tone="text_2")
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.gap"))
        row.addWidget(self._disc)
        row.addWidget(self._name)
        row.addWidget(self._role)
        row.addStretch(1)
        who.addLayout(row)
        self.who = PersonField(self.context)
        self._who = Field(words("Somebody else?"), self.who)
        change = button(words("That is me"))
        change.clicked.connect(self._become)
        line = QHBoxLayout()
        line.addWidget(self._who, 1)
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignBottom)
        who.addLayout(line)

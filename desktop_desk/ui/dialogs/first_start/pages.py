"""The three questions: where the desk lives, the firm and its hours, who is there."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_desk import device
from desktop_desk.services.holidays import REGIONS, region_of_zone
from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.widgets.choice_card import ChoiceCard, ChoiceGroup
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.week_hours import WeekHours


class Place(StrEnum):
    """Where the desk lives."""

    HERE = "here"
    SHARED = "shared"
    SAMPLE = "sample"


class Page(QWidget):
    """A title, a line under it, and what is asked."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 30, 40, 0)
        self.column.setSpacing(theme.size("space.gap"))
        named = label(title)
        named.setFont(fonts.pixel_font(22, fonts.STRONG))
        self.column.addWidget(named)
        self.column.addWidget(label(sentence, tone="text_2", wrap=True))
        self.column.addSpacing(10)
        self.setAccessibleName(title)


class PlacePage(Page):
    """Alone on this PC, with others on a server, or a try with sample data."""

    chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__(
            words("Where will your desk live?"),
            words("You can go from one to the other later, without losing anything."),
        )
        self._group = ChoiceGroup(self)
        for key, icon, title, line in (
            (
                Place.HERE,
                "monitor",
                words("Alone on this PC"),
                words("Ready at once, without a network. One file, yours."),
            ),
            (
                Place.SHARED,
                "share",
                words("Join a shared desk"),
                words("With the invitation you were given, or its address."),
            ),
            (
                Place.SAMPLE,
                "flask",
                words("Try it with sample data"),
                words("A made-up firm, in a file of its own."),
            ),
        ):
            card = ChoiceCard(title, line, icon, roomy=True)
            self.column.addWidget(self._group.add(key, card))
        self._group.set_value(Place.HERE)
        self._group.chosen.connect(self.chosen)
        self.column.addStretch(1)

    def value(self) -> Place:
        """The choice."""
        return Place(str(self._group.value()))

    def card(self, place: Place) -> ChoiceCard:
        """The card of a choice."""
        return self._group.card(place)

    def first(self) -> QWidget:
        """Where the keyboard goes."""
        return self._group.card(self.value())


class FirmPage(Page):
    """The firm's name, its region, its hours."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            words("Your firm"), words("The promised times count only these hours, and never on a holiday.")
        )
        self.company = QLineEdit()
        self.company.setMaxLength(200)
        self.company.setPlaceholderText(words("As your colleagues call it"))
        self.region = Combo(words("Region, for its public holidays"))
        for one in REGIONS:
            self.region.add(one.key, words(one.name))
        self.region.set_value(region_of_zone(device.local_zone()).key)
        self.hours = WeekHours(words)
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.card"))
        row.addWidget(Field(words("Name of the firm"), self.company, words("optional")), 1)
        row.addWidget(Field(words("Region, for its public holidays"), self.region), 1)
        self.column.addLayout(row)
        self.column.addSpacing(2)
        self.column.addWidget(label(words("Opening hours of the support"), weight=fonts.STRONG))
        self.column.addWidget(self.hours)
        self.column.addStretch(1)


class YouPage(Page):
    """Who takes these steps."""

    def __init__(self, words: Words) -> None:
        super().__init__(
            words("And you?"), words("You manage this desk. Your colleagues see your first name on answers.")
        )
        self.name = QLineEdit(_spelled(device.account_name()))
        self.name.setMaxLength(200)
        self.name.setProperty("tall", True)
        self.name_field = Field(words("Your name"), self.name)
        self.mail = QLineEdit()
        self.mail.setMaxLength(200)
        self.mail.setProperty("tall", True)
        self.mail.setPlaceholderText(words("name@example.com"))
        self.mail_field = Field(words("Your e-mail address"), self.mail, words("optional"))
        self.column.addWidget(self.name_field)
        self.column.addSpacing(4)
        self.column.addWidget(self.mail_field)
        self.column.addStretch(1)


def _spelled(account: str) -> str:
    """An account as a name: « Marie Lubin » of « marie.lubin »; nothing of a machine's own account."""
    if account.casefold() in {"root", "admin", "administrator", "administrateur", "user", "utilisateur"}:
        return ""
    return " ".join(part.capitalize() for part in account.replace(".", " ").replace("_", " ").split())

"""« Êtes-vous bloqué ? »: four answers, each with the hour it is promised."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.intake import Blocked
from desktop_desk.services.intake import Asking
from desktop_desk.text import N_, capital
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.widgets.choice_card import ChoiceCard, ChoiceGroup
from desktop_desk.ui.widgets.labels import label

_CARDS = {
    Blocked.STOPPED: (N_("I can no longer work"), "minus-circle"),
    Blocked.HINDERED: (N_("It gets in my way"), "sad"),
    Blocked.NOT_URGENT: (N_("It is not urgent"), "leaf"),
    Blocked.IDEA: (N_("It is an idea"), "bulb"),
}
_SHORT = (Blocked.NOT_URGENT, Blocked.IDEA)


class BlockedChoice(QWidget):
    """The cards, and the tick « toute l’équipe » under the first. ``changed`` when the answer does."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        words = context.words
        self._context = context
        self._asking: Asking | None = None
        self._group = ChoiceGroup(self)
        self._head = label(words("Are you stuck?"), weight=fonts.STRONG)
        self._error = label(size="small", tone="danger_text")
        self._error.hide()
        for blocked, (title, icon) in _CARDS.items():
            card = self._group.add(blocked, ChoiceCard(words(title), "", icon))
            card.setAccessibleName(f"{self._head.text()} {card.text()}")
        self.team = QCheckBox(words("The whole team is stopped"))
        self._lay_out()
        self._group.chosen.connect(self._on_chosen)
        self.team.toggled.connect(self._on_team)

    def value(self) -> Blocked | None:
        """The answer, ``None`` before there is one."""
        chosen = self._group.value()
        return chosen if isinstance(chosen, Blocked) else None

    def whole_team(self) -> bool:
        """Whether the whole team cannot work."""
        return self.value() is Blocked.STOPPED and self.team.isChecked()

    def set_value(self, blocked: Blocked, *, whole_team: bool) -> None:
        """Put an answer back."""
        self._group.set_value(blocked)
        self.team.setChecked(whole_team)

    def clear(self) -> None:
        """No answer again."""
        self._group.clear()
        self.team.setChecked(False)
        self._team_line.hide()
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Say what is missing, or no longer."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def card(self, blocked: Blocked) -> ChoiceCard:
        """The card of an answer."""
        return self._group.card(blocked)

    def first_card(self) -> QWidget:
        """Where the keyboard goes."""
        return self._group.card(self.value() or Blocked.STOPPED)

    def show_asking(self, asking: Asking) -> None:
        """Write the promised hours under the answers, as of now."""
        self._asking = asking
        words, tz, now = self._context.words, self._context.tz, self._context.session.clock()
        for blocked, due in asking.promises.items():
            if blocked is Blocked.STOPPED and self.team.isChecked():
                due = asking.team_promise  # noqa: PLW2901 - the same answer, said of the whole team
            self.card(blocked).set_line(self._line(blocked, due, now))
        widest = max(self.card(blocked).sizeHint().width() for blocked in _SHORT)
        for column in range(len(_SHORT)):
            self._pair.setColumnMinimumWidth(column, widest)
        named = words("The whole team is stopped")
        if asking.me is not None and asking.me.treats and asking.team_promise is not None:
            before = words.before(asking.team_promise, tz, now)
            named = words("{what}: answer promised {before}", what=named, before=before)
        self.team.setText(named)

    def _line(self, blocked: Blocked, due: Instant | None, now: Instant) -> str:
        words, tz = self._context.words, self._context.tz
        if due is None:
            return words("No time is promised")
        before = words.before(due, tz, now)
        return capital(before) if blocked in _SHORT else words("Answer promised {before}", before=before)

    def _on_chosen(self, key: object) -> None:
        self._team_line.setVisible(key is Blocked.STOPPED)
        self.set_error("")
        self.changed.emit()

    def _on_team(self) -> None:
        if self._asking is not None:
            self.show_asking(self._asking)
        self.changed.emit()

    def _lay_out(self) -> None:
        self._team_line = QWidget()
        team = QHBoxLayout(self._team_line)
        team.setContentsMargins(16, 0, 0, 2)
        team.addWidget(self.team)
        team.addStretch(1)
        self._team_line.hide()
        pair = self._pair = QGridLayout()
        pair.setSpacing(theme.size("space.unit"))
        for column, blocked in enumerate(_SHORT):
            pair.addWidget(self.card(blocked), 0, column)
            pair.setColumnStretch(column, 1)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(theme.size("space.unit"))
        column_of.addWidget(self._head)
        column_of.addSpacing(-2)
        column_of.addWidget(self._group.card(Blocked.STOPPED))
        column_of.addWidget(self._team_line)
        column_of.addWidget(self._group.card(Blocked.HINDERED))
        column_of.addLayout(pair)
        column_of.addWidget(self._error)

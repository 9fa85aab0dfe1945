"""The promises: a table of durations, and what each means in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_desk.domain.calendar import DAY_S, ClockKind
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.instants import from_datetime, from_seconds, to_datetime, to_seconds
from desktop_desk.domain.operations import SavePolicy
from desktop_desk.domain.sla import Metric, Policy, Target, default_policy, policy_to_json, second_preset
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.rulebook import Rules
from desktop_desk.text import Words, capital
from desktop_desk.ui import fonts, marks, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import MarkView
from desktop_desk.ui.widgets.spin import NumberField

SETTLE_MS = 900
MOST = 999
FRIDAY = 4
EXAMPLE_HOUR = 15

Unit = tuple[int, ClockKind]
UNITS: tuple[Unit, ...] = (
    (60, ClockKind.OPENING_HOURS),
    (3600, ClockKind.OPENING_HOURS),
    (DAY_S, ClockKind.WORKING_DAYS),
    (3600, ClockKind.AROUND_THE_CLOCK),
)


class PromisesSection(Section):
    """Each change is a new revision, in force for what comes in from now on."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context, words("Promises"), words("By when each priority is answered, and by when it is solved.")
        )
        self._rules: Rules | None = None
        self._uid: UUID | None = None
        self.cells: dict[tuple[Metric, Priority], TargetField] = {}
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._save_table)
        self._examples = {priority: label(size="small", tone="text_2", wrap=True) for priority in Priority}
        self._lay_out()

    def load(self) -> None:
        """Read the promises in force."""
        session = self.context.session

        def both() -> tuple[dict[str, str], Rules | None]:
            return session.settings(), session.rules()

        self.read(both, lambda read: self._show(*read), key="promises")

    def _show(self, settings: dict[str, str], rules: Rules | None) -> None:
        known = settings.get(Setting.POLICY)
        self._uid = UUID(known) if known else None
        if rules is None or self._settling.isActive():
            return
        self._rules = rules
        for (metric, priority), cell in self.cells.items():
            target = rules.policy.target(metric, priority)
            if target is not None:
                cell.show_target(target)
        for priority, example in self._examples.items():
            example.setText(self._example(rules, priority))

    def _example(self, rules: Rules, priority: Priority) -> str:
        """« Une demande normale reçue vendredi 15 h doit avoir une réponse lundi 15 h. »."""
        words = self.context.words
        target = rules.policy.target(Metric.FIRST_RESPONSE, priority)
        if target is None:
            return words("No time is promised")
        tz = rules.calendar.zone()
        today = to_datetime(self.context.session.clock()).astimezone(tz).date()
        friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7 + 7)
        start = from_datetime(datetime.combine(friday, time(EXAMPLE_HOUR), tz))
        due = rules.hours.deadline(to_seconds(start), target.duration_s, target.clock)
        if due is None:
            return words("No time is promised")
        until = to_datetime(from_seconds(due)).astimezone(tz)
        return words(
            "{priority}: what comes in on {day} at {hour} is answered by {until_day}, {until_hour}.",
            priority=capital(words.priority(priority.word)),
            day=words.weekday(FRIDAY),
            hour=words.hour(EXAMPLE_HOUR),
            until_day=_day(words, (until.date() - friday).days, until.weekday()),
            until_hour=words.hour(until.hour, until.minute),
        )

    def _save_table(self) -> None:
        rules = self._rules
        if rules is None:
            return
        set_now = {key: cell.target(*key) for key, cell in self.cells.items()}
        kept = tuple(one for one in rules.policy.targets if one.kind is not None)
        self._save(replace(rules.policy, targets=(*set_now.values(), *kept)))

    def _save(self, policy: Policy) -> None:
        if self._uid is None or (self._rules is not None and policy == self._rules.policy):
            return
        body = json.dumps(policy_to_json(policy))
        now = self.context.session.clock()
        self.apply(SavePolicy(policy=self._uid, name=policy.name, body=body, valid_from=now))

    def _preset(self, targets: tuple[Target, ...]) -> None:
        if self._rules is not None:
            self._save(replace(self._rules.policy, targets=targets))

    def _lay_out(self) -> None:
        words = self.context.words
        column = self.add_card(words("Promised times"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.size("space.card"))
        grid.setVerticalSpacing(theme.size("space.unit"))
        for at, metric in enumerate(Metric):
            head = label(capital(words.metric(metric.value)), size="small", tone="text_2", weight=fonts.LABEL)
            grid.addWidget(head, 0, at + 1)
        for row, priority in enumerate(Priority, 1):
            grid.addWidget(_priority(words, priority), row, 0)
            for at, metric in enumerate(Metric):
                name = f"{words.priority(priority.word)}, {words.metric(metric.value)}"
                cell = TargetField(words, capital(name), self._settling.start)
                self.cells[metric, priority] = cell
                grid.addWidget(cell, row, at + 1)
        for at in (1, 2):
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)
        presets = QHBoxLayout()
        for text, policy in (
            (words("Usual times"), default_policy()),
            (words("Tighter times"), second_preset()),
        ):
            one = button(text)
            one.clicked.connect(lambda _on=False, targets=policy.targets: self._preset(targets))
            presets.addWidget(one)
        presets.addStretch(1)
        column.addLayout(presets)
        said = self.add_card(words("What it means"))
        for example in self._examples.values():
            said.addWidget(example)
        note = words("Open tickets keep the times they were promised; new ones get these.")
        said.addWidget(label(note, size="small", tone="text_3", wrap=True))
        self.column.addStretch(1)


class TargetField(QWidget):
    """A number and its unit; ``changed`` is called when a person sets another."""

    def __init__(self, words: Words, name: str, changed: Callable[[], None]) -> None:
        super().__init__()
        self.number = NumberField(name, 1, MOST)
        self.number.setFixedWidth(68)
        self.unit = Combo(name)
        said = (
            words("min of opening"),
            words("h of opening"),
            words("working days"),
            words("h, day and night"),
        )
        for unit, text in zip(UNITS, said, strict=True):
            self.unit.add(unit, text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.size("space.unit"))
        row.addWidget(self.number)
        row.addWidget(self.unit, 1)
        self._silent = False
        self._changed = changed
        self.number.valueChanged.connect(lambda _: self._tell())
        self.unit.chosen.connect(lambda _: self._tell())

    def show_target(self, target: Target) -> None:
        """Show a target, without a call."""
        fits = [unit for unit in UNITS if unit[1] is target.clock and target.duration_s % unit[0] == 0]
        unit = fits[-1] if fits else (60, target.clock)
        self._silent = True
        self.unit.set_value(unit)
        self.number.setValue(target.duration_s // unit[0])
        self._silent = False

    def target(self, metric: Metric, priority: Priority) -> Target:
        """What is set."""
        seconds, clock = UNITS[self.unit.currentIndex()]
        return Target(metric, priority, None, self.number.value() * seconds, clock)

    def _tell(self) -> None:
        if not self._silent:
            self._changed()


def _priority(words: Words, priority: Priority) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.size("space.unit"))
    row.addWidget(MarkView(lambda ratio: marks.priority(priority, ratio)))
    row.addWidget(label(capital(words.priority(priority.word)), weight=fonts.LABEL), 1)
    return holder


def _day(words: Words, days: int, weekday: int) -> str:
    name = words.weekday(weekday)
    if days == 0:
        return words("the same day")
    return name if days < 7 else words("{day} of the next week", day=name)

"""The firm: its name, its region, its opening hours, its holidays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit

from desktop_desk.domain.calendar import Calendar
from desktop_desk.domain.cleaning import one_line
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.instants import to_datetime
from desktop_desk.domain.operations import SaveCalendar, SaveSetting
from desktop_desk.services.first_steps import YEARS
from desktop_desk.services.holidays import REGIONS, legal_holidays, region, region_of_zone
from desktop_desk.text import capital
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.combo import Combo
from desktop_desk.ui.widgets.field import Field
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.week_hours import WeekHours

SETTLE_MS = 900
"""After the last change of the hours, before they hold: typing 18:30 passes through 1:00."""


class FirmSection(Section):
    """Each change of the hours is a new revision, in force from now on: past promises keep theirs."""

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context,
            words("Company"),
            words("The promised times count the opening hours only, and never on a holiday."),
        )
        self._calendar: Calendar | None = None
        self._uid: UUID | None = None
        self._name_kept = ""
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.editingFinished.connect(self._save_name)
        self.region = Combo(words("Region, for its public holidays"))
        for one in REGIONS:
            self.region.add(one.key, words(one.name))
        self.region.chosen.connect(lambda _: self._save_region())
        self.hours = WeekHours(words)
        self._zone = label(size="small", tone="text_2")
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._save_hours)
        self.hours.changed.connect(self._settling.start)
        self.add_card().addWidget(Field(words("Name of the firm"), self.name))
        hours = self.add_card(words("Opening hours of the support"))
        hours.addWidget(self.hours)
        holidays = self.add_card(words("Public holidays"))
        holidays.addWidget(Field(words("Region"), self.region))
        holidays.addWidget(self._zone)
        self._days = QGridLayout()
        self._days.setHorizontalSpacing(24)
        self._days.setVerticalSpacing(4)
        holidays.addLayout(self._days)
        self.column.addStretch(1)

    def load(self) -> None:
        """Read the firm's settings and the hours in force."""
        session = self.context.session
        self.read(lambda: (session.settings(), session.rules()), lambda read: self._show(*read), key="firm")

    def _show(self, settings: dict[str, str], rules: object) -> None:
        self._name_kept = settings.get(Setting.COMPANY, "")
        if not self.name.hasFocus():
            self.name.setText(self._name_kept)
        known = settings.get(Setting.CALENDAR)
        self._uid = UUID(known) if known else None
        calendar = getattr(rules, "calendar", None)
        if calendar is None or self._settling.isActive():
            return
        self._calendar = calendar
        if self.hours.week() != calendar.weekly:
            self.hours.set_week(calendar.weekly)
        self.region.set_value(self._region(calendar))
        self._zone.setText(self.context.words("Clock of this region: {zone}", zone=calendar.tz))
        self._show_days(calendar)

    def _region(self, calendar: Calendar) -> str:
        """Two regions may share a clock: their own holidays tell them apart."""
        alsace = any("Vendredi saint" in name for name in calendar.holidays.values())
        guess = region_of_zone(calendar.tz)
        return "alsace-moselle" if alsace and guess.key == "metropole" else guess.key

    def _show_days(self, calendar: Calendar) -> None:
        while (item := self._days.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        words = self.context.words
        today = to_datetime(self.context.session.clock()).date()
        coming = [(day, name) for day, name in sorted(calendar.holidays.items()) if day >= today]
        half = -(-len(coming) // 2)
        for index, (day, name) in enumerate(coming):
            self._days.addWidget(self._day(day, name), index % half, index // half)
        if not coming:
            self._days.addWidget(
                label(words("No holiday is known: choose the region again."), tone="warn_text")
            )

    def _day(self, day: date, name: str) -> QLabel:
        words = self.context.words
        said = words("{day}: {holiday}", day=capital(words.date_long(day)), holiday=name or words("closed"))
        return label(said, size="small", tone="text_2")

    def _save_name(self) -> None:
        name = one_line(self.name.text()).strip()
        if name != self._name_kept:
            self._name_kept = name
            self.apply(SaveSetting(key=Setting.COMPANY, value=name))

    def _save_hours(self) -> None:
        week = self.hours.week()
        if week is not None and self._calendar is not None and week != self._calendar.weekly:
            self._save(replace(self._calendar, weekly=week))

    def _save_region(self) -> None:
        calendar, key = self._calendar, str(self.region.value())
        if calendar is None:
            return
        year = to_datetime(self.context.session.clock()).year

        def with_holidays() -> Calendar:
            days = legal_holidays(key, range(year, year + YEARS))
            past = {day: name for day, name in calendar.holidays.items() if day.year < year}
            return replace(calendar, tz=region(key).tz, holidays={**past, **days})

        self.read(with_holidays, self._save)

    def _save(self, calendar: Calendar) -> None:
        if self._uid is None:
            return
        self._calendar = calendar
        body = json.dumps(calendar.to_json(), ensure_ascii=False)
        now = self.context.session.clock()
        self.apply(SaveCalendar(calendar=self._uid, name=calendar.name, body=body, valid_from=now))

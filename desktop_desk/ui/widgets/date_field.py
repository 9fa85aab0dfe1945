"""A day, typed as people write it: 24/12/2026, 24.12, 24 12 26, 2026-12-24."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_desk.ui.widgets.labels import set_property

_DAY_FIRST = re.compile(r"(\d{1,2})[\s/.-]+(\d{1,2})(?:[\s/.-]+(\d{4}|\d{2}))?\Z")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_YEARS = range(1970, 3000)


class DateField(QLineEdit):
    """Empty, or a day. Arrows go on by a day; ``today`` tells which year is meant where none is typed."""

    def __init__(self, today: Callable[[], date], placeholder: str) -> None:
        super().__init__()
        self._today = today
        self.setPlaceholderText(placeholder)
        self.setMaxLength(12)
        self.textEdited.connect(lambda _: set_property(self, "wrong", value=not self.readable()))
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The day; ``None`` while there is none, or what stands there is none."""
        return read_day(self.text(), self._today())

    def readable(self) -> bool:
        """Whether it is empty or says a day."""
        return not self.text().strip() or self.day() is not None

    def set_day(self, day: date | None) -> None:
        """Show a day, or none."""
        self.setText("" if day is None else f"{day:%d/%m/%Y}")
        set_property(self, "wrong", value=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A day later or earlier; from an empty field, today."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or not self.readable():
            super().keyPressEvent(event)
            return
        now = self.day()
        self.set_day(self._today() if now is None else now + timedelta(days=step))
        self.setModified(True)

    def _tidy(self) -> None:
        if self.day() is not None:
            modified = self.isModified()
            self.set_day(self.day())
            self.setModified(modified)


def read_day(text: str, today: date) -> date | None:
    """The day of a date as people write it, day before month; ``None`` where it is none.

    Without a year it is the one nearest to ``today``; two figures are of this century.
    """
    typed = text.strip()
    if match := _YEAR_FIRST.match(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.match(typed)
    if match is None:
        return None
    month, number = int(match[2]), int(match[1])
    if match[3] is not None:
        return _day(int(match[3]) + (2000 if len(match[3]) == 2 else 0), month, number)
    years = (today.year - 1, today.year, today.year + 1)
    near = [day for day in (_day(year, month, number) for year in years) if day is not None]
    return min(near, key=lambda day: abs(day - today), default=None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year in _YEARS else None
    except ValueError:
        return None

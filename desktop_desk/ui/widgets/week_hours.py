"""The opening hours of a week: a line a day, one lunch break, and the sentence it all means."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.calendar import DAY_S, Range
from desktop_desk.text import Words, capital
from desktop_desk.ui import theme
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label, set_property
from desktop_desk.ui.widgets.time_field import TimeField

Week = tuple[tuple[Range, ...], ...]

HOUR_S = 3600
USUAL = (8 * HOUR_S, 12 * HOUR_S, 14 * HOUR_S, 18 * HOUR_S)
DAY_WIDTH = 104


class WeekHours(QWidget):
    """``changed`` at every change a person makes."""

    changed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._silent = False
        self._pause = QCheckBox(words("Closed at lunch"))
        self.days = [_Day(words, index) for index in range(7)]
        self._said = label(size="small", tone="text_2", wrap=True)
        self._same = button(words("Same hours every open day"), "link", "copy")
        self._same.setAutoDefault(False)
        self._lay_out()
        self._pause.toggled.connect(self._on_changed)
        self._same.clicked.connect(self._make_same)
        for day in self.days:
            day.changed.connect(self._on_changed)
        self.set_week(((USUAL[:2], USUAL[2:]),) * 5 + ((),) * 2)

    def week(self) -> Week | None:
        """The hours, Monday first; ``None`` while a line makes no sense, which it says."""
        pause = self._pause.isChecked()
        ranges = [day.ranges(pause=pause) for day in self.days]
        whole = tuple(one for one in ranges if one is not None)
        return whole if len(whole) == len(ranges) and any(whole) else None

    def sentence(self) -> str:
        """What the hours mean, or what is wrong with them."""
        return self._said.text()

    def set_week(self, week: Week) -> None:
        """Show hours, without a signal."""
        self._silent = True
        self._pause.setChecked(any(len(ranges) == 2 for ranges in week))
        for day, ranges in zip(self.days, week, strict=True):
            day.set_ranges(ranges)
        self._silent = False
        self._refresh()

    def _make_same(self) -> None:
        """Give every open day the hours of the first one."""
        opened = [day for day in self.days if day.open.isChecked() and not day.special]
        for day in opened[1:]:
            for mine, theirs in zip(day.times, opened[0].times, strict=True):
                mine.set_seconds(theirs.seconds())

    def _on_changed(self) -> None:
        self._refresh()
        if not self._silent:
            self.changed.emit()

    def _refresh(self) -> None:
        pause, week = self._pause.isChecked(), self.week()
        for day in self.days:
            day.show_pause(pause=pause)
        wrong = next((day for day in self.days if day.ranges(pause=pause) is None), None)
        set_property(self._said, "tone", "text_2" if week else "danger_text")
        if week is not None:
            self._said.setText(week_in_words(week, self._words))
        elif wrong is not None:
            name = capital(self._words.weekday(wrong.index))
            self._said.setText(self._words("{day}: the hours must follow one another.", day=name))
        else:
            self._said.setText(self._words("Open at least one day: a promise needs opening hours."))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._pause)
        head.addStretch(1)
        head.addWidget(self._same)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.size("space.half"))
        column.addLayout(head)
        for day in self.days:
            column.addWidget(day)
        column.addSpacing(theme.size("space.half"))
        column.addWidget(self._said)


class _Day(QWidget):
    """One line. ``special`` hours (three ranges, or past midnight) are shown and left as they are."""

    changed = Signal()

    def __init__(self, words: Words, index: int) -> None:
        super().__init__()
        self.index = index
        self._words = words
        self._kept: tuple[Range, ...] = ()
        self.special = False
        name = capital(words.weekday(index))
        self.open = QCheckBox(name)
        named = (words("opens"), words("lunch from"), words("lunch until"), words("closes"))
        self.times = [TimeField(f"{name}, {what}", at) for what, at in zip(named, USUAL, strict=True)]
        self._to = [label("–", tone="text_3") for _ in range(2)]
        self._and = label(words("and"), tone="text_3")
        opens, lunch, back, closes = self.times
        self.parts: list[QWidget] = [
            self.open, opens, self._to[0], lunch, self._and, back, self._to[1], closes,
        ]  # fmt: skip
        self.words = label(tone="text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.size("space.unit"))
        self.open.setFixedWidth(DAY_WIDTH)
        for part in (*self.parts, self.words):
            row.addWidget(part)
        row.addStretch(1)
        self.setFixedHeight(theme.size("button"))
        self.open.toggled.connect(self._on_toggled)
        for time in self.times:
            time.changed.connect(self.changed)

    def ranges(self, *, pause: bool) -> tuple[Range, ...] | None:
        """The hours, ``None`` where they do not follow one another."""
        if not self.open.isChecked():
            return ()
        if self.special:
            return self._kept
        opens, lunch, back, closes = (time.seconds() for time in self.times)
        if opens is None or closes is None or (pause and (lunch is None or back is None)):
            return None
        if pause and lunch is not None and back is not None:
            return ((opens, lunch), (back, closes)) if opens < lunch <= back < closes else None
        return ((opens, closes),) if opens < closes else None

    def set_ranges(self, ranges: tuple[Range, ...]) -> None:
        """Show hours."""
        self._kept = ranges
        self.special = len(ranges) > 2 or any(end > DAY_S for _, end in ranges)
        self.open.setChecked(bool(ranges))
        if ranges and not self.special:
            single = len(ranges) == 1
            (first, last) = (ranges[0], ranges[-1])
            middle = USUAL[1:3] if single else (first[1], last[0])
            for time, at in zip(self.times, (first[0], *middle, last[1]), strict=True):
                time.set_seconds(at)
        self.words.setText(_ranges_in_words(ranges, self._words) if self.special else self._words("closed"))

    def show_pause(self, *, pause: bool) -> None:
        """Show or hide the two times of the break."""
        shown = self.open.isChecked() and not self.special
        for part in self.parts[1:]:
            part.setVisible(shown)
        for part in (self.times[1], self._and, self.times[2], self._to[1]):
            part.setVisible(shown and pause)
        self.words.setVisible(not shown)

    def _on_toggled(self, on: bool) -> None:
        if not self.special:
            self.words.setText(self._words("closed"))
        elif not on:
            self.special = False
            self.words.setText(self._words("closed"))
        self.changed.emit()


def week_in_words(week: Week, words: Words) -> str:
    """« 40 h par semaine. Du lundi au vendredi : 8 h – 12 h et 14 h – 18 h. »."""
    seconds = sum(end - start for ranges in week for start, end in ranges)
    said = [words("{duration} a week.", duration=words.duration(seconds, "figure").replace("\u00a000", ""))]
    for ranges, group in groupby(range(len(week)), key=lambda day: week[day]):
        days = list(group)
        if ranges:
            hours = _ranges_in_words(ranges, words)
            said.append(words("{days}: {hours}.", days=capital(_days_in_words(days, words)), hours=hours))
    return " ".join(said)


def _days_in_words(days: list[int], words: Words) -> str:
    first, last = words.weekday(days[0]), words.weekday(days[-1])
    if len(days) == 1:
        return first
    if len(days) == 2:
        return words.list_of([first, last])
    return words("from {first} to {last}", first=first, last=last)


def _ranges_in_words(ranges: tuple[Range, ...], words: Words) -> str:
    return words.list_of(
        [
            f"{_hour(start, words)} – {_hour(end if end <= DAY_S else end - DAY_S, words)}"
            for start, end in ranges
        ]
    )


def _hour(seconds: int, words: Words) -> str:
    return words.hour(*divmod(seconds // 60, 60))

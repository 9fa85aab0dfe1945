"""A time of day, typed as people write it: 8:30, 8h30, 0830, 8."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop_desk.domain.calendar import DAY_S
from desktop_desk.ui.widgets.labels import set_property

WIDTH = 64
STEP_S = 15 * 60

_SPELT = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?|(\d{2}))?\Z")


class TimeField(QLineEdit):
    """From 00:00 to 24:00. Arrows go on by a quarter of an hour; ``changed`` when it says another time."""

    changed = Signal()

    def __init__(self, name: str, seconds: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMaxLength(7)
        self.set_seconds(seconds)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._tidy)

    def seconds(self) -> int | None:
        """Seconds after midnight; ``None`` while what stands there is no time."""
        return read_time(self.text())

    def set_seconds(self, seconds: int | None) -> None:
        """Show a time."""
        if seconds is not None and seconds != self.seconds():
            self.setText(f"{seconds // 3600:02}:{seconds // 60 % 60:02}")
            set_property(self, "wrong", value=False)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A quarter of an hour later or earlier."""
        step = {Qt.Key.Key_Up: STEP_S, Qt.Key.Key_Down: -STEP_S}.get(Qt.Key(event.key()))
        now = self.seconds()
        if step is None or now is None:
            super().keyPressEvent(event)
        else:
            self.set_seconds(min(max(now + step, 0), DAY_S))

    def _on_edited(self) -> None:
        set_property(self, "wrong", value=self.seconds() is None)
        self.changed.emit()

    def _tidy(self) -> None:
        now = self.seconds()
        if now is not None:
            self.setText(f"{now // 3600:02}:{now // 60 % 60:02}")


def read_time(text: str) -> int | None:
    """Seconds after midnight of a time as people write it; ``None`` where it is none."""
    match = _SPELT.match(text.strip())
    if match is None:
        return None
    seconds = int(match[1]) * 3600 + int(match[2] or match[3] or 0) * 60
    return seconds if seconds <= DAY_S and int(match[2] or match[3] or 0) < 60 else None

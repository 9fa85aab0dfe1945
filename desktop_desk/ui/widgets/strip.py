"""What happened, said in a strip that can be undone: never a box that must be clicked away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_desk.text import Words
from desktop_desk.ui import fonts, icons
from desktop_desk.ui.widgets.buttons import button, icon_button
from desktop_desk.ui.widgets.labels import label, set_property
from desktop_desk.ui.widgets.mark_view import Draw, MarkView

LOOK: Final = {
    "ok": ("ok", "check-circle", "ok_text"),
    "info": ("accent", "info", "accent_text"),
    "warn": ("warn", "warning", "warn_text"),
    "danger": ("danger", "alert-circle", "danger_text"),
}
"""Ground, icon and ink of each tone."""

SHOWN_S: Final = 8
"""Seconds a message stays; one that says something went wrong stays until it is hidden."""


class Strip(QFrame):
    """One message at a time, hidden until there is one; ``shown`` and ``dismissed``."""

    shown = Signal()
    dismissed = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._mark = MarkView(_mark("info"))
        self._text = label(weight=fonts.LABEL, wrap=True)
        self._action = button("", "link")
        self._close = icon_button("close", words("Hide this message"), side=28, icon_side=16)
        self._held = False
        self._on_action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_message(
        self,
        text: str,
        tone: str = "ok",
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        seconds: float = SHOWN_S,
    ) -> None:
        """Say ``text`` in place of what was said before, with a button ``action`` if it is given.

        ``tone`` is a key of :data:`LOOK`; one of ``danger`` stays whatever ``seconds`` says.
        """
        ground, _, ink = LOOK[tone]
        set_property(self, "plane", ground)
        set_property(self._text, "tone", ink)
        self._mark.show_mark(_mark(tone))
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._on_action = on_action
        self.setAccessibleName(text)
        self.show()
        self.shown.emit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.stop()
        self._timer.setInterval(round(seconds * 1000))
        if tone != "danger":
            self._timer.start()

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while someone may be about to press the button."""
        self._held = self._timer.isActive()
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        if self._held:
            self._timer.start()
        super().leaveEvent(event)

    def _act(self) -> None:
        act = self._on_action
        self.dismiss()
        if act:
            act()


def _mark(tone: str) -> Draw:
    _, name, ink = LOOK[tone]
    return lambda ratio: icons.pixmap(name, ink, 18, ratio)

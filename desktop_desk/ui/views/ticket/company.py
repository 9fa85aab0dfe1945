"""Who else writes on the ticket that is shown: « Paul répond… », so that nobody answers twice."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from desktop_desk.domain.people import first_name
from desktop_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from uuid import UUID

    from desktop_desk.domain.events import Present
    from desktop_desk.ui.context import Context

TELL_S: Final = 8.0
"""How often the others are told while one types."""
GONE_S: Final = 20
"""Seconds without a word after which somebody writes no longer."""


def company_label() -> QLabel:
    """Where it is said; there only while somebody writes."""
    shown = label(size="small", tone="text_2")
    shown.hide()
    return shown


class Company:
    """Tells the others, and shows them. One for each ticket that is shown somewhere."""

    def __init__(self, context: Context, shown: QLabel) -> None:
        self._context, self._shown = context, shown
        self._ticket: UUID | None = None
        self._told = float("-inf")
        self._others: dict[UUID, tuple[str, float]] = {}
        self._fading = QTimer(shown)
        self._fading.setInterval(1000)
        self._fading.timeout.connect(self._say)
        context.bridge.present.connect(self._on_present)

    def show_ticket(self, ticket: UUID) -> None:
        """Another ticket: other people write on it."""
        if ticket != self._ticket:
            self.stop()
            self._ticket = ticket
            self._others.clear()
            self._say()

    def write(self) -> None:
        """Something was typed here."""
        now = time.monotonic()
        if self._ticket is not None and now - self._told >= TELL_S:
            self._told = now
            self._tell(writing=True)

    def stop(self) -> None:
        """Nothing is written here any more: sent, or another ticket."""
        if self._told > float("-inf"):
            self._told = float("-inf")
            self._tell(writing=False)

    def _tell(self, *, writing: bool) -> None:
        if self._ticket is not None:
            tell = partial(self._context.session.store.say_here, self._ticket, writing=writing)
            self._context.tasks.run(tell, None, lambda _away: None)

    def _on_present(self, event: Present) -> None:
        if event.ticket != self._ticket or event.person == self._context.session.author.person:
            return
        if event.writing:
            self._others[event.person] = (event.name, time.monotonic())
        else:
            self._others.pop(event.person, None)
        self._say()

    def _say(self) -> None:
        now = time.monotonic()
        self._others = {who: one for who, one in self._others.items() if now - one[1] < GONE_S}
        names = [first_name(name) for name, _ in self._others.values()]
        words = self._context.words
        if len(names) == 1:
            self._shown.setText(words("{name} is writing an answer…", name=names[0]))
        elif names:
            self._shown.setText(words("{names} are writing an answer…", names=", ".join(names)))
        self._shown.setVisible(bool(names))
        if names and not self._fading.isActive():
            self._fading.start()
        elif not names:
            self._fading.stop()

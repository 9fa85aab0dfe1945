"""The head of the window: what it is for, whether the support is open, the way to one's requests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.services.reader import Opening
from desktop_desk.services.requests import RequestLine
from desktop_desk.ui import fonts
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sheet import MARGIN
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label, set_property


class Head(QWidget):
    """``mine_wanted`` when « Mes demandes » is pressed; it is offered where there are some."""

    mine_wanted = Signal()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self._context = context
        self._offered = True
        self._some = False
        self._opening = label(size="small", weight=fonts.LABEL, tone="text_2")
        self._mine = button("", "link", "inbox")
        self._mine.setAutoDefault(False)
        self._mine.hide()
        self._mine.clicked.connect(self.mine_wanted)
        right = Qt.AlignmentFlag.AlignRight
        state = QVBoxLayout()
        state.setContentsMargins(0, 3, 0, 0)
        state.setSpacing(4)
        state.addWidget(self._opening, 0, right)
        state.addWidget(self._mine, 0, right)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 18, MARGIN, 2)
        row.setSpacing(16)
        named = label(title, size="title_pane", weight=fonts.LABEL)
        row.addWidget(named, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        row.addLayout(state)

    def show_opening(self, opening: Opening) -> None:
        """« Support ouvert jusqu’à 17 h », or when it opens again."""
        words, tz, changes = self._context.words, self._context.tz, opening.changes_at
        if changes is None:
            text = words("Support open") if opening.open else words("Support closed")
        elif opening.open:
            text = words("Support open until {time}", time=words.clock_time(changes, tz))
        else:
            when = words.when(changes, tz, self._context.session.clock())
            text = words("Support closed, opens again: {when}", when=when)
        self._opening.setText(text)
        set_property(self._opening, "tone", "ok_text" if opening.open else "text_2")

    def show_mine(self, lines: Sequence[RequestLine]) -> None:
        """How many are under way, and what is new."""
        words = self._context.words
        active, unread = sum(line.active for line in lines), sum(line.unread for line in lines)
        named = words("My requests")
        if unread:
            answers = words.plural("{n} answer", "{n} answers", unread)
            named = words("{what}: {how_many}", what=named, how_many=answers)
        elif active:
            named = words("{what} ({n})", what=named, n=words.number(active))
        self._mine.setText(named)
        self._some = bool(lines)
        self._mine.setVisible(self._some and self._offered)

    def offer(self, *, mine: bool) -> None:
        """Offer « Mes demandes » on a page that does not show them."""
        self._offered = mine
        self._mine.setVisible(self._some and mine)

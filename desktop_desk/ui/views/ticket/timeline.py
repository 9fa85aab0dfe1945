"""The conversation: cards one under the other, the last ones first made, the earlier ones on demand."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.domain.timeline import MessageView
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket.changes_line import ChangesLine
from desktop_desk.ui.views.ticket.column import Column
from desktop_desk.ui.views.ticket.entries import Changes, Entry
from desktop_desk.ui.views.ticket.message_card import MessageCard
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.fades import Fades

FIRST: Final = 30
"""Entries made when a ticket opens: those that are seen at once, the others right after."""

SLICE: Final = 5
"""Entries made in one go: a few milliseconds of work, so that nothing stalls."""

MORE: Final = 100
"""Entries added by one press of the button."""


class Timeline(QScrollArea):
    """Entries by key, each made once; a refresh touches only what differs and leaves the scroll alone."""

    file_opened = Signal(object)

    def __init__(self, context: Context, margin: int) -> None:
        super().__init__()
        self._context = context
        self._margin = margin
        self._entries: Sequence[Entry] = ()
        self._made: dict[Hashable, MessageCard | ChangesLine] = {}
        self._spare: list[MessageCard] = []
        self._shown = FIRST
        self._column = Column(self, margin)
        self._earlier = button("", "link", "chevron-up")
        self._earlier.clicked.connect(self.show_earlier)
        self._earlier.setParent(self._column)
        self._growing = QTimer(self)
        self._growing.setInterval(0)
        self._growing.timeout.connect(self._grow)
        self._wanted = FIRST
        self.setWidget(self._column)
        self._column.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.words("Conversation"))
        self.verticalScrollBar().setSingleStep(24)
        self.fades = Fades(self, "surface")

    def show_entries(self, entries: Sequence[Entry], now: Instant, *, fresh: bool) -> None:
        """Show a ticket's entries; ``fresh`` is another ticket: its end is shown, folded and short."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        if fresh:
            self._growing.stop()
            self._shown = 0
            self._wanted = min(FIRST, len(entries))
            self._forget(set(self._made))
        else:  # what came since is shown too, so that nothing that was seen goes away
            self._shown += max(0, len(entries) - len(self._entries))
            self._wanted = max(self._wanted, self._shown)
        self._entries = entries
        if fresh:
            self._fill_sight(now)
        else:
            self._build(now)
        if fresh or at_end:
            bar.setValue(bar.maximum())

    def say_when(self, now: Instant) -> None:
        """Tell instants as seen from now; the day is said once."""
        before = None
        for card in self.cards():
            day = to_datetime(card.message.at).astimezone(self._context.tz).date()
            card.say_when(self._context, now, brief=day == before)
            before = day

    def show_earlier(self) -> None:
        """Make a hundred more entries, a few at a time."""
        self._wanted = min(self._shown + MORE, len(self._entries))
        self._growing.start()

    def cards(self) -> list[MessageCard]:
        """The cards there are, oldest first."""
        return [made for made in self._column.placed() if isinstance(made, MessageCard)]

    def change_lines(self) -> list[ChangesLine]:
        """The lines of changes there are, oldest first."""
        return [made for made in self._column.placed() if isinstance(made, ChangesLine)]

    @property
    def earlier(self) -> QPushButton:
        """The button that shows what came before."""
        return self._earlier

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out at the new width; who was at the end stays there."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 4
        super().resizeEvent(event)
        self._column.lay_out(self.viewport().width())
        if at_end:
            bar.setValue(bar.maximum())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the arrows scroll here."""
        super().focusInEvent(event)
        self._column.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No longer."""
        super().focusOutEvent(event)
        self._column.update()

    def _fill_sight(self, now: Instant) -> None:
        """Make what is seen; the rest of the first entries comes once this is painted."""
        self._build(now)
        while self._shown < self._wanted and self._column.height() <= self.viewport().height():
            self._shown = min(self._shown + SLICE, self._wanted)
            self._build(now)
        if self._shown < self._wanted:
            self._growing.start()

    def _grow(self) -> None:
        bar = self.verticalScrollBar()
        from_end = bar.maximum() - bar.value()
        self._shown = min(self._shown + SLICE, self._wanted)
        if self._shown >= self._wanted:
            self._growing.stop()
        self._build(self._context.session.clock())
        bar.setValue(bar.maximum() - from_end)

    def _build(self, now: Instant) -> None:
        shown = self._entries[max(0, len(self._entries) - self._shown) :]
        first = max(0, len(self._entries) - max(self._shown, self._wanted))
        keys = [_key(entry) for entry in shown]
        self._forget(set(self._made) - set(keys))
        for key, entry in zip(keys, shown, strict=True):
            made = self._made.get(key)
            if made is None:
                self._made[key] = self._make(entry, now)
            elif isinstance(made, ChangesLine) and isinstance(entry, Changes):
                made.show_changes(entry)
        words = self._context.words
        self._earlier.setText(
            words.plural("Show the {n} earlier entry", "Show the {n} earlier entries", first)
        )
        self._earlier.setVisible(first > 0)
        head: list[QWidget] = [self._earlier] if first else []
        self._column.place([*head, *(self._made[key] for key in keys)])
        self._column.lay_out(self.viewport().width())
        self.say_when(now)

    def _make(self, entry: Entry, now: Instant) -> MessageCard | ChangesLine:
        if isinstance(entry, MessageView):
            card = self._spare.pop() if self._spare else self._new_card()
            card.show_message(entry, now)
            return card
        return ChangesLine(self._context.words, entry, self._context.tz, now)

    def _new_card(self) -> MessageCard:
        card = MessageCard(self._context)
        card.file_opened.connect(self.file_opened)
        card.reshaped.connect(lambda: self._on_reshaped(card))
        card.installEventFilter(self._column)
        return card

    def _on_reshaped(self, card: MessageCard) -> None:
        """A card has another height: everything under it moves, the end stays in sight."""
        bar = self.verticalScrollBar()
        from_end = bar.maximum() - bar.value()
        for inner in (*card.findChildren(QWidget), card):
            inner.updateGeometry()  # else layouts answer with the size they remember
        self._column.remeasure(card)
        self._column.lay_out(self.viewport().width())
        bar.setValue(bar.maximum() - from_end)

    def _forget(self, keys: set[Hashable]) -> None:
        """Cards are put aside for the next ticket: dressing a new one is what costs."""
        for key in keys:
            gone = self._made.pop(key)
            gone.hide()
            if isinstance(gone, MessageCard) and len(self._spare) < FIRST:
                self._column.remeasure(gone)
                self._spare.append(gone)
            else:
                gone.setParent(None)
                gone.deleteLater()


def _key(entry: Entry) -> Hashable:
    """What a message's card or a line of changes is known by while it grows."""
    return entry if isinstance(entry, MessageView) else ("changes", entry.key, entry.lines[0].at)

"""The parts of a ticket on their ground: head, promises, conversation, composer and, when wide, the panel."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.instants import Instant
from desktop_desk.paths import state_dir
from desktop_desk.ui.context import Context
from desktop_desk.ui.drafts import drafts_in
from desktop_desk.ui.views.ticket.company import company_label
from desktop_desk.ui.views.ticket.composer import Composer
from desktop_desk.ui.views.ticket.entries import entries_of
from desktop_desk.ui.views.ticket.head import PANE_MARGIN, WIDE_MARGIN, Head
from desktop_desk.ui.views.ticket.page import Page
from desktop_desk.ui.views.ticket.promise_strip import PromiseStrip
from desktop_desk.ui.views.ticket.side_panel import SidePanel
from desktop_desk.ui.views.ticket.timeline import Timeline
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import line, plane
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.strip import Strip


class Sheet(QFrame):
    """What is seen of a ticket; it shows pages and knows nothing of what is done with them."""

    def __init__(self, context: Context, *, wide: bool) -> None:
        super().__init__()
        self._context, self._wide = context, wide
        self.setProperty("plane", "surface")
        margin = WIDE_MARGIN if wide else PANE_MARGIN
        self.head = Head(context, wide=wide)
        self.strip = Strip(context.words)
        self.promises = PromiseStrip(context)
        self.timeline = Timeline(context, margin)
        self.composer = Composer(context, drafts_in(state_dir() / "drafts"), wide=wide)
        self.company = company_label()
        self.side = SidePanel(context) if wide else None
        self.archive = plane("sunk")
        self.follow_up = button(context.words("Start a follow-up"), "secondary", "plus")
        self._lay_out(margin)

    def show_page(self, page: Page, *, fresh: bool) -> None:
        """Show a page; ``fresh`` is another ticket than before."""
        view, now = page.view, page.read_at
        if fresh:
            self.strip.dismiss()
            self.head.title.finish()
        self.head.show_page(page)
        self.promises.show_page(page, now)
        if self.side is not None:
            self.side.show_page(page)
        self.archive.setVisible(page.read_only)
        self.composer.setVisible(not page.read_only)
        self.composer.show_ticket(view.ticket.uid, view.requester.name)
        self.timeline.show_entries(entries_of(self._context.words, view), now, fresh=fresh)

    def tell_time(self, page: Page, now: Instant) -> None:
        """Say again what depends on the time it is."""
        self.promises.show_page(page, now)
        self.timeline.say_when(now)

    def _lay_out(self, margin: int) -> None:
        told = QHBoxLayout(self.archive)
        told.setContentsMargins(16, 10, 12, 10)
        told.setSpacing(12)
        sentence = self._context.words("Taken in as history: it can be read, not changed.")
        told.addWidget(label(sentence, tone="text_2", wrap=True), 1)
        told.addWidget(self.follow_up)
        surface = plane("surface")
        below = QVBoxLayout(surface)
        below.setContentsMargins(0, 16 if self._wide else 4, 0, 20 if self._wide else 16)
        below.setSpacing(0)
        below.addLayout(_column(margin, 12, self.strip, self.promises))
        below.addWidget(self.timeline, 1)
        below.addLayout(_column(margin, 0, self.archive, self.company, self.composer))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(surface, 1)
        if self.side is not None:
            body.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        if self._wide:
            column.addWidget(line())
        column.addLayout(body, 1)


def _column(margin: int, bottom: int, *widgets: QWidget) -> QVBoxLayout:
    """Widgets between the margins; the gap between two is there only when both are."""
    column = QVBoxLayout()
    column.setContentsMargins(margin, 0, margin, bottom)
    column.setSpacing(12)
    for widget in widgets:
        column.addWidget(widget)
    return column

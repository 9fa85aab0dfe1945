"""The page of the queue: its views, its list, the preview beside it, and how they share the width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.ui.context import Context
from desktop_desk.ui.models.queue_answer import Listing, Question
from desktop_desk.ui.models.queue_model import QueueModel
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue_empty import Empty, Next, empty, unreadable
from desktop_desk.ui.views.queue_header import FALLING, SORTS
from desktop_desk.ui.views.queue_layout import LEAST_TABLE, fold
from desktop_desk.ui.views.queue_panes import Panes
from desktop_desk.ui.views.queue_table import QueueTable
from desktop_desk.ui.views.queue_title import QueueTitle
from desktop_desk.ui.views.views_list import ViewsList
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desktop_desk.domain.figure import Behind

REST_MS: Final = 60
"""Milliseconds the cursor rests on a line before its preview is read."""

_TICK_MS: Final = 5000
"""How often it is looked whether a minute has gone by."""

_ORDERS: Final = {View.RESOLVED: (SortBy.RESOLVED, True), View.ALL: (SortBy.UPDATED, True)}
"""Orders of the views in which no promise runs; the others begin with the most urgent."""


class QueuePage(QWidget):
    """Shows a view, or what stands behind a figure, narrowed by a search.

    Signals:
        ticket_selected: the ticket to preview (``None``: none), once the cursor rests.
        ticket_opened: the ticket to open by itself.
        ticket_asked: a new ticket is wanted, from an empty page.
        search_cleared: the search was dropped here, so that the search box empties too.
        pane_toggled: whether a person wants the preview, to be remembered.
        counts_changed: tickets by ``View``, whenever they were counted.
    """

    ticket_selected = Signal(object)
    ticket_opened = Signal(int)
    ticket_asked = Signal()
    search_cleared = Signal()
    pane_toggled = Signal(bool)
    counts_changed = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        words, window = context.words, context.settings.window
        self.model = QueueModel(context, self)
        self.table = QueueTable(self.model, words)
        self.table.setAccessibleName(words("Requests"))
        self.views = ViewsList(words)
        self.title = QueueTitle(words)
        self._message = EmptyState("inbox", "", "")
        self._next = Next.NOTHING
        self._orders: dict[View, tuple[SortBy, bool]] = {}
        self._pane_wanted = window.pane_visible
        self._selected: int | None = None
        self._pages = QStackedWidget()
        self._panes = Panes(self._main(), window.pane_width)
        self._rest, self._ticking = QTimer(self), QTimer(self)
        self._lay_out()
        self._connect()
        self.table.set_density(compact=context.settings.density == "compact")
        self.views.show_view(View.ACTIVE)
        self.model.show(Question())
        self.model.listed.connect(self.count, Qt.ConnectionType.SingleShotConnection)  # the lines come first

    # what is shown

    @property
    def question(self) -> Question:
        """What is asked of the desk."""
        return self.model.question

    def show_view(self, view: View) -> None:
        """Go to a view; a search stays."""
        sort, descending = self._orders.get(view, _ORDERS.get(view, (SortBy.PROMISE, False)))
        self.views.show_view(view)
        self.model.show(replace(self.question, view=view, behind=None, sort=sort, descending=descending))

    def show_behind(self, behind: Behind) -> None:
        """List the tickets behind a mark of the dashboard, until the chip or another view ends it."""
        self.views.show_view(None)
        sort, descending = SortBy.UPDATED, True
        self.model.show(replace(self.question, behind=behind, text="", sort=sort, descending=descending))
        self.search_cleared.emit()

    def search(self, text: str) -> None:
        """Keep only the tickets in which every word is found."""
        self.model.show(replace(self.question, text=text.strip()))

    def show_ticket(self, ticket_id: int) -> bool:
        """Put the cursor on a ticket of the list; false when it is not there."""
        row = self.model.row_of(ticket_id)
        if row is None:
            return False
        self.table.go_to(row)
        return True

    def reload(self) -> None:
        """Read everything again."""
        self.model.reload()
        self.count()

    def count(self) -> None:
        """Count the views again."""
        counts = self.context.session.counts  # where they fail, the list says why and the old ones stay
        self.context.tasks.run(counts, self._on_counts, lambda _error: None, key="queue-counts")

    def set_compact(self, compact: bool) -> None:
        """One line a ticket, or two."""
        self.table.set_density(compact=compact)

    # the preview

    def set_pane(self, widget: QWidget) -> None:
        """Put what shows a ticket at the right of the list."""
        self._panes.set_pane(widget)

    @property
    def pane_shown(self) -> bool:
        """Whether the preview stands beside the list now."""
        return self._panes.shown

    @property
    def pane_width(self) -> int:
        """As wide as a person made it, in logical pixels."""
        return self._panes.width_wanted

    def toggle_preview(self) -> None:
        """Show the preview, or hide it."""
        self._pane_wanted = not self.pane_shown
        self._fold()
        self.pane_toggled.emit(self._pane_wanted)

    # the parts

    def _main(self) -> QWidget:
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._message)
        main = plane("surface")
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self._pages, 1)
        return main

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # parts fold before they press
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.views)
        row.addWidget(self._panes, 1)

    def _connect(self) -> None:
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._select)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.table.tick)
        self.model.listed.connect(self._on_listed)
        self.model.failed.connect(self._on_failed)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._rest.start())
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self.title.show_chosen(self.table.chosen_count())
        )
        self.table.opened.connect(self.ticket_opened)
        self.table.header.order_asked.connect(self._on_order)
        self.views.chosen.connect(self.show_view)
        self.title.view_asked.connect(self.show_view)
        self.title.cleared.connect(lambda: self.show_view(self.question.view))
        self.title.unpicked.connect(self.table.drop_picks)
        self.title.pane_toggled.connect(self.toggle_preview)
        self._message.pressed.connect(self._on_pressed)
        bridge = self.context.bridge
        for happened in (bridge.tickets_changed, bridge.swept, bridge.settings_changed):
            happened.connect(self.count)

    # what happens

    def _on_listed(self, listing: Listing) -> None:
        question = listing.question
        self.title.show_listing(listing)
        self.table.header.show_order(question.sort, descending=question.descending)
        if listing.shown:
            self._show_page(self.table)
        else:
            self._say(empty(listing, self.context.words))
        self.title.show_chosen(self.table.chosen_count())
        if self.table.current_id != self._selected:
            self._rest.start()

    def _on_failed(self, error: DeskError) -> None:
        self._say(unreadable(error.say(self.context.words), self.context.words))

    def _on_counts(self, counts: Mapping[View, int]) -> None:
        self.views.show_counts(counts)
        self.title.show_counts(counts)
        self.counts_changed.emit(counts)

    def _on_order(self, column: int) -> None:
        question = self.question
        sort = SORTS[Column(column)]
        if sort is SortBy.STATUS and question.behind is None and question.view is View.RESOLVED:
            sort = SortBy.RESOLVED
        falling = not question.descending if sort is question.sort else sort in FALLING
        if question.behind is None:
            self._orders[question.view] = (sort, falling)
        self.model.order_by(sort, descending=falling)

    def _select(self) -> None:
        current = self.table.current_id
        if current != self._selected:
            self._selected = current
            self.ticket_selected.emit(current)

    def _say(self, said: Empty) -> None:
        self._next = said.next
        self._message.say(said.icon, said.title, said.sentence, said.button)
        for line in self._message.findChildren(QLabel):  # a centred column gives a wrapped label one line
            line.setMinimumHeight(line.heightForWidth(line.width()))
        self._show_page(self._message)

    def _show_page(self, page: QWidget) -> None:
        """Change what is in the middle without losing the keyboard."""
        before = self._pages.currentWidget()
        if before is None or before is page:
            return
        focus = QApplication.focusWidget()
        had = focus is not None and (focus is before or before.isAncestorOf(focus))
        self._pages.setCurrentWidget(page)
        if had:
            page.setFocus()

    def _on_pressed(self) -> None:
        match self._next:
            case Next.NEW_TICKET:
                self.ticket_asked.emit()
            case Next.SEARCH_ALL:
                self.show_view(View.ALL)
            case Next.CLEAR_SEARCH:
                self.search_cleared.emit()
                self.search("")
            case Next.SHOW_ACTIVE:
                self.show_view(View.ACTIVE)
            case Next.SHOW_TO_TAKE:
                self.show_view(View.TO_TAKE)
            case Next.RETRY:
                self.reload()
            case Next.NOTHING:
                pass

    # room

    def minimumSizeHint(self) -> QSize:
        """What the list needs by itself."""
        return QSize(LEAST_TABLE, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for."""
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        """Countdowns run only where they are seen."""
        super().showEvent(event)
        self.table.tick()
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        self._ticking.stop()
        super().hideEvent(event)

    def _fold(self) -> None:
        shown = fold(self.width(), pane_wanted=self._pane_wanted, pane=self._panes.width_wanted)
        beside = shown.pane > 0
        self.views.setVisible(shown.views)
        self._panes.show_pane(shown.pane, self.width() - (self.views.width() if shown.views else 0))
        self.table.set_beside_pane(beside)
        self.title.show_folding(views=shown.views, pane=beside)

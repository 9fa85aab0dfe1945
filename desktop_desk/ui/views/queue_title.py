"""The line above the queue: what is shown, how much of it, and whether a preview stands beside."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desktop_desk.domain.queue import View
from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.icons import icon
from desktop_desk.ui.models.queue_answer import Listing
from desktop_desk.ui.views.views_list import VIEWS
from desktop_desk.ui.widgets.buttons import button, icon_button, set_name
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.labels import label


class QueueTitle(QWidget):
    """A title, a count, and what can be undone of both.

    Signals:
        view_asked: the view chosen from the folded list.
        cleared: what stands behind a figure is no longer wanted.
        stopped: the rest of a long round of verdicts is not wanted.
        unpicked: nothing but the line under the cursor is to be chosen.
        pane_toggled: the preview is wanted, or no longer.
    """

    view_asked = Signal(object)
    cleared = Signal()
    stopped = Signal()
    unpicked = Signal()
    pane_toggled = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._counts: Mapping[View, int] = {}
        self._count = ""
        self.setFixedHeight(theme.size("table_tools"))
        self._name = label(size="title_section", weight=fonts.STRONG)
        self._views = QPushButton()
        self._views.setProperty("kind", "chip")
        self._views.setFont(fonts.font("title_section", fonts.STRONG))
        self._views.setIcon(icon("chevron-down"))
        self._views.setIconSize(QSize(16, 16))
        self._views.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._views.clicked.connect(self._drop_views)
        self._views.hide()
        self._said = ElidedLabel(tone="text_2")
        self._chip, self._chip_words = _chip()
        close = icon_button("close", words("Show the whole queue again"), side=24, icon_side=14)
        close.clicked.connect(self.cleared)
        self._chip_row(close)
        self._stop = button(words("Stop"), "link")
        self._stop.clicked.connect(self.stopped)
        self._stop.hide()
        self._unpick = button(words("Deselect"), "link")
        self._unpick.clicked.connect(self.unpicked)
        self._unpick.hide()
        self.pane = icon_button("pane", "")
        self.pane.clicked.connect(self.pane_toggled)
        self._lay_out()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(self._views)
        row.addWidget(self._name)
        row.addWidget(self._chip)
        row.addWidget(self._said, 1)
        row.addWidget(self._unpick)
        row.addWidget(self._stop)
        row.addWidget(self.pane)

    def _chip_row(self, close: QWidget) -> None:
        row = QHBoxLayout(self._chip)
        row.setContentsMargins(10, 0, 2, 0)
        row.setSpacing(4)
        row.addWidget(self._chip_words)
        row.addWidget(close)
        self._chip.setFixedHeight(28)
        self._chip.hide()

    # what is shown

    def show_listing(self, listing: Listing) -> None:
        """Name what is listed and count it."""
        words, question = self._words, listing.question
        behind = question.behind
        name = words("Requests") if behind is not None else words(VIEWS[question.view][1])
        self._name.setText(name)
        self._views.setText(name)
        self._chip.setVisible(behind is not None)
        if behind is not None:
            self._chip_words.setText(behind.title or words("Behind a figure"))
        self._count = _count(listing, words)
        self._said.setText(self._count)

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """For the menu of the folded views."""
        self._counts = counts

    def show_chosen(self, count: int) -> None:
        """Say how many lines are chosen once they are several."""
        several = count > 1
        self._unpick.setVisible(several)
        words = self._words
        chosen = words.plural("{n} selected", "{n} selected", count) if several else ""
        self._said.setText(chosen or self._count)

    def show_progress(self, done: int, total: int) -> None:
        """How far a long round is; over when both are equal."""
        running = done < total
        self._stop.setVisible(running)
        number = self._words.number
        if running:
            self._said.setText(self._words("{n} of {total} done", n=number(done), total=number(total)))
        else:
            self._said.setText(self._count)

    def show_folding(self, *, views: bool, pane: bool) -> None:
        """Whether the views stand at the left (else they drop from the title), and the preview beside."""
        self._name.setVisible(views)
        self._views.setHidden(views)
        self._row.setContentsMargins(16 if views else 8, 0, 12, 0)
        words = self._words
        set_name(self.pane, words("Hide the preview") if pane else words("Show the preview"))

    def _drop_views(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view, (icon_name, name) in VIEWS.items():
            count = self._counts.get(view)
            text = self._words(name) if count is None else f"{self._words(name)}\t{self._words.number(count)}"
            action = menu.addAction(icon(icon_name), text)
            action.triggered.connect(lambda _=False, view=view: self.view_asked.emit(view))
        menu.popup(self._views.mapToGlobal(self._views.rect().bottomLeft()))


def _chip() -> tuple[QWidget, ElidedLabel]:
    said = ElidedLabel(weight=fonts.LABEL, tone="accent_text")
    chip = plane("accent")
    return chip, said


def _count(listing: Listing, words: Words) -> str:
    number = words.number
    if listing.question.text:
        shown = words("{n} of {total}", n=number(listing.shown), total=number(listing.of))
    elif not listing.shown:
        return ""
    else:
        shown = words.plural("{n} ticket", "{n} tickets", listing.shown)
    if not listing.late:
        return shown
    return words("{count}, {late} late", count=shown, late=number(listing.late))

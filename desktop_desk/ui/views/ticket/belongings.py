"""What a ticket belongs with: the requester's last ones, linked ones, equipment, labels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_desk.domain.operations import Operation
from desktop_desk.domain.timeline import Neighbour
from desktop_desk.services.session import Session
from desktop_desk.ui import fonts
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.ticket import joining
from desktop_desk.ui.views.ticket.adding import AddLine
from desktop_desk.ui.views.ticket.column import stops_in
from desktop_desk.ui.views.ticket.neighbour_line import NeighbourLine
from desktop_desk.ui.views.ticket.page import Page
from desktop_desk.ui.views.ticket.tag_chip import TagChip
from desktop_desk.ui.widgets.buttons import icon_button
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.flow import FlowLayout
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view

Make = Callable[[UUID], Operation]
"""What makes an operation on the ticket of this identity, off the GUI thread."""

NAME_LIMIT: Final = 60
GAP: Final = 12
"""Above a group that holds something; what can only be added to stands close together."""


class Belongings(QWidget):
    """Groups with a title, each there only when it holds something; to three of them one can always add.

    Signals:
        ticket_opened: the row of a ticket that was pressed.
        tags_asked: labels to put on and to take off, two tuples.
        join_asked: a function that makes the operation (it reads the desk and may raise ``DeskError``), and
            what it comes to, in words.
    """

    ticket_opened = Signal(int)
    tags_asked = Signal(object, object)
    join_asked = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._words = words = context.words
        self._page: Page | None = None
        self._shown: tuple[object, ...] = ()
        self.new_link = AddLine(words("Link a ticket"), words("Number or words"), NAME_LIMIT)
        self.new_asset = AddLine(words("Add equipment"), words("Its name"), NAME_LIMIT)
        self.new_tag = AddLine(words("Add a label"), words("Add a label"), NAME_LIMIT)
        self._recent = _Group(words("Their last tickets"))
        self._linked = _Group(words("Linked tickets"), self.new_link)
        self._assets = _Group(words("Equipment"), self.new_asset)
        self._tags = _Group(words("Labels"), self.new_tag)
        self._connect()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._groups = (self._recent, self._linked, self._assets, self._tags)
        for group in self._groups:
            column.addWidget(group)

    def show_page(self, page: Page) -> None:
        """Show a ticket's belongings; made again only when they differ."""
        view, before = page.view, self._page
        self._page = page
        if before is None or before.view.ticket.id != view.ticket.id:
            for adding in (self.new_link, self.new_asset, self.new_tag):
                adding.close_field()
        shown = (view.ticket.id, view.linked, view.recent, view.assets, view.ticket.tags, page.read_only)
        if shown == self._shown:
            return
        self._shown = shown
        open_to_all = not page.read_only
        self._recent.fill([self._neighbour(one) for one in view.recent], can_add=False)
        self._linked.fill([self._link(one, page) for one in view.linked], can_add=open_to_all)
        self._assets.fill([self._asset(name, page) for name in view.assets], can_add=open_to_all)
        tags = [self._chips(view.ticket.tags, page)] if view.ticket.tags else []
        self._tags.fill(tags, can_add=open_to_all)
        # Lines are younger than the ways to add to them: without this the keyboard would come to them last.
        down = [stop for group in self._groups for stop in group.stops()]
        for above, below in pairwise(down):
            QWidget.setTabOrder(above, below)

    def _connect(self) -> None:
        words = self._words
        self.new_tag.entered.connect(lambda name: self.tags_asked.emit((name,), ()))
        self.new_link.typed.connect(partial(self._offer, self.new_link, self._links_like))
        self.new_asset.typed.connect(partial(self._offer, self.new_asset, self._assets_like))
        self.new_link.entered.connect(
            lambda typed: self._join(lambda uid: joining.link(self._session, uid, typed), words("linked"))
        )
        self.new_asset.entered.connect(
            lambda name: self._join(
                lambda uid: joining.join_asset(self._session, uid, name), words("equipment added")
            )
        )

    @property
    def _session(self) -> Session:
        return self._context.session

    def _offer(self, adding: AddLine, find: Callable[[Page, str], list[str]], typed: str) -> None:
        page = self._page
        if page is None or not typed:
            adding.offer([])
            return

        def offer(found: list[str]) -> None:
            if isValid(adding):
                adding.offer(found)

        self._context.tasks.run(lambda: find(page, typed), offer, key=f"adding-{id(adding)}")

    def _links_like(self, page: Page, typed: str) -> list[str]:
        but = [page.view.ticket.id, *(one.id for one in page.view.linked)]
        return joining.tickets_like(self._session, typed, but)

    def _assets_like(self, page: Page, typed: str) -> list[str]:
        return joining.assets_like(self._session, typed, page.view.assets)

    def _join(self, make: Make, said: str) -> None:
        if self._page is not None:
            self.join_asked.emit(partial(make, self._page.view.ticket.uid), said)

    def _neighbour(self, one: Neighbour) -> QWidget:
        line = NeighbourLine(self._words, one)
        line.clicked.connect(lambda: self.ticket_opened.emit(one.id))
        return line

    def _link(self, one: Neighbour, page: Page) -> QWidget:
        title = f"{one.number or ''} {one.title}".strip()
        name = self._words("Remove the link to {ticket}", ticket=title)
        unlink, said = partial(joining.unlink, other=one), self._words("link removed")
        return self._removable(self._neighbour(one), page, name, unlink, said)

    def _asset(self, name: str, page: Page) -> QWidget:
        words = self._words
        part, said = partial(joining.part_asset, self._session, name=name), words("equipment removed")
        return self._removable(
            _asset(name), page, words("Remove the equipment {name}", name=name), part, said
        )

    def _removable(self, line: QWidget, page: Page, name: str, part: Make, said: str) -> QWidget:
        """A line with a cross at its end, where something may be changed."""
        if page.read_only:
            return line
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        remove = icon_button("close", name, side=24, icon_side=12, role="text_3")
        remove.clicked.connect(lambda: self._join(part, said))
        row.addWidget(line, 1)
        row.addWidget(remove)
        return holder

    def _chips(self, tags: tuple[str, ...], page: Page) -> QWidget:
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        for tag in tags:
            chip = TagChip(self._words, tag, removable=not page.read_only)
            chip.removed.connect(partial(self.tags_asked.emit, (), (tag,)))
            flow.addWidget(chip)
        return chips


class _Group(QWidget):
    """A title with lines under it, and at its end a way to add another."""

    def __init__(self, title: str, adding: AddLine | None = None) -> None:
        super().__init__()
        self._title: QLabel = label(title, size="small", weight=fonts.STRONG, tone="text_2")
        self._adding = adding
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(0)
        self._column.addLayout(self._inside)
        if adding is not None:
            self._column.addWidget(adding)

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, from the top."""
        parts = self._lines if self._adding is None else [*self._lines, self._adding]
        return [stop for one in parts for stop in stops_in(one)]

    def fill(self, lines: list[QWidget], *, can_add: bool) -> None:
        """Other lines; without any, only the way to add one is left."""
        for gone in self._lines:
            gone.hide()
            gone.deleteLater()
        self._lines = lines
        for one in lines:
            self._inside.addWidget(one)
            one.show()
        self._title.setVisible(bool(lines))
        self._inside.setContentsMargins(0, 4 if lines else 0, 0, 6 if lines else 0)
        self._column.setContentsMargins(0, GAP if lines else 0, 0, 0)
        if self._adding is not None:
            self._adding.setVisible(can_add)
        self.setVisible(bool(lines) or (can_add and self._adding is not None))


def _asset(name: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 6, 0, 6)
    row.setSpacing(8)
    row.addWidget(icon_view("monitor", "text_2", 14))
    row.addWidget(ElidedLabel(name, weight=fonts.LABEL), 1)
    return holder

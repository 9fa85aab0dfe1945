"""What a ticket belongs with: the requester's last ones, linked ones, equipment, labels."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_desk.domain.cleaning import one_line
from desktop_desk.domain.operations import Relation
from desktop_desk.domain.timeline import Neighbour
from desktop_desk.text import Words, capital
from desktop_desk.ui import fonts, marks
from desktop_desk.ui.context import Context
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color
from desktop_desk.ui.views.ticket.page import Page
from desktop_desk.ui.views.ticket.tag_chip import TagChip
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.flow import FlowLayout
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view

LINE: Final = 32
TAG_LIMIT: Final = 60


class Belongings(QWidget):
    """Groups with a title, each there only when it holds something; labels can always be added."""

    ticket_opened = Signal(int)
    tags_asked = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._words = context.words
        self._shown: tuple[object, ...] = ()
        words = context.words
        self._recent, self._linked, self._assets = (_Group() for _ in range(3))
        self._recent.title.setText(words("Their last tickets"))
        self._linked.title.setText(words("Linked tickets"))
        self._assets.title.setText(words("Equipment"))
        self._tags = _Group()
        self._tags.title.setText(words("Labels"))
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        self.new_tag = QLineEdit()
        self.new_tag.setPlaceholderText(words("Add a label"))
        self.new_tag.setAccessibleName(words("Add a label"))
        self.new_tag.setMaxLength(TAG_LIMIT)
        self.new_tag.returnPressed.connect(self._add_tag)
        self.new_tag.editingFinished.connect(self._close_field)
        self._tags.column.addWidget(self._chips)
        self._tags.column.addSpacing(4)
        self.add_tag = button(words("Add a label"), "quiet", "plus")
        self.add_tag.clicked.connect(self._open_field)
        self._tags.column.addWidget(self.add_tag, 0, Qt.AlignmentFlag.AlignLeft)
        self._tags.column.addWidget(self.new_tag)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(16)
        for group in (self._linked, self._recent, self._assets, self._tags):
            column.addWidget(group)

    def show_page(self, page: Page) -> None:
        """Show a ticket's belongings; made again only when they differ."""
        view = page.view
        shown = (view.linked, view.recent, view.assets, view.ticket.tags, page.read_only)
        if shown == self._shown:
            return
        self._shown = shown
        self._recent.fill([self._neighbour(one) for one in view.recent])
        self._linked.fill([self._neighbour(one) for one in view.linked])
        self._assets.fill([_asset(name) for name in view.assets])
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for tag in view.ticket.tags:
            chip = TagChip(self._words, tag, removable=not page.read_only)
            chip.removed.connect(partial(self.tags_asked.emit, (), (tag,)))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(view.ticket.tags))
        self.add_tag.setVisible(not page.read_only)
        self.new_tag.hide()
        self._tags.setVisible(bool(view.ticket.tags) or not page.read_only)

    def _open_field(self) -> None:
        self.add_tag.hide()
        self.new_tag.show()
        self.new_tag.setFocus()

    def _close_field(self) -> None:
        if not self.new_tag.text().strip() and not self.new_tag.hasFocus():
            self.new_tag.hide()
            self.add_tag.show()

    def _add_tag(self) -> None:
        name = one_line(self.new_tag.text()).strip()
        if name:
            self.new_tag.clear()
            self.tags_asked.emit((name,), ())

    def _neighbour(self, one: Neighbour) -> QWidget:
        line = NeighbourLine(self._words, one)
        line.clicked.connect(lambda: self.ticket_opened.emit(one.id))
        return line


class NeighbourLine(QAbstractButton):
    """Another ticket: its status, number and title; pressed, it opens."""

    def __init__(self, words: Words, one: Neighbour) -> None:
        super().__init__()
        self._one = one
        said = words.status(one.status.value)
        parts = [f"{one.number or ''} {one.title}".strip(), said]
        if one.relation is Relation.DUPLICATE:
            parts.append(words("duplicate"))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(f"{one.title} · {capital(said)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, number, title."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(self.rect().adjusted(-4, 0, 0, 0), 5, 5)
        painter.drawPixmap(0, (LINE - 14) // 2, marks.status(self._one.status, self.devicePixelRatioF()))
        number = "–" if self._one.number is None else str(self._one.number)
        digits = fonts.metrics("base", digits=True)
        painter.setFont(fonts.font("base", digits=True))
        painter.setPen(color("text_3"))
        box = QRect(21, 0, self.width() - 21, LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, number)
        box.setLeft(box.left() + digits.horizontalAdvance(number) + 8)
        font = fonts.metrics("base", fonts.LABEL)
        painter.setFont(fonts.font("base", fonts.LABEL))
        painter.setPen(color("text"))
        title = font.elidedText(self._one.title, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        if self.hasFocus():
            draw_focus(painter, self.rect().toRectF(), color)


class _Group(QWidget):
    """A title and lines under it."""

    def __init__(self) -> None:
        super().__init__()
        self.title: QLabel = label(size="small", weight=fonts.STRONG, tone="text_2")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.title)
        self.column.addSpacing(4)
        self._lines: list[QWidget] = []

    def fill(self, lines: list[QWidget]) -> None:
        """Other lines; none at all takes the group away."""
        for gone in self._lines:
            gone.hide()
            gone.deleteLater()
        self._lines = lines
        for one in lines:
            self.column.addWidget(one)
            one.show()
        self.setVisible(bool(lines))


def _asset(name: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 6, 0, 6)
    row.setSpacing(8)
    row.addWidget(icon_view("monitor", "text_2", 14))
    row.addWidget(ElidedLabel(name, weight=fonts.LABEL), 1)
    return holder

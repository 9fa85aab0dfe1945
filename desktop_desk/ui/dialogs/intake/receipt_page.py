"""After sending: the number, the promised hour, why that hour; and « Mes demandes » under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.people import first_name
from desktop_desk.services.intake import Receipt
from desktop_desk.services.requests import RequestLine
from desktop_desk.ui import fonts, icons, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.intake.footer import footer
from desktop_desk.ui.dialogs.intake.request_row import RequestRow
from desktop_desk.ui.dialogs.sheet import MARGIN, Scroller, tall
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import card, line
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import MarkView, icon_view
from desktop_desk.ui.widgets.strip import Strip

DISC = 64
CHECK = 30
TITLE_PX = 22
NAMED = 2
"""Agents named as having the request; more are counted."""


class ReceiptPage(QWidget):
    """``opened`` carries the ticket of a line pressed; the others are the buttons of the foot."""

    opened = Signal(int)
    why_asked = Signal()
    another = Signal()
    add_file = Signal()
    closed = Signal()
    grown = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: list[RequestRow] = []
        self.strip = Strip(context.words)
        self._make_receipt()
        self._make_list()
        self._body = QWidget()
        self._make_foot()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._receipt)
        column.addWidget(self._list)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(self._body), 1)
        whole.addWidget(self._foot)

    def show_receipt(self, receipt: Receipt, *, stopped: bool) -> None:
        """Say what was taken in."""
        words = self._context.words
        number = "…" if receipt.number is None else receipt.number
        self._title.setText(words("Request no. {number}", number=number))
        name = first_name(receipt.name)
        noted = (
            words("Noted, {name}. The support has it at once.", name=name)
            if stopped
            else words("Noted, {name}. You can go back to your work.", name=name)
        )
        self._noted.setText(noted)
        now, tz = self._context.session.clock(), self._context.tz
        if receipt.due_at is None:
            self._promise.setText(words("The support will answer you"))
        else:
            by = words.by(receipt.due_at, tz, now)
            self._promise.setText(words("Answer promised {by}", by=by))
        self._told.setText(self._who(receipt.told))
        self._why.setVisible(receipt.due_at is not None)
        self._reasons.hide()
        self._receipt.show()
        self._add.show()
        self._receipt.setAccessibleName(f"{self._title.text()}. {self._promise.text()}. {self._told.text()}")

    def show_list_only(self) -> None:
        """« Mes demandes » alone."""
        self._receipt.hide()
        self._add.hide()

    def show_why(self, lines: Sequence[str]) -> None:
        """Explain the hour, line by line."""
        while (item := self._reasons_lines.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for text in lines:
            self._reasons_lines.addWidget(label(text, size="small", tone="text_2", wrap=True))
        self._reasons.show()
        self.grown.emit()

    def show_mine(self, lines: Sequence[RequestLine]) -> None:
        """This person's requests."""
        words = self._context.words
        at = self.focusWidget()
        kept = at.line.ticket_id if isinstance(at, RequestRow) else None
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for one in lines:
            row = RequestRow(words, one)
            row.clicked.connect(lambda _on=False, ticket=one.ticket_id: self.opened.emit(ticket))
            self.rows.append(row)
            self._lines.addWidget(row)
            if one.ticket_id == kept:
                row.setFocus()
        for before, after in pairwise([self._why, *self.rows, self._add]):
            QWidget.setTabOrder(before, after)
        active = sum(one.active for one in lines)
        self._count.setText(words.plural("{n} under way", "{n} under way", active))
        self._empty.setVisible(not lines)
        self._line.setVisible(bool(lines))

    def size_wanted(self) -> QSize:
        """The size at which nothing scrolls."""
        return self._body.sizeHint() + QSize(0, theme.size("footer"))

    def take_keyboard(self) -> None:
        """Where the keyboard goes when the page comes up."""
        (self._close if not self._receipt.isHidden() or not self.rows else self.rows[0]).setFocus()

    def _who(self, names: Sequence[str]) -> str:
        words = self._context.words
        firsts = [first_name(name) for name in names]
        if not firsts:
            return words("It is in the support’s queue.")
        if len(firsts) > NAMED + 1:
            others = words.plural("{n} other", "{n} others", len(firsts) - NAMED)
            firsts = [*firsts[:NAMED], others]
        who = words.list_of(firsts)
        return words.plural("{who} has it in the queue.", "{who} have it in the queue.", len(firsts), who=who)

    def _make_receipt(self) -> None:
        words = self._context.words
        self._receipt = QWidget()
        self._title = label()
        self._title.setFont(fonts.pixel_font(TITLE_PX, fonts.STRONG))
        self._noted = label(tone="text_2", wrap=True)
        self._promise = label(size="title_card", weight=fonts.STRONG, tone="ok_text", wrap=True)
        self._told = label(size="small", tone="text_2", wrap=True)
        self._why = button(words("Why this time?"), "link")
        self._why.setAutoDefault(False)
        self._why.clicked.connect(self.why_asked)
        self._reasons, self._reasons_lines = card("sunk", margin=14, spacing=5)
        self._reasons.hide()
        centre = Qt.AlignmentFlag.AlignHCenter
        for one in (self._title, self._noted, self._told):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self._receipt)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(4)
        column.addWidget(MarkView(_disc), 0, centre)
        column.addSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._noted)
        column.addSpacing(8)
        column.addWidget(self._promise_plane())
        column.addSpacing(4)
        column.addWidget(self._why, 0, centre)
        column.addWidget(self._reasons)

    def _promise_plane(self) -> QFrame:
        plane, column = card("ok", margin=12, spacing=4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(icon_view("clock", "ok_text", 18))
        row.addWidget(self._promise)
        row.addStretch(1)
        self._promise.setWordWrap(False)
        column.addLayout(row)
        column.addWidget(self._told)
        return plane

    def _make_list(self) -> None:
        words = self._context.words
        self._list = QWidget()
        head = QHBoxLayout()
        head.addWidget(label(words("My requests"), weight=fonts.STRONG))
        head.addStretch(1)
        self._count = label(size="small", tone="text_2")
        head.addWidget(self._count)
        self._line = line()
        self._empty = label(words("You have not asked for anything yet."), tone="text_2")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self._line)
        column.addWidget(self._empty)
        column.addLayout(self._lines)

    def _make_foot(self) -> None:
        words = self._context.words
        self._add = button(words("Add a file"), "quiet", "paperclip")
        self._another = tall(button(words("Another request")))
        self._close = tall(button(words("Close"), "primary"))
        for one, signal in (
            (self._add, self.add_file),
            (self._another, self.another),
            (self._close, self.closed),
        ):
            one.setAutoDefault(False)
            one.clicked.connect(signal)
        self._foot = footer([self._add], [self._another, self._close])


def _disc(ratio: float) -> QPixmap:
    picture = icons.blank(DISC, DISC, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("ok_soft"))
    painter.drawEllipse(QRectF(0, 0, DISC, DISC))
    place = (DISC - CHECK) // 2
    painter.drawPixmap(place, place, icons.pixmap("check", "ok_text", CHECK, ratio))
    painter.end()
    return picture

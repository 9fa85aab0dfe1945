"""The bar above the queue: search, the new ticket, and the three states at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import fonts, icons, theme
from desktop_desk.ui.states import State
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.labels import label, set_property
from desktop_desk.ui.widgets.mark_view import MarkView

_ICON: Final = 16
_REASON_WIDTH: Final = 220
_FULL_WIDTH: Final = 1120
"""The bar's width from which what follows the strong words is shown too."""


class TopBar(QFrame):
    """``ticket_asked``: the new ticket button; ``sample_left``: one's own desk is wanted.

    The search field is given by :meth:`hold_search`.
    """

    ticket_asked = Signal()
    sample_left = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setProperty("plane", "top")
        self.setFixedHeight(theme.size("top_bar"))
        self.support, self.store, self.worker = StateItem(), StateItem(), StateItem()
        self._leave_words = words("Back to my own desk"), words("My own desk")
        self.leave_sample = button(self._leave_words[0], "secondary", "flask")
        self.leave_sample.setAccessibleName(self._leave_words[0])
        self.leave_sample.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = words("These are sample data: try anything, nothing of yours is touched.")
        self.leave_sample.setToolTip(told)
        self.leave_sample.clicked.connect(self.sample_left)
        self.leave_sample.hide()
        self.new_ticket = button(words("New ticket"), "primary", "plus")
        self.new_ticket.setToolTip("Ctrl+N")
        self.new_ticket.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.new_ticket.clicked.connect(self.ticket_asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 20, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self.new_ticket)
        self._row.addWidget(self.leave_sample)
        self._row.addStretch(1)
        for item in (self.support, self.store, self.worker):
            self._row.addWidget(item)
        self._row.setSpacing(20)
        self._search: QWidget = WaitingField(words)
        self._place(self._search)

    def hold_search(self, field: QWidget) -> None:
        """Put the queue's search field in its place."""
        self._row.removeWidget(self._search)
        self._search.hide()
        self._search.deleteLater()
        self._place(field)
        QWidget.setTabOrder(field.focusProxy() or field, self.new_ticket)  # the proxy is what Tab stops at

    def show_sample(self, on_back: Callable[[], None]) -> None:
        """The desk is made up: the way to one's own stands here as long as it is open."""
        self.sample_left.connect(on_back)
        self.leave_sample.show()

    @property
    def in_sample(self) -> bool:
        """Whether the desk that is shown is made up."""
        return not self.leave_sample.isHidden()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the strong words."""
        super().resizeEvent(event)
        wide = self.width() >= _FULL_WIDTH
        self.leave_sample.setText(self._leave_words[0 if wide else 1])
        for item in (self.support, self.store, self.worker):
            item.show_rest(wide)

    def _place(self, field: QWidget) -> None:
        self._search = field
        field.setMaximumWidth(theme.size("search_width"))
        field.setMinimumWidth(200)
        self._row.insertWidget(0, field, 20)


class StateItem(QWidget):
    """An icon, a strong word, and what follows it; the whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        self._rest_wanted = True
        self._mark = MarkView(self._draw)
        self._strong = label(size="small", weight=fonts.STRONG)
        self._dot = label("·", size="small", tone="text_2")
        self._rest = ElidedLabel(size="small", tone="text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._mark)
        row.addSpacing(4)
        for part in (self._strong, self._dot, self._rest):
            row.addWidget(part)
        self._strong.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_state(self, state: State) -> None:
        """Say another state."""
        if state == self._state:
            return
        self._state = state
        self._strong.setText(state.strong)
        set_property(self._strong, "tone", state.tone)
        self._rest.setText(state.rest)
        set_property(self._rest, "tone", "danger_text" if state.tone == "danger_text" else "text_2")
        self._rest.setFixedWidth(
            min(self._rest.fontMetrics().horizontalAdvance(state.rest) + 2, _REASON_WIDTH)
        )
        self.setToolTip(state.tip or state.strong)
        self.setAccessibleName(state.tip or state.strong)
        self._mark.update()
        self.show_rest(self._rest_wanted)
        self.show()

    def show_rest(self, wanted: bool) -> None:
        """Show what follows the strong words, or leave it to the tooltip."""
        self._rest_wanted = wanted
        shown = wanted and self._state is not None and bool(self._state.rest)
        self._dot.setVisible(shown)
        self._rest.setVisible(shown)

    def words(self) -> str:
        """What it says, whole."""
        return self.accessibleName()

    def _draw(self, ratio: float) -> QPixmap:
        if self._state is None:
            return icons.blank(_ICON, _ICON, ratio)
        return icons.pixmap(self._state.icon, self._state.role, _ICON, ratio)


class WaitingField(QWidget):
    """Where the search field will stand, while the desk is being opened; nothing can be typed into it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._says = words("Search")
        self.setAccessibleName(self._says)
        self.setFixedHeight(theme.size("search"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame, the icon and the word of the field to come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color("sunk"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 6, 6)
        middle = (self.height() - _ICON) // 2
        picture = icons.pixmap("search", "text_2", _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(12, middle), picture)
        painter.setPen(theme.color("text_3"))
        painter.drawText(frame.adjusted(40, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._says)
        painter.end()

"""The views of the queue at the left, each with how many tickets it holds now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_desk.domain.queue import View
from desktop_desk.text import N_, Words
from desktop_desk.ui import fonts, icons, theme
from desktop_desk.ui.pixmaps import ratio_of
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.widgets.labels import label

VIEWS: Final[Mapping[View, tuple[str, str]]] = {
    View.MINE: ("user", N_("My tickets")),
    View.TO_TAKE: ("inbox", N_("To take")),
    View.ACTIVE: ("flag", N_("All active")),
    View.LATE: ("alert-circle", N_("Late")),
    View.DUE_TODAY: ("clock", N_("Today’s deadlines")),
    View.WAITING: ("pause", N_("Waiting")),
    View.RESOLVED: ("check", N_("Resolved (7 days)")),
    View.ALL: ("history", N_("All tickets")),
}
"""The views every desk has, from the top: icon and name."""

_VIEW: Final = int(Qt.ItemDataRole.UserRole)
_COUNT: Final = _VIEW + 1
_SIDE: Final = 8


class ViewsList(QFrame):
    """``chosen`` carries the view a person goes to (not one set by the program)."""

    chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plane", "views")
        self.setFixedWidth(theme.size("views"))
        self._words = words
        self._silent = False
        self._list = QListWidget()
        self._list.setAccessibleName(words("Views"))
        self._list.setItemDelegate(_Line(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.setAutoFillBackground(False)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setStyleSheet("background: transparent")
        for view in VIEWS:
            item = QListWidgetItem(self._list)
            item.setData(_VIEW, view.value)
        self.show_counts({})
        self._list.currentItemChanged.connect(self._on_current)
        head = label(words("Views"), size="small", weight=fonts.STRONG, tone="text_2")
        head.setContentsMargins(18, 0, 0, 0)
        head.setFixedHeight(32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 1, 8)
        column.setSpacing(2)
        column.addWidget(head)
        column.addWidget(self._list, 1)
        self.setFocusProxy(self._list)

    def show_view(self, view: View | None) -> None:
        """Mark the view that is shown; ``None`` when it is none of them."""
        self._silent = True
        self._list.setCurrentRow(-1 if view is None else list(VIEWS).index(view))
        if view is None:
            self._list.clearSelection()
        self._silent = False

    def show_counts(self, counts: Mapping[View, int]) -> None:
        """Tell how many tickets each holds; a view without a count shows none."""
        for row, view in enumerate(VIEWS):
            item, name = self._list.item(row), self._words(VIEWS[view][1])
            count = counts.get(view)
            item.setData(_COUNT, count)
            item.setText(name)
            spoken = name if count is None else self._words("{name}: {value}", name=name, value=count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def count_of(self, view: View) -> int | None:
        """The count shown."""
        count = self._list.item(list(VIEWS).index(view)).data(_COUNT)
        return None if count is None else int(count)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._silent:
            self.chosen.emit(View(item.data(_VIEW)))


class _Line(QStyledItemDelegate):
    """A view's icon, name and count; never the base painting, whose colours are another's."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.size("views"), theme.size("views_row"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        view, count = View(index.data(_VIEW)), index.data(_COUNT)
        on = bool(state & QStyle.StateFlag.State_Selected)
        alarm = view is View.LATE and bool(count)
        box = QRectF(rect).adjusted(_SIDE, 0, -_SIDE, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if on or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if on else "line"))
            painter.drawRoundedRect(box, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, box, theme.color)
        ratio = ratio_of(painter)
        ink = "accent_text" if on else "danger" if alarm else "text_2"
        icon = icons.pixmap(VIEWS[view][0], ink, 18, ratio)
        painter.drawPixmap(rect.left() + 17, rect.top() + (rect.height() - 18) // 2, icon)
        number = "" if count is None else f"{count:,}".replace(",", "\u202f")
        digits = fonts.font("base", fonts.STRONG if on or alarm else fonts.REGULAR, digits=True)
        painter.setFont(digits)
        painter.setPen(theme.color("danger_text" if alarm else "accent_text" if on else "text_2"))
        painter.drawText(
            rect.adjusted(44, 0, -16, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number
        )
        room = rect.width() - 44 - 16 - painter.fontMetrics().horizontalAdvance(number) - 4
        weight = fonts.STRONG if on else fonts.REGULAR
        name = fonts.metrics("base", weight).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.setFont(fonts.font("base", weight))
        painter.setPen(theme.color("accent_text" if on else "text"))
        painter.drawText(rect.adjusted(44, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

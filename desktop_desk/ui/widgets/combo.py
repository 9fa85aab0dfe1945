"""A drop-down list whose entries may carry a mark and a colour."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter

from desktop_desk.ui import fonts, theme
from desktop_desk.ui.theme import color

TONE = Qt.ItemDataRole.UserRole + 1
ICON_ROOM = 26


class Combo(QComboBox):
    """Entries by key. ``chosen`` carries the key a person picked (not one set by the program)."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setView(QListView())
        self.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        self.setFont(fonts.font("base", fonts.LABEL))
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda index: self.chosen.emit(self._key(index)))

    def add(self, key: Hashable, text: str, icon: QIcon | None = None, tone: str = "text") -> None:
        """Add an entry; ``tone`` is the role of its word while it is the one shown."""
        self.addItem(icon or QIcon(), text)
        last = self.count() - 1
        self.setItemData(last, _Key(key))
        self.setItemData(last, tone, TONE)

    def value(self) -> Hashable | None:
        """The key of the entry shown, ``None`` in an empty list."""
        return self._key(self.currentIndex())

    def set_value(self, key: Hashable) -> None:
        """Show the entry of ``key``, without a signal; raises ``KeyError`` if there is none."""
        for index in range(self.count()):
            if self._key(index) == key:
                self.setCurrentIndex(index)
                return
        raise KeyError(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the list has the keyboard: values must not change in passing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame by the style, the mark and the word by us: the style knows no tone."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = QRect(10, 0, self.width() - 10 - 28, self.height())
        if not self.itemIcon(self.currentIndex()).isNull():
            side = self.iconSize().height()
            place = QRect(room.left(), (self.height() - side) // 2, side, side)
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            self.itemIcon(self.currentIndex()).paint(painter, place, Qt.AlignmentFlag.AlignCenter, mode)
            room.setLeft(room.left() + ICON_ROOM)
        painter.setPen(self._ink())
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return color("disabled")
        return color(self.currentData(TONE) or "text")

    def _key(self, index: int) -> Hashable | None:
        held = self.itemData(index)
        return held.value if isinstance(held, _Key) else None


class _Key:
    """Keeps Qt from turning a key (an enumeration, a large id) into something of its own."""

    def __init__(self, value: Hashable) -> None:
        self.value = value

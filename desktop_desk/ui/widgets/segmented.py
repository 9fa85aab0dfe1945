"""A bar in which exactly one of a few short choices holds."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QSizePolicy

from desktop_desk.ui import fonts
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color

HEIGHT = 34
INSET = 2
PADDING = 14


class Segment(QRadioButton):
    """One choice of the bar: to the keyboard and to a screen reader, a radio button."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(fonts.font("base", fonts.LABEL))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The word and its margins."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * PADDING, HEIGHT - 2 * INSET)

    def minimumSizeHint(self) -> QSize:
        """The same: a word is never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole segment answers."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The word, on the accent's soft ground when chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_soft" if on else "hover"))
            painter.drawRoundedRect(box, 5, 5)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            draw_focus(painter, box, color)
        painter.setPen(color("disabled" if not self.isEnabled() else "accent_text" if on else "text_2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QFrame):
    """The bar. ``chosen`` carries the key of the choice a person made (not one set by the program)."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = [key for key, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, INSET, INSET, INSET)
        row.setSpacing(INSET)
        for index, (_, text) in enumerate(options):
            segment = Segment(text)
            self._group.addButton(segment, index)
            row.addWidget(segment)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self._silent = False

    def value(self) -> Hashable:
        """The key of the choice that holds."""
        return self._keys[self._group.checkedId()]

    def set_value(self, key: Hashable) -> None:
        """Make ``key`` hold, without a signal."""
        self._silent = True
        self._group.button(self._keys.index(key)).setChecked(True)
        self._silent = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar's edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("line_mid"), 1))
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(QRectF(QRect(self.rect())).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)

    def _on_toggled(self, index: int, on: bool) -> None:
        if on and not self._silent:
            self.chosen.emit(self._keys[index])

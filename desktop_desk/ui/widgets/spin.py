"""Fields counted up and down: numbers, hours, dates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QSpinBox

from desktop_desk.ui import theme

TEXT_MARGIN = 8


class NumberField(QSpinBox):
    """A whole number from ``low`` to ``high``, with its unit as ``suffix``."""

    def __init__(self, name: str, low: int, high: int, suffix: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setSuffix(suffix)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        dress_spin(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the field has the keyboard."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def dress_spin(field: QAbstractSpinBox) -> None:
    """Give a spin box the height and text margin of the other fields: the style sheet cannot."""
    field.setFixedHeight(theme.size("button"))
    editor = field.findChild(QLineEdit)
    if editor is not None:
        editor.setTextMargins(TEXT_MARGIN, 0, 0, 0)

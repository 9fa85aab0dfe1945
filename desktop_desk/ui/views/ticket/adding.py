"""A quiet way to add something: a link that becomes a field, which offers what there is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from desktop_desk.ui.widgets.buttons import button

WAIT_MS: Final = 150
"""After the last key, before the desk is asked what it has."""


class AddLine(QWidget):
    """``typed`` when something could be offered (:meth:`offer`), ``entered`` with what was settled on."""

    typed = Signal(str)
    entered = Signal(str)

    def __init__(self, text: str, hint: str, limit: int) -> None:
        super().__init__()
        self.button = button(text, "link", "plus")
        self.button.clicked.connect(self.open)
        self.field = _Field()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(text)
        self.field.setAccessibleDescription(hint)
        self.field.setMaxLength(limit)
        self._offers = QStringListModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._enter)
        self.field.setCompleter(self._completer)
        self._waiting = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._waiting.timeout.connect(lambda: self.typed.emit(self.field.text().strip()))
        self.field.textEdited.connect(lambda _: self._waiting.start())
        self.field.returnPressed.connect(lambda: self._enter(self.field.text()))
        self.field.left.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.field)
        self.close_field()

    def offer(self, found: list[str]) -> None:
        """Show what may be meant."""
        self._offers.setStringList(found)
        if self.field.hasFocus() and found and self.field.text().strip():
            self._completer.complete()

    def open(self) -> None:
        """Begin to type."""
        self.button.hide()
        self.field.show()
        self.field.setFocus()

    def close_field(self) -> None:
        """Show the link again; what was typed is let go."""
        self._waiting.stop()
        self.field.clear()
        self.field.hide()
        self.button.show()

    def _enter(self, text: str) -> None:
        said = " ".join(text.split())
        if said and not self.field.isHidden():
            QTimer.singleShot(0, self, self._close_by_key)  # the completer still writes into the field
            self.entered.emit(said)

    def _leave(self, escaped: bool) -> None:
        if escaped:
            self._close_by_key()
        elif not self.field.text().strip():
            self.close_field()

    def _close_by_key(self) -> None:
        self.close_field()
        self.button.setFocus()


class _Field(QLineEdit):
    """``left`` with true for Escape, which closes the field and not the window; false when focus goes."""

    left = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit(False)

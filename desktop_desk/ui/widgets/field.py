"""A field with its label above and, when something is wrong, a sentence below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.ui import fonts, theme
from desktop_desk.ui.widgets.labels import label, set_property
from desktop_desk.ui.widgets.mark_view import icon_view


class Field(QWidget):
    """``editor`` under ``text``, with a ``hint`` beside the label (« facultatif »).

    ``quiet`` is the lighter label of side columns. The label names the editor to a screen reader.
    """

    def __init__(self, text: str, editor: QWidget, hint: str = "", *, quiet: bool = False) -> None:
        super().__init__()
        self.editor = editor
        self._label = label(text, size="small", tone="text_2") if quiet else label(text, weight=fonts.STRONG)
        self._label.setBuddy(editor)
        self._hint = label(hint, size="small", tone="text_3")
        self._hint.setVisible(bool(hint))
        self._error = label(size="small", tone="danger_text", wrap=True)
        self._error_line = QWidget()
        editor.setAccessibleName(text)
        editor.setAccessibleDescription(hint)
        self._lay_out()

    def error(self) -> str:
        """The sentence shown, empty when all is well."""
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong and how to mend it; an empty sentence takes it away."""
        self._error.setText(sentence)
        self._error_line.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or self._hint.text())
        set_property(self.editor, "wrong", bool(sentence))

    def set_hint(self, hint: str) -> None:
        """Change what stands beside the label."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        if not self.error():
            self.editor.setAccessibleDescription(hint)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addWidget(self._hint)
        head.addStretch(1)
        foot = QHBoxLayout(self._error_line)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(6)
        foot.addWidget(icon_view("alert-circle", "danger_text", 14), 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._error, 1)
        self._error_line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.size("space.label_gap"))
        column.addLayout(head)
        column.addWidget(self.editor)
        column.addWidget(self._error_line)

"""A bug: said calmly, with the report ready to be copied. The desk goes on."""

from __future__ import annotations

import platform
import sys

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_desk import __version__
from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.labels import label


class CrashDialog(QDialog):
    """One at a time; further reports are added to the one that is shown."""

    def __init__(self, words: Words, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words("Something unexpected happened"))
        self._report = QPlainTextEdit(f"{_machine()}\n\n{report}")
        self._report.setReadOnly(True)
        self._report.setFont(fonts.font("small"))
        self._report.setAccessibleName(words("Report"))
        self._report.setTabChangesFocus(True)
        self._copy = button(words("Copy the report"), "secondary", "copy")
        self._copy.clicked.connect(self._on_copy)
        close = button(words("Continue"), "primary")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 24, 24, 16)
        inside.setSpacing(8)
        title = label(words("Something unexpected happened"), size="title_section", weight=fonts.STRONG)
        inside.addWidget(title)
        said = words(
            "It is a fault of the program, not yours. What was saved is safe; the program goes on. "
            "If it happens again, send this report to whoever looks after Desktop Desk."
        )
        inside.addWidget(label(said, tone="text_2", wrap=True))
        inside.addSpacing(8)
        inside.addWidget(self._report, 1)
        footer = plane("footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 12, 24, 12)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside, 1)
        column.addWidget(footer)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 440)

    def add(self, report: str) -> None:
        """One more."""
        self._report.appendPlainText(f"\n{report}")

    def report(self) -> str:
        """The whole text."""
        return self._report.toPlainText()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self._copy.setText(self._words("Copied"))


def _machine() -> str:
    python = sys.version.split()[0]
    return f"Desktop Desk {__version__} · Python {python} · Qt {qVersion()} · {platform.platform()}"

"""This desk: where its file is, how large it is, how to save it, who is protected from whom."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import Qt, Signal, qVersion
from PySide6.QtWidgets import QHBoxLayout

import desktop_desk
from desktop_desk.ui.context import Context
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label


class DeskSection(Section):
    """``backup_wanted`` when a copy is asked for."""

    backup_wanted = Signal()

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context, words("This desk"), words("One file holds everything: tickets, files, settings.")
        )
        file = self.add_card(words("The file"))
        self.path = label(wrap=True)
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.path.setAccessibleName(words("Where the file is"))
        self.measure = label(size="small", tone="text_2")
        self.backup = button(words("Save a copy…"), icon_name="download")
        self.backup.clicked.connect(self.backup_wanted)
        row = QHBoxLayout()
        row.addWidget(self.backup)
        row.addStretch(1)
        file.addWidget(self.path)
        file.addWidget(self.measure)
        file.addLayout(row)
        rights = self.add_card(words("Who may do what"))
        rights.addWidget(
            label(
                words(
                    "On a file of this PC, roles are a convenience: whoever can open the file can do "
                    "everything. What protects it is the access to this PC and to the folder."
                ),
                tone="text_2",
                wrap=True,
            )
        )
        versions = self.add_card(words("Versions"))
        text = (
            f"Desktop Desk {desktop_desk.__version__} · Qt {qVersion()} · Python {platform.python_version()}"
        )
        shown = label(text, tone="text_2", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        versions.addWidget(shown)
        self.column.addStretch(1)

    def load(self) -> None:
        """Measure the file."""
        path = self.context.session.store.path
        self.path.setText(str(path).replace("/", "/\u200b").replace("\\", "\\\u200b"))
        self.read(lambda: _size(path), self._show, key="size")

    def _show(self, size: int) -> None:
        self.measure.setText(self.context.words.size(size))


def _size(path: Path) -> int:
    """Bytes of the file and of what is still to be folded into it."""
    parts = [path, path.with_name(path.name + "-wal")]
    return sum(part.stat().st_size for part in parts if part.exists())

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
from desktop_desk.ui.widgets.card import card
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view


class DeskSection(Section):
    """``backup_wanted`` when a copy is asked for, ``sample_left`` when one's own desk is."""

    backup_wanted = Signal()
    sample_left = Signal()

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context, words("This desk"), words("One file holds everything: tickets, files, settings.")
        )
        self._make_file()
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

    def _make_file(self) -> None:
        words = self.context.words
        file = self.add_card(words("The file"))
        self.path = label(wrap=True)
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.path.setAccessibleName(words("Where the file is"))
        self.measure = label(size="small", tone="text_2")
        self.backup = button(words("Save a copy…"), icon_name="download")
        self.backup.clicked.connect(self.backup_wanted)
        self.leave_sample = button(words("Back to my own desk"), icon_name="flask")
        self.leave_sample.clicked.connect(self.sample_left)
        self.leave_sample.hide()
        self.warning, warned = card("warn", across=True)
        self._warning = label(tone="warn_text", wrap=True)
        warned.addWidget(icon_view("warning", "warn_text", 18), 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self._warning, 1)
        row = QHBoxLayout()
        row.addWidget(self.backup)
        row.addWidget(self.leave_sample)
        row.addStretch(1)
        file.addWidget(self.path)
        file.addWidget(self.measure)
        file.addWidget(self.warning)
        file.addLayout(row)

    def show_sample(self) -> None:
        """These are sample data: offer the way out."""
        self.leave_sample.show()

    def load(self) -> None:
        """Measure the file, and say what may go wrong where it is."""
        store = self.context.session.store
        path, warning = store.path, store.warning
        self.warning.setVisible(warning is not None)
        self._warning.setText("" if warning is None else _breakable(warning.say(self.context.words)))
        self.path.setText(_breakable(store.name))
        self.backup.setVisible(path is not None)
        if path is not None:
            self.read(lambda: _size(path), self._show, key="size")

    def _show(self, size: int) -> None:
        self.measure.setText(self.context.words.size(size))


def _breakable(text: str) -> str:
    """Words in which a long path may go on in another line."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _size(path: Path) -> int:
    """Bytes of the file and of what is still to be folded into it."""
    parts = [path, path.with_name(path.name + "-wal")]
    return sum(part.stat().st_size for part in parts if part.exists())

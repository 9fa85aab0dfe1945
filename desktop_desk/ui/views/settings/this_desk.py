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
    """``backup_wanted`` when a copy is asked for, ``sample_left`` when one's own desk is.

    ``desk_asked`` carries the ``Credentials`` of a shared desk that shall be opened in place of this one.
    """

    backup_wanted = Signal()
    sample_left = Signal()
    desk_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        words = context.words
        super().__init__(
            context, words("This desk"), words("One file holds everything: tickets, files, settings.")
        )
        self._make_file()
        self._make_sharing()
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

    def _make_sharing(self) -> None:
        words, files = self.context.words, self.context.files
        self.share = button(words("Share this desk…"), icon_name="share")
        self.share.clicked.connect(self._share)
        if files is None or files.shared is None:
            return
        column = self.add_card(words("Work on it with others"))
        said = words(
            "On a PostgreSQL server of your network, several PCs work on the same desk. Everything goes "
            "there: tickets, history, files, settings."
        )
        column.addWidget(label(said, tone="text_2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.share)
        row.addStretch(1)
        column.addLayout(row)

    def _share(self) -> None:
        from desktop_desk.ui.dialogs.sharing import SharingDialog  # noqa: PLC0415 - once in a desk's life

        dialog = SharingDialog(self.context, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.desk_asked.connect(self.desk_asked)
        dialog.open()

    def show_sample(self) -> None:
        """These are sample data: offer the way out."""
        self.leave_sample.show()
        self.share.setEnabled(False)

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

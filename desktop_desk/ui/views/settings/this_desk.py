"""This desk: where its file is, how large it is, how to save it, who is protected from whom."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, qVersion
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

import desktop_desk
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.people import Role
from desktop_desk.text import Words
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sheet import ask
from desktop_desk.ui.views.settings.section import Section
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import card
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view


class DeskSection(Section):
    """``backup_wanted`` when a copy is asked for, ``sample_left`` when one's own desk is.

    ``desk_asked`` carries the ``Credentials`` of a shared desk that shall be opened in place of this one,
    ``told`` what was done.
    """

    backup_wanted = Signal()
    sample_left = Signal()
    desk_asked = Signal(object)
    told = Signal(str)
    _counted = Signal(str, int)

    def __init__(self, context: Context) -> None:
        words = context.words
        self._is_shared = context.session.store.path is None
        one_file = words("One file holds everything: tickets, files, settings.")
        on_server = words("A server holds everything: tickets, files, settings. Several PCs work on it.")
        super().__init__(context, words("This desk"), on_server if self._is_shared else one_file)
        self._make_file()
        self._make_sharing()
        rights = self.add_card(words("Who may do what"))
        for said in _rights(words, shared=self._is_shared):
            rights.addWidget(label(said, tone="text_2", wrap=True))
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
        file = self.add_card(words("The server") if self._is_shared else words("The file"))
        self.path = label(wrap=True)
        self.path.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.path.setAccessibleName(words("Where the desk is"))
        self.measure = label(size="small", tone="text_2")
        self.backup = button(words("Save a copy…"), icon_name="download")
        self.backup.clicked.connect(self.backup_wanted)
        self.to_file = button(words("Save to a file…"), icon_name="download")
        self.to_file.clicked.connect(self._choose_file)
        self.to_file.hide()
        self._counted.connect(self._on_counted)
        self.leave_sample = button(words("Back to my own desk"), icon_name="flask")
        self.leave_sample.clicked.connect(self.sample_left)
        self.leave_sample.hide()
        self.warning, warned = card("warn", across=True)
        self._warning = label(tone="warn_text", wrap=True)
        warned.addWidget(icon_view("warning", "warn_text", 18), 0, Qt.AlignmentFlag.AlignTop)
        warned.addWidget(self._warning, 1)
        row = QHBoxLayout()
        row.addWidget(self.backup)
        row.addWidget(self.to_file)
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
        if files is None or files.shared is None or self._is_shared:
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
        elif self.context.files is not None and self.context.files.shared is not None:
            shared, session = self.context.files.shared, self.context.session
            self.read(lambda: shared.role(session), self._show_role, key="role")

    def _show_role(self, role: Role | None) -> None:
        words, login = self.context.words, self.context.session.author.os_account
        name = words("without a role") if role is None else words.role(role.value)
        self.measure.setText(words("You come in as {user}: {role}.", user=login, role=name))
        self.to_file.setVisible(role is Role.MANAGER)

    def _choose_file(self) -> None:
        words = self.context.words
        dialog = QFileDialog(self.window(), words("Save the desk to a file"), QDir.homePath())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words("Desks") + " (*.sqlite3)")
        dialog.setDefaultSuffix("sqlite3")
        dialog.selectFile(self.context.session.store.name.rpartition("/")[2])
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda name: self.write_file(Path(name)))
        dialog.open()

    def write_file(self, target: Path) -> None:
        """Write everything to a new file, while one goes on working."""
        files, session, words = self.context.files, self.context.session, self.context.words
        assert files is not None
        assert files.shared is not None
        shared, counted = files.shared, self._counted.emit
        self.to_file.setEnabled(False)

        def done(_nothing: None) -> None:
            self.to_file.setEnabled(True)
            self.load()
            self.told.emit(words("Everything is in {place}, compared row by row.", place=target))

        def failed(error: DeskError) -> None:
            self.to_file.setEnabled(True)
            self._refused(error)

        ask(self, self.context.tasks, lambda: shared.to_file(session, target, counted), done, failed)

    def _on_counted(self, _table: str, rows: int) -> None:
        self.measure.setText(self.context.words("Copying… {n} rows", n=self.context.words.number(rows)))

    def _show(self, size: int) -> None:
        self.measure.setText(self.context.words.size(size))


def _rights(words: Words, *, shared: bool) -> list[str]:
    """As the database keeps it; on a file nothing does."""
    if not shared:
        return [
            words(
                "On a file of this PC, roles are a convenience: whoever can open the file can do "
                "everything. What protects it is the access to this PC and to the folder."
            )
        ]
    return [
        words("Manager: everything, people and settings too."),
        words("Agent: tickets and people; reads the settings, changes none."),
        words("Employee: only the requests of their own."),
        words("The database keeps this itself, whichever program asks."),
    ]


def _breakable(text: str) -> str:
    """Words in which a long path may go on in another line."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _size(path: Path) -> int:
    """Bytes of the file and of what is still to be folded into it."""
    parts = [path, path.with_name(path.name + "-wal")]
    return sum(part.stat().st_size for part in parts if part.exists())

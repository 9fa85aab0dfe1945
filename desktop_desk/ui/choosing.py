"""Where a desk's file is, and where its copy shall be, asked for in the system's own window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from desktop_desk.domain.instants import to_datetime

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_desk.text import Words
    from desktop_desk.ui.context import Context
    from desktop_desk.ui.desk_files import DeskFiles
    from desktop_desk.ui.main_window import MainWindow


def choose_desk(window: QWidget, words: Words) -> str:
    """Ask for a desk's file, or the name of a new one; empty when nothing was chosen."""
    chosen, _ = QFileDialog.getSaveFileName(
        window, words("Choose or name a desk"), "", words("Desks") + " (*.sqlite3)",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )  # fmt: skip
    return chosen


def save_copy(window: MainWindow, context: Context, files: DeskFiles) -> None:
    """Ask where a copy of the desk shall be, say how large it will be, write it, say that it is there."""
    words, source = context.words, context.session.store.path
    assert source is not None, "a shared desk is saved where its server is"
    day = to_datetime(context.session.clock()).astimezone(context.tz).date()
    dialog = QFileDialog(window, words("Save a copy of the desk"), QDir.homePath())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(words("Desks") + " (*.sqlite3)")
    dialog.setDefaultSuffix("sqlite3")
    dialog.selectFile(f"{source.stem}-{day.isoformat()}.sqlite3")
    # a file that is there is never overwritten; the sentence that says so is ours
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)

    def copied(target: Path, _: object) -> None:
        window.say(words("Copied to {path} and verified.", path=target))

    def copy(target: Path, size: int) -> None:
        said = words("Copying… The copy will take {size}.", size=words.size(size))
        window.say(said, "info", seconds=3600)
        context.tasks.run(partial(files.back_up, source, target), partial(copied, target))

    def chosen(name: str) -> None:
        context.tasks.run(partial(files.size_of, source), partial(copy, Path(name)))

    dialog.fileSelected.connect(chosen)
    dialog.open()

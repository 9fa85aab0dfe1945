"""What the windows may ask about whole desk files; the composition root says how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from desktop_desk.domain.instants import to_datetime

if TYPE_CHECKING:
    from desktop_desk.ui.context import Context
    from desktop_desk.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """Each is called off the GUI thread and raises ``DeskError``.

    Attributes:
        sample: Where a desk of sample data is; it is written if it is not there yet.
        size_of: Bytes a copy of a desk will take.
        back_up: Copy the first desk to the second path and verify the copy.
    """

    sample: Callable[[], Path]
    size_of: Callable[[Path], int]
    back_up: Callable[[Path, Path], None]


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

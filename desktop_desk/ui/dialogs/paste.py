"""Fields that pictures and files can be pasted into, and that a huge text cannot freeze."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from desktop_desk.domain.ticket import TITLE_LIMIT
from desktop_desk.ui.dialogs.sheet import Text

MOST_PASTED: Final = 50_000
"""Characters a field takes at once; a longer text goes as a file."""


class TitleEdit(QLineEdit):
    """A title: what is pasted and is no title goes elsewhere, by a signal.

    ``overflowed`` carries text of several lines or too long, ``picture_pasted`` a picture and
    ``files_pasted`` the paths of files.
    """

    overflowed = Signal(str)
    picture_pasted = Signal(QImage)
    files_pasted = Signal(list)

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setMaxLength(TITLE_LIMIT)
        self.setProperty("tall", True)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look at what is pasted before it is."""
        if not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)
            return
        held = QGuiApplication.clipboard().mimeData()
        if pass_on(held, self):
            return
        text = held.text()
        room = TITLE_LIMIT - len(self.text()) + len(self.selectedText())
        if len(text) > room or "\n" in text.strip():
            self.overflowed.emit(text)
        else:
            self.insert(text.strip("\r\n"))


class DetailsEdit(Text):
    """Several lines; ``overflowed`` carries a text too long to be written down."""

    overflowed = Signal(str)
    picture_pasted = Signal(QImage)
    files_pasted = Signal(list)

    def __init__(self, placeholder: str, rows: int = 3) -> None:
        super().__init__(placeholder, rows)
        self.setAcceptDrops(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and files too."""
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Look at what is pasted before it is."""
        if pass_on(source, self):
            return
        text = source.text()
        if len(text) > MOST_PASTED:
            self.overflowed.emit(text)
        else:
            self.insertPlainText(text)


def pass_on(held: QMimeData, field: TitleEdit | DetailsEdit) -> bool:
    """Give files and pictures to whoever listens to ``field``; false for plain text."""
    paths = local_files(held)
    if paths:
        field.files_pasted.emit(paths)
        return True
    if held.hasImage() and not held.hasText():
        picture = QImage(held.imageData())
        if not picture.isNull():
            field.picture_pasted.emit(picture)
            return True
    return False


def local_files(held: QMimeData) -> list[Path]:
    """The files of this PC that are held."""
    found = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    return [path for path in found if path.is_file()]

"""Files about to be sent: each shown with its picture and size, each removable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_desk.domain.cleaning import FileTooLarge
from desktop_desk.domain.operations import FileRef
from desktop_desk.services.files import from_bytes, read_file
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sheet import ask
from desktop_desk.ui.widgets.buttons import icon_button
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import icon_view

THUMBNAIL: Final = QSize(64, 40)
MOST_PIXELS: Final = 60_000_000
"""A picture beyond is not decoded: a small file can hold a huge one."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file read and ready to be sent; ``note`` says what it is before its size."""

    ref: FileRef
    data: bytes
    note: str
    picture: QImage


class Attachments(QWidget):
    """The files. ``changed`` when one comes or goes; ``problem`` says why one could not come."""

    changed = Signal()
    problem = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[AttachmentRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.size("space.unit"))
        self.hide()

    def files(self) -> tuple[FileRef, ...]:
        """What each file is, in the order they came."""
        return tuple(row.file.ref for row in self._rows)

    def contents(self) -> dict[str, bytes]:
        """The bytes by SHA-256."""
        return {row.file.ref.sha256: row.file.data for row in self._rows}

    def add_paths(self, paths: list[Path]) -> None:
        """Read files from the disk, in the background."""
        for path in paths:
            self._fetch(partial(_read, path))

    def add_text(self, name: str, text: str) -> None:
        """Attach a text too long to be written down."""
        self._fetch(lambda: _attached(*from_bytes(name, text.encode("utf-8", "replace"))))

    def add_picture(self, name: str, picture: QImage, note: str = "") -> None:
        """Attach a picture as PNG, made in the background."""
        self._fetch(lambda: _attached(*from_bytes(name, _png(picture)), note=note))

    def clear(self) -> None:
        """Let all of them go."""
        for row in list(self._rows):
            self._drop(row)

    def remove(self, ref: FileRef) -> None:
        """Let one go."""
        for row in [row for row in self._rows if row.file.ref.uid == ref.uid]:
            self._drop(row)

    def _fetch(self, read: Callable[[], Attached]) -> None:
        words = self._context.words
        ask(self, self._context.tasks, read, self._take, lambda error: self.problem.emit(error.say(words)))

    def _take(self, file: Attached) -> None:
        row = AttachmentRow(self._context, file)
        row.removed.connect(lambda: self._drop(row))
        self._rows.append(row)
        self._column.addWidget(row)
        self.show()
        self.changed.emit()

    def _drop(self, row: AttachmentRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self.changed.emit()


class AttachmentRow(QFrame):
    """One file: its picture, name, what it is, its size, and away with it."""

    removed = Signal()

    def __init__(self, context: Context, file: Attached) -> None:
        super().__init__()
        self.file = file
        words = context.words
        self.setProperty("plane", "chip")
        self.setFixedHeight(theme.size("choice"))
        name = ElidedLabel(file.ref.name, weight=fonts.LABEL, mode=Qt.TextElideMode.ElideMiddle)
        size = words.size(file.ref.size)
        line = words("{what}, {size}", what=file.note, size=size) if file.note else size
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch(1)
        lines.addWidget(name)
        lines.addWidget(label(line, size="small", tone="text_2"))
        lines.addStretch(1)
        away = icon_button("close", words("Remove {name}", name=file.ref.name), side=28, icon_side=16)
        away.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(theme.size("space.gap"))
        row.addWidget(self._picture())
        row.addLayout(lines, 1)
        row.addWidget(away)

    def _picture(self) -> QWidget:
        if self.file.picture.isNull():
            shown: QWidget = icon_view("file", "text_2", 22)
            shown.setFixedSize(40, THUMBNAIL.height())
            return shown
        picture = QLabel()
        pixmap = QPixmap.fromImage(self.file.picture)
        pixmap.setDevicePixelRatio(2)
        picture.setPixmap(pixmap)
        picture.setFixedSize(THUMBNAIL)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return picture


def _read(path: Path) -> Attached:
    return _attached(*read_file(path))


def _attached(ref: FileRef, data: bytes, note: str = "") -> Attached:
    picture = _thumbnail(data) if ref.content_type.startswith("image/") else QImage()
    return Attached(ref, data, note, picture)


def _thumbnail(data: bytes) -> QImage:
    """The picture at twice the size it is shown in; null when it cannot be read."""
    device = QBuffer()
    device.setData(QByteArray(data))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    fitted = size.scaled(THUMBNAIL * 2, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    return reader.read()


def _png(picture: QImage) -> bytes:
    """The picture as PNG. Raises ``FileTooLarge`` for one that no file could hold."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(target, QByteArray(b"png")).write(picture):
        raise FileTooLarge(name="PNG", size=picture.sizeInBytes() // 2**20, limit=25)
    return bytes(target.data().data())

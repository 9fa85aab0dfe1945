"""Files about to be sent along: read in the background, shown as chips that can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.domain.operations import FileRef
from desktop_desk.services.files import from_bytes, read_file
from desktop_desk.ui.context import Context
from desktop_desk.ui.widgets.file_chip import FileChip
from desktop_desk.ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file ready to go: its facts and its bytes."""

    ref: FileRef
    data: bytes


class Parcels(QWidget):
    """The chips. ``refused`` carries the ``DeskError`` of a file that cannot be taken."""

    refused = Signal(object)
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._held: list[Parcel] = []
        self._flow = FlowLayout(self, gap=8)
        self._flow.setContentsMargins(8, 0, 8, 4)
        self._reading = 0
        self.hide()

    @property
    def held(self) -> tuple[Parcel, ...]:
        """What will go with the message."""
        return tuple(self._held)

    @property
    def reading(self) -> bool:
        """Whether a file is still being read."""
        return self._reading > 0

    def hold(self, parcels: list[Parcel]) -> None:
        """Show these instead. The list is shared: a file read meanwhile reaches the one it was meant for."""
        self._held = parcels
        self._show()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files of the disk in the background."""
        for path in paths:
            self._take(lambda one=path: read_file(one))  # type: ignore[misc]

    def add_image(self, image: QImage, now: Instant, tz: tzinfo) -> None:
        """Take a picture of the clipboard."""
        name = f"capture-{_stamp(now, tz)}.png"
        self._take(lambda: from_bytes(name, encoded(image)))

    def add_text(self, text: str, now: Instant, tz: tzinfo) -> None:
        """Take a long text as a file."""
        name = f"{self._context.words('text')}-{_stamp(now, tz)}.txt"
        self._take(lambda: from_bytes(name, text.encode("utf-8", "replace")))

    def _take(self, read: Callable[[], tuple[FileRef, bytes]]) -> None:
        self._reading += 1
        held = self._held  # another ticket shown meanwhile holds another list

        def done(read_file_: tuple[FileRef, bytes]) -> None:
            held.append(Parcel(*read_file_))
            self._finish(shown=held is self._held)

        def failed(error: DeskError) -> None:
            self._finish(shown=False)
            if isValid(self):
                self.refused.emit(error)

        self._context.tasks.run(read, done, failed)

    def _finish(self, *, shown: bool) -> None:
        if isValid(self):
            self._reading -= 1
            if shown:
                self._show()
            self.changed.emit()

    def _show(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for parcel in self._held:
            chip = FileChip(
                self._context.words,
                parcel.ref.name,
                self._context.words.size(parcel.ref.size),
                removable=True,
            )
            chip.removed.connect(lambda one=parcel: self._remove(one))
            self._flow.addWidget(chip)
        self.setVisible(bool(self._held))
        self.updateGeometry()

    def _remove(self, parcel: Parcel) -> None:
        self._held.remove(parcel)
        self._show()
        self.changed.emit()


def encoded(image: QImage) -> bytes:
    """A picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def _stamp(now: Instant, tz: tzinfo) -> str:
    """The local time as file names have it."""
    return to_datetime(now).astimezone(tz).strftime("%Y-%m-%d-%Hh%Mm%S")

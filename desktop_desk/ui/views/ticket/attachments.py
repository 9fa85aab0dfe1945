"""The files of a message: chips that save them, and small pictures of the pictures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.timeline import FileView
from desktop_desk.services.session import Session
from desktop_desk.ui.context import Context
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.file_chip import FileChip
from desktop_desk.ui.widgets.flow import FlowLayout

PREVIEWED: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
"""Pictures Qt reads by itself; others are chips only."""

PREVIEW_BYTES: Final = 12 * 1024 * 1024
PREVIEW_PIXELS: Final = 60_000_000
"""Beyond these a picture is not decoded for a preview: a small file can hold a huge one."""

PREVIEW: Final = QSize(240, 150)


class Attachments(QWidget):
    """Chips in a row that goes on below, then the previews; ``opened`` carries a ``FileView``.

    ``reshaped`` when a preview turned out smaller than its place, or none at all.
    """

    opened = Signal(object)
    reshaped = Signal()

    def __init__(self, context: Context, files: tuple[FileView, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(8)
        chips = FlowLayout(gap=8)
        column.addLayout(chips)
        for file in files:
            chip = FileChip(context.words, file.name, context.words.size(file.size))
            chip.opened.connect(lambda one=file: self.opened.emit(one))
            chips.addWidget(chip)
        pictures = [file for file in files if file.content_type in PREVIEWED and file.size <= PREVIEW_BYTES]
        if pictures:
            row = FlowLayout(gap=8)
            column.addLayout(row)
            for file in pictures:
                preview = Preview(context, file)
                preview.clicked.connect(lambda _on=False, one=file: self.opened.emit(one))
                preview.reshaped.connect(self.reshaped)
                row.addWidget(preview)


class Preview(QAbstractButton):
    """A small picture of an attachment, fetched and decoded in the background when it first shows."""

    reshaped = Signal()

    def __init__(self, context: Context, file: FileView) -> None:
        super().__init__()
        self._context, self._file = context, file
        self._asked = False
        self._picture = QPixmap()
        self.setAccessibleName(context.words("Preview of {name}", name=file.name))
        self.setToolTip(file.name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(PREVIEW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, or its place while it is fetched."""
        if not self._asked:
            self._ask()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("sunk"))
        painter.drawRoundedRect(box, 6, 6)
        if not self._picture.isNull():
            path = QPainterPath()
            path.addRoundedRect(box, 6, 6)
            painter.setClipPath(path)
            room = self.size().toSizeF() - self._picture.deviceIndependentSize()
            painter.drawPixmap(round(room.width() / 2), round(room.height() / 2), self._picture)
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), color)

    def sizeHint(self) -> QSize:
        """The place it takes, whatever the picture."""
        return self.size()

    def _ask(self) -> None:
        self._asked = True
        session, file, ratio = self._context.session, self._file, self.devicePixelRatioF()
        self._context.tasks.run(
            lambda: small_picture(session, file, PREVIEW * ratio), self._show, self._leave
        )

    def _show(self, image: QImage) -> None:
        if not isValid(self):
            return
        if image.isNull():
            self.hide()
            self.reshaped.emit()
            return
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(ratio)
        shown = self._picture.deviceIndependentSize().toSize()
        self.setFixedSize(shown.expandedTo(QSize(48, 32)))
        self.update()
        self.reshaped.emit()

    def _leave(self, _error: DeskError) -> None:
        """A preview that cannot be had is not missed: the chip is there."""
        if isValid(self):
            self.hide()
            self.reshaped.emit()


def small_picture(session: Session, file: FileView, room: QSize) -> QImage:
    """An attachment decoded to fit ``room`` (device pixels); null when it is no picture. Blocking."""
    device = QBuffer()
    device.setData(QByteArray(session.file(file.uid)))
    device.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > PREVIEW_PIXELS:
        return QImage()
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()

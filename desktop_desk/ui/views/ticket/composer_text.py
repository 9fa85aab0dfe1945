"""The field a message is written in: plain text, growing with it, taking files and captures."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from desktop_desk.ui import fonts, theme

LONGEST_PASTE: Final = 50_000
"""Characters pasted as text; what is longer becomes a file: nobody reads it in a message."""

LEAST: Final = 52
MOST: Final = 220


class ComposerText(QTextEdit):
    """Plain text only.

    Signals:
        send_asked: Ctrl+Enter; true with Shift, for « envoyer et résoudre ».
        files_given: paths that were dropped or pasted.
        image_given: a ``QImage`` from the clipboard.
        long_text_given: a pasted text too long for a message.
    """

    send_asked = Signal(bool)
    files_given = Signal(list)
    image_given = Signal(object)
    long_text_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._most = MOST
        self.setProperty("bare", True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(fonts.font())
        self.document().setDocumentMargin(8)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._space_lines()
        self._fit()

    def set_words(self, text: str) -> None:
        """Put a text in, the cursor at its end."""
        self.setPlainText(text)
        self._space_lines()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_most(self, height: int) -> None:
        """How high it may grow before it scrolls."""
        self._most = max(LEAST, min(MOST, height))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send_asked.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            event.accept()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, files and pictures."""
        return source.hasText() or source.hasImage() or bool(local_files(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files and pictures become attachments; so does a text nobody would read."""
        paths = local_files(source)
        if paths:
            self.files_given.emit(paths)
        elif source.hasImage() and not source.hasText():
            image = QImage(source.imageData())
            if not image.isNull():
                self.image_given.emit(image)
        elif len(text := source.text()) > LONGEST_PASTE:
            self.long_text_given.emit(text)
        else:
            self.insertPlainText(text)

    def sizeHint(self) -> QSize:
        """As high as its text."""
        return QSize(200, self.height())

    def _fit(self) -> None:
        wanted = min(max(round(self.document().size().height()), LEAST), self._most)
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            theme.size("font.line_height"), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self.document().clearUndoRedoStacks()


def local_files(source: QMimeData) -> list[Path]:
    """The files of this PC in what was dropped or pasted."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []

"""What goes along with a request: screenshots, pasted pictures, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.ui import theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs import screenshot
from desktop_desk.ui.dialogs.attachments import Attachments
from desktop_desk.ui.dialogs.sheet import tall
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label


class Enclosures(QWidget):
    """The files and the buttons that add some; ``problem`` says why one could not be added."""

    changed = Signal()
    problem = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        words = context.words
        self._context = context
        self.files = Attachments(context)
        self._shot = tall(button(words("Attach a screenshot"), icon_name="screenshot"))
        self._file = tall(button(words("File…"), icon_name="paperclip"))
        for one in (self._shot, self._file):
            one.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(theme.size("space.unit"))
        row.addWidget(self._shot)
        row.addWidget(self._file)
        row.addStretch(1)
        row.addWidget(label(words("or paste a picture: Ctrl+V"), size="small", tone="text_3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.size("space.card"))
        column.addWidget(self.files)
        column.addLayout(row)
        self.files.changed.connect(self._on_changed)
        self.files.problem.connect(self.problem)
        self._shot.clicked.connect(lambda: screenshot.take(self.window(), self.add_screens))
        self._file.clicked.connect(lambda: choose_files(self, context, self.files.add_paths))

    def add_screens(self, pictures: list[QImage]) -> None:
        """Attach what was seen of the screens; nothing at all means that it is not allowed."""
        words = self._context.words
        if not pictures:
            self.problem.emit(
                words(
                    "This desktop does not let programs look at the screen. Press Print Screen, then paste "
                    "the picture here with Ctrl+V."
                )
            )
            return
        for index, picture in enumerate(pictures):
            name = words("Screenshot of {time}", time=self._time()) + (f" ({index + 1})" if index else "")
            self.files.add_picture(name + ".png", picture, words("1 screen"))
        self._shot.setFocus()

    def add_picture(self, picture: QImage) -> None:
        """Attach a pasted picture."""
        words = self._context.words
        self.files.add_picture(words("Picture of {time}", time=self._time()) + ".png", picture)

    def _time(self) -> str:
        """The time of day as a file's name can have it."""
        now = self._context.session.clock()
        return self._context.words.clock_time(now, self._context.tz).replace(":", ".")

    def _on_changed(self) -> None:
        words, some = self._context.words, bool(self.files.files())
        self._shot.setText(words("Another screenshot") if some else words("Attach a screenshot"))
        self.changed.emit()


def choose_files(parent: QWidget, context: Context, take: Callable[[list[Path]], None]) -> None:
    """Let files be chosen, without stopping anything meanwhile."""
    picker = QFileDialog(parent.window(), context.words("Add files"))
    picker.setFileMode(QFileDialog.FileMode.ExistingFiles)
    picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    picker.filesSelected.connect(lambda names: take([Path(name) for name in names]))
    picker.open()

"""An attachment: what it is called, how large it is, open it, take it away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.icons import icon
from desktop_desk.ui.widgets.buttons import GAP, icon_button
from desktop_desk.ui.widgets.labels import label

NAME_WIDTH = 220


class FileChip(QFrame):
    """One file. ``opened`` when its name is pressed; ``removed`` when a ``removable`` one is taken away.

    ``size_text`` is the size in words, ready to show.
    """

    opened = Signal()
    removed = Signal()

    def __init__(
        self,
        words: Words,
        name: str,
        size_text: str,
        *,
        icon_name: str = "paperclip",
        removable: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("plane", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 1, 2 if removable else 12, 1)
        row.setSpacing(4)
        row.addWidget(self._name_button(words, name, size_text, icon_name))
        row.addWidget(label(size_text, size="small", tone="text_3"))
        if removable:
            remove = icon_button("close", words("Remove {name}", name=name), side=24, icon_side=14)
            remove.clicked.connect(self.removed)
            row.addWidget(remove)

    def _name_button(self, words: Words, name: str, size_text: str, icon_name: str) -> QPushButton:
        font = fonts.metrics("small", fonts.LABEL)
        shown = QPushButton(
            font.elidedText(name, Qt.TextElideMode.ElideMiddle, NAME_WIDTH).replace("&", "&&")
        )
        shown.setProperty("kind", "chip")
        shown.setFont(fonts.font("small", fonts.LABEL))
        shown.setIcon(icon(icon_name))
        shown.setIconSize(QSize(16 + GAP, 16))
        shown.setToolTip(name)
        shown.setAccessibleName(words("Open {name}, {size}", name=name, size=size_text))
        shown.setAutoDefault(False)
        shown.clicked.connect(self.opened)
        return shown

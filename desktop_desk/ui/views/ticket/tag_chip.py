"""A label of a ticket, with a cross to take it off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.widgets.buttons import icon_button
from desktop_desk.ui.widgets.labels import label

WIDEST = 180


class TagChip(QFrame):
    """One label; ``removed`` when its cross is pressed."""

    removed = Signal()

    def __init__(self, words: Words, tag: str, *, removable: bool) -> None:
        super().__init__()
        self.setProperty("plane", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 2 if removable else 8, 1)
        row.setSpacing(2)
        metrics = fonts.metrics("small", fonts.LABEL)
        said = label(
            metrics.elidedText(tag, Qt.TextElideMode.ElideRight, WIDEST), size="small", weight=fonts.LABEL
        )
        said.setToolTip(tag)
        row.addWidget(said)
        if removable:
            remove = icon_button("close", words("Remove the label {name}", name=tag), side=22, icon_side=12)
            remove.clicked.connect(self.removed)
            row.addWidget(remove)

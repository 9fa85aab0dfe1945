"""What every section of the settings is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.operations import Operation
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.context import Context
from desktop_desk.ui.dialogs.sheet import ask
from desktop_desk.ui.widgets.card import card
from desktop_desk.ui.widgets.labels import label

WIDTH = 720


class Section(QWidget):
    """A page of cards.

    ``saved`` carries the ``UUID``s of the operations done and what to say of it (nothing: that it is
    saved), ``problem`` a sentence.
    """

    saved = Signal(object, str)
    problem = Signal(str)

    def __init__(self, context: Context, title: str, sentence: str) -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(title)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 32)
        self.column.setSpacing(theme.size("space.card"))
        self.column.addWidget(label(title, size="title_window", weight=fonts.STRONG))
        said = label(sentence, tone="text_2", wrap=True)
        self.column.addWidget(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 28, 32, 0)
        row.addWidget(inner, 100)
        row.addStretch(1)

    def load(self) -> None:
        """Read again what is shown."""

    def add_card(self, title: str = "", *, grows: bool = False) -> QBoxLayout:
        """A card on the page; one that ``grows`` takes the height there is."""
        frame, column = card(margin=16, spacing=12)
        if title:
            column.addWidget(label(title, size="title_card", weight=fonts.STRONG))
        self.column.addWidget(frame, 1 if grows else 0)
        return column

    def apply(self, *operations: Operation) -> None:
        """Do operations in the background, and say that they can be taken back."""
        session = self.context.session

        def work() -> list[UUID]:
            return [session.apply(operation).uid for operation in operations]

        self.read(work, lambda done: self.saved.emit(done, ""))

    def read(self, work: Callable[[], Any], done: Callable[[Any], None], *, key: str = "") -> None:
        """Ask the desk in the background."""
        ask(self, self.context.tasks, work, done, self._refused, key=key)

    def _refused(self, error: DeskError) -> None:
        self.problem.emit(error.say(self.context.words))
        self.load()

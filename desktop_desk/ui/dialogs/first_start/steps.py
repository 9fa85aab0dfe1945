"""The side of the window: what the program is, and which step is at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.app_icon import app_pixmap
from desktop_desk.ui.style import draw_tick
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.mark_view import MarkView, icon_view

WIDTH = 216
DISC = 26
STEP = 48


class Steps(QWidget):
    """The names of the steps, the present one filled; those behind are ticked."""

    def __init__(self, words: Words, names: Sequence[str]) -> None:
        super().__init__()
        self._words, self._names = words, names
        self._at = 0
        self.name_steps(names)

    def name_steps(self, names: Sequence[str]) -> None:
        """Other steps, from the first on."""
        self._names = names
        self.setFixedHeight(STEP * len(names) - (STEP - DISC))
        self.show_step(0)

    def show_step(self, index: int) -> None:
        """The step at hand."""
        self._at = index
        self.setAccessibleName(
            self._words(
                "Step {n} of {total}: {name}", n=index + 1, total=len(self._names), name=self._names[index]
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """The width of the side less its margins."""
        return QSize(WIDTH - 48, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Discs joined by short lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, name in enumerate(self._names):
            disc = QRectF(1, index * STEP + 1, DISC - 2, DISC - 2)
            done, now = index < self._at, index == self._at
            painter.setPen(QPen(color("accent" if now or done else "line_strong"), 1.5))
            painter.setBrush(color("accent" if now else "accent_soft" if done else "window"))
            painter.drawEllipse(disc)
            if done:
                draw_tick(painter, disc.adjusted(4, 4, -4, -4), color("accent_text"))
            else:
                painter.setPen(color("on_accent" if now else "text_2"))
                painter.setFont(fonts.font("small", fonts.STRONG))
                painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(index + 1))
            painter.setPen(color("text" if now else "text_2"))
            painter.setFont(fonts.font("base", fonts.STRONG if now else fonts.REGULAR))
            painter.drawText(
                QRectF(DISC + 14, index * STEP, self.width() - DISC - 14, DISC),
                Qt.AlignmentFlag.AlignVCenter,
                name,
            )
            if index + 1 < len(self._names):
                painter.setPen(QPen(color("line_strong"), 1))
                middle = round(disc.center().x())
                painter.drawLine(middle, index * STEP + DISC + 4, middle, (index + 1) * STEP - 4)


class Side(QFrame):
    """What the program is, the steps, and where everything will be."""

    def __init__(self, words: Words, steps: Steps) -> None:
        super().__init__()
        self._words = words
        self.setProperty("plane", "side")
        self.setFixedWidth(WIDTH)
        self._tagline = label(size="small", tone="text_2", wrap=True)
        self._kept = label(size="small", tone="text_2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 22)
        column.setSpacing(4)
        column.addWidget(MarkView(lambda ratio: app_pixmap(40, ratio)), 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(10)
        column.addWidget(label("Desktop Desk", size="title_section", weight=fonts.STRONG))
        column.addWidget(self._tagline)
        column.addSpacing(32)
        column.addWidget(steps)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(icon_view("lock", "text_2", 16))
        foot.addWidget(self._kept, 1)
        column.addLayout(foot)
        self.say(shared=False)

    def say(self, *, shared: bool) -> None:
        """Where everything will be: on this PC, or on the server of those who share it."""
        words = self._words
        alone = words("The support of your firm, without a server.")
        self._tagline.setText(words("The support of your firm, together.") if shared else alone)
        here = words("All stays on this PC.")
        self._kept.setText(words("All stays on the server of your firm.") if shared else here)

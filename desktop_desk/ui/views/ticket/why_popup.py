"""« Pourquoi ? »: how a deadline was counted, line by line, ready to be copied."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.sla import Metric
from desktop_desk.text import capital
from desktop_desk.ui import fonts
from desktop_desk.ui.context import Context
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.labels import label

WIDTH: Final = 420
HEIGHT: Final = 380


class WhyPopup(QFrame):
    """A small window under the button that asked; it goes away with a click elsewhere or Escape."""

    def __init__(self, context: Context, ticket_id: int, metric: Metric, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._context = context
        self._lines: list[str] = []
        words = context.words
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        title = words("{metric}: why this time?", metric=capital(words.metric(metric.value)))
        self.setAccessibleName(title)
        self._said = QWidget()
        self._said.setProperty("plane", "plain")
        self._column = QVBoxLayout(self._said)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._column.addWidget(label(words("Counting…"), tone="text_2"))
        self._area = QScrollArea()
        self._area.setWidget(self._said)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy = button(words("Copy"), "quiet", "copy")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._on_copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 10, 10)
        column.setSpacing(10)
        column.addWidget(label(title, size="title_card", weight=fonts.STRONG))
        column.addWidget(self._area, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._copy)
        column.addLayout(foot)
        session = context.session
        context.tasks.run(lambda: session.why(ticket_id, metric, words), self._show, self._failed)

    def lines(self) -> list[str]:
        """What it says."""
        return list(self._lines)

    def show_under(self, anchor: QWidget) -> None:
        """Appear under a button, inside its screen."""
        at = anchor.mapToGlobal(QPoint(anchor.width() - WIDTH, anchor.height() + 4))
        screen: QRect = anchor.screen().availableGeometry()
        x = min(max(at.x(), screen.left() + 8), screen.right() - WIDTH - 8)
        y = min(at.y(), screen.bottom() - self.sizeHint().height() - 8)
        self.move(x, max(y, screen.top() + 8))
        self.show()
        self._copy.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its ground and edge, as a menu has them."""
        painter = QPainter(self)
        painter.setPen(QPen(color("line_mid"), 1))
        painter.setBrush(color("surface"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _show(self, lines: list[str]) -> None:
        if not isValid(self):
            return
        self._lines = lines
        self._clear()
        for index, text in enumerate(lines):
            last = index == len(lines) - 1
            said = label(text, weight=fonts.STRONG if last else fonts.REGULAR, wrap=True)
            said.setProperty("tone", "text" if index == 0 or last else "text_2")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(said)
            said.show()  # a layout measures what is shown
        self._column.addStretch(1)
        self._copy.setEnabled(True)
        self._copy.setFocus()
        self._fit()

    def _failed(self, error: DeskError) -> None:
        if isValid(self):
            self._clear()
            self._column.addWidget(label(error.say(self._context.words), tone="danger_text", wrap=True))
            self._fit()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QLabel):
                widget.hide()
                widget.deleteLater()

    def _fit(self) -> None:
        needed = self._column.heightForWidth(WIDTH - 28 - 8)
        self._area.setFixedHeight(min(max(needed, 24), HEIGHT))
        self.adjustSize()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._lines))
        self._copy.setText(self._context.words("Copied"))

"""A label that never forces its window wider."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from desktop_desk.ui import fonts
from desktop_desk.ui.widgets.labels import dress


class ElidedLabel(QLabel):
    """A one-line label that gives way: cut with an ellipsis, whole in the tooltip when it is cut."""

    def __init__(
        self,
        text: str = "",
        *,
        size: str = "base",
        weight: int = fonts.REGULAR,
        tone: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text)
        dress(self, size, weight, tone)
        self._mode = mode

    def minimumSizeHint(self) -> QSize:
        """Room for an ellipsis."""
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """What fits."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown_text())

    def event(self, event: QEvent) -> bool:
        """Decide on the tooltip when it is asked for."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.text() if self.shown_text() != self.text() else "")
        return super().event(event)

"""The two promises of a ticket at a glance: what is left, how much is used, until when, and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.sla import Metric
from desktop_desk.text import capital
from desktop_desk.ui import fonts, marks
from desktop_desk.ui.context import Context
from desktop_desk.ui.marks import Promise
from desktop_desk.ui.theme import color, size
from desktop_desk.ui.views.ticket.page import Page
from desktop_desk.ui.views.ticket.promises import PromiseFace, promise_face
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import plane

SHOWN: Final = (Metric.FIRST_RESPONSE, Metric.RESOLUTION)

BAR: Final = {
    Promise.LATE: "danger",
    Promise.MISSED: "danger",
    Promise.SOON: "warn",
    Promise.RUNNING: "accent_mark",
    Promise.PAUSED: "pause",
    Promise.KEPT: "ok",
    Promise.NONE: "line",
}
"""The role of a bar's used part."""


class ClockView(QWidget):
    """One promise; ``why_asked`` when somebody wants to know where its deadline comes from."""

    why_asked = Signal()

    def __init__(self, name: str, short: str, why: str) -> None:
        super().__init__()
        self._name, self._short = name, short
        self._face: PromiseFace | None = None
        self._why = button(why, "link")
        self._why.setFont(fonts.font("small", fonts.LABEL))
        self._why.setAccessibleName(f"{name} : {why}" if why.endswith("\u202f?") else f"{name}: {why}")
        self._why.setParent(self)
        self._why.clicked.connect(self.why_asked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def why(self) -> QPushButton:
        """The button « Pourquoi ? »."""
        return self._why

    @property
    def face(self) -> PromiseFace | None:
        """What it shows."""
        return self._face

    def show_face(self, face: PromiseFace) -> None:
        """Show a promise as it stands; painted again only when it says something else."""
        if face != self._face:
            self._face = face
            self._why.setVisible(face.mark is not Promise.NONE)
            self.setAccessibleName(", ".join(filter(None, (self._name, face.text, face.under))))
            self.update()

    def sizeHint(self) -> QSize:
        """Four lines."""
        return QSize(120, 78)

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(90, 78)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands at the end of the first line."""
        hint = self._why.sizeHint()
        self._why.setGeometry(self.width() - hint.width() + 4, 0, hint.width(), hint.height())
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name, mark and words, bar, the promised instant."""
        face = self._face
        if face is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width()
        room = width - (self._why.width() if self._why.isVisible() else 0)
        small = fonts.metrics("small")
        name = self._name if small.horizontalAdvance(self._name) <= room else self._short
        _say(painter, QRectF(0, 0, room, 24), name, "small", fonts.REGULAR, "text_2")
        ratio = self.devicePixelRatioF()
        mark = marks.promise(face.mark, face.used, ratio)
        painter.drawPixmap(QPoint(1, 27), mark)
        large = largest(face.text, width - 22)
        _say(painter, QRectF(22, 23, width - 22, 22), face.text, large, fonts.STRONG, face.tone)
        high = size("promise_bar")
        self._paint_bar(painter, QRectF(0, 50, width, high), face)
        _say(painter, QRectF(0, 57, width, 20), face.under, "small", fonts.REGULAR, face.under_tone)

    def _paint_bar(self, painter: QPainter, bar: QRectF, face: PromiseFace) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("line"))
        painter.drawRoundedRect(bar, 2, 2)
        if face.used > 0 and face.mark is not Promise.NONE:
            painter.setBrush(color(BAR[face.mark]))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(bar.height(), bar.width() * face.used), bar.height()), 2, 2
            )


class PromiseStrip(QFrame):
    """First response and resolution side by side; ``why_asked`` carries the metric and the button."""

    why_asked = Signal(object, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("plane", "sunk")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        self.clocks: dict[Metric, ClockView] = {}
        words = context.words
        for metric in SHOWN:
            if self.clocks:
                between = plane("line")
                between.setFixedWidth(1)
                row.addWidget(between)
            clock = ClockView(
                capital(words.metric(metric.value)),
                capital(words.metric(metric.value, short=True)),
                words("Why?"),
            )
            clock.why_asked.connect(lambda one=metric, at=clock: self.why_asked.emit(one, at.why))
            self.clocks[metric] = clock
            row.addWidget(clock, 1)

    def show_page(self, page: Page, now: Instant) -> None:
        """Show a ticket's promises as they stand at an instant."""
        rows = {row.metric: row for row in page.view.clocks}
        words, tz, archived = self._context.words, self._context.tz, page.read_only
        for metric, clock in self.clocks.items():
            row = rows.get(metric.value)
            counted = None if row is None else page.counted(row)
            clock.show_face(promise_face(words, row, archived=archived, now=now, tz=tz, counted=counted))


def largest(text: str, room: int) -> str:
    """The size in which the countdown fits: by how much a promise is late must never be cut."""
    sizes = ("title_card", "base", "small")
    fitting = (one for one in sizes if fonts.metrics(one, fonts.STRONG).horizontalAdvance(text) <= room)
    return next(fitting, sizes[-1])


def _say(painter: QPainter, box: QRectF, text: str, size_name: str, weight: int, tone: str) -> None:
    shown = fonts.metrics(size_name, weight).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.setFont(fonts.font(size_name, weight))
    painter.setPen(color(tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

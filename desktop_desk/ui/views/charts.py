"""The dashboard: the period at the top, five key figures, the charts; every mark opens its tickets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_desk.domain.figure import Board
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import Span
from desktop_desk.text import Words
from desktop_desk.ui import fonts, theme
from desktop_desk.ui.widgets.board import GAP, BoardWidget
from desktop_desk.ui.widgets.buttons import button
from desktop_desk.ui.widgets.card import plane
from desktop_desk.ui.widgets.chart import paint_card
from desktop_desk.ui.widgets.elided_label import ElidedLabel
from desktop_desk.ui.widgets.empty_state import EmptyState
from desktop_desk.ui.widgets.labels import label
from desktop_desk.ui.widgets.segmented import Segmented

_TICK_MS: Final = 1000


class ChartsView(QWidget):
    """The page. It asks for figures by signals and shows what it is handed.

    Signals:
        behind_opened: the ``Behind`` whose tickets a person wants to see.
        span_chosen: the ``Span`` a person chose; figures for it are expected.
        refresh_asked: the figures of the same span are wanted afresh.
        ticket_asked: the first request is to be opened, from the page of an empty desk.
    """

    behind_opened = Signal(object)
    span_chosen = Signal(object)
    refresh_asked = Signal()
    ticket_asked = Signal()

    def __init__(self, words: Words, now: Callable[[], Instant]) -> None:
        super().__init__()
        self.setAccessibleName(words("Dashboard"))
        self._words, self._now = words, now
        self._board: Board | None = None
        self._computing = False
        self._span = Segmented(
            words("Period"),
            [
                (Span.DAYS_30, words("30 days")),
                (Span.WEEKS_12, words("12 weeks")),
                (Span.MONTHS_12, words("12 months")),
                (Span.ALL, words("Everything")),
            ],
        )
        self._span.set_value(Span.WEEKS_12)
        self._span.chosen.connect(self.span_chosen)
        self._range = ElidedLabel(size="small", tone="text_2")
        self._computed = button("", "quiet", "refresh")
        self._computed.setToolTip(words("Refresh"))
        self._computed.clicked.connect(self.refresh_asked)
        self._cards = BoardWidget(words)
        self._cards.opened.connect(self.behind_opened)
        self._pages = QStackedWidget()
        self._scroll, self._waiting = _scrolling(self._cards), _Skeleton()
        self._message = EmptyState("chart", "", "")
        self._message.pressed.connect(self._on_pressed)
        for page in (self._scroll, self._waiting, self._message):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        column.addWidget(self._pages, 1)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._say_age)
        self.show_loading()

    @property
    def span(self) -> Span:
        """The period in force."""
        value = self._span.value()
        return value if isinstance(value, Span) else Span(str(value))

    @property
    def counting(self) -> bool:
        """Whether figures were asked for and are not here yet."""
        return self._computing

    @property
    def age(self) -> str:
        """How old the figures are, in words."""
        return self._computed.text()

    @property
    def cards(self) -> BoardWidget:
        """The cards, as they stand."""
        return self._cards

    def show_board(self, board: Board) -> None:
        """Show the figures; a desk that never held a request gets a word of welcome instead."""
        self._board, self._computing = board, False
        self._span.set_value(board.span)
        self._range.setText(board.range_words)
        self._cards.show_board(board)
        if board.blank:
            self._say_blank()
        else:
            self._pages.setCurrentWidget(self._scroll)
        self._say_age()

    def show_loading(self) -> None:
        """Figures are being counted; those already shown stay, so that nothing flickers."""
        self._computing = True
        if self._board is None:
            self._pages.setCurrentWidget(self._waiting)
        self._say_age()

    def show_error(self, sentence: str) -> None:
        """Say why there are no figures, with a way to try again."""
        self._board, self._computing = None, False
        title = self._words("The figures could not be computed.")
        self._message.say("alert-circle", title, sentence, self._words("Try again"))
        self._pages.setCurrentWidget(self._message)
        self._say_age()

    def showEvent(self, event: QShowEvent) -> None:
        """The age of the figures is told again."""
        super().showEvent(event)
        self._say_age()
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody reads it: no need to count seconds."""
        self._ticking.stop()
        super().hideEvent(event)

    def _top(self) -> QFrame:
        bar = plane("top")
        bar.setFixedHeight(theme.size("top_bar"))
        row = QHBoxLayout(bar)
        gutter = theme.size("space.gutter")
        row.setContentsMargins(gutter, 0, gutter - 8, 0)
        row.setSpacing(GAP)
        row.addWidget(label(self._words("Dashboard"), size="title_window", weight=fonts.STRONG))
        row.addWidget(self._span)
        row.addWidget(self._range, 1)
        row.addWidget(self._computed)
        return bar

    def _say_age(self) -> None:
        if self._computing:
            self._computed.setText(self._words("Counting…"))
        elif self._board is not None:
            age = self._words.ago(self._board.computed_at, self._now())
            self._computed.setText(self._words("Computed {ago}", ago=age))
        self._computed.setVisible(self._computing or self._board is not None)
        self._computed.setEnabled(not self._computing)

    def _say_blank(self) -> None:
        title = self._words("Nothing to count yet")
        sentence = self._words("The figures will appear with the first request.")
        self._message.say("chart", title, sentence, self._words("Open a request"))
        self._pages.setCurrentWidget(self._message)

    def _on_pressed(self) -> None:
        if self._board is None:
            self.refresh_asked.emit()
        else:
            self.ticket_asked.emit()


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class _Skeleton(QWidget):
    """The cards to come, empty, while the first figures are counted."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gutter, kpi = theme.size("space.gutter"), theme.size("kpi")
        room, top = self.width() - 2 * gutter, 20 + kpi + GAP
        height = (self.height() - top - gutter - GAP) / 2
        rows = ((20, kpi, (1, 1, 1, 1, 1)), (top, height, (7, 5)), (top + height + GAP, height, (1, 1, 1)))
        for y, tall, shares in rows:
            unit = (room - GAP * (len(shares) - 1)) / sum(shares)
            left = float(gutter)
            for share in shares:
                _paint_coming(painter, QRectF(left, y, unit * share, tall))
                left += unit * share + GAP
        painter.end()


def _paint_coming(painter: QPainter, card: QRectF) -> None:
    """One empty card, with pale bars where its title and sentence will be."""
    paint_card(painter, card)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("hover"))
    for row, width in enumerate((0.34, 0.52)):
        bar = QRectF(card.left() + 20, card.top() + 20 + row * 20, (card.width() - 40) * width, 10)
        painter.drawRoundedRect(bar, 5, 5)

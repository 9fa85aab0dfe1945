"""One message of the timeline: who, when, what, and the files that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ticket import MessageKind
from desktop_desk.domain.timeline import MessageView
from desktop_desk.text import capital
from desktop_desk.ui import fonts, icons, marks
from desktop_desk.ui.context import Context
from desktop_desk.ui.theme import color, size
from desktop_desk.ui.views.ticket.attachments import Attachments
from desktop_desk.ui.views.ticket.message_text import MessageText, cut
from desktop_desk.ui.widgets.buttons import button

MARGIN: Final = 15
TOP: Final = 13
DISC: Final = 28
GAP: Final = 10


@dataclass(frozen=True, slots=True)
class _Look:
    """How a kind of message is told apart: ground, edge, ink of what is said beside the name, icon."""

    ground: str
    edge: str
    ink: str
    icon: str = ""


LOOKS: Final = {
    MessageKind.PUBLIC: _Look("surface", "line", "text_2"),
    MessageKind.NOTE: _Look("note", "note_soft", "note_text", "lock"),
    MessageKind.CALL: _Look("surface", "line", "text_2", "phone"),
    MessageKind.SYSTEM: _Look("sunk", "sunk", "text_2", "gear"),
}


class MessageCard(QWidget):
    """A message as a card; ``file_opened`` carries the ``FileView`` somebody pressed.

    Ground and head are painted by the card itself: twenty cards open in the time of a few frames.
    """

    file_opened = Signal(object)
    reshaped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self._message: MessageView | None = None
        self._look = LOOKS[MessageKind.PUBLIC]
        self._author = self._when = ""
        self._extras: list[QWidget] = []
        self._body = MessageText()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, TOP + DISC + 5, MARGIN, TOP)
        self._column.setSpacing(8)
        self._column.addWidget(self._body)

    def show_message(self, message: MessageView, now: Instant) -> None:
        """Show a message; a card is used again for another one, which costs a tenth of a new one."""
        for extra in self._extras:
            self._column.removeWidget(extra)
            extra.hide()
            extra.deleteLater()
        self._extras = []
        self._message, self._look = message, LOOKS[message.kind]
        self._author = message.author or message.author_mail or "Desktop Desk"
        self._when = ""
        self._show_text(message.text)
        if message.files:
            files = Attachments(self._context, message.files)
            files.opened.connect(self.file_opened)
            files.reshaped.connect(self.reshaped)
            self._add(files)
        self.say_when(self._context, now)

    def say_when(self, context: Context, now: Instant, *, brief: bool = False) -> None:
        """Tell its instant as seen from now: « aujourd’hui, 9 h 11 »; ``brief``: its time alone."""
        words, at = context.words, self.message.at
        said = words.clock_time(at, context.tz) if brief else words.when(at, context.tz, now)
        if said != self._when:
            self._when = said
            self.setAccessibleName(", ".join(filter(None, (self._kind_word(), self._author, said))))
            self.update()

    @property
    def message(self) -> MessageView:
        """What it shows."""
        assert self._message is not None, "a card shows a message from the start"
        return self._message

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the author's disc and name, the instant, the kind where it is not an answer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = size("radius.card")
        painter.setPen(QPen(color(self._look.edge), 1))
        painter.setBrush(color(self._look.ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(MARGIN, TOP, marks.person(self._author, ratio, DISC))
        right = self._paint_kind(painter, ratio)
        left = MARGIN + DISC + GAP
        name_font, when_font = fonts.metrics("base", fonts.STRONG), fonts.metrics("small")
        room = right - left - when_font.horizontalAdvance(self._when) - 2 * GAP
        name = name_font.elidedText(self._author, Qt.TextElideMode.ElideRight, max(room, 24))
        painter.setFont(fonts.font("base", fonts.STRONG))
        painter.setPen(color("text"))
        head = QRectF(left, TOP, right - left, DISC)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
        head.setLeft(left + name_font.horizontalAdvance(name) + GAP)
        painter.setFont(fonts.font("small"))
        painter.setPen(color(self._look.ink))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._when)

    def _paint_kind(self, painter: QPainter, ratio: float) -> int:
        """The kind at the right end; gives where it begins."""
        right = self.width() - MARGIN
        word = self._kind_word()
        if not word:
            return right
        width = fonts.metrics("small", fonts.STRONG).horizontalAdvance(word)
        painter.setFont(fonts.font("small", fonts.STRONG))
        painter.setPen(color(self._look.ink))
        place = QRectF(right - width, TOP, width + 1, DISC)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
        mark = icons.pixmap(self._look.icon, self._look.ink, 14, ratio)
        painter.drawPixmap(right - width - 19, TOP + (DISC - 14) // 2, mark)
        return right - width - 19

    def _kind_word(self) -> str:
        if self.message.kind is MessageKind.PUBLIC:
            return ""
        return capital(self._words.message(self.message.kind.value))

    def _add(self, extra: QWidget) -> None:
        self._extras.append(extra)
        self._column.addWidget(extra)

    def _show_text(self, text: str) -> None:
        shown, more = cut(text)
        self._body.setVisible(bool(text.strip()))
        self._body.show_words(shown)
        if more:
            rest = button(self._words("Show the whole message"), "link")
            rest.clicked.connect(lambda: self._show_whole(rest, text))
            self._add(rest)

    def _show_whole(self, rest: QWidget, text: str) -> None:
        """A very long text gets a field with its own scroll bar, which lays out only what is seen."""
        whole = QPlainTextEdit()
        whole.setReadOnly(True)
        whole.setTabChangesFocus(True)
        whole.setAccessibleName(self._words("Whole message"))
        whole.setFixedHeight(420)
        whole.setPlainText(text)
        self._body.hide()
        rest.hide()
        self._extras.append(whole)
        self._column.insertWidget(0, whole)
        whole.show()
        self.reshaped.emit()
        whole.setFocus()

"""The ways to write on a ticket, told apart before a word is written, and the tabs that choose one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from desktop_desk.domain.people import first_name
from desktop_desk.domain.ticket import MessageKind
from desktop_desk.text import Words
from desktop_desk.ui import fonts, icons
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color

HEIGHT: Final = 32
ICON: Final = 16
WIDEST: Final = 190


class Mode(StrEnum):
    """What is being written."""

    REPLY = "reply"
    NOTE = "note"
    CALL = "call"


KIND: Final = {Mode.REPLY: MessageKind.PUBLIC, Mode.NOTE: MessageKind.NOTE, Mode.CALL: MessageKind.CALL}


@dataclass(frozen=True, slots=True)
class ModeWords:
    """Everything a mode says of itself."""

    tab: str
    short: str
    hint: str
    send: str
    icon: str
    send_icon: str


def mode_words(words: Words, mode: Mode, requester: str) -> ModeWords:
    """A mode in words, the requester called by their first name."""
    name = first_name(requester)
    if mode is Mode.NOTE:
        hint = words("For colleagues only: the requester never sees it")
        return ModeWords(words("Internal note"), words("Note"), hint, words("Add the note"), "lock", "lock")
    if mode is Mode.CALL:
        hint = words("What was said on the phone")
        return ModeWords(words("Call"), words("Call"), hint, words("Log the call"), "phone", "phone")
    tab, send = words("Reply to {name}", name=name), words("Send to {name}", name=name)
    return ModeWords(tab, words("Reply"), words("Your answer to {name}", name=name), send, "reply", "send")


class ModeTabs(QWidget):
    """One tab a mode; ``chosen`` when a person takes another one.

    Where the words of all three have no room they are all said shorter, so that none is cut.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tabs = {mode: _Tab() for mode in Mode}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for index, (mode, tab) in enumerate(self._tabs.items()):
            self._group.addButton(tab, index)
            row.addWidget(tab)
            tab.clicked.connect(lambda _on=False, one=mode: self.chosen.emit(one))
        row.addStretch(1)
        self._row = row

    def tab(self, mode: Mode) -> QRadioButton:
        """The tab of a mode."""
        return self._tabs[mode]

    def show_modes(self, words: Words, requester: str, current: Mode, drafted: frozenset[Mode]) -> None:
        """Say every tab; a dot marks those in which something unsent waits."""
        for mode, tab in self._tabs.items():
            said = mode_words(words, mode, requester)
            waits = mode in drafted and mode is not current
            tab.show_tab(said, dot=waits, amber=current is Mode.NOTE)
            tab.setAccessibleDescription(words("not sent yet") if waits else "")
        self._tabs[current].setChecked(True)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tabs = self._tabs.values()
        needed = sum(tab.full for tab in tabs) + self._row.spacing() * (len(tabs) - 1)
        for tab in tabs:
            tab.say(short=needed > self.width())


class _Tab(QRadioButton):
    """To the keyboard and to a screen reader, one of a few radio buttons."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._dot, self._amber = "reply", False, False
        self._full, self._short = "", ""
        self.setFont(fonts.font("base", fonts.STRONG))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_tab(self, said: ModeWords, *, dot: bool, amber: bool) -> None:
        self._icon, self._dot, self._amber = said.icon, dot, amber
        self._full, self._short = said.tab, said.short
        self.setAccessibleName(said.tab)
        self.update()

    def say(self, *, short: bool) -> None:
        text = self._short if short else self._full
        if text != self.text():
            self.setText(text)
            self.setToolTip(self._full if short else "")
            self.updateGeometry()

    @property
    def full(self) -> int:
        """How wide it is with all its words."""
        return self._wide(self._full)

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self.text()), HEIGHT)

    def _wide(self, text: str) -> int:
        return min(self.fontMetrics().horizontalAdvance(text) + 1, WIDEST) + ICON + 8 + 20

    def minimumSizeHint(self) -> QSize:
        return QSize(ICON + 20, HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            ground = "note_soft" if self._amber else "accent_soft" if on else "hover"
            painter.setBrush(color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        ink = "note_text" if self._amber else "accent_text" if on else "text_2"
        mark = icons.pixmap(self._icon, ink, ICON, self.devicePixelRatioF())
        painter.drawPixmap(10, (self.height() - ICON) // 2, mark)
        box = self.rect().adjusted(10 + ICON + 8, 0, -8, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.setPen(color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("warn"))
            painter.drawEllipse(QRectF(self.width() - 9, 6, 6, 6))
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            draw_focus(painter, QRectF(self.rect()), color)

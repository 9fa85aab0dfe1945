"""The title, edited where it stands: Enter saves, Escape gives it back."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_desk.domain.ticket import TITLE_LIMIT
from desktop_desk.text import Words
from desktop_desk.ui import fonts
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color

LINES: Final = 2
INSET: Final = 6
"""Room round the words for the ground that shows they can be edited."""


_LOOSE = re.compile(r"(?<=«) | (?=[»:;!?%])")


def glued(title: str) -> str:
    """The title as it is broken into lines: « and », and what ends a sentence, never stand alone in one."""
    return _LOOSE.sub("\u00a0", title)


class TitleEdit(QWidget):
    """The title as words and, once pressed, as a field.

    ``saved`` carries what was typed; the field stays until :meth:`finish`, so that nothing is lost when
    the desk refuses. ``overflowed`` when something longer than a title was pasted.
    """

    saved = Signal(str)
    overflowed = Signal()

    def __init__(self, words: Words, size: str) -> None:
        super().__init__()
        self._title = ""
        self._shown = _TitleWords(words, size)
        self._shown.clicked.connect(self.edit)
        self._field = _Field()
        self._field.setFont(fonts.font(size, fonts.STRONG))
        self._field.setMaxLength(TITLE_LIMIT)
        self._field.setAccessibleName(words("Title"))
        self._field.returnPressed.connect(lambda: self.saved.emit(self._field.text()))
        self._field.inputRejected.connect(self.overflowed)
        self._field.left.connect(self._on_left)
        self._field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._shown)
        column.addWidget(self._field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def field(self) -> QLineEdit:
        """The field it is typed in."""
        return self._field

    @property
    def editing(self) -> bool:
        """Whether somebody is writing in it."""
        return not self._field.isHidden()

    def show_title(self, title: str, *, read_only: bool) -> None:
        """Show a title; what is being typed is left alone."""
        self._title = title
        self._shown.show_words(title)
        self._shown.setEnabled(not read_only)

    def edit(self) -> None:
        """Begin to write."""
        if not self._shown.isEnabled():
            return
        self._field.setText(self._title)
        self._shown.hide()
        self._field.show()
        self._field.setFocus()
        self._field.selectAll()

    def finish(self) -> None:
        """Show the words again."""
        had_focus = self._field.hasFocus()
        self._field.hide()
        self._shown.show()
        if had_focus:
            self._shown.setFocus()

    def _on_left(self, escaped: bool) -> None:
        if self.editing and (escaped or self._field.text() == self._title):
            self.finish()


class _Field(QLineEdit):
    """``left`` with true for Escape, false when the keyboard went elsewhere."""

    left = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(False)


class _TitleWords(QAbstractButton):
    """At most two lines, the second cut; pressed, by Enter, Space or F2, it becomes a field."""

    def __init__(self, words: Words, size: str) -> None:
        super().__init__()
        self._words = words
        self._size = size
        self._title = ""
        self.setFont(fonts.font(size, fonts.STRONG))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.setToolTip(title if len(title) > 60 else "")
            self.setAccessibleName(self._words("Title: {title}", title=title))
            self.setAccessibleDescription(self._words("Press Enter to change it"))
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self._line_height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._line_height() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("hover"))
            painter.drawRoundedRect(self.rect(), INSET, INSET)
        painter.setPen(color("text"))
        ascent = self.fontMetrics().ascent()
        spare = (self._line_height() - self.fontMetrics().height()) / 2
        for row, text in enumerate(self._lines(self.width() - INSET)):
            painter.drawText(QPointF(0, 2 + row * self._line_height() + spare + ascent), text)
        if self.hasFocus():
            draw_focus(painter, self.rect().toRectF(), color)

    def _fit(self) -> None:
        """As high as its lines are at this width; layouts do not ask again when only the words change."""
        lines = self._lines(max(self.width() - INSET, 40))
        self.setFixedHeight(max(1, len(lines)) * self._line_height() + 4)

    def _line_height(self) -> int:
        return round(self.fontMetrics().height() * 1.15)

    def _lines(self, width: int) -> list[str]:
        """The title broken at ``width``, the last line cut."""
        title = glued(self._title)
        layout = QTextLayout(title, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = title.encode("utf-16-le", "replace")  # what Qt counts in: an emoji is two of them
        found: list[str] = []
        layout.beginLayout()
        while len(found) < LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            last = len(found) == LINES - 1
            start, end = line.textStart(), line.textStart() + line.textLength()
            text = (units[2 * start :] if last else units[2 * start : 2 * end]).decode("utf-16-le", "replace")
            found.append(
                self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
                if last
                else text.rstrip()
            )
        layout.endLayout()
        return found

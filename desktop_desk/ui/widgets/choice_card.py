"""Large radio buttons that explain themselves: icon, title, a line under it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QStyle, QStyleOptionButton

from desktop_desk.ui import fonts, icons, theme
from desktop_desk.ui.style import draw_focus, draw_radio
from desktop_desk.ui.theme import color

MARGIN = 16
RADIO = 20
TILE = 44


class ChoiceCard(QRadioButton):
    """One of several answers. ``roomy`` is the taller card of the first start, its icon on a tile."""

    def __init__(
        self, title: str, line: str = "", icon_name: str | None = None, *, roomy: bool = False
    ) -> None:
        super().__init__(title)
        self._line = line
        self._icon = icon_name
        self._roomy = roomy
        self.setFixedHeight(theme.size("choice_start" if roomy else "choice"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_line(line)

    def line(self) -> str:
        """The line under the title."""
        return self._line

    def set_line(self, line: str) -> None:
        """Change the line under the title."""
        self._line = line
        self.setAccessibleDescription(line)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its longer line."""
        words = max(
            fonts.metrics(self._title_size(), fonts.STRONG).horizontalAdvance(self.text()),
            fonts.metrics("small").horizontalAdvance(self._line),
        )
        return QSize(self._text_left() + words + MARGIN + RADIO + MARGIN, self.height())

    def minimumSizeHint(self) -> QSize:
        """Narrower cards cut their words with an ellipsis."""
        return QSize(self._text_left() + 80 + RADIO + MARGIN, self.height())

    def hitButton(self, pos: QPoint) -> bool:
        """The whole card answers."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, words, radio button, focus."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.state)
        self._paint_icon(painter)
        self._paint_words(painter)
        radio = QRectF(self.width() - MARGIN - RADIO, (self.height() - RADIO) / 2, RADIO, RADIO)
        draw_radio(painter, radio, option.state, color)
        keyboard = QStyle.StateFlag.State_KeyboardFocusChange
        if self.hasFocus() and option.state & keyboard:
            draw_focus(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), color)

    def _title_size(self) -> str:
        return "title_card" if self._roomy else "base"

    def _text_left(self) -> int:
        if not self._icon:
            return MARGIN
        return MARGIN + TILE + MARGIN if self._roomy else 48

    def _paint_ground(self, painter: QPainter, state: QStyle.StateFlag) -> None:
        on = self.isChecked()
        width = 2 if on else 1
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(color("accent_mark" if on else "line_mid"), width))
        painter.setBrush(color("accent_soft" if on else "hover" if hovered else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_icon(self, painter: QPainter) -> None:
        if not self._icon:
            return
        role = "disabled" if not self.isEnabled() else "accent_text" if self.isChecked() else "text_2"
        side = 22 if self._roomy else 18
        left = float(MARGIN)
        if self._roomy:
            tile = QRectF(MARGIN, (self.height() - TILE) / 2, TILE, TILE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("surface" if self.isChecked() else "sunk"))
            painter.drawRoundedRect(tile, 8, 8)
            left = tile.center().x() - side / 2
        picture = icons.pixmap(self._icon, role, side, self.devicePixelRatioF())
        painter.drawPixmap(round(left), (self.height() - side) // 2, picture)

    def _paint_words(self, painter: QPainter) -> None:
        left = self._text_left()
        room = self.width() - left - MARGIN - RADIO - 8
        size = self._title_size()
        title = fonts.metrics(size, fonts.STRONG)
        small = fonts.metrics("small")
        height = title.height() + (small.height() + 1 if self._line else 0)
        top = (self.height() - height) / 2
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(color("text" if self.isEnabled() else "disabled"))
        painter.setFont(fonts.font(size, fonts.STRONG))
        painter.drawText(left, round(top + title.ascent()), title.elidedText(self.text(), elide, room))
        painter.setPen(color("text_2" if self.isEnabled() else "disabled"))
        painter.setFont(fonts.font("small"))
        base = round(top + title.height() + 1 + small.ascent())
        painter.drawText(left, base, small.elidedText(self._line, elide, room))


class ChoiceGroup(QObject):
    """Cards of which at most one is chosen. ``chosen`` carries its key; arrows move the choice."""

    chosen = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._keys: list[Hashable] = []
        self._group.idToggled.connect(self._on_toggled)

    def add(self, key: Hashable, card: ChoiceCard) -> ChoiceCard:
        """Let ``card`` stand for ``key``."""
        self._group.addButton(card, len(self._keys))
        self._keys.append(key)
        return card

    def card(self, key: Hashable) -> ChoiceCard:
        """The card of ``key``."""
        found = self._group.button(self._keys.index(key))
        assert isinstance(found, ChoiceCard)
        return found

    def value(self) -> Hashable | None:
        """The key of the chosen card, ``None`` before any choice."""
        index = self._group.checkedId()
        return self._keys[index] if index >= 0 else None

    def set_value(self, key: Hashable) -> None:
        """Choose ``key``."""
        self.card(key).setChecked(True)

    def clear(self) -> None:
        """Choose nothing."""
        self._group.setExclusive(False)
        for card in self._group.buttons():
            card.setChecked(False)
        self._group.setExclusive(True)

    def _on_toggled(self, index: int, on: bool) -> None:
        if on:
            self.chosen.emit(self._keys[index])

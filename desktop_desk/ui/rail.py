"""The slim rail on the left: icons alone, with their names in tooltips and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from desktop_desk.text import N_, Words
from desktop_desk.ui import icons, theme
from desktop_desk.ui.app_icon import app_pixmap
from desktop_desk.ui.style import draw_focus
from desktop_desk.ui.theme import color
from desktop_desk.ui.widgets.mark_view import MarkView

if TYPE_CHECKING:
    from desktop_desk.ui.widgets.person_disc import PersonDisc

QUEUE: Final = "queue"
DASHBOARD: Final = "dashboard"
SETTINGS: Final = "settings"

_LOGO: Final = 32
_BAR: Final = 3
_DISC: Final = 32


@dataclass(frozen=True, slots=True)
class Page:
    """A page the rail leads to: its key, its name, its drawing, the keys that go there."""

    key: str
    name: str
    icon: str
    keys: str


PAGES: Final = (
    Page(QUEUE, N_("Queue"), "inbox", N_("G then Q")),
    Page(DASHBOARD, N_("Dashboard"), "chart", N_("G then D")),
)
LAST: Final = Page(SETTINGS, N_("Settings"), "gear", N_("Ctrl+,"))


class Rail(QFrame):
    """``chosen`` is emitted with the key of the page a person wants."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setProperty("plane", "rail")
        self.setFixedWidth(theme.size("rail"))
        self._words = words
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._me: PersonDisc | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 10)
        column.setSpacing(8)
        column.addWidget(MarkView(_logo), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        self._add(column, PAGES)
        column.addStretch(1)
        self._add(column, (LAST,))
        column.addSpacing(4)

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return self._buttons[key]

    def show_page(self, key: str) -> None:
        """Mark the page that is shown."""
        self._buttons[key].setChecked(True)

    def show_late(self, count: int) -> None:
        """How many tickets are late, on the queue's button."""
        said = self._words.plural("{n} late", "{n} late", count) if count else ""
        self._buttons[QUEUE].show_count(count, said)

    def show_me(self, name: str | None) -> None:
        """Who sits here; ``None`` while nobody said."""
        if self._me is None:
            from desktop_desk.ui.widgets.person_disc import PersonDisc  # noqa: PLC0415 - with the first lines

            self._me = PersonDisc(None, _DISC, "")
            self._column.addWidget(self._me, 0, Qt.AlignmentFlag.AlignHCenter)
        self._me.setVisible(name is not None)
        self._me.show_person(name, name)
        self._me.setToolTip(name or "")

    def _add(self, column: QVBoxLayout, pages: Sequence[Page]) -> None:
        for page in pages:
            button = RailButton(self._words(page.name), page.icon, self._words(page.keys))
            button.clicked.connect(lambda _=False, key=page.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[page.key] = button
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


class RailButton(QAbstractButton):
    """An icon with a bar beside it when its page is shown, and a count when there is one."""

    def __init__(self, name: str, icon_name: str, keys: str) -> None:
        super().__init__()
        self._name, self._icon, self._keys = name, icon_name, keys
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0, "")

    def show_count(self, count: int, said: str) -> None:
        """A number at the icon's corner; ``said`` tells it to a screen reader."""
        self._count = count
        name = f"{self._name}, {said}" if said else self._name
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({self._keys})")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail, so that the bar stands at its edge."""
        return QSize(theme.size("rail"), theme.size("rail_button"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bar, icon, count, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.size("rail_button")
        ground = QRectF((self.width() - side) / 2, 0, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(ground, 8, 8)
        if self.isChecked():
            painter.setBrush(color("accent_mark"))
            painter.drawRoundedRect(QRectF(ground.left(), 8, _BAR, side - 16), 1.5, 1.5)
        ratio = self.devicePixelRatioF()
        drawn = theme.size("icon_rail")
        picture = icons.pixmap(self._icon, "accent_text" if self.isChecked() else "text_2", drawn, ratio)
        painter.drawPixmap(QPoint((self.width() - drawn) // 2, (side - drawn) // 2), picture)
        if self._count:
            from desktop_desk.ui import marks  # noqa: PLC0415 - with the first lines

            badge = marks.badge(self._count, ratio)
            wide = badge.deviceIndependentSize().width()
            painter.drawPixmap(
                QPointF(min(self.width() / 2 + 12 - wide / 2, self.width() - wide - 3), 1), badge
            )
        if self.hasFocus():
            draw_focus(painter, ground, color, 8)
        painter.end()


def _logo(ratio: float) -> QPixmap:
    return app_pixmap(_LOGO, ratio)

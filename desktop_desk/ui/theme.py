"""The look in force: light, dark or as the system says, kept current while the program runs.

Colours are asked for by role (``theme.color("danger_text")``) at the moment of painting, never kept;
what caches pictures made of them drops them on ``theme.current().changed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop_desk.ui import fonts
from desktop_desk.ui.skin import SCHEMES, Skin, load_sizes, load_skin, style_sheet
from desktop_desk.ui.style import DeskStyle

SYSTEM: Final = "system"

_Role = QPalette.ColorRole

PALETTE: Final[Mapping[QPalette.ColorRole, str]] = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "sunk",
    _Role.Text: "text",
    _Role.PlaceholderText: "text_3",
    _Role.Button: "surface",
    _Role.ButtonText: "text",
    _Role.BrightText: "on_accent",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Accent: "accent",
    _Role.Link: "accent_text",
    _Role.LinkVisited: "accent_text",
    _Role.ToolTipBase: "tooltip",
    _Role.ToolTipText: "on_tooltip",
    _Role.Light: "surface",
    _Role.Midlight: "line",
    _Role.Mid: "line_mid",
    _Role.Dark: "line_strong",
    _Role.Shadow: "scrim",
}
"""Qt's roles in ours."""

DISABLED: Final = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText)


class Theme(QObject):
    """The theme in force; ``changed`` is emitted after another one has been put on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice = SYSTEM
        self._skin = load_skin(SCHEMES[0])
        self._colors = _qcolors(self._skin)
        self._style: DeskStyle | None = None

    @property
    def scheme(self) -> str:
        """``light`` or ``dark``."""
        return self._skin.scheme

    @property
    def choice(self) -> str:
        """What the person chose: ``light``, ``dark`` or ``system``."""
        return self._choice

    @property
    def avatars(self) -> tuple[str, ...]:
        """Grounds of initials discs, as ``#RRGGBB``."""
        return self._skin.avatars

    def color(self, role: str) -> QColor:
        """The colour of ``role``; raises ``KeyError`` for a role the theme files do not have."""
        return self._colors[role]

    def choose(self, choice: str) -> None:
        """Put on ``light`` or ``dark``, or follow the ``system`` from now on."""
        self._choice = choice
        _tell_the_platform(choice)
        self._put_on(
            load_skin(_name_of(QGuiApplication.styleHints().colorScheme()) if choice == SYSTEM else choice)
        )

    def install(self, app: QApplication, choice: str) -> None:
        """Give ``app`` the style, font, palette and style sheet; once, before the first window."""
        if self._style is None:
            self._style = DeskStyle(self.color)
            app.setStyle(self._style)
            app.setFont(fonts.install(app))
            app.styleHints().colorSchemeChanged.connect(self._on_system_change)
        self.choose(choice)

    def _on_system_change(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == SYSTEM:
            self._put_on(load_skin(_name_of(scheme)))

    def _put_on(self, skin: Skin) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication) or self._style is None:
            return
        first = not app.styleSheet()
        if skin is self._skin and not first:
            return
        self._skin = skin
        self._colors = _qcolors(skin)
        app.setPalette(palette(self._colors))
        app.setStyleSheet(style_sheet(skin))
        self.changed.emit()


@cache
def current() -> Theme:
    """The program's one theme."""
    return Theme()


def install(app: QApplication, choice: str = SYSTEM) -> Theme:
    """Dress ``app``; ``choice`` is ``light``, ``dark`` or ``system``."""
    theme = current()
    theme.install(app, choice)
    return theme


def color(role: str) -> QColor:
    """The colour of ``role`` in the theme in force. The value is shared: copy it before changing it."""
    return current().color(role)


def size(name: str) -> int:
    """A measure of ``sizes.toml`` in logical pixels; a bare ``name`` is looked up in its ``size`` table."""
    return load_sizes()[name if "." in name else f"size.{name}"]


def palette(colors: Mapping[str, QColor]) -> QPalette:
    """Qt's palette made of our roles."""
    result = QPalette()
    for role, name in PALETTE.items():
        result.setColor(role, colors[name])
    for role in DISABLED:
        result.setColor(QPalette.ColorGroup.Disabled, role, colors["disabled"])
    result.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, colors["line_mid"])
    return result


def _qcolors(skin: Skin) -> dict[str, QColor]:
    return {role: QColor(code) for role, code in skin.colors.items()}


def _name_of(scheme: Qt.ColorScheme) -> str:
    """The theme for the system's scheme; a system that does not say is taken for a light one."""
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def _tell_the_platform(choice: str) -> None:
    """Let the platform draw its own parts (title bar, native dialogs) in the same scheme."""
    hints = QGuiApplication.styleHints()
    if choice == SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light)

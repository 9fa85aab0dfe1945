"""Buttons of every weight; the style sheet draws them by their ``kind``."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from desktop_desk.ui import fonts, theme
from desktop_desk.ui.icons import icon

ICON_ROLE: Final = {
    "primary": "on_accent",
    "secondary": "text_2",
    "quiet": "text_2",
    "link": "accent_text",
    "note": "on_note",
    "danger": "danger_text",
}
"""The kinds there are and the tint of their icons. One primary button a screen; ``note`` is its
amber twin for internal notes; ``danger`` destroys something."""

GAP: Final = 4
"""Pixels added between an icon and its text: the style sheet cannot."""


def button(
    text: str, kind: str = "secondary", icon_name: str | None = None, *, icon_role: str | None = None
) -> QPushButton:
    """A button with a word; ``kind`` is a key of :data:`ICON_ROLE`."""
    result = QPushButton(text)
    result.setProperty("kind", kind)
    result.setFont(fonts.font("base", fonts.STRONG if kind in {"primary", "note"} else fonts.LABEL))
    if icon_name:
        side = theme.size("icon")
        result.setIcon(icon(icon_name, icon_role or ICON_ROLE[kind]))
        result.setIconSize(QSize(side + GAP, side))
    if kind == "link":
        result.setCursor(Qt.CursorShape.PointingHandCursor)
    return result


def icon_button(
    icon_name: str, name: str, *, side: int = 32, icon_side: int | None = None, role: str = "text_2"
) -> QToolButton:
    """A square button showing an icon alone; ``name`` is its tooltip and what a screen reader says."""
    result = QToolButton()
    result.setIcon(icon(icon_name, role))
    drawn = icon_side or theme.size("icon")
    result.setIconSize(QSize(drawn, drawn))
    result.setFixedSize(side, side)
    result.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    set_name(result, name)
    return result


def set_name(tool: QToolButton, name: str) -> None:
    """Say what a button showing an icon alone does."""
    tool.setToolTip(name)
    tool.setAccessibleName(name)

"""The screen's theme as painting wants it."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QFont

from desktop_desk.painting import Look
from desktop_desk.ui import fonts, theme


class _ScreenLook:
    def color(self, role: str) -> QColor:
        return theme.color(role)

    def font(self, size: str, weight: int, *, digits: bool) -> QFont:
        return fonts.font(size, weight, digits=digits)


SCREEN: Final[Look] = _ScreenLook()
"""Colours and fonts of the theme in force."""

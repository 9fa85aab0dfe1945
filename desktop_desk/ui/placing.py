"""Where the main window stands on the screens, from one day to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_desk.config import WindowSettings

FIRST_SIZE: Final = QSize(1440, 900)
LEAST_SIZE: Final = QSize(800, 560)
_SEEN: Final = 120
"""Logical pixels of the window's top that must lie on a screen, so that it can be taken hold of."""


def place(window: QWidget, settings: WindowSettings) -> None:
    """Give the window its place and size; one that no screen shows any more is brought back."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window.setMinimumSize(LEAST_SIZE.boundedTo(screen.size()))
    if settings.width > 0 and settings.height > 0:
        wanted = QRect(settings.x, settings.y, settings.width, settings.height)
        if any(_grasped(wanted, one.availableGeometry()) for one in QGuiApplication.screens()):
            window.setGeometry(wanted)
        else:
            window.resize(wanted.size().boundedTo(screen.size()))
    else:
        window.resize(FIRST_SIZE.boundedTo(screen.size() * 0.94))


def where(window: QWidget, before: WindowSettings) -> WindowSettings:
    """What is to be remembered of the window; maximized, its size before that."""
    at = window.normalGeometry() if window.isMaximized() else window.geometry()
    return replace(
        before, x=at.x(), y=at.y(), width=at.width(), height=at.height(), maximized=window.isMaximized()
    )


def bring_to_front(window: QWidget) -> None:
    """Show a window whatever it was: hidden, minimized, or under others."""
    if window.isMinimized():
        window.showNormal()
    else:
        window.show()
    window.raise_()
    window.activateWindow()


def _grasped(window: QRect, screen: QRect) -> bool:
    top = QRect(window.left(), window.top(), window.width(), _SEEN // 2).intersected(screen)
    return top.width() >= _SEEN and top.height() > 0

"""A picture of the screens as they are without the window that asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

AWAY_MS: Final = 350
"""What a desktop needs to have let a window fade away."""


def can_be_taken() -> bool:
    """Whether programs may look at the screen: on Wayland they may not."""
    return "wayland" not in QGuiApplication.platformName().lower()


def take(window: QWidget, done: Callable[[list[QImage]], None]) -> None:
    """Hide ``window``, grab every screen, show it again; ``done`` gets nothing where it cannot be done."""
    if not can_be_taken():
        done([])
        return
    window.hide()
    QTimer.singleShot(AWAY_MS, window, lambda: _grab(window, done))


def _grab(window: QWidget, done: Callable[[list[QImage]], None]) -> None:
    grabbed = [screen.grabWindow(0) for screen in QGuiApplication.screens()]
    window.show()
    window.raise_()
    window.activateWindow()
    done([picture.toImage() for picture in grabbed if not picture.isNull()])

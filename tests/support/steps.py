"""Windows of several steps, and what a hand does there."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

Window = TypeVar("Window", bound=QWidget)


def shown(qtbot: QtBot, window: Window) -> Window:
    """The window, with the keyboard in it."""
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def at() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def onwards() -> None:
    """Ctrl+Enter."""
    QTest.keyClick(at(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

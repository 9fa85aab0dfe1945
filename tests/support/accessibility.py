"""What a screen reader needs of every window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget


def focusable(root: QWidget) -> list[QWidget]:
    """Visible widgets under ``root`` that the keyboard can reach, in the order they were made."""
    return [
        widget
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is root.window()
    ]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says when the keyboard comes to ``widget``."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def assert_named(root: QWidget) -> None:
    """Every visible widget under ``root`` that the keyboard can reach says what it is."""
    nameless = [
        f"{type(widget).__name__}({widget.objectName()})"
        for widget in focusable(root)
        if not spoken_name(widget)
    ]
    assert not nameless, f"no accessible name: {nameless}"

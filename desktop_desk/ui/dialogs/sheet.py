"""A window that is filled in: keys that mean the same in each, and a height that follows what it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from shiboken6 import isValid

from desktop_desk.domain.errors import DeskError
from desktop_desk.ui import theme
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.widgets.labels import set_property

MARGIN = 24

Result = TypeVar("Result")


class Sheet(QDialog):
    """Enter presses what has the keyboard or goes on to the next field; Ctrl+Enter does what it is for."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def confirm(self) -> None:
        """What Ctrl+Enter does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter never sends by surprise."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        elif isinstance(at, QAbstractButton):
            at.click()
        else:
            self.focusNextChild()

    def settle(self, least: QSize, content: QSize) -> None:
        """As large as the ``content`` asks, from ``least`` up to the screen; never narrower again."""
        room = self.screen().availableGeometry().size() - QSize(48, 48)
        wanted = least.expandedTo(content).expandedTo(QSize(self.width(), 0))
        self.resize(wanted.boundedTo(room.expandedTo(self.minimumSize())))


def ask(
    owner: QObject,
    tasks: Tasks,
    work: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[DeskError], None],
    *,
    key: str = "",
) -> None:
    """Have ``work`` done in the background; what is closed meanwhile hears nothing of it."""

    def tell(result: Result) -> None:
        if isValid(owner):
            done(result)

    def complain(error: DeskError) -> None:
        if isValid(owner):
            failed(error)

    tasks.run(work, tell, complain, key=f"{key}-{id(owner)}" if key else "")


class Text(QPlainTextEdit):
    """Several lines of plain text, ``rows`` of them shown; Tab leaves it, Ctrl+Enter is the window's."""

    def __init__(self, placeholder: str = "", rows: int = 3) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(rows * self.fontMetrics().lineSpacing() + 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the window."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Scroller(QScrollArea):
    """A page that scrolls where the screen is too small, keeping the keyboard in sight."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_property(page, "plane", "plain")
        self.setWidget(page)


def tall(button: QPushButton) -> QPushButton:
    """A button as high as the primary one beside it."""
    set_property(button, "tall", value=True)
    if button.property("kind") == "primary":
        button.setMinimumHeight(theme.size("button_primary"))
    return button

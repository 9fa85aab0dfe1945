"""Words on the screen: plain text in a named size, weight and tone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_desk.ui import fonts


def label(
    text: str = "", *, size: str = "base", weight: int = fonts.REGULAR, tone: str = "text", wrap: bool = False
) -> QLabel:
    """A label; ``size`` is a name of the font table, ``tone`` a text role of the theme.

    What people typed is never read as markup.
    """
    result = QLabel(text)
    dress(result, size, weight, tone)
    result.setWordWrap(wrap)
    return result


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at (``tone``, ``plane``, ``kind``)."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def dress(widget: QLabel, size: str, weight: int, tone: str) -> None:
    """Give a label its font and tone, and keep what people typed from being read as markup."""
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setFont(fonts.font(size, weight))
    widget.setProperty("tone", tone)

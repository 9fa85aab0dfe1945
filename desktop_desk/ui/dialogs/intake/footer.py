"""The foot of a page: quiet acts at the left, the one that goes on at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop_desk.ui import theme
from desktop_desk.ui.widgets.card import plane


def footer(left: Sequence[QPushButton], right: Sequence[QPushButton]) -> QFrame:
    """A foot with its buttons."""
    frame = plane("footer")
    frame.setFixedHeight(theme.size("footer"))
    row = QHBoxLayout(frame)
    row.setContentsMargins(16, 0, theme.size("space.gutter"), 0)
    row.setSpacing(theme.size("space.unit"))
    for one in left:
        row.addWidget(one)
    row.addStretch(1)
    for one in right:
        row.addWidget(one)
    return frame

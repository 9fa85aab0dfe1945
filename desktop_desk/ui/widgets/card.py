"""Grounds on which other things lie."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout


def plane(name: str) -> QFrame:
    """A ground of the style sheet: ``card``, ``note``, ``sunk``, ``footer``, ``rail`` and so on."""
    frame = QFrame()
    frame.setProperty("plane", name)
    return frame


def card(
    name: str = "card", *, margin: int = 16, spacing: int = 8, across: bool = False
) -> tuple[QFrame, QBoxLayout]:
    """A ground with its layout, downwards or ``across``."""
    frame = plane(name)
    layout: QBoxLayout = QHBoxLayout(frame) if across else QVBoxLayout(frame)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return frame, layout


def line() -> QFrame:
    """A thin level line between two parts."""
    frame = plane("line")
    frame.setFixedHeight(1)
    return frame

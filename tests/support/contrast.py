"""How well two colours are told apart."""

from __future__ import annotations

from PySide6.QtGui import QColor


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2: 1 for the same luminance, 21 for black on white."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    return sum(
        weight * _linear(part)
        for weight, part in zip(
            (0.2126, 0.7152, 0.0722), (color.redF(), color.greenF(), color.blueF()), strict=True
        )
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

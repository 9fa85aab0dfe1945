"""The system's font in the sizes and weights the program uses, made once each."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from desktop_desk.ui.skin import load_sizes

REGULAR: Final = 400
LABEL: Final = 500
STRONG: Final = 600

_TABULAR = QFont.Tag("tnum")


def install(app: QApplication) -> QFont:
    """The base font: the system's family at the program's base size."""
    font = QFont(app.font())
    font.setPixelSize(load_sizes()["font.base"])
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


@cache
def font(size: str = "base", weight: int = REGULAR, *, digits: bool = False) -> QFont:
    """The font of ``size`` (a name of ``sizes.toml``'s font table) and ``weight``.

    ``digits`` asks for figures of equal width: for columns of numbers only, in running text they look
    spaced out. The value is shared: copy it before changing it.
    """
    return pixel_font(load_sizes()[f"font.{size}"], weight, digits=digits)


@cache
def pixel_font(px: int, weight: int = REGULAR, *, digits: bool = False) -> QFont:
    """The same for a size in logical pixels that has no name (text inside a mark)."""
    result = QFont(QApplication.font())
    result.setPixelSize(px)
    result.setWeight(QFont.Weight(weight))
    if digits:
        result.setFeature(_TABULAR, 1)
    return result


@cache
def metrics(size: str = "base", weight: int = REGULAR, *, digits: bool = False) -> QFontMetrics:
    """The measures of :func:`font`."""
    return QFontMetrics(font(size, weight, digits=digits))

"""What painting needs to know of the theme."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QColor, QFont

REGULAR, LABEL, STRONG = 400, 500, 600
"""Font weights: running text, names, what is to be read first."""


class Look(Protocol):
    """Colours by role and fonts by size, of the screen's theme or of the printed page.

    Roles are those of the theme files (``text``, ``serie_soft``, ``heat0``…). Sizes are ``micro``,
    ``small``, ``base``, ``title_card`` and ``figure``. ``digits`` asks for figures of equal width.
    """

    def color(self, role: str) -> QColor:
        """The colour of a role."""
        ...

    def font(self, size: str, weight: int, *, digits: bool) -> QFont:
        """A font; the value may be shared and is never changed."""
        ...

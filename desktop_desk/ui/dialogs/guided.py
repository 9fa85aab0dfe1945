"""How a window of several steps is laid out: the steps at the left, one page at the right, its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_desk.ui import theme


def lay_out_steps(window: QWidget, side: QWidget, body: Sequence[QWidget], foot: Sequence[QWidget]) -> None:
    """The ``body`` from above, the first of it as high as can be; of the ``foot`` the first at the left."""
    low = QHBoxLayout()
    low.setContentsMargins(32, 8, 40, 24)
    low.setSpacing(theme.size("space.unit"))
    low.addWidget(foot[0])
    low.addStretch(1)
    for one in foot[1:]:
        low.addWidget(one)
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(0)
    right.addWidget(body[0], 1)
    for one in body[1:]:
        inset = QVBoxLayout()
        inset.setContentsMargins(32, 0, 40, 0)
        inset.addWidget(one)
        right.addLayout(inset)
    right.addLayout(low)
    whole = QHBoxLayout(window)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(side)
    whole.addLayout(right, 1)

"""What the windows may ask about whole desk files; the composition root says how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_desk.ui.shared_desks import SharedDesks


@dataclass(frozen=True, slots=True)
class DeskFiles:
    """Each is called off the GUI thread and raises ``DeskError``.

    Attributes:
        sample: Where a desk of sample data is; it is written if it is not there yet.
        size_of: Bytes a copy of a desk will take.
        back_up: Copy the first desk to the second path and verify the copy.
        shared: What can be done about shared desks; without it none is joined and none is made.
    """

    sample: Callable[[], Path]
    size_of: Callable[[Path], int]
    back_up: Callable[[Path, Path], None]
    shared: SharedDesks | None = None

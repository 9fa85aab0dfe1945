"""What the windows may ask about shared desks; the composition root says how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.shared import SharedPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDesks:
    """Each is called off the GUI thread and raises ``DeskError``.

    Attributes:
        place_of: Where an address or an invitation file leads.
        enter: Go into a shared desk and out again; raises what would keep one from working there.
    """

    place_of: Callable[[str], SharedPlace]
    enter: Callable[[Credentials], None]

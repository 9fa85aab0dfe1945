"""What the windows may ask about shared desks; the composition root says how it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.shared import Guest, Invited, ServerFacts, SharedPlace
    from desktop_desk.services.session import Session


Counted = Callable[[str, int], None]
"""Told, in the thread that works, how many rows of a table are there."""

Share = Callable[
    ["Session", "SharedPlace", "str | None", "Sequence[Guest]", "Path", Counted], "Sequence[Invited]"
]
"""The desk, the place and password, who comes in, the folder of the invitations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDesks:
    """Each is called off the GUI thread and raises ``DeskError``.

    Attributes:
        place_of: Where an address or an invitation file leads.
        enter: Go into a shared desk and out again; raises what would keep one from working there.
        look: What a server says of itself to its administrator, who comes with this password.
        share: Make a shared desk of the one that is open, as the server's administrator.
    """

    place_of: Callable[[str], SharedPlace]
    enter: Callable[[Credentials], None]
    look: Callable[[SharedPlace, str | None], ServerFacts]
    share: Share

"""What the windows may ask about shared desks; the composition root says how it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.guests import Guest, Invited, ServerFacts
    from desktop_desk.domain.people import Role
    from desktop_desk.domain.shared import SharedPlace
    from desktop_desk.services.session import Session


Counted = Callable[[str, int], None]
"""Told, in the thread that works, how many rows of a table are there."""

Share = Callable[
    ["Session", "SharedPlace", "str | None", "Sequence[Guest]", "Path", Counted], "Sequence[Invited]"
]
"""The desk, the place and password, who comes in, the folder of the invitations."""


Invite = Callable[["Session", str, "str | None", "Guest", "Path"], "Invited"]
"""The shared desk, the administrator's name and password, who comes in, the folder of the invitation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDesks:
    """Each is called off the GUI thread and raises ``DeskError``.

    Attributes:
        place_of: Where an address or an invitation file leads.
        enter: Go into a shared desk and out again; raises what would keep one from working there.
        look: What a server says of itself to its administrator, who comes with this password.
        role: What the database of this shared desk lets one do.
        let_in: The people who have a login on it.
        invite: Give one more person a login and an invitation, as the server's administrator.
        to_file: Write this shared desk to a new file, compared row by row.
        share: Make a shared desk of the one that is open, as the server's administrator.
    """

    place_of: Callable[[str], SharedPlace]
    enter: Callable[[Credentials], None]
    look: Callable[[SharedPlace, str | None], ServerFacts]
    share: Share
    role: Callable[[Session], Role | None]
    let_in: Callable[[Session], frozenset[UUID]]
    invite: Invite
    to_file: Callable[[Session, Path, Counted], None]

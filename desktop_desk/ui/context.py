"""What every window is given: the session, the words, the tasks, the desk's signals, the preferences."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from desktop_desk.config import UserSettings
from desktop_desk.services.session import Session
from desktop_desk.text import Words
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from desktop_desk.services.sight import Sight


@dataclass(slots=True)
class Context:
    """One desk on one screen. ``tz`` is the zone instants are shown in; ``settings`` the person's own.

    ``sight`` is what was seen of a desk that is still being opened: the queue shows it meanwhile.
    """

    session: Session
    words: Words
    tasks: Tasks
    bridge: Bridge
    tz: tzinfo
    settings: UserSettings = field(default_factory=UserSettings)
    sight: Sight | None = None

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
    from desktop_desk.ui.desk_files import DeskFiles


@dataclass(slots=True)
class Context:
    """One desk on one screen. ``tz`` is the zone instants are shown in; ``settings`` the person's own.

    ``sight`` is what was seen of a desk that is still being opened: the queue shows it meanwhile.
    ``files`` is what can be done with whole desks; a window without it offers none of that.
    """

    session: Session
    words: Words
    tasks: Tasks
    bridge: Bridge
    tz: tzinfo
    settings: UserSettings = field(default_factory=UserSettings)
    sight: Sight | None = None
    files: DeskFiles | None = None

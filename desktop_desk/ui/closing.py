"""What closing the main window means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_desk.ui.main_window import MainWindow
    from desktop_desk.ui.resident import Resident


def close(window: MainWindow, resident: Resident | None, end: Callable[[], None]) -> None:
    """Into the tray if there is one; where there is none, closing ends the program. Said once."""
    if resident is None:
        end()
        return
    words, told = window.words, window.preferences.settings.told_about_tray
    if resident.tray.available():
        window.hide()
        if not told:
            resident.tell_about_tray()
    elif told:
        end()
    else:
        said = words("This desktop has no notification area: closing the window ends Desktop Desk.")
        window.say(said, "info", action=words("Quit"), on_action=end)
    window.preferences.change(told_about_tray=True)

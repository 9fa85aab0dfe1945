"""A desk that was chosen in a window is the one opened from then on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk.ui import single_instance

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
    from desktop_desk.ui.preferences import Preferences


def keep_place(
    preferences: Preferences, listener: single_instance.Listener, chosen: Path | Credentials
) -> None:
    """Remember where it is, never how one comes in; a second start from there on finds this window."""
    store = str(chosen) if isinstance(chosen, Path) else chosen.place.url()
    preferences.change(store=store)
    listener.move(single_instance.address(store))

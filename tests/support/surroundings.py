"""The machine as tests see it: folders of their own, no desktop, no screen, one language."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "runtime",
    "USERPROFILE": "home",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
}
_FORGOTTEN = (
    "DESKTOP_DESK_STORE",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "LANGUAGE",
    "QT_STYLE_OVERRIDE",
    "QT_SCALE_FACTOR",
)


class Surroundings:
    """Environment variables that keep a test run apart from the person who starts it."""

    def __init__(self) -> None:
        # A socket's path may not exceed some 100 characters, so this does not go into pytest's deep folders.
        self.folder = Path(tempfile.mkdtemp(prefix="desk-tests-"))

    def enter(self) -> None:
        """Set the variables; child processes inherit them."""
        for variable, name in _FOLDERS.items():
            folder = self.folder / name
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.environ[variable] = str(folder)
        for variable in _FORGOTTEN:
            os.environ.pop(variable, None)
        # Qt warns about a locale that is not UTF-8, and the program would take its language from it.
        os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"
        # Nobody answers here, so no test reaches the desktop of the person who runs it.
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={self.folder}/no-bus"
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    @pytest.hookimpl
    def pytest_unconfigure(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

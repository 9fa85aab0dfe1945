"""« Démarrer avec la session »: the entry each system reads when a person signs in, for that person alone."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

NAME: Final = "desktop-desk"
_RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_VALUE: Final = "Desktop Desk"


def own_command() -> list[str]:
    """How this program is started, in the tray: frozen, installed, or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--hidden"]
    return [sys.executable, "-m", "desktop_desk", "--hidden"]


def is_on() -> bool:
    """Whether it starts with the session."""
    if sys.platform == "win32":
        return _registered() is not None
    return _entry().is_file()


def turn_on(command: Sequence[str]) -> None:
    """Start ``command`` with the session from now on. Raises ``OSError``."""
    if sys.platform == "win32":
        _register(" ".join(f'"{part}"' if " " in part else part for part in command))
        return
    entry = _entry()
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_bytes(_launch_agent(command) if sys.platform == "darwin" else _desktop_entry(command))


def turn_off() -> None:
    """Start it by hand again. Raises ``OSError``."""
    if sys.platform == "win32":
        _register(None)
    else:
        _entry().unlink(missing_ok=True)


def _entry() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{NAME}.plist"
    return (
        Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "autostart" / f"{NAME}.desktop"
    )


def _desktop_entry(command: Sequence[str]) -> bytes:
    """As the Desktop Entry and Autostart specifications want it; ``%`` would be a field code."""
    started = shlex.join(command).replace("%", "%%")
    lines = ("[Desktop Entry]", "Type=Application", "Name=Desktop Desk", f"Exec={started}", "Terminal=false",
             "X-GNOME-Autostart-enabled=true", "")  # fmt: skip
    return "\n".join(lines).encode()


def _launch_agent(command: Sequence[str]) -> bytes:
    import plistlib  # noqa: PLC0415 - macOS alone

    return plistlib.dumps({"Label": NAME, "ProgramArguments": list(command), "RunAtLoad": True})


def _registered() -> str | None:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                return str(winreg.QueryValueEx(key, _VALUE)[0])
        except FileNotFoundError:
            return None
    return None


def _register(command: str | None) -> None:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if command is not None:
                winreg.SetValueEx(key, _VALUE, 0, winreg.REG_SZ, command)
            elif _registered() is not None:
                winreg.DeleteValue(key, _VALUE)

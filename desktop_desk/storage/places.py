"""Folders a local file should not live in: network shares, synchronised folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ncpfs", "davfs"})
_SYNCHRONISED = ("OneDrive", "Dropbox", "Google Drive", "iCloudDrive", "Nextcloud", "ownCloud")


def on_network(path: Path, mounts: str | None = None) -> bool:
    """Whether a path lies on a network share. ``mounts`` stands for the system's own table."""
    if sys.platform == "win32":
        return _on_windows_network(path)
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8")
        except OSError:
            return False
    kind = ""
    longest = -1
    place = str(_resolved(path))
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        mount = parts[1].replace("\\040", " ")
        inside = place == mount or place.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) > longest:
            longest, kind = len(mount), parts[2]
    return kind in _NETWORK


def synchronised_by(path: Path) -> str | None:
    """The program that copies the folder of ``path`` elsewhere, if its name shows in it."""
    parts = [part.casefold() for part in _resolved(path).parent.parts]
    for name in _SYNCHRONISED:
        if any(part.startswith(name.casefold()) for part in parts):
            return name
    return None


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _on_windows_network(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # noqa: PLC0415 - only there, and only once a start

    place = str(_resolved(path))
    remote = 4
    return place.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(place[:3]) == remote

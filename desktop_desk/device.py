"""This PC and the account using it: how a local desk recognises who sits here."""

from __future__ import annotations

import getpass
import os
import platform
import sys
from functools import cache

FALLBACK_ZONE = "Europe/Paris"
"""The zone of a desk on a PC that does not know its own."""


@cache
def os_account() -> str:
    """The account's lasting name: the Windows SID, or ``uid@machine`` elsewhere."""
    if sys.platform == "win32":
        import csv  # noqa: PLC0415 - Windows alone
        import subprocess  # noqa: PLC0415

        said = subprocess.run(
            ["whoami", "/user", "/fo", "csv", "/nh"],  # noqa: S607 - Windows' own, found by its path
            capture_output=True,
            text=True,
            check=False,
        )
        rows = list(csv.reader(said.stdout.splitlines()))
        return rows[0][-1] if rows else f"{getpass.getuser()}@{device()}"
    return f"{os.getuid()}@{device()}"


@cache
def device() -> str:
    """The name of this PC."""
    return platform.node() or "pc"


def account_name() -> str:
    """What the account is called, for a person to read."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os_account()


def local_zone() -> str:
    """The IANA zone this PC is set to, or :data:`FALLBACK_ZONE` where it says none."""
    import tzlocal  # noqa: PLC0415 - asked once in the life of a desk

    try:
        name = tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        return FALLBACK_ZONE
    return FALLBACK_ZONE if name in {"UTC", "Etc/UTC", "local", ""} or name is None else name

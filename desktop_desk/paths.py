"""Where things are: the program's own resources and the user's folders.

Nothing is created here; who writes makes the folder.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_NAME = "desktop-desk"


@cache
def _home() -> Path:
    """The folder that holds ``resources`` and ``migrations``: bundled, or the source tree."""
    bundled = PACKAGE / "_bundled"
    return bundled if bundled.is_dir() else PACKAGE.parent


def resources_dir() -> Path:
    """Icons, themes, style sheet, catalogues, help."""
    return _home() / "resources"


def migrations_dir() -> Path:
    """Alembic's environment and versions."""
    return _home() / "migrations"


def data_dir() -> Path:
    """The user's data that must not be lost: the store. On this PC, never in a roaming profile."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed when all paths are given

    return user_data_path(_NAME, appauthor=False, roaming=False)


def config_dir() -> Path:
    """The user's preferences."""
    from platformdirs import user_config_path  # noqa: PLC0415 - as above

    return user_config_path(_NAME, appauthor=False, roaming=False)


def state_dir() -> Path:
    """What can be lost without harm: logs."""
    from platformdirs import user_state_path  # noqa: PLC0415 - as above

    return user_state_path(_NAME, appauthor=False, roaming=False)


def default_store() -> Path:
    """The desk that opens when none is named."""
    return data_dir() / "desk.sqlite3"

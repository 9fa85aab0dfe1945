"""Where things are: the program's own resources and the user's folders."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


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

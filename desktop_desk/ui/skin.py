"""What a theme file says: colours by role, measures by name, and the style sheet filled with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any

from desktop_desk.paths import resources_dir

SCHEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Skin:
    """One theme file: ``colors`` as ``#RRGGBB`` by role, ``avatars`` the grounds of initials discs."""

    scheme: str
    colors: Mapping[str, str]
    avatars: tuple[str, ...]


@cache
def load_skin(scheme: str) -> Skin:
    """The theme named ``light`` or ``dark``."""
    raw = _read(scheme)
    return Skin(raw["scheme"], raw["color"], tuple(raw["avatars"]))


@cache
def load_sizes() -> Mapping[str, int]:
    """Every measure of ``sizes.toml``, keyed ``table.name`` (``size.rail``), in logical pixels."""
    return {f"{table}.{name}": px for table, values in _read("sizes").items() for name, px in values.items()}


def style_sheet(skin: Skin) -> str:
    """The program's style sheet with the theme's colours in place of its ``$roles``.

    ``$themes`` is the folder of the few pictures a style sheet can only take from files; they are drawn
    in a grey that is seen on both themes.
    """
    template = (resources_dir() / "style.qss").read_text(encoding="utf-8")
    return Template(template).substitute(skin.colors, themes=(resources_dir() / "themes").as_posix())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources_dir() / "themes" / f"{name}.toml").read_text(encoding="utf-8"))

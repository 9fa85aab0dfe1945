"""What one person likes on one PC: window, theme, language, sound. The firm's settings are in the store.

The file is TOML, made to be read and edited by hand; keys this version does not know are kept, values it
cannot use count as not written, and a file that is no TOML is set aside, never overwritten.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from desktop_desk.text import N_

Theme = Literal["system", "light", "dark"]
Language = Literal["auto", "fr", "en"]
Density = Literal["comfortable", "compact"]

FILE_NAME = "settings.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSettings:
    """Where the main window was: ``width`` 0 means never placed; positions in logical pixels."""

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    maximized: bool = False
    pane_visible: bool = True
    pane_width: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """One person's preferences; every field has its default, so a new one needs no migration.

    Attributes:
        asked_about_session: Whether starting with the session was proposed.
        warned_about: The desk file whose place the person was warned about.
        store: The desk somebody chose in a window, a path or an address without password; empty for the
            usual one.
        single_keys: Whether a letter alone acts in the queue.
        told_about_tray: Whether the person knows that closing leaves the desk in the tray.
        window: Place and size of the main window.
        unknown: What the file holds besides, written back as it was.
        problem: A sentence with ``{path}`` for the person when the file could not be used; never written.
        problem_path: That file, where it is now.
    """

    theme: Theme = "system"
    language: Language = "auto"
    density: Density = "comfortable"
    sound: bool = True
    single_keys: bool = True
    start_with_session: bool = False
    told_about_tray: bool = False
    asked_about_session: bool = False
    warned_about: str = ""
    store: str = ""
    window: WindowSettings = field(default_factory=WindowSettings)
    unknown: Mapping[str, Any] = field(default_factory=dict)
    problem: str = ""
    problem_path: Path | None = None


_FARTHEST = 100_000
"""Pixels: what a window can be away from the screen's corner and still be meant."""

_NOT_WRITTEN = {"window", "unknown", "problem", "problem_path"}


def load(path: Path) -> UserSettings:
    """The settings of a file; defaults when there is none or it cannot be read (see ``problem``)."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return UserSettings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return _after_setting_aside(path)
    except OSError:
        problem = N_("Your settings in {path} cannot be read. The usual ones are used for now.")
        return UserSettings(problem=problem, problem_path=path)
    window = table.pop("window", {})
    known, unknown = _known(UserSettings, table)
    if isinstance(window, dict):
        placed, rest = _known(WindowSettings, window)
        unknown |= {"window": rest} if rest else {}
        known["window"] = WindowSettings(**placed)
    return UserSettings(**known, unknown=unknown)


def store_kept(path: Path) -> str:
    """The desk that the settings in a file name, or nothing; what is wrong with them, :func:`load` says."""
    try:
        kept = tomllib.loads(path.read_text("utf-8")).get("store", "")
    except (OSError, ValueError, RecursionError):
        return ""
    return kept if isinstance(kept, str) else ""


def save(settings: UserSettings, path: Path) -> None:
    """Write the whole file or, after a crash or on a full disk (``OSError``), leave the old one."""
    import tomli_w  # noqa: PLC0415 - only needed when something changed

    table = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in _NOT_WRITTEN}
    window = {f.name: getattr(settings.window, f.name) for f in fields(settings.window)}
    table = {**settings.unknown, **table, "window": {**settings.unknown.get("window", {}), **window}}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            tomli_w.dump(table, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _after_setting_aside(path: Path) -> UserSettings:
    aside = path.with_name(f"{path.stem}-unreadable{path.suffix}")
    try:
        path.replace(aside)
    except OSError:
        aside = path
    problem = N_("Your settings were damaged. The usual ones are used; the damaged file is kept as {path}.")
    return UserSettings(problem=problem, problem_path=aside)


def _known(
    kind: type[UserSettings | WindowSettings], table: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The usable values of a table by field, and the keys that are no fields."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in _NOT_WRITTEN}
    usable = {k: v for k, v in table.items() if k in hints and _fits(v, hints[k])}
    return usable, {k: v for k, v in table.items() if k not in hints}


def _fits(value: object, hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    return type(value) is hint and (not isinstance(value, int) or abs(value) <= _FARTHEST)

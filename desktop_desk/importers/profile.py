"""Profiles: what the columns and the words of one tool's export mean, in TOML.

name = "our-old-tool"                  # with a ticket's number, its identity
header = ["Case", "Opened", "Topic"]   # only in shipped ones: the columns it is recognised by
zone = "Europe/Paris"                  # of dates that give none; --zone goes first
dates = "mdy"                          # when 03/04 is in March
title = "{Symptom} · {Topic}"          # from several columns, instead of columns.title

[columns]                              # a column, or several of which the first that has something
number = "Case"
category = ["Topic", "Subtopic"]       # a path, the widest first

[values.priority]
"Panic" = "critical"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from desktop_desk.domain.folding import fold
from desktop_desk.domain.ticket import Channel, Kind, Outcome, Priority, Status, WaitingFor
from desktop_desk.importers.columns import Column, plain
from desktop_desk.importers.dates import Order
from desktop_desk.importers.errors import FileClosed, FileMissing, ProfileUnreadable, ProfileWrong
from desktop_desk.paths import resources_dir

_MEANINGS: Mapping[str, Mapping[str, Any]] = {
    "status": {value.value: value for value in Status},
    "waiting_for": {value.value: value for value in WaitingFor},
    "priority": {value.word: value for value in Priority},
    "kind": {value.value: value for value in Kind},
    "channel": {value.value: value for value in Channel},
    "outcome": {value.value: value for value in Outcome},
}
_SETTINGS = ("name", "header", "zone", "dates", "title", "columns", "values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is special about one tool's files; what it leaves out is recognised as in any file.

    ``columns`` names headers for a field, ``title`` are pairs of the text before and the header;
    ``values`` gives, for a field, the meaning of a folded word.
    """

    name: str
    header: tuple[str, ...] = ()
    zone: str = ""
    dates: Order | None = None
    title: tuple[tuple[str, str], ...] = ()
    columns: Mapping[Column, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))

    def recognises(self, header: Iterable[str]) -> bool:
        """Whether this is the profile of a file with these columns."""
        return bool(self.header) and {plain(name) for name in self.header} <= {plain(name) for name in header}

    def meaning(self, what: str, word: str) -> Any:
        """What a word of a cell means here; ``None`` where the profile does not say."""
        return self.values.get(what, {}).get(fold(word))


def load_profile(path: Path) -> Profile:
    """The profile in a TOML file. Raises a ``FileRefused`` that says which line or setting is wrong."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise FileMissing(path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        reason = str(error).split(" (at ")[0]
        raise ProfileUnreadable(path=path, line=line[1] if line else "?", reason=reason) from None
    except (OSError, ValueError) as error:
        raise FileClosed(path=path, reason=getattr(error, "strerror", None) or error) from None
    return _Reading(path, table).profile()


@cache
def shipped() -> tuple[Profile, ...]:
    """The profiles that come with the program, the one that asks for most columns first."""
    profiles = [load_profile(path) for path in sorted((resources_dir() / "importers").glob("*.toml"))]
    return tuple(sorted(profiles, key=lambda profile: -len(profile.header)))


def recognised(header: Sequence[str]) -> Profile | None:
    """The shipped profile of a file with these columns."""
    return next((profile for profile in shipped() if profile.recognises(header)), None)


class _Reading:
    """A profile's table being checked."""

    def __init__(self, path: Path, table: Mapping[str, Any]) -> None:
        self._path, self._table = path, table

    def profile(self) -> Profile:
        for key in self._table:
            self._among(key, _SETTINGS, "")
        zone, name = (self._text(key, self._table.get(key, "")) for key in ("zone", "name"))
        dates = self._text("dates", self._table.get("dates", ""))
        if dates:
            self._among(dates, [order.value for order in Order], "dates")
        return Profile(
            name=name.strip() or self._path.stem,
            header=self._texts("header", self._table.get("header", [])),
            zone=zone,
            dates=Order(dates) if dates else None,
            title=self._title(),
            columns=MappingProxyType(self._columns()),
            values=MappingProxyType(self._values()),
        )

    def _columns(self) -> dict[Column, tuple[str, ...]]:
        table = self._inner("columns", self._table.get("columns", {}))
        for key in table:
            self._among(key, [column.value for column in Column], "[columns]")
        return {Column(key): self._texts(f"columns.{key}", names) for key, names in table.items()}

    def _values(self) -> dict[str, dict[str, Any]]:
        tables = self._inner("values", self._table.get("values", {}))
        meanings: dict[str, dict[str, Any]] = {}
        for what, table in tables.items():
            known = self._among(what, _MEANINGS, "[values]")
            place = f"[values.{what}]"
            meanings[what] = {}
            for word, meant in self._inner(place, table).items():
                code = self._among(str(meant), _MEANINGS[known], place)
                meanings[what][fold(word)] = _MEANINGS[known][code]
        return meanings

    def _title(self) -> tuple[tuple[str, str], ...]:
        pattern = self._text("title", self._table.get("title", ""))
        try:
            parts = list(Formatter().parse(pattern))
        except ValueError:
            parts = []
            self._wrong("title", pattern, "{column} · {column}")
        return tuple((before, name) for before, name, _, _ in parts if name)

    def _among(self, value: str, possible: Iterable[str], place: str) -> str:
        if value not in possible:
            self._wrong(place, value, ", ".join(possible))
        return value

    def _text(self, place: str, value: object) -> str:
        if not isinstance(value, str):
            self._wrong(place, value, "“…”")
        return str(value)

    def _texts(self, place: str, value: object) -> tuple[str, ...]:
        return tuple(self._text(place, one) for one in (value if isinstance(value, list) else [value]))

    def _inner(self, place: str, value: object) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self._wrong(place, value, f"[{place}]")
        assert isinstance(value, dict)
        return value

    def _wrong(self, place: str, value: object, possible: str) -> None:
        shown = value.value if isinstance(value, Enum) else value
        raise ProfileWrong(path=self._path, place=place or "TOML", value=shown, possible=possible)

"""What the sample says, read from ``resources/sample`` and set with French typography."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from desktop_desk.domain.ticket import Channel, Kind, Priority
from desktop_desk.paths import resources_dir

_THIN, _FIXED = "\u202f", "\u00a0"
_BEFORE = re.compile(r" ([;:!?»])")
_UNIT = re.compile(r"(\d) (€|%|°C|[GM]o\b|h\b|jours\b|minutes\b)")


@dataclass(frozen=True, slots=True)
class Request:
    """Something people ask, with what is said around it."""

    category: str
    kind: Kind
    priority: Priority
    channel: Channel | None
    title: tuple[str, ...]
    body: tuple[str, ...]
    fix: tuple[str, ...]
    ask: str
    answer: str
    note: str
    file: str
    validate: bool
    tags: tuple[str, ...]


class Slots(dict[str, str]):
    """The names a text leaves open, each chosen once a ticket: ``{client}``, ``{Client}`` at a beginning.

    ``without``: whom nobody means by a colleague, the writer.
    """

    def __init__(self, choices: dict[str, tuple[str, ...]], rng: Random, without: str) -> None:
        super().__init__()
        self._choices, self._rng, self._without = choices, rng, without

    def __missing__(self, name: str) -> str:
        plain = name.lower()
        if name != plain:
            value = self[plain]
            self[name] = value[:1].upper() + value[1:]
        elif plain == "n":
            self[name] = str(self._rng.randint(10_000, 99_999))
        elif plain == "montant":
            self[name] = f"{self._rng.randint(12, 890)},{self._rng.randint(0, 99):02}"
        elif plain == "version":
            self[name] = f"{self._rng.randint(8, 24)}.{self._rng.randint(0, 9)}"
        else:
            choices = self._choices[plain]
            place = self._rng.randrange(len(choices))
            self[name] = choices[place if choices[place] != self._without else place - 1]
        return self[name]


def typeset(text: str) -> str:
    """Text with curly apostrophes, thin spaces inside quotation marks and before high punctuation."""
    text = text.replace("'", "’").replace("« ", "«" + _THIN)
    return _UNIT.sub(rf"\1{_FIXED}\2", _BEFORE.sub(rf"{_THIN}\1", text))


@cache
def company_facts() -> dict[str, Any]:
    """``company.toml``."""
    facts: dict[str, Any] = _read("company.toml")
    return facts


@cache
def story_facts() -> tuple[dict[str, Any], ...]:
    """Every story of ``stories.toml``."""
    return tuple(_read("stories.toml")["story"])


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """``phrases.toml``."""
    return {name: tuple(lines) for name, lines in _read("phrases.toml").items()}


@cache
def requests() -> tuple[tuple[Request, ...], tuple[int, ...]]:
    """Every request of ``requests/``, and how often each comes up compared with the others, running total."""
    found: list[Request] = []
    totals: list[int] = []
    for path in sorted((resources_dir() / "sample" / "requests").glob("*.toml")):
        for entry in _read(f"requests/{path.name}")["request"]:
            found.append(_request(entry))
            totals.append(entry["weight"] + (totals[-1] if totals else 0))
    return tuple(found), tuple(totals)


def _request(entry: dict[str, Any]) -> Request:
    channel = entry.get("channel")
    return Request(
        category=entry["category"],
        kind=Kind(entry["kind"]),
        priority=Priority.of(entry["priority"]),
        channel=None if channel is None else Channel(channel),
        title=tuple(entry["title"]),
        body=tuple(entry["body"]),
        fix=tuple(entry["fix"]),
        ask=entry.get("ask", ""),
        answer=entry.get("answer", ""),
        note=entry.get("note", ""),
        file=entry.get("file", ""),
        validate=entry.get("validate", False),
        tags=tuple(entry.get("tags", ())),
    )


def _read(name: str) -> dict[str, Any]:
    text = (resources_dir() / "sample" / name).read_text(encoding="utf-8")
    return {key: _set(value) for key, value in tomllib.loads(text).items()}


def _set(value: Any) -> Any:
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, list):
        return [_set(one) for one in value]
    if isinstance(value, dict):
        return {typeset(name): _set(one) for name, one in value.items()}
    return value

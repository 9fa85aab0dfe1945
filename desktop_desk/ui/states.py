"""What the top bar says of the support, of the store and of the worker: pure words, no widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_desk.domain.instants import SECOND, Instant
from desktop_desk.text import Words

if TYPE_CHECKING:
    from desktop_desk.services.reader import Opening

UNCHECKED_S: Final = 90
"""Seconds without a look at the promises after which the window says so in red."""


@dataclass(frozen=True, slots=True)
class State:
    """One state: an icon in a colour role, a strong word, and what follows it; ``tip`` in full."""

    icon: str
    role: str
    strong: str
    rest: str = ""
    tip: str = ""
    tone: str = "text"


def support_state(opening: Opening, now: Instant, tz: tzinfo, words: Words) -> State:
    """« Support ouvert · ferme à 17 h », « Support fermé · ouvre demain mardi, 8 h »."""
    change = opening.changes_at
    if opening.open:
        rest = "" if change is None else words("closes at {time}", time=words.clock_time(change, tz))
        strong = words("Support open")
        return State("clock", "ok", strong, rest, _whole(strong, rest))
    rest = "" if change is None else words("opens {when}", when=words.when(change, tz, now))
    strong = words("Support closed")
    return State("clock", "text_3", strong, rest, _whole(strong, rest))


def store_state(path: Path | None, name: str, words: Words) -> State:
    """« Local », with the file it is; « Partagé », with the database."""
    if path is None:
        tip = words("This desk is shared, on {place}", place=name)
        return State("share", "text_2", words("Shared"), "", tip)
    return State("disk", "text_2", words("Local"), "", words("This desk is the file {path}", path=path))


def away_state(since: Instant, problem: str, tz: tzinfo, words: Words) -> State:
    """« Serveur absent depuis 8 h 02 »: what is shown stays, what is written waits."""
    strong, rest = words("Server away"), words("since {time}", time=words.clock_time(since, tz))
    return State("warning", "danger", strong, rest, problem or _whole(strong, rest), "danger_text")


def worker_state(checked_at: Instant | None, problem: str, now: Instant, words: Words) -> State:
    """« Vérifié il y a 12 s »; red with the reason when the promises are not being watched."""
    if problem:
        strong = words("Checking failed")
        return State("warning", "danger", strong, problem, _whole(strong, problem), "danger_text")
    if checked_at is None:
        return State("refresh", "text_3", words("Checking…"), tone="text_2")
    strong = words("Checked {ago}", ago=words.ago(checked_at, now))
    if now - checked_at > UNCHECKED_S * SECOND:
        reason = words("the promises are not being watched")
        return State("warning", "danger", strong, reason, _whole(strong, reason), "danger_text")
    return State("refresh", "text_2", strong, "", words("When promises and alerts were last looked at"))


def _whole(strong: str, rest: str) -> str:
    return f"{strong} · {rest}" if rest else strong

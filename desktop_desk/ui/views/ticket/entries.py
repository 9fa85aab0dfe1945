"""The timeline as data: messages in order and, between them, the changes gathered into one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.timeline import MessageView, TicketView
from desktop_desk.text import Words, capital
from desktop_desk.ui.views.ticket.sayings import INSTANTS, change_gist, change_line

GISTS = 3
"""Changes named in a folded line; the others are in it when it is unfolded."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as it is read: what, by whom, when; ``undone`` when it was taken back."""

    text: str
    gist: str
    at: Instant
    undone: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes with no message between them. ``key`` stays the same while more join it."""

    key: int
    lines: tuple[ChangeLine, ...]


Entry = MessageView | Changes


def entries_of(words: Words, view: TicketView) -> list[Entry]:
    """Everything that happened, oldest first; a message before the changes it brought."""
    moments: list[tuple[tuple[Instant, int, int], MessageView | tuple[int, ChangeLine]]] = []
    moments += [((message.at, 0, message.id), message) for message in view.messages]
    moments += [((line.at, 1, key), (key, line)) for key, line in _lines(words, view)]
    found: list[Entry] = []
    gathered: list[tuple[int, ChangeLine]] = []
    for _, moment in sorted(moments, key=itemgetter(0)):
        if isinstance(moment, MessageView):
            _close(found, gathered)
            found.append(moment)
        else:
            gathered.append(moment)
    _close(found, gathered)
    return found


def summary(words: Words, lines: Iterable[ChangeLine]) -> str:
    """A folded line: « 4 changements · priorité critique, attribué à Nadia, en cours »."""
    every = list(lines)
    count = words.plural("{n} change", "{n} changes", len(every))
    standing = [line.gist for line in every if not line.undone]
    named = list(dict.fromkeys(standing))[-GISTS:]
    return f"{count} · {', '.join(named)}" if named else f"{count} · {words('undone')}"


def _lines(words: Words, view: TicketView) -> list[tuple[int, ChangeLine]]:
    rows = [row for row in view.history if _told(row)]
    reasons = {
        row.version: row for row in view.history if row.field in {"waiting_for", "outcome"} and row.new
    }
    said = {row.version for row in rows if row.field == "status"}
    found = []
    for row in rows:
        if row.field in {"waiting_for", "outcome"} and (row.version in said or row.new is None):
            continue
        text, gist = change_line(words, view, row), change_gist(words, view, row)
        reason = reasons.get(row.version) if row.field == "status" else None
        if reason is not None and row.new in {"waiting", "resolved", "closed"} and reason.new != "solved":
            detail = (
                words.waiting(reason.new or "")
                if reason.field == "waiting_for"
                else words.outcome(reason.new or "")
            )
            text, gist = _detailed(text, reason, detail), _detailed(gist, reason, detail)
        who = view.names.get(row.actor_id) if row.actor_id is not None else None
        if who is not None:
            text = words("{change}, by {name}", change=text, name=who)
        found.append((row.id, ChangeLine(text, gist, row.at, row.undone_by is not None)))
    return found + _breaches(words, view)


def _detailed(text: str, reason: HistoryRow, detail: str) -> str:
    return f"{text} {detail}" if reason.field == "waiting_for" else f"{text} ({detail})"


def _breaches(words: Words, view: TicketView) -> list[tuple[int, ChangeLine]]:
    """Promises that were broken stand in the timeline at the instant they were."""
    found = []
    for clock in view.clocks:
        if clock.breached_at is None or clock.policy_id is None:
            continue
        what = words("{metric} overdue", metric=capital(words.metric(clock.metric)))
        gist = words("{metric} overdue", metric=words.metric(clock.metric))
        found.append((0, ChangeLine(what, gist, clock.breached_at, undone=False)))
    return found


def _told(row: HistoryRow) -> bool:
    """Whether a row has a line: not what follows from another one, nor an undo, told by what it undid."""
    if row.reverses is not None or row.field in INSTANTS or row.field == "opened":
        return False
    return row.field != "message" or row.undone_by is not None


def _close(found: list[Entry], gathered: list[tuple[int, ChangeLine]]) -> None:
    if gathered:
        key = next((key for key, _ in gathered if key), 0)
        found.append(Changes(key, tuple(line for _, line in gathered)))
        gathered.clear()

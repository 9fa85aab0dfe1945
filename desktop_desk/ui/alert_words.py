"""What a notification says of promises that break: pure words, one notice a ticket."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from desktop_desk.domain.instants import HOUR, SECOND, Instant
from desktop_desk.domain.queue import ClockFace, QueueRow
from desktop_desk.domain.sla import BREACH, Metric
from desktop_desk.domain.ticket import ACTIVE
from desktop_desk.text import Words, capital

if TYPE_CHECKING:
    from desktop_desk.domain.alerts import Alert

MOST_APART: Final = 3
"""Notices that come one by one; more are told together."""
NAMED: Final = 3
"""Tickets that a notice about several names."""

OPEN: Final = "default"
REPLY: Final = "reply"
TAKE: Final = "take"
"""What can be answered to a notice, as the desktop calls it back."""

_SOON = 12 * HOUR


@dataclass(frozen=True, slots=True)
class Notice:
    """One notification: of a ticket, or (``ticket_id`` ``None``) of several."""

    ticket_id: int | None
    title: str
    body: str
    late: bool = False
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """The gravest of a ticket's alerts that still holds."""

    row: QueueRow
    metric: str
    due_at: Instant
    late: bool


def notices(
    alerts: Iterable[tuple[Alert, QueueRow]], now: Instant, tz: tzinfo, words: Words, *, away: bool
) -> list[Notice]:
    """What to show: one a ticket, or one for all when they are many or came while nobody was ``away``.

    Alerts that no longer hold (answered, resolved, on hold meanwhile) say nothing.
    """
    told = _gravest(alerts, now)
    if len(told) > MOST_APART or (away and len(told) > 1):
        return [_of_several(told, words, away=away)]
    return [_of_one(one, now, tz, words) for one in told]


def _gravest(alerts: Iterable[tuple[Alert, QueueRow]], now: Instant) -> list[_Told]:
    by_ticket: dict[int, _Told] = {}
    for alert, row in alerts:
        face = row.response if alert.metric == Metric.FIRST_RESPONSE.value else row.resolution
        if face is None or not _holds(row, face):
            continue
        due = face.due_at if face.due_at is not None else alert.due_at
        one = _Told(row, alert.metric, due, alert.step == BREACH.name or due <= now)
        known = by_ticket.get(row.id)
        if known is None or (one.late, -one.due_at) > (known.late, -known.due_at):
            by_ticket[row.id] = one
    return sorted(by_ticket.values(), key=lambda one: (not one.late, one.due_at))


def _holds(row: QueueRow, face: ClockFace) -> bool:
    return row.status in ACTIVE and face.met_at is None and face.paused_since is None


def _of_one(one: _Told, now: Instant, tz: tzinfo, words: Words) -> Notice:
    metric = capital(words.metric(one.metric))
    if one.late:
        title = words(
            "{metric} overdue by {duration}", metric=metric, duration=_lasting(now - one.due_at, words)
        )
    elif one.due_at - now < _SOON:
        title = words("{metric} in {duration}", metric=metric, duration=_lasting(one.due_at - now, words))
    else:
        title = words("{metric} {before}", metric=metric, before=words.before(one.due_at, tz, now))
    actions = [(OPEN, words.sense("verb", "Open")), (REPLY, words.sense("verb", "Reply"))]
    if one.row.assignee_id is None:
        actions.append((TAKE, words("I take it")))
    body = f"{_name(one.row)}\n{_who(one.row, words)}"
    return Notice(one.row.id, title, body, one.late, tuple(actions))


def _of_several(told: Sequence[_Told], words: Words, *, away: bool) -> Notice:
    late = sum(one.late for one in told)
    parts = []
    if late:
        parts.append(words.plural("{n} promise broken", "{n} promises broken", late))
    if len(told) > late:
        parts.append(words.plural("{n} about to break", "{n} about to break", len(told) - late))
    what = words.list_of(parts)
    title = words("While you were away: {what}", what=what) if away else capital(what)
    lines = [_name(one.row) for one in told[:NAMED]]
    if len(told) > NAMED:
        lines.append(words.plural("and {n} more", "and {n} more", len(told) - NAMED))
    return Notice(None, title, "\n".join(lines), late > 0, ((OPEN, words("See the queue")),))


def _who(row: QueueRow, words: Words) -> str:
    if row.first_response_at is None:
        return words("{name}, whom nobody has answered yet", name=row.requester)
    if row.assignee_id is None:
        return words("{name} · nobody has taken it", name=row.requester)
    return row.requester


def _name(row: QueueRow) -> str:
    return f"{row.number} · {row.title}" if row.number is not None else row.title


def _lasting(microseconds: int, words: Words) -> str:
    return words.duration(microseconds // SECOND)

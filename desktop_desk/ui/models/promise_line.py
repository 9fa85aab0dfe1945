"""What the queue says of a ticket's promises: which one, how far it is, in which words and tone.

Pure decisions on a :class:`QueueRow` and an instant; nothing is painted or read here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from desktop_desk.domain.instants import SECOND, Instant, to_seconds
from desktop_desk.domain.queue import ClockFace, QueueRow
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import ACTIVE, Outcome, Status
from desktop_desk.services.rulebook import Rules
from desktop_desk.text import Words
from desktop_desk.ui.marks import PROMISE_TEXT, Promise

IN_DANGER: Final = 0.75
"""The share of its time from which a promise is in danger: where the default policy warns."""

Counted = Callable[[QueueRow, Metric, Instant, Instant], int]
"""Seconds of a promise's own clock from one instant to another."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """Two lines beside a mark; tones are text roles of the theme.

    ``fraction`` (0 to 1) of the time is used up. ``strong`` when the promise is broken or in danger.
    """

    mark: Promise
    fraction: float
    first: str
    second: str
    first_tone: str
    second_tone: str = "text_2"
    strong: bool = False


def promise_line(
    row: QueueRow, now: Instant, words: Words, tz: tzinfo, counted: Counted | None = None
) -> PromiseLine:
    """The promise that matters now: the running one due first, else the paused one, else the verdict.

    Without ``counted`` the share used up is that of the time on the wall.
    """
    if row.status not in ACTIVE:
        return _verdict(row, now, words, tz)
    faces = _faces(row)
    running = [(face.due_at, metric, face) for metric, face in faces if face.due_at and _runs(face)]
    if running:
        due, metric, face = min(running, key=lambda one: one[0])
        used = _used(row, metric, face, due, now, counted)
        return _running(metric, due, used, now, words, tz)
    paused = [(face.left_s or 0, metric) for metric, face in faces if _paused(face)]
    if paused:
        left_s, _ = min(paused, key=lambda one: one[0])
        return _paused_line(left_s, words)
    met = [(metric, face) for metric, face in faces if face.met_at is not None]
    return _judged(*met[-1], now, words, tz) if met else nothing_promised(words)


def unanswered(row: QueueRow) -> bool:
    """Whether nobody has answered while somebody should."""
    return row.first_response_at is None and row.status in {Status.OPEN, Status.IN_PROGRESS}


def nothing_promised(words: Words) -> PromiseLine:
    """What stands for a ticket without a promise."""
    return PromiseLine(Promise.NONE, 0.0, words("no promise"), "", PROMISE_TEXT[Promise.NONE])


def counted_by(rules: Rules | None) -> Counted | None:
    """How ``rules`` count time, so that a night or a weekend does not bring a promise into danger."""
    if rules is None:
        return None

    def counted(row: QueueRow, metric: Metric, start: Instant, end: Instant) -> int:
        target = rules.policy.target(metric, row.priority, row.kind)
        if target is None:
            return max(0, (end - start) // SECOND)
        return rules.hours.elapsed(to_seconds(start), to_seconds(end), target.clock)

    return counted


def _faces(row: QueueRow) -> list[tuple[Metric, ClockFace]]:
    pairs = ((Metric.FIRST_RESPONSE, row.response), (Metric.RESOLUTION, row.resolution))
    return [(metric, face) for metric, face in pairs if face is not None]


def _runs(face: ClockFace) -> bool:
    return face.running and face.paused_since is None


def _paused(face: ClockFace) -> bool:
    return face.paused_since is not None and face.met_at is None


def _running(
    metric: Metric, due: Instant, fraction: float, now: Instant, words: Words, tz: tzinfo
) -> PromiseLine:
    left_s = (due - now) // SECOND
    mark = Promise.LATE if left_s <= 0 else Promise.SOON if fraction >= IN_DANGER else Promise.RUNNING
    return PromiseLine(
        mark,
        1.0 if mark is Promise.LATE else fraction,
        words.late(-left_s) if mark is Promise.LATE else words.left(left_s),
        f"{words.metric(metric.value, short=True)} · {words.short(due, tz, now)}",
        PROMISE_TEXT[mark],
        strong=mark is not Promise.RUNNING,
    )


def _used(
    row: QueueRow, metric: Metric, face: ClockFace, due: Instant, now: Instant, counted: Counted | None
) -> float:
    """The share of the promise used up; pauses and closing hours do not count where ``counted`` is given."""
    if now >= due:
        return 1.0
    if counted is not None and face.target_s:
        left = counted(row, metric, now, due) / face.target_s
    else:
        start = face.started_at if face.started_at is not None else row.created_at
        left = (due - now) / max(1, due - start)
    return min(max(1.0 - left, 0.0), 1.0)


def _paused_line(left_s: int, words: Words) -> PromiseLine:
    late = left_s < 0
    return PromiseLine(
        Promise.PAUSED,
        0.0,
        words("paused"),
        words.late(-left_s) if late else words.remains(left_s),
        PROMISE_TEXT[Promise.PAUSED],
        "danger_text" if late else "text_2",
    )


def _verdict(row: QueueRow, now: Instant, words: Words, tz: tzinfo) -> PromiseLine:
    """What became of the promise of a ticket that ended; only what was solved is judged."""
    if row.outcome not in {None, Outcome.SOLVED}:
        tone = PROMISE_TEXT[Promise.NONE]
        return PromiseLine(Promise.NONE, 0.0, words("not counted"), words.outcome(str(row.outcome)), tone)
    judged = [(metric, face) for metric, face in _faces(row) if face.met_at is not None]
    return _judged(*judged[-1], now, words, tz) if judged else nothing_promised(words)


def _judged(metric: Metric, face: ClockFace, now: Instant, words: Words, tz: tzinfo) -> PromiseLine:
    met = face.met_at
    assert met is not None
    name = words.metric(metric.value, short=True)
    if face.breached_at is None:
        second = f"{name} · {words.short(met, tz, now)}"
        return PromiseLine(Promise.KEPT, 1.0, words("kept"), second, PROMISE_TEXT[Promise.KEPT])
    over_s = (met - face.breached_at) // SECOND
    second = f"{name} · {words.late(over_s)}" if over_s >= 60 else name
    return PromiseLine(Promise.MISSED, 1.0, words("missed"), second, PROMISE_TEXT[Promise.MISSED])

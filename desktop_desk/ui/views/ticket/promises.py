"""A promise of the ticket in words and as a bar, from its stored clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.instants import SECOND, Instant
from desktop_desk.domain.sla import BREACH
from desktop_desk.text import Words
from desktop_desk.ui.marks import PROMISE_TEXT, Promise

Counted = Callable[[Instant, Instant], int]
"""Seconds of a promise's own clock from one instant to another."""


@dataclass(frozen=True, slots=True)
class PromiseFace:
    """What a clock shows: its mark, what it says, what stands under it, how much is used (0 to 1)."""

    mark: Promise
    text: str
    under: str
    used: float
    under_tone: str = "text_2"

    @property
    def tone(self) -> str:
        """The role of its words."""
        return PROMISE_TEXT[self.mark]


def promise_face(
    words: Words,
    clock: ClockRow | None,
    *,
    archived: bool,
    now: Instant,
    tz: tzinfo,
    counted: Counted | None = None,
) -> PromiseFace:
    """The face of a clock at an instant; ``None`` is a ticket nothing was promised for.

    Without ``counted`` the share used up is that of the time on the wall.
    """
    if clock is None or (archived and clock.met_at is None and clock.breached_at is None):
        under = words("taken in as history") if archived else words("nothing is promised for this ticket")
        return PromiseFace(Promise.NONE, words("no promise"), under, 0.0)
    if clock.policy_id is None:
        missed = clock.breached_at is not None
        said = words("not kept") if missed else words("kept")
        return PromiseFace(
            Promise.MISSED if missed else Promise.KEPT, said, words("verdict of the import"), 1.0
        )
    if clock.met_at is not None:
        return _met(words, clock, clock.met_at, now, tz, counted)
    if clock.due_at is None:
        return _paused(words, clock)
    return _running(words, clock, clock.due_at, now, tz, counted)


def _met(
    words: Words, clock: ClockRow, met: Instant, now: Instant, tz: tzinfo, counted: Counted | None
) -> PromiseFace:
    due = clock.breached_at or clock.due_at
    under = words.promised(due, tz, now) if due is not None else ""
    if clock.breached_at is not None:
        late = words.duration(max(0, met - clock.breached_at) // SECOND)
        return PromiseFace(Promise.MISSED, words("late by {duration}", duration=late), under, 1.0)
    used = _share(clock, met, due, counted)
    return PromiseFace(Promise.KEPT, words("kept, {when}", when=words.short(met, tz, now)), under, used)


def _paused(words: Words, clock: ClockRow) -> PromiseFace:
    left = clock.left_s or 0
    late = left < 0 or clock.breached_at is not None
    target = clock.target_s or 0
    used = 1 - left / target if target else 1.0
    under = words.late(max(0, -left)) if late else words.remains(left)
    return PromiseFace(
        Promise.PAUSED,
        words("paused"),
        under,
        min(max(used, 0.0), 1.0),
        "danger_text" if late else "text_2",
    )


def _running(
    words: Words, clock: ClockRow, due: Instant, now: Instant, tz: tzinfo, counted: Counted | None
) -> PromiseFace:
    under = words.promised(due, tz, now)
    broken = clock.breached_at if clock.breached_at is not None else due
    if broken <= now:
        return PromiseFace(Promise.LATE, words.late((now - broken) // SECOND), under, 1.0)
    warned = clock.next_step == BREACH.name or (clock.next_step_at is not None and clock.next_step_at <= now)
    mark = Promise.SOON if warned else Promise.RUNNING
    return PromiseFace(mark, words.left((due - now) // SECOND), under, _share(clock, now, due, counted))


def _share(clock: ClockRow, at: Instant, due: Instant | None, counted: Counted | None) -> float:
    """How much of the promised time is used up at an instant."""
    if due is None or at >= due:
        return 1.0
    if counted is not None and clock.target_s:
        left = counted(at, due) / clock.target_s
    else:
        start = clock.started_at if clock.started_at is not None else at
        left = (due - at) / max(1, due - start)
    return min(max(1.0 - left, 0.0), 1.0)

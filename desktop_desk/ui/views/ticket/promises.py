"""A promise of the ticket in words and as a bar, from its stored clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.instants import SECOND, Instant
from desktop_desk.text import Words
from desktop_desk.ui.marks import PROMISE_TEXT, Promise


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
    words: Words, clock: ClockRow | None, *, archived: bool, now: Instant, tz: tzinfo
) -> PromiseFace:
    """The face of a clock at an instant; ``None`` is a ticket nothing was promised for."""
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
        return _met(words, clock, clock.met_at, now, tz)
    if clock.due_at is None:
        return _paused(words, clock)
    return _running(words, clock, clock.due_at, now, tz)


def _met(words: Words, clock: ClockRow, met: Instant, now: Instant, tz: tzinfo) -> PromiseFace:
    due = clock.breached_at or clock.due_at
    under = words.promised(due, tz, now) if due is not None else ""
    if clock.breached_at is not None:
        late = words.duration(max(0, met - clock.breached_at) // SECOND)
        return PromiseFace(Promise.MISSED, words("late by {duration}", duration=late), under, 1.0)
    used = _share(clock.started_at, met, due)
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


def _running(words: Words, clock: ClockRow, due: Instant, now: Instant, tz: tzinfo) -> PromiseFace:
    under = words.promised(due, tz, now)
    broken = clock.breached_at if clock.breached_at is not None else due
    if broken <= now:
        return PromiseFace(Promise.LATE, words.late((now - broken) // SECOND), under, 1.0)
    mark = Promise.SOON if clock.next_step == "breach" else Promise.RUNNING
    return PromiseFace(mark, words.left((due - now) // SECOND), under, _share(clock.started_at, now, due))


def _share(start: Instant | None, at: Instant, end: Instant | None) -> float:
    if start is None or end is None or end <= start:
        return 1.0
    return min(max((at - start) / (end - start), 0.0), 1.0)

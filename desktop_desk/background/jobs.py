"""The table of jobs: what the desk does by itself, and how often."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from desktop_desk.background.worker import Job
from desktop_desk.domain.events import Swept
from desktop_desk.domain.instants import SECOND, Instant, plus
from desktop_desk.domain.ports import Store
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.letters import LetterBox, take_letters
from desktop_desk.services.sweep import close_resolved, sweep

if TYPE_CHECKING:
    from desktop_desk.background.duty import Duty
    from desktop_desk.background.guest import Guest

SWEEP: Final = "sweep"
CLOSE: Final = "close"

SWEEP_EVERY_S: Final = 30.0
"""However far the next promise is: what the window shows as « vérifié il y a 12 s » stays young."""
CLOSE_EVERY_S: Final = 600.0


TAKE_EVERY: Final = 10 * SECOND
"""How often a desk on a server has its duty on, or looks whether it has lapsed."""

LOOK_EVERY: Final = 2 * SECOND
"""How often a guest looks whether the owner of its file is still there."""


def jobs_of(desk: Desk, store: Store, bus: Bus) -> tuple[Job, ...]:
    """The jobs of a desk; the first is the one whose last run the window shows."""

    def close_what_stays_resolved(now: Instant) -> None:
        close_resolved(desk, store, now)

    return (
        Job(SWEEP, partial(_check_promises, store, bus), SWEEP_EVERY_S, after_changes=True),
        Job(CLOSE, close_what_stays_resolved, CLOSE_EVERY_S),
    )


def jobs_of_guest(guest: Guest, store: Store, bus: Bus) -> tuple[Job, ...]:
    """The jobs of a desk on another's file: to take it over once that one is gone, then to do its work."""

    def look_or_check(now: Instant) -> Instant | None:
        guest.succeed()
        return plus(now, LOOK_EVERY) if guest.desk is None else _check_promises(store, bus, now)

    def close_what_stays_resolved(now: Instant) -> None:
        if guest.desk is not None:
            close_resolved(guest.desk, store, now)

    return (
        Job(SWEEP, look_or_check, SWEEP_EVERY_S, after_changes=True),
        Job(CLOSE, close_what_stays_resolved, CLOSE_EVERY_S),
    )


def jobs_of_shared(desk: Desk, box: LetterBox, bus: Bus, duty: Duty) -> tuple[Job, ...]:
    """The jobs of one of several desks on a server: whoever has the duty does them, the others stand by."""
    store = desk.store

    def check_or_stand_by(now: Instant) -> Instant | None:
        if duty.take(now):
            take_letters(desk, box)
            following = _check_promises(store, bus, now)
        else:  # another watches: what fires is heard of
            with store.read() as reading:
                bus.publish(Swept(now, reading.clocks.next_step_at()))
            following = None
        latest = plus(now, TAKE_EVERY)
        return latest if following is None else min(latest, following)

    def close_what_stays_resolved(now: Instant) -> None:
        if duty.take(now):
            close_resolved(desk, store, now)

    return (
        Job(SWEEP, check_or_stand_by, SWEEP_EVERY_S, after_changes=True),
        Job(CLOSE, close_what_stays_resolved, CLOSE_EVERY_S),
    )


def _check_promises(store: Store, bus: Bus, now: Instant) -> Instant | None:
    sweep(store, bus, now)
    with store.read() as reading:
        return reading.clocks.next_step_at()

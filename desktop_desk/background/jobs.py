"""The table of jobs: what the desk does by itself, and how often."""

from __future__ import annotations

from typing import Final

from desktop_desk.background.worker import Job
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ports import Store
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.sweep import close_resolved, sweep

SWEEP: Final = "sweep"
CLOSE: Final = "close"

SWEEP_EVERY_S: Final = 30.0
"""However far the next promise is: what the window shows as « vérifié il y a 12 s » stays young."""
CLOSE_EVERY_S: Final = 600.0


def jobs_of(desk: Desk, store: Store, bus: Bus) -> tuple[Job, ...]:
    """The jobs of a desk; the first is the one whose last run the window shows."""

    def check_promises(now: Instant) -> Instant | None:
        sweep(store, bus, now)
        with store.read() as reading:
            return reading.clocks.next_step_at()

    def close_what_stays_resolved(now: Instant) -> None:
        close_resolved(desk, store, now)

    return (
        Job(SWEEP, check_promises, SWEEP_EVERY_S, after_changes=True),
        Job(CLOSE, close_what_stays_resolved, CLOSE_EVERY_S),
    )

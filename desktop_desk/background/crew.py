"""What works for one desk on a server: its jobs, its watching of what others do, its duty."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_desk.background.duty import Duty
    from desktop_desk.background.follower import Follower
    from desktop_desk.background.worker import Worker


class Crew:
    """Starts and stops together, as a worker alone does for a file."""

    def __init__(self, worker: Worker, follower: Follower, duty: Duty) -> None:
        self._worker, self._follower, self._duty = worker, follower, duty

    def start(self) -> None:
        """Begin."""
        self._follower.start()
        self._worker.start()

    def stop(self) -> None:
        """Finish what is in hand, and leave the duty to the others."""
        self._follower.stop()
        self._worker.stop()
        self._duty.give_up()

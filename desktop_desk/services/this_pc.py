"""What this PC brings to a desk: its clock, and whoever uses it."""

from __future__ import annotations

import time

from desktop_desk import device
from desktop_desk.domain.author import Author
from desktop_desk.domain.instants import Instant


def pc_clock() -> Instant:
    """The PC's own clock, which a local file is stamped with."""
    return Instant(time.time_ns() // 1000)


def this_person() -> Author:
    """Whoever uses this account of this PC."""
    return Author(person=None, os_account=device.os_account(), device=device.device())

"""What a desk shows before it is open: the first lines of its queue, and the rules they are read by."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from desktop_desk.domain.firm import Revision
from desktop_desk.domain.queue import QueueRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The view of active tickets, the most pressing first.

    ``ids`` are those of all, ``rows`` the first lines; ``late`` of them are late. ``blank``: the desk holds
    no ticket at all. ``policy`` and ``calendar`` are in force.
    """

    ids: array[int]
    rows: list[QueueRow]
    late: int
    blank: bool
    policy: Revision
    calendar: Revision

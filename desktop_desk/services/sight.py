"""What was seen of a desk before it is open, with the rules it is read by."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_desk.domain.glance import Glance
from desktop_desk.services.rulebook import Rules, rules_of


@dataclass(frozen=True, slots=True)
class Sight:
    """The first lines, and how their time is counted."""

    seen: Glance
    rules: Rules


def sight_of(seen: Glance) -> Sight:
    """A glance with the rules its revisions state."""
    return Sight(seen, rules_of(seen.policy, seen.calendar))

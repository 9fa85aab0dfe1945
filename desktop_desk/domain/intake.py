"""What somebody's own words about their trouble mean to the support."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_desk.domain.people import Person
from desktop_desk.domain.ticket import Kind, Priority


class Blocked(StrEnum):
    """The answers to « Êtes-vous bloqué ? »."""

    STOPPED = "stopped"
    HINDERED = "hindered"
    NOT_URGENT = "not_urgent"
    IDEA = "idea"


@dataclass(frozen=True, slots=True)
class Urgency:
    """The kind and priority a request comes in with; an agent can always change both."""

    kind: Kind
    priority: Priority


_MEANING = {
    Blocked.STOPPED: Urgency(Kind.INCIDENT, Priority.HIGH),
    Blocked.HINDERED: Urgency(Kind.INCIDENT, Priority.NORMAL),
    Blocked.NOT_URGENT: Urgency(Kind.REQUEST, Priority.NORMAL),
    Blocked.IDEA: Urgency(Kind.REQUEST, Priority.LOW),
}


def urgency(blocked: Blocked, *, whole_team: bool = False, may_be_critical: bool = False) -> Urgency:
    """What an answer means; a whole team that cannot work is critical where the person may say so."""
    if blocked is Blocked.STOPPED and whole_team and may_be_critical:
        return Urgency(Kind.INCIDENT, Priority.CRITICAL)
    return _MEANING[blocked]


def may_be_critical(person: Person | None) -> bool:
    """Whether this person's word alone makes a request critical: that of those who answer requests."""
    return person is not None and person.treats

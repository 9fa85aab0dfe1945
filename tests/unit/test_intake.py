"""What an answer to « Êtes-vous bloqué ? » makes of a request."""

from __future__ import annotations

import pytest

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.intake import Blocked, Urgency, may_be_critical, urgency
from desktop_desk.domain.people import Person, Role
from desktop_desk.domain.ticket import Kind, Priority

TABLE = [
    (Blocked.STOPPED, False, False, Kind.INCIDENT, Priority.HIGH),
    (Blocked.STOPPED, False, True, Kind.INCIDENT, Priority.HIGH),
    (Blocked.STOPPED, True, False, Kind.INCIDENT, Priority.HIGH),
    (Blocked.STOPPED, True, True, Kind.INCIDENT, Priority.CRITICAL),
    (Blocked.HINDERED, False, False, Kind.INCIDENT, Priority.NORMAL),
    (Blocked.HINDERED, True, True, Kind.INCIDENT, Priority.NORMAL),
    (Blocked.NOT_URGENT, True, True, Kind.REQUEST, Priority.NORMAL),
    (Blocked.IDEA, False, True, Kind.REQUEST, Priority.LOW),
]


@pytest.mark.parametrize(("blocked", "team", "may", "kind", "priority"), TABLE)
def test_each_answer_means_one_thing(
    blocked: Blocked, team: bool, may: bool, kind: Kind, priority: Priority
) -> None:
    assert urgency(blocked, whole_team=team, may_be_critical=may) == Urgency(kind, priority)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.MANAGER, True), (Role.AGENT, True), (Role.PROVIDER, True), (Role.EMPLOYEE, False)],
)
def test_only_those_who_answer_requests_make_one_critical(role: Role, may: bool) -> None:
    person = Person(id=1, uid=new_uid(), name="A", department="", language="fr", role=role, active=True)
    assert may_be_critical(person) is may


def test_a_stranger_makes_nothing_critical() -> None:
    assert not may_be_critical(None)

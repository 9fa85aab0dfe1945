"""What notifications say: one a ticket, the gravest, together when many or late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_desk.domain.operations import AddMessage
from desktop_desk.domain.ticket import Priority
from desktop_desk.services.sweep import sweep
from desktop_desk.text import Words
from desktop_desk.ui.alert_words import OPEN, REPLY, TAKE, Notice, notices
from tests.support.desks import SmallDesk, small_desk

FR = Words("fr")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SmallDesk]:
    with small_desk(tmp_path) as opened:
        yield opened


def said(desk: SmallDesk, *, away: bool = False, words: Words = FR) -> list[Notice]:
    sweep(desk.opened.store, desk.opened.bus, desk.clock.now)
    session = desk.session
    return notices(session.alerts(), desk.clock.now, session.tz, words, away=away)


def test_before_the_breach(desk: SmallDesk) -> None:
    desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL)
    desk.clock.forward(45)
    (notice,) = said(desk)
    assert notice.title == "Première réponse dans 15\u00a0min"
    assert notice.body == "1 · Caisse 2 bloquée\nMarie Lubin, à qui personne n’a encore répondu"
    assert [key for key, _ in notice.actions] == [OPEN, REPLY, TAKE]
    assert not notice.late


def test_the_breach_alone_is_told_of_two_steps(desk: SmallDesk) -> None:
    desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL, assignee=desk.me)
    desk.clock.forward(95)
    (notice,) = said(desk)
    assert notice.title == "Première réponse dépassée de 35\u00a0min"
    assert notice.late
    assert [key for key, _ in notice.actions] == [OPEN, REPLY]


def test_many_are_told_together(desk: SmallDesk) -> None:
    for number in range(4):
        desk.ticket(f"Caisse {number}", priority=Priority.CRITICAL)
    desk.clock.forward(61)
    (notice,) = said(desk)
    assert notice.ticket_id is None
    assert notice.title == "4 promesses dépassées"
    assert notice.body.endswith("et 1 autre")


def test_what_came_while_nobody_was_there_is_told_together(desk: SmallDesk) -> None:
    desk.ticket("Caisse 1", priority=Priority.CRITICAL)
    desk.clock.forward(20)
    desk.ticket("Caisse 2", priority=Priority.CRITICAL)
    desk.clock.forward(41)
    said(desk)
    desk.clock.forward(5)
    assert len(said(desk)) == 2
    (notice,) = said(desk, away=True)
    assert notice.title.startswith("En votre absence\u202f: 1 promesse dépassée")


def test_an_answer_meanwhile_silences_it(desk: SmallDesk) -> None:
    opened = desk.ticket("Caisse 2 bloquée", priority=Priority.CRITICAL)
    desk.clock.forward(45)
    sweep(desk.opened.store, desk.opened.bus, desk.clock.now)
    assert opened.ticket is not None
    desk.session.apply(AddMessage(ticket=opened.ticket, text="J’arrive."))
    assert said(desk) == []


def test_english(desk: SmallDesk) -> None:
    desk.ticket("Till 2 is stuck", priority=Priority.CRITICAL)
    desk.clock.forward(75)
    (notice,) = said(desk, words=Words("en"))
    assert notice.title == "First response overdue by 15\u00a0min"

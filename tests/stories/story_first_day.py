"""The first day: a request comes in, its promise is about to break, it breaks, it is answered, and undone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop_desk.domain.instants import from_iso
from desktop_desk.domain.queue import QueueRow, View
from desktop_desk.domain.ticket import Status
from tests.stories.the_desk import AnEmployee, TheDesk
from tests.support.desks import HandClock
from tests.support.desktop import NotificationService
from tests.support.passing import let_pass
from tests.support.passing import wait_until as until

MONDAY_9H = from_iso("2026-11-23T08:00:00Z")


@pytest.fixture
def the_desk(
    notification_service: NotificationService, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[TheDesk]:
    os.environ["DISPLAY"] = os.environ["STORY_DISPLAY"]
    request.getfixturevalue("qapp")
    desk = TheDesk(tmp_path / "bureau.sqlite3", HandClock(MONDAY_9H))
    desk.start()
    yield desk
    desk.stop()


def notices(bus: NotificationService) -> list[dict[str, Any]]:
    return [event for event in bus.events if event["event"] == "notify"]


def notice(bus: NotificationService, nth: int) -> dict[str, Any]:
    """The nth notification; the program goes on while it is waited for."""
    until(lambda: len(notices(bus)) >= nth, f"notification {nth}")
    return notices(bus)[nth - 1]


def lucie_asks(desk: TheDesk) -> tuple[AnEmployee, QueueRow]:
    """Through the dialog, in a process that does not own the file; her request comes into the open queue."""
    lucie = AnEmployee(desk.path, desk.clock)
    number = lucie.asks("Lucie Agricole", "Le lecteur du quai ne bipe plus")
    assert number == 1
    until(lambda: [row.number for row in desk.rows()] == [number], "the row in the queue")  # nobody reloads
    row = desk.rows()[0]
    assert (row.title, row.status) == ("Le lecteur du quai ne bipe plus", Status.OPEN)
    return lucie, row


def the_promise_breaks(desk: TheDesk, bus: NotificationService, row: QueueRow) -> dict[str, Any]:
    """Three quarters of the time pass: the tray warns, once; then it breaks and the tray says that too."""
    assert row.response is not None
    due = row.response.due_at
    assert due is not None
    promised_minutes = (due - desk.clock.now) / 60_000_000
    desk.minutes_pass(promised_minutes * 0.80)
    warning = notice(bus, 1)
    assert "lecteur du quai" in warning["summary"] + warning["body"]
    desk.minutes_pass(promised_minutes * 0.25)
    breach = notice(bus, 2)
    assert "dépassé" in (breach["summary"] + breach["body"]).casefold()
    let_pass(1.0)
    assert len(notices(bus)) == 2
    until(lambda: desk.count(View.LATE) == 1, "one late ticket")
    return breach


def nadia_answers_and_resolves(desk: TheDesk) -> None:
    desk.reply("Bonjour Lucie, je remplace la pile.")
    until(lambda: desk.rows()[0].first_response_at is not None, "the answer noted")
    desk.reply("Voila, pile neuve.", resolve=True)
    until(lambda: not desk.rows(), "the ticket gone from the open queue")


def all_of_it_is_undone(desk: TheDesk) -> None:
    """One by one: resolved, answered."""
    desk.undo()
    until(lambda: [r.status for r in desk.rows()] == [Status.IN_PROGRESS], "the resolution undone")
    desk.undo()
    until(lambda: [r.first_response_at for r in desk.rows()] == [None], "the answer undone")
    assert desk.rows()[0].status is Status.OPEN
    assert desk.count(View.LATE) == 1


def test_from_a_request_to_a_kept_promise(
    the_desk: TheDesk, notification_service: NotificationService
) -> None:
    desk, bus = the_desk, notification_service
    assert QApplication.platformName() == "xcb"
    lucie, row = lucie_asks(desk)
    breach = the_promise_breaks(desk, bus, row)

    # A click on the notification opens the ticket.
    bus.invoke(breach["id"])
    until(lambda: desk.editor().ticket_id == row.id, "the ticket in the editor")

    # The dashboard shows what is done, and no more once it is undone.
    before = desk.dashboard()
    nadia_answers_and_resolves(desk)
    assert desk.dashboard() != before
    all_of_it_is_undone(desk)
    assert desk.dashboard() == before
    lucie.leaves()

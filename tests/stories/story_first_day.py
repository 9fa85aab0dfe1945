"""The first day: a request comes in, its promise is about to break, it breaks, it is answered, and undone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from desktop_desk.domain.instants import from_iso
from desktop_desk.domain.queue import View
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


def test_from_a_request_to_a_kept_promise(
    the_desk: TheDesk, notification_service: NotificationService
) -> None:
    desk, bus = the_desk, notification_service
    assert QApplication.platformName() == "xcb"

    # Lucie asks through the dialog, in a process that does not own the file.
    lucie = AnEmployee(desk.path, desk.clock)
    number = lucie.asks("Lucie Agricole", "Le lecteur du quai ne bipe plus")
    assert number == 1

    # Her request is in the open queue without anybody reloading.
    until(lambda: [row.number for row in desk.rows()] == [number], "the row in the queue")
    row = desk.rows()[0]
    assert (row.title, row.status) == ("Le lecteur du quai ne bipe plus", Status.OPEN)
    assert row.response is not None
    due = row.response.due_at
    assert due is not None
    promised_minutes = (due - desk.clock.now) / 60_000_000

    # Three quarters of the time pass: the tray warns, once.
    desk.minutes_pass(promised_minutes * 0.80)
    warning = notice(bus, 1)
    assert "lecteur du quai" in warning["summary"] + warning["body"]

    # The promise breaks: the tray says that too.
    desk.minutes_pass(promised_minutes * 0.25)
    breach = notice(bus, 2)
    assert "dépassé" in (breach["summary"] + breach["body"]).casefold()
    let_pass(1.0)
    assert len(notices(bus)) == 2
    until(lambda: desk.count(View.LATE) == 1, "one late ticket")

    # A click on the notification opens the ticket.
    bus.invoke(breach["id"])
    until(lambda: desk.editor().ticket_id == row.id, "the ticket in the editor")

    # Nadia answers and resolves; the dashboard shows it.
    before = desk.dashboard()
    desk.reply("Bonjour Lucie, je remplace la pile.")
    until(lambda: desk.rows()[0].first_response_at is not None, "the answer noted")
    desk.reply("Voila, pile neuve.", resolve=True)
    until(lambda: not desk.rows(), "the ticket gone from the open queue")
    assert desk.dashboard() != before

    # All of it is undone, one by one: resolved, answered.
    desk.undo()
    until(lambda: [r.status for r in desk.rows()] == [Status.IN_PROGRESS], "the resolution undone")
    desk.undo()
    until(lambda: [r.first_response_at for r in desk.rows()] == [None], "the answer undone")
    assert desk.rows()[0].status is Status.OPEN
    assert desk.count(View.LATE) == 1
    assert desk.dashboard() == before
    lucie.leaves()

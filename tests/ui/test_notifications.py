"""Notifications on a real message bus: typed as the specification asks, clicked, and a bus that goes away."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop_desk.ui.alert_words import OPEN, TAKE, Notice
from desktop_desk.ui.bus_notifier import BusNotifier
from tests.support.desktop import NotificationService

LATE = Notice(
    7, "Première réponse dépassée de 35 min", "1291 · Caisse 2 <bloquée> & figée", True,
    ((OPEN, "Ouvrir"), (TAKE, "Je m’en occupe")),
)  # fmt: skip


@pytest.fixture
def notifier(qapp) -> Iterator[BusNotifier]:
    made = BusNotifier(sound=False)
    yield made
    made.stop()


def test_a_notice_reaches_the_desktop_well_formed(
    notification_service: NotificationService, notifier: BusNotifier
) -> None:
    notifier.show(LATE)
    shown = notification_service.wait("notify")
    assert shown["summary"] == LATE.title
    assert shown["well_formed"]
    assert "&lt;bloquée&gt; &amp; figée" in shown["body"]
    assert shown["wrong_hints"] == []
    assert shown["hints"]["suppress-sound"] is True
    assert shown["actions"] == {"default": "Ouvrir", "take": "Je m’en occupe"}
    assert shown["icon"].startswith("file://")


def test_a_click_says_which_ticket(
    qtbot, notification_service: NotificationService, notifier: BusNotifier
) -> None:
    notifier.show(LATE)
    number = notification_service.wait("notify")["id"]
    with qtbot.waitSignal(notifier.acted, timeout=3000) as heard:
        notification_service.invoke(number, TAKE)
    assert heard.args == [7, TAKE]


def test_the_same_ticket_takes_the_place_of_its_older_notice(
    notification_service: NotificationService, notifier: BusNotifier
) -> None:
    notifier.show(LATE)
    first = notification_service.wait("notify")["id"]
    notifier.show(LATE)
    assert notification_service.wait("notify")["replaces"] == first
    notifier.show(Notice(8, "Autre", "1292 · Autre"))
    assert notification_service.wait("notify")["replaces"] == 0


def test_many_at_once_all_arrive(notification_service: NotificationService, notifier: BusNotifier) -> None:
    for ticket in range(20):
        notifier.show(Notice(ticket, f"Ticket {ticket}", ""))
    assert [notification_service.wait("notify")["summary"] for _ in range(20)] == [
        f"Ticket {n}" for n in range(20)
    ]


def test_without_a_service_the_notice_comes_back(qtbot, notifier: BusNotifier) -> None:
    with qtbot.waitSignal(notifier.refused, timeout=8000) as heard:
        notifier.show(LATE)
    assert heard.args == [LATE]


def test_a_desktop_that_comes_later_is_found(
    qtbot, start_desktop: Callable[..., NotificationService], notifier: BusNotifier
) -> None:
    with qtbot.waitSignal(notifier.refused, timeout=8000):
        notifier.show(LATE)
    service = start_desktop()
    notifier.show(LATE)
    assert service.wait("notify")["summary"] == LATE.title

"""Verdicts given in the queue: one or several, said and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_desk.domain.operations import TicketField
from desktop_desk.domain.queue import View
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from desktop_desk.ui.views.queue import QueueView
from tests.ui.queue_page import settled
from tests.ui.queue_support import QueueDesk

Key = Qt.Key


def test_a_verdict_on_several_is_said_once_and_can_be_taken_back(
    qtbot: QtBot, desk: QueueDesk, page: QueueView
) -> None:
    QTest.keyClick(page.table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = page.table.chosen_ids()
    assert len(chosen) == 2
    with qtbot.waitSignal(page.done) as done:
        page.act_priority(Priority.LOW)
    sentence, operations = done.args
    assert sentence == "2 tickets: priority low"
    assert [row.priority for row in desk.session.rows(chosen)] == [Priority.LOW] * 2
    for operation in operations:
        desk.session.undo(operation)
    assert [row.priority for row in desk.session.rows(chosen)] == [Priority.CRITICAL, Priority.HIGH]


def test_after_resolving_the_next_line_takes_the_place(
    qtbot: QtBot, desk: QueueDesk, page: QueueView, rows: list[int]
) -> None:
    page.select_next()
    following = page.model.ids[2]
    with qtbot.waitSignal(page.done) as done:
        page.resolve()
    assert done.args[0] == "Ticket 2 resolved"
    settled(qtbot, desk, page)
    assert rows[1] not in page.model.ids
    assert page.table.current_id == following
    assert page.table.chosen_ids() == [following]


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (lambda page: page.act_take(), "You are taking care of ticket 2"),
        (lambda page: page.act_assign_me(), "Ticket 2 assigned to Nadia Belrose"),
        (lambda page: page.act_status(Status.CLOSED), "Ticket 2: closed"),
        (lambda page: page.act_wait(WaitingFor.VALIDATION), "Ticket 2 is waiting for validation"),
        (lambda page: page.set_priority("normal"), "Ticket 2: priority normal"),
    ],
)
def test_each_verdict_says_what_it_did(qtbot: QtBot, page: QueueView, verdict, expected: str) -> None:
    page.select_next()
    with qtbot.waitSignal(page.done) as done:
        verdict(page)
    assert done.args[0] == expected
    assert len(done.args[1]) == 1


def test_giving_back_a_ticket(qtbot: QtBot, desk: QueueDesk, page: QueueView, rows: list[int]) -> None:
    with qtbot.waitSignal(page.done) as done:
        page.act_assign(None)
    assert done.args[0] == "Ticket 1 is assigned to nobody"
    assert desk.session.rows(rows[:1])[0].assignee is None


def test_what_is_so_already_is_not_done_again(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    with qtbot.assertNotEmitted(page.done):
        page.act_priority(Priority.CRITICAL)
        settled(qtbot, desk, page)


def test_a_refusal_is_said_and_the_others_are_done(
    qtbot: QtBot, desk: QueueDesk, page: QueueView, rows: list[int]
) -> None:
    desk.change(rows[0], TicketField.STATUS, Status.CLOSED.value)
    page.show_view(View.ALL)
    settled(qtbot, desk, page)
    page.select_all()
    with qtbot.waitSignals([page.done, page.failed]):
        page.act_status(Status.RESOLVED)
    after = desk.session.rows(rows)
    assert [row.status for row in after] == [Status.CLOSED] + [Status.RESOLVED] * 12


def test_the_choices_drop_under_the_line(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    page.choose_status()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.text()][:2] == ["Open", "In progress"]
    with qtbot.waitSignal(page.done) as done:
        menu.actions()[0].trigger()
    assert done.args[0] == "Ticket 1: open"
    menu.close()
    page.choose_assignee()
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    people = QApplication.activePopupWidget()
    assert isinstance(people, QMenu)
    assert [action.text() for action in people.actions()][:3] == [
        "Antilles Info",
        "Nadia Belrose",
        "Yann Delblond",
    ]
    people.close()

"""The page of the queue by keyboard and mouse: moving, opening, picking lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_desk.domain.instants import MINUTE, plus
from desktop_desk.domain.ticket import Priority
from desktop_desk.ui.commands import Place, commands_of
from desktop_desk.ui.views.queue import QueueView
from tests.ui.queue_page import press, settled
from tests.ui.queue_support import QueueDesk

Key = Qt.Key


def test_the_first_line_is_previewed_and_arrows_preview_the_others(
    qtbot: QtBot, desk: QueueDesk, page: QueueView, rows: list[int]
) -> None:
    assert page.table.current_id == rows[0]
    with qtbot.waitSignal(page.ticket_selected) as selected:
        press(page, Key.Key_Down, Key.Key_Down)
    assert selected.args == [page.model.ids[2]]
    with qtbot.waitSignal(page.ticket_selected) as selected:
        press(page, Key.Key_End)
    assert selected.args == [page.model.ids[-1]]
    press(page, Key.Key_Home, Key.Key_Right, Key.Key_Left)
    assert page.table.current_id == rows[0]


def test_enter_and_a_double_click_open(qtbot: QtBot, page: QueueView, rows: list[int]) -> None:
    with qtbot.waitSignal(page.ticket_opened) as opened:
        press(page, Key.Key_Return)
    assert opened.args == [rows[0]]
    place = QPoint(200, page.table.rowViewportPosition(1) + 20)
    with qtbot.waitSignal(page.ticket_opened) as opened:
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [page.model.ids[1]]


def test_every_command_of_the_queue_has_its_method(page: QueueView) -> None:
    for command in commands_of(Place.QUEUE):
        assert callable(getattr(page, command.method)), command.id


def test_lines_far_apart_are_picked_without_a_mouse(page: QueueView) -> None:
    page.toggle_selected()
    page.select_next()
    page.select_next()
    page.toggle_selected()
    page.select_previous()
    assert page.table.chosen_ids() == [page.model.ids[0], page.model.ids[2]]
    press(page, Key.Key_Escape)
    assert page.table.chosen_ids() == [page.model.ids[1]]
    page.select_all()
    assert page.table.chosen_count() == 13


def test_picking_the_last_one_back_ends_the_picking(page: QueueView) -> None:
    page.toggle_selected()
    assert page.table.picking
    page.toggle_selected()
    assert not page.table.picking
    assert page.table.chosen_ids() == [page.model.ids[0]]


def test_a_line_that_comes_above_moves_neither_choice_nor_sight(
    qtbot: QtBot, desk: QueueDesk, page: QueueView
) -> None:
    for number in range(60):
        desk.open(f"Autre demande {number}", priority=Priority.LOW)
    settled(qtbot, desk, page)
    table = page.table
    table.go_to(40)
    settled(qtbot, desk, page)
    current, top = table.current_id, page.model.ids[table.rowAt(0)]
    before = table.rowViewportPosition(40)
    desk.open("Incendie", priority=Priority.CRITICAL)
    settled(qtbot, desk, page)
    assert (table.current_id, page.model.ids[table.rowAt(0)]) == (current, top)
    assert table.rowViewportPosition(41) == before
    assert table.chosen_ids() == [current]


def test_countdowns_go_on_without_reading_anything(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    before = page.table.grab().toImage()
    desk.clock.now = plus(desk.clock.now, 3 * MINUTE)
    page.table.tick()
    assert page.table.grab().toImage() != before

"""The page of the queue, by keyboard, by mouse and by ear, over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_desk.domain.figure import Behind
from desktop_desk.domain.instants import MINUTE, plus
from desktop_desk.domain.operations import TicketField
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from desktop_desk.ui import theme
from desktop_desk.ui.commands import Place, commands_of
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue import QueueView
from desktop_desk.ui.views.search_box import SearchBox
from tests.support.accessibility import assert_named, spoken_name
from tests.ui.queue_support import QueueDesk, morning, paris, queue_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[QueueDesk]:
    with queue_desk(tmp_path / "q.sqlite3") as desk:
        yield desk


@pytest.fixture
def rows(desk: QueueDesk) -> list[int]:
    return morning(desk)


@pytest.fixture
def page(qtbot: QtBot, desk: QueueDesk, rows: list[int]) -> QueueView:
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: QueueDesk) -> QueueView:
    view = QueueView(desk.context)
    qtbot.addWidget(view)
    view.resize(1384, 836)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    settled(qtbot, desk, view)
    view.table.setFocus()
    return view


def settled(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    """Wait until every answer is there and the cursor rested."""
    qtbot.wait(5)
    qtbot.waitUntil(lambda: desk.context.tasks.idle and page.model.answer is not None)
    qtbot.wait(70)
    qtbot.waitUntil(lambda: desk.context.tasks.idle)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def asked_view(page: QueueView) -> View:
    return page.question.view


def titles(page: QueueView) -> list[str]:
    return [str(page.model.index(row, Column.TITLE).data()) for row in range(page.model.rowCount())]


def press(page: QueueView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.table, key)


def message(page: QueueView) -> tuple[str, QPushButton]:
    """What an empty page says, and its button."""
    empty = page._message
    assert empty.isVisible()
    button = next(each for each in empty.findChildren(QPushButton) if each.isVisible())
    return empty.accessibleName(), button


# moving and opening


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


# verdicts


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


# views, order, search


def test_views_count_and_show(qtbot: QtBot, desk: QueueDesk, page: QueueView, rows: list[int]) -> None:
    views = page.views
    assert [views.count_of(view) for view in (View.MINE, View.TO_TAKE, View.ACTIVE, View.LATE)] == [
        5,
        3,
        13,
        1,
    ]
    page.views.setFocus()
    QTest.keyClick(focused(), Key.Key_Down)
    settled(qtbot, desk, page)
    assert asked_view(page) is View.LATE
    assert titles(page) == ["Caisse 2 bloquée, plus aucun encaissement"]
    desk.change(rows[0], TicketField.STATUS, Status.RESOLVED.value)
    settled(qtbot, desk, page)
    assert views.count_of(View.LATE) == 0
    said, button = message(page)
    assert said.startswith("Nothing is late")
    button.click()
    settled(qtbot, desk, page)
    assert asked_view(page) is View.ACTIVE
    assert page.table.isVisible()


def test_a_sweep_brings_what_became_late(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    page.show_view(View.LATE)
    settled(qtbot, desk, page)
    desk.clock.now = plus(desk.clock.now, 60 * MINUTE)
    with qtbot.waitSignal(page.model.rowsInserted):
        desk.sweep()
    settled(qtbot, desk, page)
    assert page.views.count_of(View.LATE) == 2


def test_a_head_orders_by_click_and_by_key(qtbot: QtBot, desk: QueueDesk, page: QueueView) -> None:
    header = page.table.header
    place = QPoint(header.sectionViewportPosition(Column.TITLE) + 10, 12)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settled(qtbot, desk, page)
    assert titles(page) == sorted(titles(page), key=str.lower)
    header.setFocus()
    assert header.accessibleName() == "Sort by: Request (sorted, smallest first)"
    QTest.keyClick(header, Key.Key_Return)
    settled(qtbot, desk, page)
    assert titles(page) == sorted(titles(page), key=str.lower, reverse=True)
    QTest.keyClick(header, Key.Key_Left)
    assert header.accessibleName() == "Sort by: No."
    QTest.keyClick(header, Key.Key_Space)
    settled(qtbot, desk, page)
    assert (page.question.sort, page.question.descending) == (SortBy.NUMBER, True)


def test_a_search_narrows_and_its_absence_is_explained(
    qtbot: QtBot, desk: QueueDesk, page: QueueView
) -> None:
    page.search("compta")
    settled(qtbot, desk, page)
    assert sorted(titles(page)) == ["Facture fournisseur reçue en double", "Plus d’accès au logiciel de paie"]
    page.search("licorne")
    settled(qtbot, desk, page)
    said, button = message(page)
    assert "licorne" in said
    button.click()
    settled(qtbot, desk, page)
    assert asked_view(page) is View.ALL
    _, button = message(page)
    with qtbot.waitSignal(page.search_cleared):
        button.click()
    settled(qtbot, desk, page)
    assert page.model.rowCount() == 13


def test_what_is_behind_a_mark_is_listed_until_the_chip_is_closed(
    qtbot: QtBot, desk: QueueDesk, page: QueueView
) -> None:
    page.show_behind(Behind(title="Friday", created_from=paris(20, 0), created_to=paris(21, 0)))
    settled(qtbot, desk, page)
    assert page.model.rowCount() == 7
    assert page.title._chip.isVisible()
    page.title.cleared.emit()
    settled(qtbot, desk, page)
    assert page.model.rowCount() == 13
    assert not page.title._chip.isVisible()


def test_an_empty_desk_offers_its_first_ticket(qtbot: QtBot, desk: QueueDesk) -> None:
    page = shown(qtbot, desk)
    said, button = message(page)
    assert said.startswith("No request yet")
    with qtbot.waitSignal(page.ticket_asked):
        button.click()
    with qtbot.waitSignal(page.ticket_selected):
        desk.open("Première")
    assert page.table.isVisible()


# what stays while the desk changes


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


# ears, themes and room


def test_a_screen_reader_finds_names_everywhere(page: QueueView) -> None:
    assert_named(page)
    assert spoken_name(page.table) == "Requests"
    cell = QAccessible.queryAccessibleInterface(page.table)
    assert cell.role() == QAccessible.Role.Table
    spoken = page.model.index(1, Column.PROMISE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "49\u00a0min left, 1st response · 11:35"


@pytest.mark.parametrize("compact", [False, True])
def test_every_theme_paints_every_line(
    qtbot: QtBot, page: QueueView, dressed: theme.Theme, compact: bool
) -> None:
    page.set_compact(compact)
    light = page.table.grab().toImage()
    dressed.choose("dark")
    dark = page.table.grab().toImage()
    assert light != dark
    assert dark.pixelColor(dark.width() - 3, dark.height() - 3) == theme.color("surface")
    assert page.table.row_height == theme.size("row_compact" if compact else "row_comfort")


@pytest.mark.parametrize(
    ("width", "views", "pane"),
    [(1384, True, True), (968, False, True), (900, False, True), (820, False, False), (560, False, False)],
)
def test_parts_fold_to_the_width(page: QueueView, width: int, views: bool, pane: bool) -> None:
    page.resize(width, 640)
    assert (page.views.isVisible(), page.pane_shown) == (views, pane)
    assert page.width() == width
    total = sum(page.table.header.sectionSize(each) for each in Column)
    assert total == page.table.viewport().width()


def test_titles_come_before_the_list_of_views(page: QueueView) -> None:
    page.toggle_preview()
    for width, views in ((900, True), (840, False)):
        page.resize(width, 640)
        assert page.views.isVisible() is views
        assert page.table.columnWidth(Column.TITLE) >= 180


def test_the_preview_is_hidden_and_remembered(qtbot: QtBot, page: QueueView) -> None:
    with qtbot.waitSignal(page.pane_toggled) as toggled:
        page.toggle_preview()
    assert toggled.args == [False]
    qtbot.waitUntil(lambda: not page.table.header.isSectionHidden(Column.UPDATED))
    with qtbot.waitSignal(page.compose_asked) as asked:
        page.reply()
    assert asked.args == ["reply"]
    assert page.pane_shown


def test_the_search_box_waits_for_a_pause_and_lets_go(qtbot: QtBot, desk: QueueDesk) -> None:
    box = SearchBox(desk.context.words)
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.select_all()
    heard: list[str] = []
    box.searched.connect(heard.append)
    with qtbot.waitSignal(box.searched):
        QTest.keyClicks(focused(), "caisse")
    assert heard == ["caisse"]
    QTest.keyClick(focused(), Key.Key_Escape)
    assert heard == ["caisse", ""]
    with qtbot.waitSignal(box.left):
        QTest.keyClick(focused(), Key.Key_Escape)
    assert_named(box)

"""Views, order and search of the queue, and what an empty one says."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_desk.domain.figure import Behind
from desktop_desk.domain.instants import MINUTE, plus
from desktop_desk.domain.operations import TicketField
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Status
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue import QueueView
from tests.ui.queue_page import asked_view, focused, message, settled, shown, titles
from tests.ui.queue_support import QueueDesk, paris

Key = Qt.Key


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

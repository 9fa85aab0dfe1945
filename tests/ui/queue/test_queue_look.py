"""The page of the queue by ear, in every theme and at every width."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_desk.domain.queue import QueueRow
from desktop_desk.ui import theme
from desktop_desk.ui.models.row_words import Column
from desktop_desk.ui.views.queue import QueueView
from desktop_desk.ui.views.queue_painter import RowPainter
from desktop_desk.ui.views.search_box import SearchBox
from tests.support.accessibility import assert_named, spoken_name
from tests.ui.queue_page import focused
from tests.ui.queue_support import QueueDesk

Key = Qt.Key


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


def test_a_line_is_measured_before_it_comes_into_sight(
    qtbot: QtBot, page: QueueView, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.resize(1384, 250)
    table, bar = page.table, page.table.verticalScrollBar()
    table.viewport().repaint()
    assert bar.maximum() >= 3 * table.row_height, "some lines are out of sight"
    qtbot.waitUntil(lambda: not table._measuring.isActive())
    late: list[int] = []
    measure = RowPainter._face

    def watched(painter: RowPainter, row: QueueRow) -> Any:
        if not painter.measured(row.id):
            late.append(row.id)
        return measure(painter, row)

    monkeypatch.setattr(RowPainter, "_face", watched)
    bar.setValue(3 * table.row_height)
    table.viewport().repaint()
    assert late == []


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

"""The dashboard page: what a click, a key and a screen reader get from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from desktop_desk.domain.figure import Behind, Board, Columns, Figure
from desktop_desk.domain.instants import MINUTE, SECOND, Instant, plus
from desktop_desk.domain.period import Span
from desktop_desk.painting import Region, paint
from desktop_desk.services.insights import Insights
from desktop_desk.text import Words
from desktop_desk.ui.views.charts import ChartsView
from desktop_desk.ui.widgets.board import BoardWidget
from desktop_desk.ui.widgets.chart import ChartWidget
from tests.support.accessibility import assert_named
from tests.support.busy_desk import NOW, PARIS, busy_desk
from tests.support.figure_data import ListedTickets

Key = Qt.Key


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> Instant:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def board() -> Board:
    return Insights(busy_desk(), Words("en"), PARIS).board(Span.WEEKS_12, NOW)


@pytest.fixture
def view(qtbot: QtBot, clock: Clock) -> ChartsView:
    page = ChartsView(Words("en"), clock)
    qtbot.addWidget(page)
    page.resize(1384, 836)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def weekly(view: ChartsView) -> ChartWidget:
    return view.cards.charts[0]


def press(view: ChartsView, text: str) -> None:
    found = [each for each in view.findChildren(QPushButton) if each.isVisible() and each.text() == text]
    assert len(found) == 1, text
    found[0].click()


def segment(view: ChartsView, text: str) -> QRadioButton:
    return next(each for each in view.findChildren(QRadioButton) if each.text() == text)


def test_a_chart_is_painted_once_until_it_would_look_different(
    view: ChartsView, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_board(board)
    QTest.qWait(50)
    painted: list[str] = []

    def counting(figure: Figure, *rest: Any) -> list[Region]:
        painted.append(figure.name)
        return paint(figure, *rest)

    monkeypatch.setattr("desktop_desk.ui.widgets.chart.paint", counting)
    chart = weekly(view)
    first = chart.grab().toImage()
    assert chart.grab().toImage() == first
    assert painted == []
    QTest.mouseMove(chart, chart.regions()[0].rect.center().toPoint())
    assert chart.grab().toImage() != first, "the mark pointed at is lit"
    QTest.mouseMove(chart, QPoint(2, 2))
    assert chart.grab().toImage() == first
    view.show_board(replace(board, figures=(board.figures[1], *board.figures[1:])))
    assert chart.grab().toImage() != first
    assert painted[-1] == board.figures[1].name


def test_a_click_on_a_bar_opens_what_is_behind_it(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    figure = board.figures[0]
    assert isinstance(figure, Columns)
    region = next(each for each in weekly(view).regions() if each.mark is figure.columns[2].bar)
    foot = QPoint(round(region.rect.center().x()), round(region.rect.bottom()) - 2)
    with qtbot.waitSignal(view.behind_opened) as opened:
        QTest.mouseClick(weekly(view), Qt.MouseButton.LeftButton, pos=foot)
    assert opened.args == [figure.columns[2].bar.behind]


def test_a_click_beside_every_mark_opens_nothing(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    with qtbot.assertNotEmitted(view.behind_opened):
        QTest.mouseClick(weekly(view), Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
        QTest.mouseClick(weekly(view), Qt.MouseButton.RightButton, pos=QPoint(300, 200))


def test_the_keyboard_walks_to_a_mark_and_opens_it(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    chart = weekly(view)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Up):
        QTest.keyClick(chart, key)
    figure = board.figures[0]
    assert isinstance(figure, Columns)
    point = figure.columns[2].point
    assert point is not None
    with qtbot.waitSignal(view.behind_opened) as opened:
        QTest.keyClick(chart, Key.Key_Return)
    assert opened.args == [point.behind]
    QTest.keyClick(chart, Key.Key_Down)
    QTest.keyClick(chart, Key.Key_End)
    with qtbot.waitSignal(view.behind_opened) as opened:
        QTest.keyClick(chart, Key.Key_Space)
    assert opened.args == [figure.columns[-1].bar.behind]


def test_fresh_figures_leave_the_keyboard_where_it_was(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    chart = weekly(view)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Key.Key_Right)
    view.show_board(board)
    figure = board.figures[0]
    assert isinstance(figure, Columns)
    with qtbot.waitSignal(view.behind_opened) as opened:
        QTest.keyClick(chart, Key.Key_Return)
    assert opened.args == [figure.columns[1].bar.behind]


def test_a_screen_reader_hears_title_sentence_and_values(view: ChartsView, board: Board) -> None:
    view.show_board(board)
    assert_named(view)
    for chart, figure in zip(view.cards.charts, board.figures, strict=True):
        spoken = QAccessible.queryAccessibleInterface(chart)
        assert spoken.text(QAccessible.Text.Name) == figure.title
        description = spoken.text(QAccessible.Text.Description)
        assert description.startswith(figure.said)
        assert all(mark.label in description for mark in figure.marks())


def test_a_tile_opens_its_tickets_by_click_and_by_key(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    tile = view.cards.tiles[0]
    with qtbot.waitSignal(view.behind_opened) as opened:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert opened.args == [Behind(title="Open requests", active=True)]
    tile.setFocus()
    with qtbot.waitSignal(view.behind_opened):
        QTest.keyClick(tile, Key.Key_Space)


def test_the_period_is_asked_for_by_a_person_only(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.span_chosen):
        view.show_board(board)
    assert view.span is Span.WEEKS_12
    with qtbot.waitSignal(view.span_chosen) as chosen:
        segment(view, "12 months").click()
    assert chosen.args == [Span.MONTHS_12]


def test_the_age_of_the_figures_grows(view: ChartsView, board: Board, clock: Clock, qtbot: QtBot) -> None:
    clock.now = plus(NOW, 12 * SECOND)
    view.show_board(board)
    press(view, "Computed 12\u00a0s ago")
    clock.now = plus(NOW, 5 * MINUTE)
    qtbot.waitUntil(lambda: "5\u00a0min" in view.age)


def test_pressing_the_age_asks_for_fresh_figures(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    with qtbot.waitSignal(view.refresh_asked):
        press(view, view.age)


def test_figures_stay_while_new_ones_are_counted(view: ChartsView, board: Board) -> None:
    assert not weekly_shown(view)
    assert view.age == "Counting…"
    view.show_board(board)
    view.show_loading()
    assert weekly_shown(view)
    assert view.age == "Counting…"


def weekly_shown(view: ChartsView) -> bool:
    return any(chart.isVisible() for chart in view.cards.charts)


def test_an_error_says_why_and_can_be_tried_again(view: ChartsView, board: Board, qtbot: QtBot) -> None:
    view.show_board(board)
    view.show_error("The store is busy.")
    assert not weekly_shown(view)
    with qtbot.waitSignal(view.refresh_asked):
        press(view, "Try again")
    view.show_board(board)
    assert weekly_shown(view)


def test_an_empty_desk_is_offered_its_first_request(view: ChartsView, qtbot: QtBot) -> None:
    view.show_board(Insights(ListedTickets(), Words("en"), PARIS).board(Span.WEEKS_12, NOW))
    assert not weekly_shown(view)
    with qtbot.waitSignal(view.ticket_asked):
        press(view, "Open a request")


@pytest.mark.parametrize(
    ("width", "rows", "tile_rows"), [(1384, 2, 1), (968, 3, 1), (560, 5, 2), (500, 5, 3), (330, 5, 5)]
)
def test_cards_fold_to_the_width(board: Board, qtbot: QtBot, width: int, rows: int, tile_rows: int) -> None:
    cards = BoardWidget(Words("en"))
    qtbot.addWidget(cards)
    cards.show_board(board)
    cards.resize(width, 900)
    with qtbot.waitExposed(cards):
        cards.show()
    assert len({chart.y() for chart in cards.charts}) == rows
    assert len({tile.y() for tile in cards.tiles}) == tile_rows
    assert cards.width() == width
    shown = [*cards.tiles, *cards.charts]
    for index, card in enumerate(shown):
        assert cards.rect().contains(card.geometry())
        assert not [other for other in shown[index + 1 :] if card.geometry().intersects(other.geometry())]


def test_a_page_made_narrow_folds_and_scrolls_down_never_sideways(
    view: ChartsView, board: Board, qtbot: QtBot
) -> None:
    view.show_board(board)
    view.resize(820, 600)
    qtbot.waitUntil(lambda: view.cards.height() > 900)
    assert view.cards.width() <= view.width() < 900

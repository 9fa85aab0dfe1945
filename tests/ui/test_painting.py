"""Figures painted: everything in its place, nothing cut, nothing on top of something else."""

from __future__ import annotations

import sys
from time import perf_counter

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from desktop_desk.charts import CHARTS
from desktop_desk.domain.figure import Behind, Columns, Curve, Figure, Mark, Rows
from desktop_desk.domain.period import Span
from desktop_desk.painting import Region, hit, neighbour, paint
from desktop_desk.painting.tile import paint_tile
from desktop_desk.services.insights import Insights
from desktop_desk.text import Words
from desktop_desk.ui import theme
from desktop_desk.ui.widgets.screen_look import SCREEN
from tests.support.busy_desk import NOW, PARIS, busy_desk
from tests.support.figure_data import ListedTickets

SIZES = ((240, 280), (380, 292), (700, 292), (1100, 420))
DATA = busy_desk()


class Recorder(QPainter):
    """A painter that remembers every text it drew and the room the letters took."""

    def __init__(self, sheet: QImage) -> None:
        super().__init__(sheet)
        self.sheet = sheet
        self.texts: list[tuple[str, QRectF]] = []

    def drawText(self, rect: QRectF, flags: int, text: str) -> QRectF:  # type: ignore[override]  # noqa: N802
        self.texts.append((text, self.boundingRect(rect, int(flags), text)))
        super().drawText(rect, int(flags), text)
        return rect


def figure(name: str, span: Span = Span.WEEKS_12, language: str = "en", *, empty: bool = False) -> Figure:
    data = ListedTickets() if empty else DATA
    return Insights(data, Words(language), PARIS).figure(name, span, NOW)


def sheet(width: float, height: float, ratio: float = 1) -> QImage:
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.color("surface"))
    return image


def drawn(shown: Figure, width: float, height: float, lit: Mark | None = None) -> Recorder:
    painter = Recorder(sheet(width + 40, height + 40))
    paint(shown, painter, QRectF(20, 20, width, height), SCREEN, lit)
    painter.end()
    return painter


def regions_of(shown: Figure, width: float, height: float) -> list[Region]:
    image = sheet(width, height)
    painter = QPainter(image)
    regions = paint(shown, painter, QRectF(0, 0, width, height), SCREEN)
    painter.end()
    return regions


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("span", [Span.WEEKS_12, Span.ALL])
@pytest.mark.parametrize("name", CHARTS)
def test_no_text_leaves_the_card_or_covers_another(
    name: str, span: Span, language: str, size: tuple[int, int]
) -> None:
    texts = drawn(figure(name, span, language), *size).texts
    room = QRectF(20, 20, *size).adjusted(-2, -2, 2, 2)
    for text, box in texts:
        assert room.contains(box), (text, box)
    for index, (one, box) in enumerate(texts):
        for other, its in texts[index + 1 :]:
            shared = box.adjusted(1, 3, -1, -3).intersected(its.adjusted(1, 3, -1, -3))
            assert shared.isEmpty(), (one, other)


@pytest.mark.parametrize("name", CHARTS)
def test_at_its_usual_size_only_names_are_ever_cut(name: str) -> None:
    assert not [text for text, _ in drawn(figure(name), 380, 292).texts if "…" in text]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_shows_in_both_themes(name: str, scheme: str) -> None:
    theme.current().choose(scheme)
    image = sheet(420, 324)
    painter = QPainter(image)
    paint(figure(name), painter, QRectF(20, 16, 380, 292), SCREEN)
    painter.end()
    ground = theme.color("surface").rgb()
    inked = sum(image.pixel(x, y) != ground for x in range(0, 420, 4) for y in range(0, 324, 4))
    assert inked > 400


@pytest.mark.parametrize("name", CHARTS)
def test_a_click_on_the_ring_of_a_mark_finds_it(name: str) -> None:
    shown = figure(name)
    regions = regions_of(shown, 700, 300)
    assert [id(region.mark) for region in regions if region.mark in shown.marks()]
    assert {id(region.mark) for region in regions} == {id(mark) for mark in shown.marks()}
    for region in regions:
        found = hit(regions, region.ring.center())
        assert found is not None
        assert found.column == region.column
        assert found.row == region.row or isinstance(shown, Columns)


def test_the_bar_is_found_beside_the_point_that_lies_on_it() -> None:
    shown = figure("weekly")
    assert isinstance(shown, Columns)
    regions = regions_of(shown, 700, 300)
    for index, column in enumerate(shown.columns):
        bar = next(region for region in regions if region.mark is column.bar)
        low = hit(regions, QPointF(bar.rect.center().x(), bar.rect.bottom() - 1))
        assert low is not None
        assert low.mark is column.bar
        point = next((region for region in regions if region.mark is column.point), None)
        if column.point is not None:
            assert point is not None
            above = hit(regions, point.rect.center())
            assert above is not None
            assert (above.mark, above.column) == (column.point, index)


def test_bars_are_as_high_as_their_values() -> None:
    shown = figure("weekly")
    assert isinstance(shown, Columns)
    regions = regions_of(shown, 700, 300)
    bars = [region for region in regions if region.row == 1 and region.mark.value]
    scale = {round((bar.ring.height() - 6) / bar.mark.value, 3) for bar in bars}
    assert max(scale) - min(scale) < 0.01


def test_arrows_walk_over_every_mark_of_the_heat_map() -> None:
    regions = regions_of(figure("arrivals"), 500, 300)
    corner = regions[0]
    right = neighbour(regions, corner, 1, 0)
    below = neighbour(regions, right, 0, 1)
    assert (right.row, right.column, below.row, below.column) == (0, 1, 1, 1)
    assert neighbour(regions, corner, -1, 0) is corner
    last = corner
    for _ in range(60):
        last = neighbour(regions, neighbour(regions, last, 1, 0), 0, 1)
    assert last is regions[-1]


def test_up_from_a_bar_goes_to_its_point() -> None:
    shown = figure("weekly")
    assert isinstance(shown, Columns)
    regions = regions_of(shown, 700, 300)
    bar = regions[3]
    assert neighbour(regions, bar, 0, -1).mark is shown.columns[3].point
    assert neighbour(regions, neighbour(regions, bar, 0, -1), 0, 1) is bar


@pytest.mark.parametrize("name", CHARTS)
def test_the_mark_pointed_at_is_lit(name: str) -> None:
    shown = figure(name)
    plain, lit = sheet(420, 300), sheet(420, 300)
    for image, mark in ((plain, None), (lit, shown.marks()[2])):
        painter = QPainter(image)
        paint(shown, painter, QRectF(10, 10, 400, 280), SCREEN, mark)
        painter.end()
    assert plain != lit


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", SIZES)
def test_an_empty_figure_writes_its_whole_sentence(name: str, size: tuple[int, int]) -> None:
    shown = figure(name, empty=True)
    texts = [text for text, _ in drawn(shown, *size).texts]
    assert " ".join(texts).endswith(shown.empty)


def test_endless_names_give_way_to_bars_and_numbers() -> None:
    shown = figure("resolution_time")
    assert isinstance(shown, Rows)
    long = [
        Mark(name="Matériel " * 30, value=row.mark.value, label=row.mark.label, behind=Behind())
        for row in shown.rows
    ]
    rows = tuple(
        type(row)(mark=mark, median=row.median, text=row.text, overall=row.overall)
        for row, mark in zip(shown.rows, long, strict=True)
    )
    endless = Rows(name=shown.name, title=shown.title, rows=rows, axis=shown.axis)
    texts = [text for text, _ in drawn(endless, 380, 292).texts]
    assert sum(text.endswith("…") for text in texts) == len(rows)
    assert {row.text for row in rows} <= set(texts)


def test_a_month_without_verdict_breaks_the_line() -> None:
    shown = figure("kept_share")
    assert isinstance(shown, Curve)
    gap = tuple(type(p)(stop=p.stop, mark=None) if i == 5 else p for i, p in enumerate(shown.points))
    broken = Curve(name=shown.name, title=shown.title, points=gap, axis=shown.axis, objective=shown.objective)
    images = []
    for each in (shown, broken):
        images.append(sheet(500, 300))
        painter = QPainter(images[-1])
        regions = paint(each, painter, QRectF(0, 0, 500, 300), SCREEN)
        painter.end()
        assert len(regions) == len(each.marks())
    assert images[0] != images[1]


@pytest.mark.parametrize("width", [120, 143, 212, 300])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_tiles_keep_their_texts_apart(width: int, language: str) -> None:
    for tile in Insights(DATA, Words(language), PARIS).board(Span.WEEKS_12, NOW).tiles:
        painter = Recorder(sheet(width + 40, 120))
        paint_tile(tile, painter, QRectF(20, 14, width, 82), SCREEN, 24)
        painter.end()
        room = QRectF(18, 12, width + 4, 86)
        for text, box in painter.texts:
            assert room.contains(box), (text, box)
        assert tile.text in [text for text, _ in painter.texts]


def test_redraw_time(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [figure(name) for name in CHARTS]
    image = sheet(760, 324)
    took: dict[str, float] = {}
    for shown in figures:
        times = []
        for _ in range(5):
            painter = QPainter(image)
            before = perf_counter()
            regions = paint(shown, painter, QRectF(20, 16, 720, 292), SCREEN)
            times.append(perf_counter() - before)
            painter.end()
            assert regions
        took[shown.name] = min(times) * 1000
    with capsys.disabled():
        sys.stdout.write(f"\nredraw, ms: {', '.join(f'{name} {ms:.1f}' for name, ms in took.items())}\n")


def test_painting_leaves_the_painter_as_it_was() -> None:
    image = sheet(400, 300)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.red)
    before = painter.pen(), painter.brush(), painter.font(), painter.renderHints()
    paint(figure("weekly"), painter, QRectF(0, 0, 400, 300), SCREEN)
    assert (painter.pen(), painter.brush(), painter.font(), painter.renderHints()) == before
    painter.end()

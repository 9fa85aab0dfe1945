"""What a dashboard shows, before anything is drawn: numbers, the words for them, what lies behind.

Values are in neutral units (seconds, counts, shares from 0 to 1); every text is ready to be read in
the reader's language. The same figure is painted on the screen, printed, and read aloud.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.period import Span
from desktop_desk.domain.ticket import Outcome, Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Which tickets stand behind a mark: every field that is set narrows the list.

    Intervals hold their start and not their end. ``weekday`` (Monday is 0) and ``hour`` are those
    of creation in the desk's own zone. ``kept`` is the verdict of the resolution promise, so that tickets
    without a verdict match neither. ``uncategorised`` asks for the tickets without a category.
    ``title`` names the selection for the reader.
    """

    title: str = ""
    category_id: int | None = None
    uncategorised: bool = False
    created_from: Instant | None = None
    created_to: Instant | None = None
    resolved_from: Instant | None = None
    resolved_to: Instant | None = None
    due_from: Instant | None = None
    due_to: Instant | None = None
    weekday: int | None = None
    hour: int | None = None
    active: bool | None = None
    late: bool | None = None
    kept: bool | None = None
    outcome: Outcome | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One bar, point or cell.

    Attributes:
        name: What it stands for ("Week of 31 August").
        value: Its height or length, in the figure's neutral unit.
        label: The value in words, complete enough to be read aloud.
        behind: The tickets a click lists; ``None`` when there are none.
    """

    name: str
    value: float
    label: str
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A value of the axis and how it is written."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of the values, from the first tick to the last."""

    ticks: tuple[Tick, ...]

    @property
    def low(self) -> float:
        """The value at the foot of the axis."""
        return self.ticks[0].value

    @property
    def high(self) -> float:
        """The value at its head."""
        return self.ticks[-1].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What all figures share.

    ``said`` is the one sentence that says what the figure shows. ``empty`` is set, instead of
    marks, when there is nothing to show: it says what to do.
    """

    name: str
    title: str
    said: str = ""
    empty: str = ""

    def marks(self) -> tuple[Mark, ...]:
        """Every mark in reading order."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What is written under a mark: ``full`` where the ``group`` changes, ``text`` after that."""

    text: str
    full: str
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A bar and the point of the line above it; ``point`` is missing where the line stops."""

    stop: Stop
    bar: Mark
    point: Mark | None
    unfinished: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Figure):
    """Upright bars crossed by a line; an unfinished bar is hatched and says so."""

    columns: tuple[Column, ...] = ()
    axis: Axis = Axis((Tick(0, ""), Tick(1, "")))
    bar_legend: str = ""
    line_legend: str = ""
    end_label: str = ""

    def marks(self) -> tuple[Mark, ...]:
        """Bar and point of each column, from the left."""
        return tuple(mark for column in self.columns for mark in (column.bar, column.point) if mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the curve; ``mark`` is missing where nothing could be counted."""

    stop: Stop
    mark: Mark | None
    reached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve(Figure):
    """A line of points over an axis that need not start at 0, with its objective dashed."""

    points: tuple[Point, ...] = ()
    axis: Axis = Axis((Tick(0, ""), Tick(1, "")))
    objective: float = 0.0
    objective_legend: str = ""
    end_label: str = ""

    def marks(self) -> tuple[Mark, ...]:
        """Each point that could be counted, from the left."""
        return tuple(point.mark for point in self.points if point.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A lying bar (the mean) with a diamond on it (the median) and its value written out."""

    mark: Mark
    median: float
    text: str
    overall: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Figure):
    """Lying bars with diamonds, one a category."""

    rows: tuple[Row, ...] = ()
    axis: Axis = Axis((Tick(0, ""), Tick(1, "")))
    bar_legend: str = ""
    diamond_legend: str = ""

    def marks(self) -> tuple[Mark, ...]:
        """One mark a row, from the top."""
        return tuple(row.mark for row in self.rows)


class Direction(StrEnum):
    """Which way a number went."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a number moved; ``good`` is ``None`` when it is neither good nor bad.

    ``than`` says against what, after the change itself.
    """

    direction: Direction
    text: str
    good: bool | None = None
    than: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One line of a ranking: its share of the longest bar, its count, its change."""

    mark: Mark
    text: str
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Figure):
    """What comes most often, most first."""

    ranked: tuple[Ranked, ...] = ()

    def marks(self) -> tuple[Mark, ...]:
        """One mark a line, from the top."""
        return tuple(line.mark for line in self.ranked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a heat map; ``level`` runs from 0 (nothing) to 4 (the most)."""

    row: int
    column: int
    level: int
    text: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat(Figure):
    """Counts by weekday (rows) and hour (columns), darker where there are more."""

    row_names: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    column_title: str = ""
    less: str = ""
    more: str = ""

    def marks(self) -> tuple[Mark, ...]:
        """Every cell, row by row."""
        return tuple(cell.mark for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One key figure.

    Attributes:
        name: Which one it is, for tests and icons: ``active``, ``late``, …
        label: Its name in words; ``brief`` when there is little room.
        text: The number as it is written; ``unit`` follows in small.
        said: The whole tile in one sentence, read aloud.
        alarm: Whether the number asks for attention at once.
        spark: Its values over the last 30 days, oldest first; empty when unknown.
        change: How it moved over those days.
        behind: The tickets a click lists.
    """

    name: str
    label: str
    text: str
    said: str
    brief: str = ""
    unit: str = ""
    alarm: bool = False
    spark: tuple[float, ...] = ()
    change: Change | None = None
    behind: Behind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The whole dashboard at one moment.

    ``range_words`` says what it covers; ``blank`` is set while the desk has never held a request.
    """

    tiles: tuple[Tile, ...]
    figures: tuple[Figure, ...]
    range_words: str
    span: Span
    computed_at: Instant
    blank: bool

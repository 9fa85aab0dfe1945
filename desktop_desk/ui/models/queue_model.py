"""The queue as Qt sees it: every id at once (8 bytes a ticket), the lines page by page.

The scroll bar is therefore true and End works at once; lines are read when they come into sight and
only so many are kept. When the desk changes, the lines that changed are read again, the order of the
ids is asked again, and views hear of the difference only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.queue import QueueRow, SortBy, View
from desktop_desk.ui.context import Context
from desktop_desk.ui.models.id_changes import Changes
from desktop_desk.ui.models.promise_line import Counted
from desktop_desk.ui.models.queue_answer import PAGE, Answer, Listing, Question, answer, at_sight
from desktop_desk.ui.models.row_words import HEADINGS, Column, Reader, cell_words, row_words

if TYPE_CHECKING:
    from desktop_desk.domain.events import AlertsFired, Swept, TicketsChanged

KEPT: Final = 3000
"""Lines kept at most, some 2 kB each."""

_TIMELY: Final = frozenset({View.LATE, View.DUE_TODAY, View.RESOLVED})
"""Views that change by the mere passing of time."""

_NOWHERE: Final = QModelIndex()

_TEXT: Final = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
_ANSWERED: Final = frozenset({_TEXT, _SPOKEN})

Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractTableModel):
    """Rows are tickets, columns those of :class:`Column`. Ask with :meth:`show`, hear ``listed``."""

    listing = Signal(object)
    """A :class:`Listing` is about to be put in place."""
    listed = Signal(object)
    """It is in place."""
    failed = Signal(object)
    """The ``DeskError`` for which nothing could be listed."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ids: array[int] = array("q")
        self._rows: dict[int, QueueRow] = {}
        self._stale: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._fetching: frozenset[int] = frozenset()
        self._counted: Counted | None = None
        self._listing: Listing | None = None
        self.question = Question()
        self._fetch_soon = QTimer(self)
        self._fetch_soon.setSingleShot(True)
        self._fetch_soon.timeout.connect(self._fetch)
        bridge = context.bridge
        bridge.tickets_changed.connect(self._on_tickets)
        bridge.alerts_fired.connect(self._on_alerts)
        bridge.people_changed.connect(self.reload)
        bridge.settings_changed.connect(self.reload)
        bridge.swept.connect(self._on_swept)

    # what is asked

    def show(self, question: Question) -> None:
        """List something else; what is on the screen stays until the answer is there."""
        self.question = question
        sight, self._context.sight = self._context.sight, None
        if sight is not None and question == Question():  # the desk is not open yet: what was seen of it
            QTimer.singleShot(0, self, lambda: self._on_answer(at_sight(sight)))
        else:
            self._ask()

    def order_by(self, sort: SortBy, *, descending: bool) -> None:
        """The same tickets in another order."""
        self.show(replace(self.question, sort=sort, descending=descending))

    def reload(self) -> None:
        """Read again every line that is kept, and the order."""
        self._stale.update(self._rows)
        self._ask()

    # what is there

    @property
    def answer(self) -> Listing | None:
        """What is listed now; ``None`` before the first answer."""
        return self._listing

    @property
    def ids(self) -> array[int]:
        """Every ticket listed, in order; not to be changed."""
        return self._ids

    def row(self, index: int) -> QueueRow | None:
        """The line at ``index``, or ``None`` while it is being read."""
        found = self._rows.get(self._ids[index])
        if found is None:
            self._want(index // PAGE)
        return found

    def row_of(self, ticket_id: int) -> int | None:
        """Where a ticket stands."""
        try:
            return self._ids.index(ticket_id)
        except ValueError:
            return None

    def known(self, ticket_id: int) -> QueueRow | None:
        """The line of a ticket if it has been read."""
        return self._rows.get(ticket_id)

    def lines(self) -> Iterable[QueueRow]:
        """Every line that is kept, in no order."""
        return self._rows.values()

    def reader(self) -> Reader:
        """The present moment, for putting lines in words."""
        context = self._context
        return Reader(context.words, context.tz, self.now, self._counted)

    @property
    def now(self) -> Instant:
        """The desk's clock."""
        return self._context.session.clock()

    # Qt's side

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many tickets."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _TEXT) -> Any:
        """Words only: the table paints the lines itself. Spoken, a title says its whole line."""
        if role not in _ANSWERED or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return self._context.words("Loading…")
        if role == _SPOKEN and index.column() == Column.TITLE:
            return row_words(row, self.reader())
        return cell_words(row, index.column(), self.reader())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _TEXT) -> Any:
        """The names of the columns."""
        if role in _ANSWERED and orientation == Qt.Orientation.Horizontal:
            return self._context.words(HEADINGS[Column(section)])
        return None

    # listing

    def _ask(self) -> None:
        session, question, old = self._context.session, self.question, self._ids
        moved = self._listing is None or self._listing.question != question
        stale = frozenset(self._stale)

        def work() -> Answer:
            return answer(session, question, old, stale, moved=moved)

        self._context.tasks.run(work, self._on_answer, self.failed.emit, key="queue-ids")

    def _on_answer(self, found: Answer) -> None:
        self.listing.emit(found.listing)
        self._stale -= found.asked
        self._counted = found.counted
        for gone in found.asked.difference(row.id for row in found.rows):
            self._rows.pop(gone, None)
        self._keep(found.rows)
        self._apply(found.plan)
        self._say_changed(found.asked)
        self._listing = found.listing
        self.listed.emit(found.listing)

    def _apply(self, plan: Changes) -> None:
        if plan.nothing:
            return
        if plan.fresh:
            self.beginResetModel()
            self._ids = plan.ids
            self.endResetModel()
            return
        ids = array("q", self._ids)
        self._ids = ids
        for first, last in plan.removed:
            self.beginRemoveRows(_NOWHERE, first, last)
            del ids[first : last + 1]
            self.endRemoveRows()
        if plan.order is not None:
            self._reorder(plan.order)
            ids = self._ids
        for added in plan.inserted:
            self.beginInsertRows(_NOWHERE, added.at, added.at + len(added.ids) - 1)
            ids[added.at : added.at] = added.ids
            self.endInsertRows()

    def _reorder(self, order: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._ids[index.row()] for index in held]
        self._ids = array("q", order)
        places = {ticket_id: row for row, ticket_id in enumerate(order)} if held else {}
        moved = [self.index(places[each], index.column()) for each, index in zip(ids, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    # lines

    def _want(self, page: int) -> None:
        self._wanted.pop(page, None)
        self._wanted[page] = None
        if not self._fetching and not self._fetch_soon.isActive():
            self._fetch_soon.start(0)

    def _fetch(self) -> None:
        """Read the two pages wanted last: a scroll bar dragged past a hundred asks for none between."""
        ids = [each for page in list(self._wanted)[-2:] for each in self._missing(page)]
        self._wanted.clear()
        if not ids:
            return
        self._fetching = frozenset(ids)
        session = self._context.session
        self._context.tasks.run(lambda: session.rows(ids), self._on_rows, self._on_no_rows)

    def _missing(self, page: int) -> Iterator[int]:
        return (each for each in self._ids[page * PAGE : (page + 1) * PAGE] if each not in self._rows)

    def _on_rows(self, rows: list[QueueRow]) -> None:
        self._fetching = frozenset()
        self._keep(rows)
        self._say_changed(row.id for row in rows)
        if self._wanted:
            self._fetch_soon.start(0)

    def _on_no_rows(self, error: DeskError) -> None:
        self._fetching = frozenset()
        self.failed.emit(error)

    def _keep(self, rows: Iterable[QueueRow]) -> None:
        for row in rows:
            before = self._rows.get(row.id)
            if before is None or before.version <= row.version:  # two readings may arrive in any order
                self._rows[row.id] = row
        over = len(self._rows) - KEPT
        if over > 0:
            for oldest in list(self._rows)[:over]:
                del self._rows[oldest]

    def _say_changed(self, ticket_ids: Iterable[int]) -> None:
        """Tell of lines by runs of neighbours; the whole list when they are many."""
        wanted = set(ticket_ids)
        if not wanted or not self._ids:
            return
        rows = [row for row, each in enumerate(self._ids) if each in wanted]
        last = len(Column) - 1
        if rows and (len(rows) == rows[-1] - rows[0] + 1 or len(rows) > PAGE // 4):
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], last))
            return
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    # what the desk announces

    def _on_tickets(self, event: TicketsChanged) -> None:
        self._refresh(event.ids)

    def _on_alerts(self, event: AlertsFired) -> None:
        self._refresh(event.ticket_ids)

    def _refresh(self, ticket_ids: Iterable[int]) -> None:
        self._stale.update(each for each in ticket_ids if each in self._rows or each in self._fetching)
        self._ask()

    def _on_swept(self, _event: Swept) -> None:
        behind = self.question.behind
        timely = self.question.view in _TIMELY if behind is None else behind.late is not None
        if timely:
            self._ask()

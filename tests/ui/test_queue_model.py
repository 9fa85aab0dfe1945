"""The model of the queue over a real store: always what a fresh question would answer."""

from __future__ import annotations

import tempfile
from array import array
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop_desk.domain.operations import TicketField, Undo
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Priority, Status, WaitingFor
from desktop_desk.ui.models import queue_model
from desktop_desk.ui.models.id_changes import Changes, changes
from desktop_desk.ui.models.queue_answer import Question
from desktop_desk.ui.models.queue_model import QueueModel
from desktop_desk.ui.models.row_words import Column
from tests.ui.queue_support import QueueDesk, morning, queue_desk

ids = st.lists(st.integers(1, 60), unique=True, max_size=60).map(lambda each: array("q", each))


def followed(old: array[int], plan: Changes) -> array[int]:
    """What a view that hears of the steps ends with."""
    if plan.fresh:
        return plan.ids
    now = array("q", old)
    for first, last in plan.removed:
        del now[first : last + 1]
    if plan.order is not None:
        assert sorted(now) == sorted(plan.order)
        now = plan.order
    for added in plan.inserted:
        now[added.at : added.at] = added.ids
    return now


@given(ids, ids)
def test_the_steps_lead_from_one_list_to_the_other(old: array[int], new: array[int]) -> None:
    plan = changes(old, new)
    assert followed(old, plan) == new
    assert plan.nothing == (old == new)


def test_a_ticket_more_is_one_step() -> None:
    plan = changes(array("q", [5, 3, 9]), array("q", [5, 3, 7, 9]))
    assert [(each.at, list(each.ids)) for each in plan.inserted] == [(2, [7])]
    assert not plan.removed
    assert plan.order is None


@pytest.fixture
def desk(tmp_path: Path):
    with queue_desk(tmp_path / "q.sqlite3") as desk:
        yield desk


def shown(model: QueueModel, qtbot: QtBot, desk: QueueDesk, question: Question | None = None) -> None:
    """Ask, and wait for everything to be answered."""
    if question is not None:
        model.show(question)
    qtbot.waitUntil(lambda: desk.context.tasks.idle and model.answer is not None)
    qtbot.wait(5)
    qtbot.waitUntil(lambda: desk.context.tasks.idle)


def fresh(desk: QueueDesk, question: Question) -> list[int]:
    session = desk.session
    return list(
        session.ids(
            session.query(
                question.view, text=question.text, sort=question.sort, descending=question.descending
            )
        )
    )


def test_lines_are_read_as_they_come_into_sight(qtbot: QtBot, desk: QueueDesk, monkeypatch) -> None:
    monkeypatch.setattr(queue_model, "KEPT", 260)
    for number in range(450):
        desk.open(f"Demande {number}")
    model = QueueModel(desk.context)
    shown(model, qtbot, desk, Question(sort=SortBy.NUMBER))
    assert model.rowCount() == 450
    assert model.data(model.index(0, Column.TITLE)) == "Demande 0"
    with qtbot.waitSignal(model.dataChanged):
        assert model.data(model.index(449, Column.TITLE)) == "Loading…"
    assert model.data(model.index(449, Column.TITLE)) == "Demande 449"
    assert len(list(model.lines())) <= 260


def test_only_words_are_answered(qtbot: QtBot, desk: QueueDesk) -> None:
    morning(desk)
    model = QueueModel(desk.context)
    shown(model, qtbot, desk, Question())
    index = model.index(0, Column.TITLE)
    roles = set(Qt.ItemDataRole) - {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
    assert [model.data(index, role) for role in roles] == [None] * len(roles)
    spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Caisse 2", "ticket 1", "critical", "Marie Lubin", "In progress", "Nadia", "overdue by 5"):
        assert part in spoken
    headings = [model.headerData(each, Qt.Orientation.Horizontal) for each in Column]
    assert headings[:4] == ["Priority", "No.", "Request", "Requester"]


def test_a_change_of_one_ticket_refreshes_its_line_alone(qtbot: QtBot, desk: QueueDesk) -> None:
    rows = morning(desk)
    model = QueueModel(desk.context)
    shown(model, qtbot, desk, Question())
    heard: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: heard.append((first.row(), last.row())))
    moves: list[str] = []
    for name in ("modelReset", "layoutChanged", "rowsInserted", "rowsRemoved"):
        getattr(model, name).connect(lambda *_, name=name: moves.append(name))
    with qtbot.waitSignal(model.listed):
        desk.change(rows[4], TicketField.TITLE, "Facture en triple")
    place = model.row_of(rows[4])
    assert heard == [(place, place)]
    assert not moves
    assert place is not None
    assert model.data(model.index(place, Column.TITLE)) == "Facture en triple"


def test_a_new_ticket_is_inserted_and_a_resolved_one_removed(qtbot: QtBot, desk: QueueDesk) -> None:
    rows = morning(desk)
    model = QueueModel(desk.context)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    shown(model, qtbot, desk, Question())
    with qtbot.waitSignal(model.rowsInserted):
        desk.open("Incendie", priority=Priority.CRITICAL)
    with qtbot.waitSignal(model.rowsRemoved):
        desk.change(rows[0], TicketField.STATUS, Status.RESOLVED.value)
    shown(model, qtbot, desk)
    assert list(model.ids) == fresh(desk, model.question)


def test_persistent_indexes_follow_their_ticket_through_a_new_order(qtbot: QtBot, desk: QueueDesk) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    morning(desk)
    model = QueueModel(desk.context)
    shown(model, qtbot, desk, Question())
    held = [(QPersistentModelIndex(model.index(row, 2)), each) for row, each in enumerate(model.ids)]
    with qtbot.waitSignal(model.listed):
        model.order_by(SortBy.TITLE, descending=True)
    assert [model.ids[index.row()] for index, _ in held] == [each for _, each in held]


def test_what_is_counted(qtbot: QtBot, desk: QueueDesk) -> None:
    model = QueueModel(desk.context)
    shown(model, qtbot, desk, Question())
    assert model.answer is not None
    assert model.answer.blank
    morning(desk)
    shown(model, qtbot, desk, Question())
    answer = model.answer
    assert (answer.shown, answer.of, answer.late, answer.blank) == (13, 13, 1, False)
    with qtbot.waitSignal(model.listed):
        model.show(Question(text="caisse"))
    answer = model.answer
    assert (answer.shown, answer.of, answer.late) == (1, 13, 1)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), st.sampled_from(list(Priority))),
        st.tuples(st.just("priority"), st.integers(0, 40), st.sampled_from(list(Priority))),
        st.tuples(st.just("resolve"), st.integers(0, 40)),
        st.tuples(st.just("wait"), st.integers(0, 40), st.sampled_from(list(WaitingFor))),
        st.tuples(st.just("title"), st.integers(0, 40), st.sampled_from(["Âne", "Bœuf", "Zèbre"])),
        st.tuples(st.just("undo")),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    STEPS,
    st.sampled_from([View.ACTIVE, View.WAITING, View.ALL]),
    st.sampled_from(list(SortBy)),
    st.booleans(),
)
def test_after_any_changes_the_model_equals_a_fresh_question(
    qtbot: QtBot, steps: list[tuple[Any, ...]], view: View, sort: SortBy, descending: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, queue_desk(Path(folder) / "q.sqlite3") as desk:
        tickets = [desk.open(f"Demande {number}") for number in range(6)]
        model = QueueModel(desk.context)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
        question = Question(view=view, sort=sort, descending=descending)
        shown(model, qtbot, desk, question)
        for step in steps:
            _do(desk, tickets, step)
        shown(model, qtbot, desk)
        assert list(model.ids) == fresh(desk, question)
        assert [model.row(place) for place in range(model.rowCount(QModelIndex()))] == desk.session.rows(
            model.ids
        )


def _do(desk: QueueDesk, tickets: list[int], step: tuple[Any, ...]) -> None:
    from desktop_desk.domain.errors import DeskError
    from desktop_desk.domain.operations import Change, ChangeTicket

    what, *rest = step
    if what == "open":
        tickets.append(desk.open("Nouvelle", priority=rest[0]))
        return
    if what == "undo":
        row = desk.session.rows(tickets[-1:])
        if row:
            operation = ChangeTicket(ticket=row[0].uid, changes=(Change(TicketField.KIND, "question"),))
            desk.desk.apply(operation, by=desk.author)
            desk.desk.apply(Undo(undoes=operation.uid), by=desk.author)
        return
    ticket = tickets[rest[0] % len(tickets)]
    try:
        if what == "priority":
            desk.change(ticket, TicketField.PRIORITY, rest[1].word)
        elif what == "resolve":
            desk.change(ticket, TicketField.STATUS, Status.RESOLVED.value)
        elif what == "wait":
            desk.wait(ticket, rest[1])
        else:
            desk.change(ticket, TicketField.TITLE, rest[1])
    except DeskError:
        return

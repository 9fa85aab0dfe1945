"""The same desk in a file and on a server: the same operations leave the same rows, the same questions
the same answers, and a desk that moves to the other engine and back is the one it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_desk.app import write_demo
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.figure import Behind, Board
from desktop_desk.domain.instants import DAY, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Change,
    ChangeTicket,
    Contact,
    OpenTicket,
    Operation,
    SavePerson,
    TagTicket,
    TakeCharge,
    TicketField,
    Undo,
)
from desktop_desk.domain.period import Span
from desktop_desk.domain.queue import QueueQuery, SortBy, View
from desktop_desk.domain.ticket import Kind, Priority, Status, WaitingFor
from desktop_desk.services.insights import Insights
from desktop_desk.services.sweep import sweep
from desktop_desk.storage.engine import reader_engine, writer_engine
from desktop_desk.storage.migrate import upgrade
from desktop_desk.storage.moving import Content, contents, copy_rows, follow_keys
from desktop_desk.storage.reading import Reading
from desktop_desk.storage.server import connection_of, server_readers, server_writer
from desktop_desk.text import Words
from tests.support.busy_desk import PARIS
from tests.support.desks import Staffed, desk, file_of
from tests.support.postgres import GivenServer, Server, drop_databases, new_database
from tests.support.shared_desk import moved_to, tables_in
from tests.support.soundness import clock_faults, faults_of

WORDS = st.text(st.sampled_from("aeé œ'’1.-\u00a0\u202f🙂\x00\u202e"), max_size=12)
CHANGES = st.one_of(
    st.tuples(st.just("status"), st.sampled_from([status.value for status in Status])),
    st.tuples(st.just("waiting_for"), st.sampled_from([reason.value for reason in WaitingFor])),
    st.tuples(st.just("priority"), st.sampled_from([priority.word for priority in Priority])),
    st.tuples(st.just("kind"), st.sampled_from([kind.value for kind in Kind])),
    st.tuples(st.just("title"), WORDS),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), WORDS, st.sampled_from(list(Priority))),
        st.tuples(st.just("write"), WORDS, st.booleans()),
        st.tuples(st.just("change"), CHANGES),
        st.tuples(st.just("tag"), WORDS),
        st.tuples(st.just("take")),
        st.tuples(st.just("undo")),
        st.tuples(st.just("wait"), st.integers(1, 5000)),
        st.tuples(st.just("person"), WORDS),
    ),
    min_size=1,
    max_size=15,
)


@pytest.fixture(scope="module")
def pair(server: Server | GivenServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Staffed]]:
    """One desk on each engine, the second a copy of the first; they go on from life to life."""
    with desk(tmp_path_factory.mktemp("pair")) as filed, moved_to(server, filed) as shared:
        yield [filed, shared]
    drop_databases(server, [shared.opened.store.name.rpartition("/")[2]])


def operation_of(
    step: tuple[Any, ...], who: Contact, tickets: list[UUID], done: list[UUID]
) -> Operation | None:
    match step:
        case ("open", words, priority):
            return OpenTicket(title=words or "?", text=words, priority=priority, requester=who)

        case ("person", words):
            return SavePerson(name=words)
        case ("undo",) if done:
            return Undo(undoes=done[-1])
        case _ if not tickets:
            return None
        case ("write", words, resolve):
            return AddMessage(ticket=tickets[-1], text=words, resolve=resolve)
        case ("change", (name, value)):
            return ChangeTicket(ticket=tickets[-1], changes=(Change(TicketField(name), value),))
        case ("tag", words):
            return TagTicket(ticket=tickets[-1], add=(words,))
        case ("take",):
            return TakeCharge(ticket=tickets[-1])
    return None


def outcome(act: Callable[[], object]) -> str:
    try:
        return repr(act())
    except DeskError as error:
        return f"{type(error).__name__}: {error}"


def kept(opened: Staffed) -> Mapping[str, Content]:
    with opened.opened.store.read() as reading:
        return contents(reading.connection)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_the_same_life_leaves_the_same_rows(pair: list[Staffed], steps: list[tuple[Any, ...]]) -> None:
    tickets: list[UUID] = []
    done: list[UUID] = []
    for step in steps:
        if step[0] == "wait":
            fired = [len(sweep(one.opened.store, one.opened.bus, one.clock.forward(step[1]))) for one in pair]
            assert fired[0] == fired[1]
            continue
        operation = operation_of(step, Contact(person=pair[0].marie.person), tickets, done)
        if operation is None:
            continue
        said = [outcome(partial(one.do, operation, by=one.yann)) for one in pair]
        assert said[0] == said[1]
        if "Applied" not in said[0]:  # a server does not give out again the keys of what was refused
            with pair[1].opened.store.write() as unit:
                follow_keys(unit.connection)
        if "Applied" in said[0]:
            done = done[:-1] if isinstance(operation, Undo) else [*done, operation.uid]
            if isinstance(operation, OpenTicket):
                tickets.append(operation.ticket)
    in_file, on_server = kept(pair[0]), kept(pair[1])
    differing = {name for name in in_file if in_file[name] != on_server[name]}
    assert differing <= {"search_doc"}, "only the keys of texts that were taken back are given out again"
    assert in_file["search_doc"].rows == on_server["search_doc"].rows
    assert faults_of(file_of(pair[1].opened)) == []
    assert clock_faults(pair[1].opened.store, pair[1].clock()) == []


class Moved:
    """Sample data in a file, moved to a server, and from there into a file again."""

    def __init__(self, server: Server | GivenServer, folder: Path) -> None:
        self.start, self.back = folder / "start.sqlite3", folder / "back.sqlite3"
        write_demo(self.start, 1200, seed=3)
        self.place = new_database(server)
        tables_in(self.place)
        self.file = reader_engine(self.start)
        connect = lambda: connection_of(self.place, None)  # noqa: E731 - two engines, one way in
        writer, self.server = server_writer(connect), server_readers(connect)
        with self.file.begin() as source, writer.begin() as target:
            copy_rows(source, target)
        writer.dispose()
        upgrade(self.back)
        again = writer_engine(self.back)
        with self.server.begin() as source, again.begin() as target:
            copy_rows(source, target)
        again.dispose()


@pytest.fixture(scope="module")
def moved(server: Server | GivenServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    made = Moved(server, tmp_path_factory.mktemp("moved"))
    yield made
    made.file.dispose()
    made.server.dispose()
    drop_databases(server, [made.place.database])


Answer = TypeVar("Answer")


def asked_of_both(moved: Moved, question: Callable[[Reading], Answer]) -> tuple[Answer, Answer]:
    with moved.file.begin() as one, moved.server.begin() as other:
        return question(Reading(one)), question(Reading(other))


def test_what_moved_is_what_was_there(moved: Moved) -> None:
    in_file, on_server = asked_of_both(moved, lambda reading: contents(reading.connection))
    assert in_file == on_server
    again = reader_engine(moved.back)
    with again.begin() as connection:
        assert contents(connection) == in_file
    again.dispose()
    assert faults_of(moved.back) == []


QUESTIONS = [
    {"view": view, "sort": sort, "descending": descending}
    for view in View
    for sort in SortBy
    for descending in (False, True)
]
SEARCHES = ["imprimante", "caisse", "impr", "l’imprimante du", "vpn poste", "2", "zzz", "''", "1e5", "é"]


@pytest.mark.parametrize("text", ["", *SEARCHES])
def test_lists_are_the_same_on_both(moved: Moved, text: str) -> None:
    with moved.file.begin() as one:
        newest = max(row.created_at for row in Reading(one).queue.rows(list(range(1, 1201))))
    for asked in QUESTIONS if not text else QUESTIONS[-2:]:
        query = QueueQuery(**asked, text=text, me=2, now=newest, day_end=plus(newest, DAY))  # type: ignore[arg-type]
        in_file, on_server = asked_of_both(moved, lambda reading, query=query: reading.queue.ids(query))  # type: ignore[misc]
        assert in_file == on_server, asked
    counts = asked_of_both(moved, lambda reading: reading.queue.counts(query))
    assert counts[0] == counts[1]


def test_tickets_and_lines_are_the_same_on_both(moved: Moved) -> None:
    ids = list(range(1, 1201, 37))
    for question in (
        lambda reading: reading.queue.rows(ids),
        lambda reading: list(reading.facts(ids)),
        lambda reading: [reading.ticket(each) for each in ids],
        lambda reading: reading.ticket_numbered(700),
        lambda reading: reading.people.search("ma", 10),
    ):
        in_file, on_server = asked_of_both(moved, question)
        assert in_file == on_server
        assert in_file


def test_figures_are_the_same_on_both(moved: Moved) -> None:
    def board(reading: Reading) -> list[Board]:
        now = max(row.created_at for row in reading.queue.rows(list(range(1, 1201))))
        return [Insights(reading.figures, Words("fr"), PARIS).board(span, now) for span in Span]

    in_file, on_server = asked_of_both(moved, board)
    for one, other in zip(in_file, on_server, strict=True):
        assert one.tiles == other.tiles
        for figure, same in zip(one.figures, other.figures, strict=True):
            assert figure == same
    behind = Behind(outcome=None, kept=True)
    query = QueueQuery(view=View.ALL, behind=behind, now=0, day_end=0)  # type: ignore[arg-type]
    listed = asked_of_both(moved, lambda reading: reading.queue.ids(query))
    assert listed[0] == listed[1]
    assert listed[0]

"""The sample is what the operations would leave: its tickets are applied one by one and compared."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from desktop_desk.domain.instants import DAY, Instant, from_iso
from desktop_desk.domain.operations import (
    AddMessage,
    ChangeTicket,
    LinkAsset,
    LinkTickets,
    OpenTicket,
    TagTicket,
    TakeCharge,
)
from desktop_desk.domain.people import Role
from desktop_desk.domain.queue import QueueQuery, View
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.sample import Sample, write_sample
from desktop_desk.services.sample.ledger import Directory
from desktop_desk.services.sample.telling import Subject, told
from desktop_desk.services.sweep import close_resolved, due_now, sweep
from desktop_desk.storage.store import LocalStore, own
from tests.support.soundness import clock_faults, faults_of

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
REPLAYED = int(os.environ.get("SAMPLE_REPLAYED", "1000" if NIGHTLY else "150"))
NOW = from_iso("2026-11-24T14:37:20Z")
ME = "S-1-5-21-moi"


def _telling_seed() -> int:
    """The first seed whose lives hold everything that can happen in one, to compare it all."""
    kinds = {OpenTicket, AddMessage, ChangeTicket, TakeCharge, TagTicket, LinkTickets, LinkAsset}
    for seed in count(1):
        deeds = list(Sample(REPLAYED, seed, NOW, ME).deeds())
        if {type(deed.operation) for deed in deeds} == kinds and any(deed.files for deed in deeds):
            return seed
    raise AssertionError


SEED = _telling_seed()

COMPARED = {
    "ticket": "SELECT * FROM ticket ORDER BY number",
    "operation": """
        SELECT id, uid, code, actor_id, os_account, device, on_behalf_of, at, payload, undoes_uid, sequence
        FROM operation ORDER BY sequence
    """,
    "history": """
        SELECT h.entity, h.entity_id, h.version, h.field, h.old, h.new, h.undone_by, h.reverses, o.at,
               o.actor_id, o.uid
        FROM history h JOIN operation o ON o.id = h.operation_id ORDER BY h.id
    """,
    "message": """
        SELECT id, uid, ticket_id, kind, author_id, at, text, html, withdrawn FROM message ORDER BY id
    """,
    "clock": "SELECT * FROM clock ORDER BY ticket_id, metric",
    "tally": "SELECT * FROM tally ORDER BY status, assignee_id",
    "counter": "SELECT * FROM counter ORDER BY name",
    "alert": """
        SELECT ticket_id, metric, step, deadline_version, person_id, due_at, fired_at FROM alert
        ORDER BY 1, 2, 3, 4, 5
    """,
    "search_doc": "SELECT ticket_id, message_id, tokens FROM search_doc ORDER BY 1, 2",
    "tags": """
        SELECT tt.ticket_id, t.name, t.folded FROM ticket_tag tt JOIN tag t ON t.id = tt.tag_id ORDER BY 1, 2
    """,
    "links": "SELECT * FROM ticket_link ORDER BY 1, 2",
    "assets": "SELECT * FROM ticket_asset ORDER BY 1, 2",
    "files": """
        SELECT a.uid, a.message_id, a.name, a.content_type, b.sha256, b.size, b.uses
        FROM attachment a JOIN blob b ON b.id = a.blob_id ORDER BY a.message_id
    """,
    "bytes": "SELECT b.sha256, p.part, p.data FROM blob_part p JOIN blob b ON b.id = p.blob_id ORDER BY 1, 2",
    "person": "SELECT * FROM person ORDER BY id",
    "address": "SELECT * FROM person_address ORDER BY id",
    "category": "SELECT * FROM category ORDER BY id",
    "asset": "SELECT * FROM asset ORDER BY id",
    "revision": "SELECT * FROM revision ORDER BY id",
    "setting": "SELECT * FROM setting ORDER BY key",
    "login": "SELECT * FROM login",
}


@contextmanager
def _owned(path: Path) -> Iterator[LocalStore]:
    store = own(path)
    assert isinstance(store, LocalStore)
    with closing(store):
        yield store


def _rows(path: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def _apply_all(store: LocalStore, sample: Sample) -> None:
    """Apply every operation through the desk, the promises swept at each instant something comes due."""
    bus, clock = Bus(), [sample.start]
    desk = Desk(store, lambda: clock[0], bus)
    desk.apply_all(sample.founding, by=sample.founder)

    def pass_time(until: Instant) -> None:
        while True:
            with store.read() as reading:
                coming = reading.clocks.next_step_at()
            if coming is None or coming > until:
                break
            sweep(store, bus, max(coming, clock[0]))
        clock[0] = until

    for deed in sample.deeds():
        pass_time(deed.at)
        assert not desk.apply(deed.operation, by=deed.by, files=deed.files).already
    pass_time(sample.now)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample by the bulk writer."""
    path = tmp_path_factory.mktemp("sample") / "written.sqlite3"
    with _owned(path) as store:
        write_sample(store, REPLAYED, SEED, NOW, ME)
    return path


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same sample by the operations."""
    path = tmp_path_factory.mktemp("sample") / "replayed.sqlite3"
    with _owned(path) as store:
        _apply_all(store, Sample(REPLAYED, SEED, NOW, ME))
    return path


@pytest.mark.parametrize("table", COMPARED)
def test_every_row_is_what_the_operations_leave(written: Path, replayed: Path, table: str) -> None:
    ours, theirs = _rows(written, COMPARED[table]), _rows(replayed, COMPARED[table])
    assert ours, f"nothing was compared in {table}"
    assert len(ours) == len(theirs)
    assert [(mine, yours) for mine, yours in zip(ours, theirs, strict=True) if mine != yours] == []


def test_the_written_desk_is_sound_and_nothing_is_left_to_do(written: Path) -> None:
    assert faults_of(written) == []
    with _owned(written) as store:
        assert clock_faults(store, NOW) == []
        assert due_now(store, NOW) == []
        assert close_resolved(Desk(store, lambda: NOW, Bus()), store, NOW) == 0


def test_me_is_the_manager_who_was_first(written: Path) -> None:
    with _owned(written) as store, store.read() as reading:
        me = reading.people.by_login(ME)
        assert me is not None
        assert (me.id, me.name, me.role) == (1, "Nadia Bonheur", Role.MANAGER)
        assert len(reading.people.with_role(Role.AGENT)) == 4
        counts = reading.queue.counts(QueueQuery(now=NOW, day_end=Instant(NOW + DAY), me=me.id))
    assert min(counts[view] for view in View if view in counts) > 0


MOMENTS = {
    "a Tuesday at half past ten": "2026-11-24T14:30:00Z",
    "a Monday at one minute past eight": "2026-11-23T12:01:00Z",
    "a Sunday afternoon": "2026-11-22T18:00:00Z",
    "a Wednesday at three in the morning": "2026-11-25T07:00:00Z",
    "at lunch before a long week-end": "2026-05-21T16:30:00Z",
    "Christmas Day": "2026-12-25T15:00:00Z",
    "the first second of a year": "2027-01-01T04:00:00Z",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_thirty_tickets_show_every_status_and_every_promise(tmp_path: Path, moment: str) -> None:
    now = from_iso(MOMENTS[moment])
    path = tmp_path / "thirty.sqlite3"
    with _owned(path) as store:
        write_sample(store, 30, 1, now, ME)
        assert due_now(store, now) == []
    tickets = _rows(path, "SELECT status, waiting_for, outcome, assignee_id, created_at FROM ticket")
    assert len(tickets) == 30
    assert {row[0] for row in tickets} == {"open", "in_progress", "waiting", "resolved", "closed"}
    assert {row[1] for row in tickets} == {None, "information", "validation", "provider"}
    assert {row[2] for row in tickets} >= {None, "solved", "cancelled", "spam", "no_answer"}
    assert {None, 1} <= {row[3] for row in tickets if row[0] in {"open", "in_progress", "waiting"}} | {1}
    assert all(row[4] < now for row in tickets)
    states = Counter(
        _promise(*row)
        for row in _rows(path, "SELECT due_at, paused_since, met_at, breached_at, next_step FROM clock")
    )
    assert set(states) == {"on time", "at risk", "late", "paused", "paused and late", "kept", "met late"}
    mine = _rows(path, "SELECT count(*) FROM ticket WHERE active AND assignee_id = 1")
    nobodys = _rows(path, "SELECT count(*) FROM ticket WHERE active AND assignee_id IS NULL")
    assert mine[0][0] >= 5
    assert nobodys[0][0] >= 4
    assert max(row[0] for row in _rows(path, "SELECT count(*) FROM message GROUP BY ticket_id")) >= 20


def _promise(
    due: int | None, paused: int | None, met: int | None, breached: int | None, step: str | None
) -> str:
    if met is not None:
        return "kept" if breached is None else "met late"
    if paused is not None:
        return "paused" if breached is None else "paused and late"
    if breached is not None:
        return "late"
    assert due is not None
    return "on time" if step == "warning" else "at risk"


@pytest.mark.parametrize("size", [1, 5, 29, 200])
def test_any_size_gives_as_many_tickets(tmp_path: Path, size: int) -> None:
    path = tmp_path / "sized.sqlite3"
    heard: list[int] = []
    with _owned(path) as store:
        write_sample(store, size, 3, NOW, ME, heard.append)
    assert _rows(path, "SELECT count(*), max(number) FROM ticket") == [(size, size)]
    assert heard[-1] == size
    assert faults_of(path) == []


def test_the_same_question_has_the_same_answer(tmp_path: Path, written: Path) -> None:
    again = tmp_path / "again.sqlite3"
    with _owned(again) as store:
        write_sample(store, REPLAYED, SEED, NOW, ME)
    for statement in COMPARED.values():
        assert _rows(again, statement) == _rows(written, statement)
    other = Sample(REPLAYED, SEED + 1, NOW, ME)
    assert next(other.deeds()).operation.uid != next(Sample(REPLAYED, SEED, NOW, ME).deeds()).operation.uid


def test_chapters_told_by_other_processes_are_those_told_here(written: Path) -> None:
    subject = Subject(300, SEED, NOW, ME, chapter=60)  # of the same firm as what was written
    sample = Sample(*subject)
    with _owned(written) as store:
        directory = Directory.read(store, sample)
    here = list(told(subject, directory, sample.chapters, 1))
    there = list(told(subject, directory, sample.chapters, 2))
    assert len(here) == 5
    assert here == there


def test_a_desk_of_several_chapters_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "chapters.sqlite3"
    with _owned(path) as store:
        write_sample(store, 700, 4, NOW, ME, chapter=150)
        assert clock_faults(store, NOW) == []
    assert faults_of(path) == []
    numbers = _rows(path, "SELECT number FROM ticket ORDER BY created_at, number")
    assert [row[0] for row in numbers] == list(range(1, 701))
    assert _rows(path, "SELECT count(*), max(sequence) FROM operation")[0] == (
        *_rows(path, "SELECT value FROM counter WHERE name = 'change'")[0] * 2,
    )

"""The sample is what the operations would leave: its tickets are applied one by one and compared."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_desk.domain.instants import Instant, from_iso
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.sample import Sample, write_sample
from desktop_desk.services.sweep import sweep
from desktop_desk.storage.store import LocalStore, own

REPLAYED = int(
    os.environ.get("SAMPLE_REPLAYED", "1000" if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else "150")
)
NOW = from_iso("2026-11-24T14:37:20Z")
ME = "S-1-5-21-moi"


def _own(path: Path) -> LocalStore:
    store = own(path)
    assert isinstance(store, LocalStore)
    return store


def _replay(path: Path, sample: Sample) -> None:
    """Apply every operation through the desk, the promises swept at each instant something comes due."""
    with closing(_own(path)) as store:
        _apply_all(store, sample)


def _apply_all(store: LocalStore, sample: Sample) -> None:
    bus = Bus()
    clock = [sample.start]
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
        applied = desk.apply(deed.operation, by=deed.by, files=deed.files)
        assert not applied.already
    pass_time(sample.now)


def _rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


COMPARED = {
    "ticket": "SELECT * FROM ticket ORDER BY number",
    "operation": "SELECT id, uid, code, actor_id, os_account, device, on_behalf_of, at, payload, undoes_uid, "
    "sequence FROM operation ORDER BY sequence",
    "history": "SELECT h.entity, h.entity_id, h.version, h.field, h.old, h.new, h.undone_by, h.reverses, "
    "o.at, o.actor_id, o.uid FROM history h JOIN operation o ON o.id = h.operation_id ORDER BY h.id",
    "message": "SELECT id, uid, ticket_id, kind, author_id, at, text, html, withdrawn FROM message "
    "ORDER BY id",
    "clock": "SELECT * FROM clock ORDER BY ticket_id, metric",
    "tally": "SELECT * FROM tally ORDER BY status, assignee_id",
    "counter": "SELECT * FROM counter ORDER BY name",
    "alert": "SELECT ticket_id, metric, step, deadline_version, person_id, due_at, fired_at FROM alert "
    "ORDER BY 1, 2, 3, 4, 5",
    "search_doc": "SELECT ticket_id, message_id, tokens FROM search_doc ORDER BY 1, 2",
    "tags": "SELECT tt.ticket_id, t.name, t.folded FROM ticket_tag tt JOIN tag t ON t.id = tt.tag_id "
    "ORDER BY 1, 2",
    "links": "SELECT * FROM ticket_link ORDER BY 1, 2",
    "assets": "SELECT * FROM ticket_asset ORDER BY 1, 2",
    "files": "SELECT a.uid, a.message_id, a.name, a.content_type, b.sha256, b.size, b.uses FROM attachment a "
    "JOIN blob b ON b.id = a.blob_id ORDER BY a.message_id",
    "bytes": "SELECT b.sha256, p.part, p.data FROM blob_part p JOIN blob b ON b.id = p.blob_id ORDER BY 1, 2",
    "person": "SELECT * FROM person ORDER BY id",
    "address": "SELECT * FROM person_address ORDER BY id",
    "category": "SELECT * FROM category ORDER BY id",
    "asset": "SELECT * FROM asset ORDER BY id",
    "revision": "SELECT * FROM revision ORDER BY id",
    "setting": "SELECT * FROM setting ORDER BY key",
    "login": "SELECT * FROM login",
    "found": "SELECT rowid FROM search_index WHERE search_index MATCH 'caisse' ORDER BY rowid",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "written.sqlite3"
    with closing(_own(path)) as store:
        write_sample(store, REPLAYED, 7, NOW, ME)
    return path


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "replayed.sqlite3"
    _replay(path, Sample(REPLAYED, 7, NOW, ME))
    return path


@pytest.mark.parametrize("table", [name for name in COMPARED if name != "found"])
def test_every_row_is_what_the_operations_leave(written: Path, replayed: Path, table: str) -> None:
    ours, theirs = _rows(written, COMPARED[table]), _rows(replayed, COMPARED[table])
    assert len(ours) == len(theirs)
    different = [(mine, yours) for mine, yours in zip(ours, theirs, strict=True) if mine != yours]
    assert different == []
    assert ours, f"nothing was compared in {table}"

"""Importing into a real desk: once, all that is good, nothing in a dry run."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_desk.domain.alerts import ClockRow
from desktop_desk.domain.cleaning import TextTooLong
from desktop_desk.domain.operations import Author, Contact, ImportTicket, Operation, SaveCategory
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.ticket import Kind, Priority, Status, VerdictSource
from desktop_desk.importers import IMPORTERS
from desktop_desk.importers.rows import Read, Taken
from desktop_desk.services.desk import Applied, Desk
from desktop_desk.services.errors import NobodyIsMe
from desktop_desk.services.imports import BATCH, ImportReport, import_file
from desktop_desk.services.sweep import sweep
from tests.support.desks import MONDAY, Staffed, file_of
from tests.support.soundness import clock_faults, faults_of

FILE = (
    "N°;Ouvert le;Résolu le;Titre;Détail;Statut;Demandeur;Attribué à;SLA tenu;Catégorie\n"
    "1;03/11/2026 09:00;03/11/2026 11:00;Écran noir;Rien ne va;Clos;Léa Noël;Yann;oui;Matériel > Écran\n"
    "2;04/11/2026 09:00;;Badge;;En cours;Marie Lubin;;;Accès\n"
    "3;99/11/2026 09:00;;Faux;;En cours;Marie Lubin;;;Accès\n"
    "4;20/11/2026 09:00;21/11/2026 11:00;Souris;;Clos;Léa Noël;;non;Matériel\n"
)


@pytest.fixture(name="file")
def import_csv(desk: Staffed, tmp_path: Path):
    path = tmp_path / "tickets.csv"
    path.write_text(FILE, "utf-8")

    def run(text: str = FILE, *, dry_run: bool = False, live: bool = False) -> ImportReport:
        path.write_text(text, "utf-8")
        rows = IMPORTERS["csv"](path, None, "Europe/Paris", desk.clock())
        return import_file(desk.desk, desk.opened.store, rows, desk.nadia, dry_run=dry_run, live=live)

    return run


def figures(report: ImportReport) -> tuple[int, int, int, int, int, int]:
    new = (report.tickets, report.messages, report.already_there, report.people)
    return (report.read, *new, len(report.skipped))


def counted(desk: Staffed, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file_of(desk.opened))) as connection:
        return connection.execute(statement).fetchall()


def numbered(desk: Staffed, number: str):
    ((given,),) = counted(desk, f"SELECT number FROM ticket WHERE external_number = '{number}'")
    with desk.opened.store.read() as reading:
        row = reading.ticket_numbered(given)
        assert row is not None
        view = reading.ticket(row)
    assert view is not None
    return view


def test_good_rows_are_taken_and_the_bad_one_listed(desk, file):
    report = file()
    assert figures(report) == (4, 3, 1, 0, 2, 1)
    assert [line for line, _ in report.skipped] == [4]
    view = numbered(desk, "1")
    ticket = view.ticket
    assert (ticket.title, ticket.status, ticket.archived) == ("Écran noir", Status.CLOSED, True)
    assert ticket.verdict_source is VerdictSource.IMPORTED
    assert [message.text for message in view.messages] == ["Rien ne va"]
    assert faults_of(file_of(desk.opened)) == []
    assert clock_faults(desk.opened.store, desk.clock()) == []


def test_a_second_import_adds_nothing(desk, file):
    file()
    before = counted(desk, "SELECT count(*) FROM operation")
    assert figures(file()) == (4, 0, 0, 3, 0, 1)
    assert counted(desk, "SELECT count(*) FROM operation") == before
    more = FILE + "5;22/11/2026;;Neuf;;Clos;Zoé;;;\n"
    assert figures(file(more)) == (5, 1, 0, 3, 1, 1)


def test_a_dry_run_counts_the_same_and_changes_nothing(desk, file, tmp_path):
    shutil.copy(file_of(desk.opened), tmp_path / "before.sqlite3")
    before = counted(desk, "SELECT (SELECT count(*) FROM operation), (SELECT count(*) FROM person)")
    dry = file(dry_run=True)
    assert counted(desk, "SELECT (SELECT count(*) FROM operation), (SELECT count(*) FROM person)") == before
    wet = file()
    assert figures(dry) == figures(wet)
    assert figures(file(dry_run=True)) == (4, 0, 0, 3, 0, 1)


def test_an_archive_has_verdicts_and_never_an_alert(desk, file):
    file()
    clocks = {c.metric: c for c in numbered(desk, "4").clocks}
    assert set(clocks) == {"resolution"}
    verdict: ClockRow = clocks["resolution"]
    assert verdict.breached_at == verdict.met_at is not None
    kept = numbered(desk, "1").clocks
    assert [(c.metric, c.breached_at) for c in kept] == [("resolution", None)]
    assert sweep(desk.opened.store, desk.opened.bus, desk.clock.forward(60 * 24 * 400)) == []
    assert numbered(desk, "4").clocks == (verdict,)


def test_live_carries_on_what_is_not_over_and_only_that(desk, file):
    file(live=True)
    going_on, over = numbered(desk, "2"), numbered(desk, "1")
    assert (going_on.ticket.archived, going_on.ticket.verdict_source) == (False, VerdictSource.COMPUTED)
    assert {clock.started_at for clock in going_on.clocks} == {going_on.ticket.created_at}
    assert (over.ticket.archived, over.ticket.verdict_source) == (True, VerdictSource.IMPORTED)
    session = desk.opened.session
    assert len(session.ids(session.query(View.ACTIVE, sort=SortBy.NUMBER))) == 1
    assert clock_faults(desk.opened.store, desk.clock()) == []


def test_an_archive_that_does_not_say_where_a_request_stands_is_of_what_is_over(desk, file):
    file("Titre\nvieux\n")
    assert counted(desk, "SELECT status, outcome FROM ticket") == [("closed", "solved")]


def test_live_takes_what_does_not_say_as_open(desk, file):
    file("Titre\nneuf\n", live=True)
    assert counted(desk, "SELECT status, archived FROM ticket") == [("open", 0)]


def past(number: int, title: str = "t", **facts: object) -> Taken:
    values = {
        "profile": "test", "external_number": str(number), "title": title, "kind": Kind.INCIDENT,
        "priority": Priority.NORMAL, "status": Status.CLOSED, "requester": Contact(name="Léa"),
        "created_at": MONDAY, "updated_at": MONDAY,
    }  # fmt: skip
    return Taken(number + 1, ImportTicket(**(values | facts)))  # type: ignore[arg-type]


def test_one_refused_ticket_costs_no_other_of_its_batch(desk):
    rows: list[Read] = [past(n) for n in range(1, BATCH + 50)]
    rows[7] = past(8, "x" * 1_000_001)
    told: list[int] = []
    report = import_file(
        desk.desk, desk.opened.store, rows, desk.nadia, progress=lambda so_far: told.append(so_far.read)
    )
    assert figures(report) == (BATCH + 49, BATCH + 48, 0, 0, 1, 1)
    assert [(line, type(reason)) for line, reason in report.skipped] == [(9, TextTooLong)]
    assert told == [BATCH, BATCH + 49]
    dry = import_file(desk.desk, desk.opened.store, [past(900, " ")], desk.nadia, dry_run=True)
    assert figures(dry) == (1, 0, 0, 0, 0, 1)


def test_what_another_process_brought_meanwhile_is_already_there(desk):
    class Slow:
        """Another writer comes first, each time."""

        def __init__(self, inner: Desk) -> None:
            self.inner = inner

        def apply(self, operation: Operation, *, by: Author) -> Applied:
            return self.inner.apply(operation, by=by)

        def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
            self.inner.apply_all(operations, by=by)
            return self.inner.apply_all(operations, by=by)

    report = import_file(Slow(desk.desk), desk.opened.store, [past(1)], desk.nadia)
    assert (report.tickets, report.already_there) == (0, 1)


def test_what_stands_against_the_whole_store_is_said_once(desk):
    class Gone:
        """A desk that no longer answers."""

        def apply(self, operation: Operation, *, by: Author) -> Applied:
            raise NobodyIsMe

        def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
            raise NobodyIsMe

    with pytest.raises(NobodyIsMe):
        import_file(Gone(), desk.opened.store, [past(1), past(2)], desk.nadia)


def test_a_batch_that_came_through_in_part_is_counted_whole(desk):
    class InPart:
        """Hands over one by one, as a process that does not own the file does."""

        def __init__(self, inner: Desk) -> None:
            self.inner = inner

        def apply(self, operation: Operation, *, by: Author) -> Applied:
            return self.inner.apply(operation, by=by)

        def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
            return [self.apply(operation, by=by) for operation in operations]

    rows = [past(1), past(2), past(3, "x" * 1_000_001), past(4)]
    report = import_file(InPart(desk.desk), desk.opened.store, rows, desk.nadia)
    assert figures(report) == (4, 3, 0, 0, 1, 1)


def test_people_are_counted_once_and_only_when_new(desk, file):
    asked = ("Zoé <z@x.example>", "z@x.example", "Marie Lubin", "", "")
    text = "Titre;Demandeur;Statut\n" + "".join(f"t{n};{who};Clos\n" for n, who in enumerate(asked))
    assert file(text, dry_run=True).people == 2
    before = counted(desk, "SELECT count(*) FROM person")[0][0]
    assert file(text).people == 2
    assert counted(desk, "SELECT count(*) FROM person") == [(before + 2,)]


def filed(desk: Staffed, number: int) -> tuple[str, tuple[str, ...]]:
    view = numbered(desk, str(number))
    return view.category, view.ticket.tags


def test_a_category_and_a_label_are_looked_up_as_they_are_by_then(desk):
    """In one transaction: made by one ticket, renamed, then named by the next."""
    first, second, third = (
        replace(past(n).ticket, category=("Réseau", "Wi-Fi"), tags=("Hall", "hall", f"n{n}"))
        for n in (1, 2, 3)
    )
    desk.desk.apply_all([first, second], by=desk.nadia)
    assert filed(desk, 1) == ("Réseau › Wi-Fi", ("Hall", "n1"))
    assert filed(desk, 2) == ("Réseau › Wi-Fi", ("Hall", "n2"))
    network = next(node for node in desk.opened.session.categories() if node.name == "Réseau")
    renamed = SaveCategory(category=network.uid, name="Réseau du siège")
    desk.desk.apply_all([replace(past(4).ticket, category=("Réseau",)), renamed, third], by=desk.nadia)
    assert filed(desk, 4)[0] == "Réseau du siège"
    assert filed(desk, 3)[0] == "Réseau › Wi-Fi"
    assert counted(desk, "SELECT count(*) FROM category WHERE name LIKE 'Réseau%'") == [(2,)]
    assert counted(desk, "SELECT count(*) FROM tag") == [(4,)]


def test_what_a_refused_batch_had_made_is_not_remembered(desk):
    """Its category and its label went with it: the tickets that are kept make them anew."""
    rows = [
        past(n, title, category=("Réseau",), tags=("Hall",)) for n, title in ((1, "t"), (2, "x" * 1_000_001))
    ]
    report = import_file(desk.desk, desk.opened.store, rows, desk.nadia)
    assert report.tickets == 1
    assert filed(desk, 1) == ("Réseau", ("Hall",))
    assert faults_of(file_of(desk.opened)) == []


def test_what_tickets_have_in_common_is_asked_of_the_store_once(desk_in_a_file):
    desk = desk_in_a_file
    asked: list[str] = []
    with desk.opened.store.write() as unit:
        unit.connection.connection.driver_connection.set_trace_callback(asked.append)
    common = [replace(past(n).ticket, category=("Réseau", "Wi-Fi"), tags=("Hall",)) for n in range(1, 51)]
    desk.desk.apply_all(common, by=desk.nadia)
    assert len([one for one in asked if "FROM category" in one]) <= 4
    assert len([one for one in asked if "FROM tag" in one]) == 1

"""Tickets of another tool, taken into the desk in batches, each once.

A batch is one transaction. Where it is refused, its tickets are applied one by one, so that only
those that cannot be kept are listed. An operation's ``uid`` comes from the source and the ticket's
number there, so what is already here is found before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from desktop_desk.domain.cleaning import clean_title
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.folding import fold
from desktop_desk.domain.operations import Author, Contact, ImportTicket, Operation
from desktop_desk.domain.ports import People, Store
from desktop_desk.domain.ticket import ACTIVE, Outcome, Status, VerdictSource
from desktop_desk.importers.rows import Read, Skipped, Taken
from desktop_desk.services.desk import Applied

BATCH = 200
"""Tickets applied in one transaction, so that other writers never wait long."""


class AppliesAll(Protocol):
    """The desk of this process, or the one that owns the file."""

    def apply(self, operation: Operation, *, by: Author) -> Applied:
        """Apply one operation; raises ``DeskError``."""
        ...

    def apply_all(self, operations: list[Operation], *, by: Author) -> list[Applied]:
        """Apply several; raises ``DeskError``."""
        ...


@dataclass(slots=True)
class ImportReport:
    """What came of an import.

    ``read`` counts the rows, ``tickets``, ``messages`` and ``people`` what is new in the desk (or
    would be, in a dry run), ``already_there`` the tickets an earlier import brought.
    """

    kind: str
    read: int = 0
    tickets: int = 0
    messages: int = 0
    skipped: list[tuple[int, DeskError]] = field(default_factory=list)
    already_there: int = 0
    people: int = 0


def import_file(
    desk: AppliesAll,
    store: Store,
    rows: Iterable[Read],
    by: Author,
    *,
    kind: str = "csv",
    dry_run: bool = False,
    live: bool = False,
    progress: Callable[[ImportReport], None] = lambda _report: None,
) -> ImportReport:
    """Take in what a source hands over; ``dry_run`` only counts.

    As an archive unless ``live``: then what is still to be done carries on here, its promises
    counted by this desk from the day it was opened, while what is over stays history with the other
    tool's verdicts. ``progress`` is told the report so far after each batch. Raises a ``DeskError``
    that stands against the store as a whole; what was taken in before it stays, and importing again
    carries on there.
    """
    report = ImportReport(kind)
    newcomers = _Newcomers()
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        report.read += len(batch)
        report.skipped += [(row.line, row.reason) for row in batch if isinstance(row, Skipped)]
        taken = [_placed(row, live=live) for row in batch if isinstance(row, Taken)]
        fresh = list(_not_here(store, taken, report))
        strangers = newcomers.among(store, fresh)
        kept = _dry(fresh, report) if dry_run else _keep(desk, fresh, by, report)
        report.tickets += len(kept)
        report.messages += sum(len(row.ticket.messages) for row in kept)
        report.people += newcomers.welcome(kept, strangers)
        progress(report)
    report.skipped.sort(key=lambda skipped: skipped[0])
    return report


def _placed(row: Taken, *, live: bool) -> Taken:
    if row.ticket.status not in ACTIVE:
        return row
    if not live:
        # An archive that does not say where a request stands is of requests that are over.
        over = replace(row.ticket, status=Status.CLOSED, outcome=Outcome.SOLVED)
        return row if row.told else replace(row, ticket=over)
    ticket = replace(
        row.ticket,
        archived=False,
        verdict_source=VerdictSource.COMPUTED,
        response_kept=None,
        resolution_kept=None,
    )
    return replace(row, ticket=ticket)


def _not_here(store: Store, taken: list[Taken], report: ImportReport) -> Iterator[Taken]:
    with store.read() as reading:
        for row in taken:
            if reading.journal.find(row.ticket.uid) is None:
                yield row
            else:
                report.already_there += 1


def _dry(fresh: list[Taken], report: ImportReport) -> list[Taken]:
    """What would be kept: what the desk refuses of a ticket's own text is found without it."""
    kept = []
    for row in fresh:
        try:
            clean_title(row.ticket.title)
        except DeskError as refused:
            report.skipped.append((row.line, refused))
        else:
            kept.append(row)
    return kept


def _keep(desk: AppliesAll, fresh: list[Taken], by: Author, report: ImportReport) -> list[Taken]:
    if not fresh:
        return []
    try:
        applied = desk.apply_all([row.ticket for row in fresh], by=by)
    except DeskError:
        return _keep_singly(desk, fresh, by, report)
    return _counted(zip(fresh, applied, strict=True), report)


def _keep_singly(desk: AppliesAll, fresh: list[Taken], by: Author, report: ImportReport) -> list[Taken]:
    """The tickets of a refused batch that can be kept. Raises what stands against all of them alike."""
    applied: list[tuple[Taken, Applied]] = []
    refused: list[tuple[int, DeskError]] = []
    for row in fresh:
        try:
            result = desk.apply(row.ticket, by=by)
        except DeskError as reason:
            refused.append((row.line, reason))
        else:
            # Handed over, part of the batch may have come through: then it is this import's too.
            applied.append((row, replace(result, already=False)))
    if not applied and len({str(reason) for _, reason in refused}) == 1 < len(refused):
        raise refused[0][1]  # a full disk, a desk that went away: no fault of the rows
    report.skipped += refused
    return _counted(applied, report)


def _counted(applied: Iterable[tuple[Taken, Applied]], report: ImportReport) -> list[Taken]:
    """The tickets that are new; the others came by another way meanwhile."""
    kept = []
    for row, result in applied:
        if result.already or result.ticket_id is None:
            report.already_there += 1
        else:
            kept.append(row)
    return kept


class _Newcomers:
    """Counts the people an import adds to the directory, each once."""

    def __init__(self) -> None:
        self._asked: dict[tuple[str, str], bool] = {}

    def among(self, store: Store, rows: list[Taken]) -> set[tuple[str, str]]:
        """Who of these rows is not in the directory yet."""
        contacts = {_key(contact): contact for row in rows for contact in _contacts(row.ticket)}
        with store.read() as reading:
            for key in contacts.keys() - self._asked.keys():
                self._asked[key] = _is_new(reading.people, contacts[key])
        return {key for key in contacts if self._asked[key]}

    def welcome(self, kept: list[Taken], strangers: set[tuple[str, str]]) -> int:
        """Those of them the kept rows brought."""
        come = {_key(contact) for row in kept for contact in _contacts(row.ticket)} & strangers
        self._asked |= dict.fromkeys(come, False)
        return len(come)


def _contacts(ticket: ImportTicket) -> Iterator[Contact]:
    yield ticket.requester
    if ticket.assignee is not None:
        yield ticket.assignee
    for message in ticket.messages:
        yield message.author


def _key(contact: Contact) -> tuple[str, str]:
    if contact.address is not None:
        return contact.address.kind.value, contact.address.folded
    return "name", fold(contact.name)


def _is_new(people: People, contact: Contact) -> bool:
    if contact.address is not None:
        return people.by_address(contact.address) is None
    return people.by_name(contact.name) is None

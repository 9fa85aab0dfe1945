"""The sample put into an empty store, some thousand tickets at a time."""

from __future__ import annotations

from collections.abc import Callable

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import OpenTicket
from desktop_desk.domain.ports import Store
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.sample.ledger import Ledger
from desktop_desk.services.sample.sample import Sample

CHUNK = 5_000
"""Tickets written in one transaction: what is kept in memory."""


def write_sample(
    store: Store,
    tickets: int,
    seed: int,
    now: Instant,
    os_account: str,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Fill an empty store with a desk of that many tickets, as it stands at ``now``.

    ``os_account`` is remembered as the manager, who is thus "me". The rows are those the operations
    would leave, applied one by one with a sweep as time passes. ``progress`` hears how many tickets
    are written.
    """
    sample = Sample(tickets, seed, now, os_account)
    desk = Desk(store, lambda: sample.start, Bus())
    desk.apply_all(sample.founding, by=sample.founder)
    ledger = Ledger(store, sample)
    for deed in sample.deeds():
        if isinstance(deed.operation, OpenTicket) and ledger.opened and ledger.opened % CHUNK == 0:
            _write(store, ledger)
            if progress is not None:
                progress(ledger.opened)
        ledger.apply(deed)
    _write(store, ledger)
    with store.write() as unit:
        unit.bulk.settle(ledger.counters, ledger.tally)
        unit.bulk.index_texts()
    if progress is not None:
        progress(ledger.opened)


def _write(store: Store, ledger: Ledger) -> None:
    with store.write() as unit:
        unit.bulk.write(ledger.take_batch())

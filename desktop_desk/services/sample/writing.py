"""The sample put into an empty store, a chapter at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.ports import Store
from desktop_desk.domain.ticket import Status
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.sample.ledger import Directory
from desktop_desk.services.sample.numbering import renumbered
from desktop_desk.services.sample.sample import CHAPTER, Sample
from desktop_desk.services.sample.telling import Subject, nothing_collected, processes_for, told


def write_sample(
    store: Store,
    tickets: int,
    seed: int,
    now: Instant,
    os_account: str,
    progress: Callable[[int], None] | None = None,
    *,
    chapter: int = CHAPTER,
) -> None:
    """Fill an empty store with a desk of that many tickets, as it stands at ``now``.

    ``os_account`` is remembered as the manager, who is thus "me". The rows are those the operations
    would leave, applied one by one with a sweep as time passes. ``progress`` hears how many tickets
    are written, ``chapter`` by chapter.
    """
    subject = Subject(tickets, seed, now, os_account, chapter)
    sample = Sample(*subject)
    desk = Desk(store, lambda: sample.start, Bus())
    desk.apply_all(sample.founding, by=sample.founder)
    opened, operations, messages = 0, len(sample.founding), 0
    tally: Counter[tuple[Status, int | None]] = Counter()
    directory, processes = Directory.read(store, sample), processes_for(len(sample.chapters))
    with nothing_collected():
        for part in told(subject, directory, sample.chapters, processes):
            with store.write() as unit:
                unit.bulk.write(renumbered(part.batch, operations, messages))
                unit.bulk.index_texts()
            opened += part.opened
            operations += part.operations
            messages += part.messages
            tally.update(part.tally)
            if progress is not None:
                progress(opened)
    with store.write() as unit:
        unit.bulk.settle({"ticket": opened, "change": operations}, tally)

"""``make bench``: one row a figure, beside its floor; exit status 1 when one exceeds its limit."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks import rows_shared, rows_sla, rows_store, rows_window
from tests.benchmarks.measure import HEADER, Figure
from tests.benchmarks.samples import copy_of, sample

TICKETS = 100_000
FEW = 10_000


def main() -> int:
    """Measure everything and print the table as it grows."""
    print(HEADER, flush=True)
    figures: list[Figure] = []

    def note(*measured: Figure) -> None:
        for figure in measured:
            print(figure.line(), flush=True)
            figures.append(figure)

    with tempfile.TemporaryDirectory(prefix="desktop-desk-bench-") as folder:
        large = copy_of(sample(TICKETS), Path(folder))
        few = copy_of(sample(FEW), Path(folder))
        note(rows_store.first_rows(large), rows_store.open_ticket(large), rows_store.create(large))
        small_sweep, large_sweep = rows_store.sweeps(few, "10,000"), rows_store.sweeps(large, "100,000")
        note(small_sweep, large_sweep)
        note(Figure("sweep, growth from 10,000 to 100,000", large_sweep.ours, "ms", 1.5, small_sweep.ours))
        note(*rows_sla.deadlines())
        for figure in rows_shared.shared(sample(TICKETS)):
            note(figure)
        for figure in rows_window.windows(large):
            note(figure)
    over = [figure for figure in figures if figure.over]
    print(f"{len(figures) - len(over)} of {len(figures)} within limits")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

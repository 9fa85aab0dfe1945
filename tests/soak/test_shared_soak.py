"""A firm's afternoon on one server: thirty desks, two operations a second each."""

from __future__ import annotations

import sys

import pytest

from desktop_desk.storage.shared import SharedStore
from tests.benchmarks.measure import percentile
from tests.support.desks import file_of
from tests.support.many_desks import many_desks
from tests.support.postgres import GivenServer, Server, drop_databases
from tests.support.shared_desk import shared_desk
from tests.support.soundness import faults_of

pytestmark = [pytest.mark.soak, pytest.mark.timeout(600)]


def test_thirty_desks_see_each_other_within_half_a_second(
    server: Server | GivenServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with shared_desk(server) as near:
        store = near.opened.store
        assert isinstance(store, SharedStore)
        told = many_desks(near, store.place, clients=30, seconds=60, a_second=2)
        seen = [percentile(told.late_s, share) * 1000 for share in (0.5, 0.95, 0.99)]
        with capsys.disabled():
            figures = ", ".join(f"{value:.0f} ms" for value in seen)
            sys.stdout.write(f"\n  {told.acknowledged} acknowledged; seen after {figures} (p50, p95, p99)\n")
        assert told.errors == []
        assert told.kept == told.acknowledged >= 30 * 2 * 60 * 0.95
        assert seen[1] <= 500
        assert faults_of(file_of(near.opened)) == []
    drop_databases(server, [store.place.database])

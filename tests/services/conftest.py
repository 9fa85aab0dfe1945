"""A desk with its people for every test of a service, in a file and on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Staffed, desk, desk_again
from tests.support.postgres import GivenServer, Server, drop_databases
from tests.support.shared_desk import shared_desk, shared_desk_again

FILE, SERVER = "file", "server"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Staffed:
    """A desk that was founded once: its file is copied for each test."""
    with desk(tmp_path_factory.mktemp("founded")) as opened:
        return opened


@pytest.fixture(scope="session")
def founded_on_a_server(server: Server | GivenServer) -> Staffed:
    """The same in a database, copied for each test."""
    with shared_desk(server) as opened:
        return opened


@pytest.fixture
def desk_in_a_file(founded: Staffed, tmp_path: Path) -> Iterator[Staffed]:
    """The same where a test looks into SQLite itself."""
    with desk_again(founded, tmp_path) as opened:
        yield opened


@pytest.fixture(name="desk", params=[FILE, SERVER])
def staffed_desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Staffed]:
    """Nadia's desk on a Monday morning, kept by either engine."""
    if request.param == FILE:
        with desk_again(request.getfixturevalue("founded"), tmp_path) as opened:
            yield opened
        return
    server = request.getfixturevalue("server")
    with shared_desk_again(request.getfixturevalue("founded_on_a_server"), server) as opened:
        yield opened
    drop_databases(server, [opened.opened.store.name.rpartition("/")[2]])

"""A desk with its people for every test of a service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Staffed, desk, desk_again


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Staffed:
    """A desk that was founded once: its file is copied for each test."""
    with desk(tmp_path_factory.mktemp("founded")) as opened:
        return opened


@pytest.fixture(name="desk")
def staffed_desk(founded: Staffed, tmp_path: Path) -> Iterator[Staffed]:
    """Nadia's desk on a Monday morning."""
    with desk_again(founded, tmp_path) as opened:
        yield opened

"""A desk with its people for every test of a service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Staffed, desk


@pytest.fixture(name="desk")
def staffed_desk(tmp_path: Path) -> Iterator[Staffed]:
    """Nadia's desk on a Monday morning."""
    with desk(tmp_path) as opened:
        yield opened

"""What every test of the interface starts from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_desk.ui import theme

_HERE = Path(__file__).parent

_OFFSCREEN = r"^This plugin does not support "
"""What Qt's windowless platform says of hints that only a window manager could follow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the windowless platform say what it cannot do."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[theme.Theme]:
    """The program dressed in its light theme, whatever the test puts on."""
    worn = theme.install(qapp, "light")
    yield worn
    worn.choose("light")

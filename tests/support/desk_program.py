"""The program with its window, for tests that look at it from outside: ``desk_program.py STORE SETTINGS``."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_desk.opening import open_for_window
from desktop_desk.text import Words
from desktop_desk.ui.application import run_desk
from desktop_desk.ui.opened import Opened, Start
from desktop_desk.ui.preferences import of_file


def main() -> int:
    """Run until told to quit."""
    store, settings = Path(sys.argv[1]), Path(sys.argv[2])

    def opened(other: object, words: Words) -> Opened:
        return open_for_window(other if isinstance(other, Path) else store, words)

    return run_desk(opened, of_file(settings), Start(store=str(store), language="fr"))


if __name__ == "__main__":
    sys.exit(main())

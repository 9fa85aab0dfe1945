"""``desktop-desk`` and ``desktop-desk intake``: what opens a window."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk.cli.common import store_path
from desktop_desk.config import FILE_NAME
from desktop_desk.paths import config_dir
from desktop_desk.text import Words

if TYPE_CHECKING:
    from desktop_desk.ui.application import Opened


def desk(parsed: argparse.Namespace, words: Words) -> int:
    """The desk's window."""
    return show_desk(store_path(parsed), words, parsed)


def show_desk(path: Path, _words: Words, parsed: argparse.Namespace) -> int:
    """The window on one file; the store is opened only once the window is painted."""
    gc.disable()  # nothing made during a start is garbage; the window collects in its own time
    from desktop_desk.ui.application import Start, run_desk  # noqa: PLC0415 - Qt
    from desktop_desk.ui.preferences import of_file  # noqa: PLC0415

    def open_it(other: Path | None, language: Words) -> Opened:
        from desktop_desk.app import open_for_window  # noqa: PLC0415 - SQLAlchemy, after the first paint

        return open_for_window(other or path, language)

    start = Start(store=str(path), language=parsed.lang or "", ticket=parsed.ticket, hidden=parsed.hidden)
    return run_desk(open_it, of_file(config_dir() / FILE_NAME), start)


def intake(parsed: argparse.Namespace, _words: Words) -> int:
    """The employee's dialog, on the desk of this PC."""
    from desktop_desk.ui.intake_application import run_intake  # noqa: PLC0415 - Qt
    from desktop_desk.ui.preferences import of_file  # noqa: PLC0415

    if parsed.to:
        parsed.store = parsed.to
    path = store_path(parsed)

    def open_it(other: Path | None, language: Words) -> Opened:
        from desktop_desk.app import open_for_intake  # noqa: PLC0415 - as above

        return open_for_intake(other or path, language)

    return run_intake(open_it, of_file(config_dir() / FILE_NAME), parsed.lang or "")

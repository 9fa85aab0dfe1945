"""``desktop-desk`` and ``desktop-desk intake``: what opens a window."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk.cli.common import store_path, store_place
from desktop_desk.cli.shared_desks import shared_desks
from desktop_desk.config import FILE_NAME
from desktop_desk.domain.shared import INVITATION, SharedPlace
from desktop_desk.paths import config_dir, data_dir
from desktop_desk.text import Words

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
    from desktop_desk.ui.desk_files import DeskFiles
    from desktop_desk.ui.opened import Opened


SAMPLE_TICKETS, SAMPLE_SEED = 400, 1
"""Enough to fill every view, and few enough to be written while one waits."""


def desk(parsed: argparse.Namespace, words: Words) -> int:
    """The desk's window."""
    return show_desk(store_place(parsed), words, parsed)


def show_desk(place: Path | SharedPlace, _words: Words, parsed: argparse.Namespace) -> int:
    """The window on one desk; the store is opened only once the window is painted.

    The password of a shared desk is asked for in the window, where none is kept.
    """
    gc.disable()  # nothing made during a start is garbage; the window collects in its own time
    from desktop_desk.ui.application import run_desk  # noqa: PLC0415 - Qt
    from desktop_desk.ui.opened import Start  # noqa: PLC0415
    from desktop_desk.ui.preferences import of_file  # noqa: PLC0415

    credentials = None if isinstance(place, Path) else _credentials(place)

    def open_it(other: Path | Credentials | None, language: Words) -> Opened:
        from desktop_desk.opening import open_for_window, open_shared_for_window  # noqa: PLC0415 - once painted

        chosen = other or credentials or place
        if isinstance(chosen, Path):
            return open_for_window(chosen, language)
        assert not isinstance(chosen, SharedPlace)
        return open_shared_for_window(chosen, language)

    start = Start(
        store=str(place) if isinstance(place, Path) else place.url(),
        language=parsed.lang or "",
        ticket=parsed.ticket,
        hidden=parsed.hidden,
        files=desk_files(),
        credentials=credentials,
        keep=(parsed.store or "").endswith(INVITATION),
    )
    return run_desk(open_it, of_file(config_dir() / FILE_NAME), start)


def desk_files() -> DeskFiles:
    """What the windows may do with whole desks."""
    from desktop_desk.ui.desk_files import DeskFiles  # noqa: PLC0415 - with the window

    return DeskFiles(_sample, _size_of, _back_up, shared_desks())


def _credentials(place: SharedPlace) -> Credentials:
    from desktop_desk.credentials import Credentials  # noqa: PLC0415 - for those who share

    return Credentials(place)


def intake(parsed: argparse.Namespace, _words: Words) -> int:
    """The employee's dialog, on the desk of this PC."""
    from desktop_desk.ui.intake_application import run_intake  # noqa: PLC0415 - Qt
    from desktop_desk.ui.preferences import of_file  # noqa: PLC0415

    if parsed.to:
        parsed.store = parsed.to
    path = store_path(parsed)

    def open_it(_other: object, language: Words) -> Opened:
        from desktop_desk.opening import open_for_intake  # noqa: PLC0415 - as above

        return open_for_intake(path, language)

    return run_intake(open_it, of_file(config_dir() / FILE_NAME), parsed.lang or "")


def _sample() -> Path:
    from desktop_desk.app import write_demo  # noqa: PLC0415 - with the store

    path = data_dir() / "sample.sqlite3"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name("sample.part")  # cut short, it is no desk: the next time begins again
        half.unlink(missing_ok=True)
        write_demo(half, SAMPLE_TICKETS, SAMPLE_SEED)
        half.replace(path)
    return path


def _size_of(path: Path) -> int:
    from desktop_desk.app import size_of  # noqa: PLC0415 - as above

    return size_of(path)


def _back_up(source: Path, target: Path) -> None:
    from desktop_desk.app import back_up  # noqa: PLC0415 - as above

    back_up(source, target)

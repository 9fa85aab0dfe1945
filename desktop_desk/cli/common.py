"""What the commands share: the desk named on the command line, people, instants, JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_desk.config import FILE_NAME, store_kept
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant, from_iso, to_iso
from desktop_desk.domain.shared import INVITATION
from desktop_desk.paths import config_dir, data_dir, default_store
from desktop_desk.text import N_

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace


class BadInstant(DeskError):
    """An instant that cannot be read."""

    sentence = N_("“{text}” is not an instant. Write it like 2026-11-23T14:30:00Z.")


class OnlyAFile(DeskError):
    """A command for desks that are files."""

    sentence = N_(
        "This command is for a desk kept in a file; {place} is shared. Whoever looks after its server saves "
        "it, and “desktop-desk store move” writes it to a file."
    )


class OnlyAsOneself(DeskError):
    """``--as`` on a desk where each person has a name and a password of their own."""

    sentence = N_(
        "--as works on a desk kept in a file; {place} is shared, where everybody acts in their own name. "
        "Nothing was done; come in with the name and the password of whoever acts."
    )


def store_place(parsed: argparse.Namespace) -> Path | SharedPlace:
    """What ``--store`` names, else ``DESKTOP_DESK_STORE``, else what was chosen in a window, else one's own.

    Raises ``DeskError``.
    """
    named = parsed.store or os.environ.get("DESKTOP_DESK_STORE", "")
    return place_of(named or store_kept(config_dir() / FILE_NAME))


def place_of(named: str) -> Path | SharedPlace:
    """A file, or the database an address or an invitation leads to; the user's own file for no name."""
    if "://" in named:
        from desktop_desk.domain.shared import shared_place  # noqa: PLC0415 - for those who share

        return shared_place(named)
    if named.endswith(INVITATION):
        from desktop_desk.invitations import read_invitation  # noqa: PLC0415 - as above

        return read_invitation(Path(named), data_dir() / "trusted")
    return Path(named).absolute() if named else default_store()


def store_path(parsed: argparse.Namespace) -> Path:
    """The same, where it has to be a file. Raises ``DeskError``."""
    place = store_place(parsed)
    if isinstance(place, Path):
        return place
    raise OnlyAFile(place=place.name)


@contextmanager
def opened(parsed: argparse.Namespace, *, listen: bool = False) -> Iterator[Any]:
    """The desk on the command line, as ``app.OpenDesk``, closed at the end. Raises ``DeskError``."""
    place = store_place(parsed)
    if not isinstance(place, Path) and getattr(parsed, "person", None):
        raise OnlyAsOneself(place=place.name)
    from desktop_desk.app import open_desk, open_shared  # noqa: PLC0415 - SQLAlchemy comes with it

    if isinstance(place, Path):
        desk = open_desk(place, listen=listen)
    else:
        from desktop_desk.cli.passwords import let_in  # noqa: PLC0415 - for those who share

        desk = let_in(place, open_shared)
    try:
        yield desk
    finally:
        desk.close()


def instant(text: str) -> Instant:
    """An instant of the command line. Raises :class:`BadInstant`."""
    try:
        return from_iso(text)
    except (ValueError, OverflowError) as error:
        raise BadInstant(text=text) from error


def iso(at: Instant | None) -> str | None:
    """An instant in JSON, or nothing."""
    return None if at is None else to_iso(at)


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    import json  # noqa: PLC0415 - a window needs none

    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")

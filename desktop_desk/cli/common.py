"""What the commands share: the desk named on the command line, people, instants, JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import Instant, from_iso, to_iso
from desktop_desk.paths import default_store
from desktop_desk.text import N_


class BadInstant(DeskError):
    """An instant that cannot be read."""

    sentence = N_("“{text}” is not an instant. Write it like 2026-11-23T14:30:00Z.")


class PasswordInAddress(DeskError):
    """A password where anybody can read it."""

    sentence = N_(
        "The address holds a password, which other programs of this PC can read. Take it out: it belongs "
        "in the key store, in a PGPASSFILE, or is asked for."
    )


class SharedLater(DeskError):
    """A shared store, which this version cannot open yet."""

    sentence = N_(
        "This version opens desks kept in a file; shared desks on PostgreSQL come with a later one."
    )


def store_path(parsed: argparse.Namespace) -> Path:
    """The file named by ``--store``, else ``DESKTOP_DESK_STORE``, else the user's own."""
    named = parsed.store or os.environ.get("DESKTOP_DESK_STORE", "")
    if "://" in named:
        if urlsplit(named).password:
            raise PasswordInAddress
        raise SharedLater
    return Path(named).absolute() if named else default_store()


@contextmanager
def opened(parsed: argparse.Namespace, *, listen: bool = False) -> Iterator[Any]:
    """The desk on the command line, as ``app.OpenDesk``, closed at the end."""
    from desktop_desk.app import open_desk  # noqa: PLC0415 - SQLAlchemy comes with it

    desk = open_desk(store_path(parsed), listen=listen)
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

"""``desktop-desk self-test``: is this program whole? Run by the packaging on the frozen one."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop_desk.cli.common import print_json
from desktop_desk.domain.errors import DeskError
from desktop_desk.paths import resources_dir
from desktop_desk.text import LANGUAGES, N_, Words


class NotWhole(DeskError):
    """A part is missing."""

    sentence = N_("{part}: {reason}")


def self_test(parsed: argparse.Namespace, words: Words) -> int:
    """Try every part once; 0 when all are there."""
    checks: dict[str, Callable[[], str]] = {
        "store": _store,
        "dialects": _dialects,
        "translations": _translations,
        "icons": _icons,
        "themes": _themes,
        "importers": _importers,
        "holidays": _holidays,
        "sample": _sample,
        "keystore": _key_store,
    }
    found: dict[str, str] = {}
    failed: dict[str, str] = {}
    for name, check in checks.items():
        try:
            found[name] = check()
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a part is the answer
            failed[name] = error.say(words) if isinstance(error, DeskError) else repr(error)
    if parsed.json:
        print_json({"passed": found, "failed": failed})
    else:
        for name, said in found.items():
            print(f"ok      {name}: {said}")
        for name, said in failed.items():
            print(f"FAILED  {name}: {said}", file=sys.stderr)
    return 1 if failed else 0


def _store() -> str:
    """A store is made, migrated, written, read, backed up and migrated back to nothing."""
    from desktop_desk.app import back_up, open_desk  # noqa: PLC0415
    from desktop_desk.domain.operations import Contact, OpenTicket  # noqa: PLC0415
    from desktop_desk.storage.migrate import HEAD, downgrade, upgrade, version_of  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "self-test.sqlite3"
        desk = open_desk(path)
        try:
            applied = desk.session.apply(OpenTicket(title="Self-test", requester=Contact(name="Self-test")))
            found = list(desk.session.ids(desk.session.query(text="self test")))
        finally:
            desk.close()
        if found != [applied.ticket_id]:
            raise NotWhole(part="store", reason=f"searched and found {found}")
        back_up(path, Path(folder) / "copy.sqlite3")
        downgrade(path, "base")
        upgrade(path)
        if version_of(path) != HEAD:
            raise NotWhole(part="store", reason=f"version {version_of(path)}")
    return f"version {HEAD}"


def _dialects() -> str:
    names = ("sqlite.pysqlite", "postgresql.psycopg")
    for name in names:
        importlib.import_module(f"sqlalchemy.dialects.{name}")
    for name in ("sqlite", "postgresql"):
        importlib.import_module(f"alembic.ddl.{name}")
    return ", ".join(names)


def _translations() -> str:
    missing = [
        language
        for language in LANGUAGES
        if language != "en" and Words(language)("Cancel") == Words("en")("Cancel")
    ]
    if missing:
        raise NotWhole(part="translations", reason=", ".join(missing))
    return ", ".join(LANGUAGES)


def _icons() -> str:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    files = sorted((resources_dir() / "icons").glob("*.svg"))
    broken = [file.name for file in files if not QSvgRenderer(QByteArray(file.read_bytes())).isValid()]
    if broken or not files:
        raise NotWhole(part="icons", reason=", ".join(broken) or "none")
    return f"{len(files)}"


def _themes() -> str:
    from desktop_desk.ui.skin import load_skin  # noqa: PLC0415

    names = ("light", "dark")
    for name in names:
        load_skin(name)
    return ", ".join(names)


def _importers() -> str:
    from desktop_desk.importers.profile import shipped  # noqa: PLC0415

    if not shipped():
        raise NotWhole(part="importers", reason="none")
    return ", ".join(sorted({profile.name for profile in shipped()}))


def _holidays() -> str:
    """The legal holidays come from a library whose data is found by name."""
    from desktop_desk.services.holidays import REGIONS, legal_holidays  # noqa: PLC0415

    empty = [one.key for one in REGIONS if not legal_holidays(one.key, [2026])]
    if empty:
        raise NotWhole(part="holidays", reason=", ".join(empty))
    return f"{len(REGIONS)}"


def _sample() -> str:
    from desktop_desk.app import write_demo  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.sqlite3"
        write_demo(path, 30, 1)
        return "30 tickets"


def _key_store() -> str:
    """The libraries that speak to the system's key store are there, whether this PC has one or not."""
    from desktop_desk.keystore import KeyStore  # noqa: PLC0415

    return KeyStore().name or "none"

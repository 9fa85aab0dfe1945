"""``desktop-desk demo|import|backup|restore``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk.cli.common import opened, print_json, store_path
from desktop_desk.text import Words

if TYPE_CHECKING:
    from desktop_desk.services.imports import ImportReport

_SHOWN_EVERY = 20_000


def demo(parsed: argparse.Namespace, words: Words) -> int:
    """The desk on sample data: in a window and a temporary file, or written to a file of its own."""
    from desktop_desk.app import write_demo  # noqa: PLC0415 - with the store

    def progress(done: int) -> None:
        if done % _SHOWN_EVERY == 0 and sys.stderr.isatty():
            print(words("{n} tickets written…", n=words.number(done)), file=sys.stderr)

    if parsed.into:
        path = Path(parsed.into).absolute()
        write_demo(path, parsed.tickets, parsed.seed, progress)
        size = words.size(path.stat().st_size)
        print(words("{n} tickets written to {path} ({size}).", n=parsed.tickets, path=path, size=size))
        return 0
    from desktop_desk.cli.windows import show_desk  # noqa: PLC0415 - with Qt

    with tempfile.TemporaryDirectory(prefix="desktop-desk-demo-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demo.sqlite3"
        write_demo(path, parsed.tickets, parsed.seed, progress)
        return show_desk(path, words, parsed)


def take_in(parsed: argparse.Namespace, words: Words) -> None:
    """Tickets another tool kept."""
    from desktop_desk.importers import IMPORTERS  # noqa: PLC0415 - with the store
    from desktop_desk.importers.csv_tickets import UNKNOWN_REQUESTER  # noqa: PLC0415
    from desktop_desk.importers.profile import load_profile  # noqa: PLC0415
    from desktop_desk.services.imports import import_file  # noqa: PLC0415

    path = Path(parsed.file).absolute()
    profile = load_profile(Path(parsed.map)) if parsed.map else None
    with opened(parsed, listen=True) as desk:
        rows = IMPORTERS[parsed.kind](
            path,
            profile,
            parsed.zone or "",
            desk.session.clock(),
            usual_zone=str(desk.session.tz),
            unknown=words(UNKNOWN_REQUESTER),
        )
        report = import_file(
            desk.applies,
            desk.store,
            rows,
            desk.session.author,
            kind=parsed.kind,
            dry_run=parsed.dry_run,
            live=parsed.live,
        )
    _tell(report, words, as_json=parsed.json)


def _tell(report: ImportReport, words: Words, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "kind": report.kind,
                "read": report.read,
                "tickets": report.tickets,
                "messages": report.messages,
                "skipped": [{"line": line, "reason": reason.say(words)} for line, reason in report.skipped],
                "already_there": report.already_there,
                "people": report.people,
            }
        )
        return
    print(
        words(
            "{read} rows read, {tickets} tickets added, {there} already there.",
            read=report.read,
            tickets=report.tickets,
            there=report.already_there,
        )
    )
    for line, reason in report.skipped:
        said = words("line {line}: {reason}", line=line, reason=reason.say(words))
        print(said, file=sys.stderr)


def backup(parsed: argparse.Namespace, words: Words) -> None:
    """A verified copy of the desk, made while it is in use."""
    from desktop_desk.app import back_up, size_of  # noqa: PLC0415 - with the store

    source, target = store_path(parsed), Path(parsed.file).absolute()
    print(words("The copy will take {size}.", size=words.size(size_of(source))), flush=True)
    back_up(source, target)
    print(words("Copied to {path} and verified.", path=target))


def restore(parsed: argparse.Namespace, words: Words) -> None:
    """A backup in the desk's place; the desk that was there is set aside."""
    from desktop_desk.app import restore_desk, size_of  # noqa: PLC0415 - with the store

    source, target = Path(parsed.file).absolute(), store_path(parsed)
    print(words("The backup holds {size}.", size=words.size(size_of(source))), flush=True)
    aside = restore_desk(source, target, replace=parsed.replace)
    print(words("The desk {path} is back, verified.", path=target))
    if aside is not None:
        print(words("The desk that was there is kept as {path}.", path=aside))

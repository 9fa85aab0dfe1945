"""The commands and their options. Naming a command's module here imports nothing of it."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import Any

from desktop_desk import __version__
from desktop_desk.domain.shared import INVITATION
from desktop_desk.text import Words

Run = Callable[[argparse.Namespace, Words], int | None]


def parse(arguments: Sequence[str] | None, words: Words) -> argparse.Namespace:
    """What was typed. The window has few options: it need not wait for those of every command."""
    window = argparse.ArgumentParser(prog="desktop-desk", add_help=False, allow_abbrev=False)
    _for_the_window(window, words)
    parsed, rest = window.parse_known_args(arguments)
    if len(rest) == 1 and rest[0].endswith(INVITATION) and not parsed.store:
        parsed.store = rest[0]  # a double click on an invitation
        return parsed
    return build_parser(words).parse_args(arguments) if rest else parsed


def build_parser(words: Words) -> argparse.ArgumentParser:
    """The whole command line, its help in the reader's language."""
    parser = argparse.ArgumentParser(
        prog="desktop-desk",
        description=words("The support desk of a small firm. Without a command: the window."),
    )
    _for_the_window(parser, words)
    commands = parser.add_subparsers(title=words("commands"), metavar="")
    _windows(commands, words)
    _tickets(commands, words)
    _sla(commands, words)
    _data(commands, words)
    _store(commands, words)
    return parser


def _for_the_window(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--store", metavar="PATH", help=words("the desk’s file"))
    parser.add_argument("--lang", choices=("fr", "en"), help=words("the language to speak"))
    parser.add_argument("--version", action="version", version=f"Desktop Desk {__version__}")
    parser.add_argument("--ticket", type=int, help=words("open the window on this ticket"))
    parser.add_argument("--hidden", action="store_true", help=words("start in the tray"))
    parser.set_defaults(run=_later("windows", "desk"))


def _windows(commands: Any, words: Words) -> None:
    intake = commands.add_parser("intake", help=words("the employee’s dialog"))
    intake.add_argument("--to", metavar="STORE", help=words("the desk’s file"))
    intake.set_defaults(run=_later("windows", "intake"))
    demo = commands.add_parser("demo", help=words("the desk on sample data"))
    demo.add_argument("--tickets", type=_positive, default=400, metavar="N")
    demo.add_argument("--seed", type=int, default=1, metavar="S")
    demo.add_argument("--into", metavar="PATH", help=words("write the sample there and open no window"))
    demo.set_defaults(run=_later("data", "demo"))


def _tickets(commands: Any, words: Words) -> None:
    ticket = commands.add_parser("ticket", help=words("tickets: new, list, show, reply, set"))
    kinds = ticket.add_subparsers(required=True, metavar="new|list|show|reply|set")
    new = kinds.add_parser("new", help=words("open a ticket and print its number"))
    new.add_argument("--title", required=True)
    new.add_argument("--from", dest="requester", required=True, metavar="MAIL|PHONE|NAME")
    new.add_argument("--name")
    new.add_argument("--body", default="")
    new.add_argument("--kind", choices=("incident", "request", "question"), default="incident")
    new.add_argument("--priority", choices=("critical", "high", "normal", "low"), default="normal")
    new.add_argument("--category")
    new.add_argument("--attach", action="append", default=[], metavar="FILE")
    new.add_argument("--at", metavar="INSTANT")
    _json(new, "new")
    listed = kinds.add_parser("list", help=words("list tickets"))
    listed.add_argument("query", nargs="*", metavar="QUERY")
    listed.add_argument("--limit", type=_positive, metavar="N")
    _json(listed, "listed")
    show = kinds.add_parser("show", help=words("show one ticket"))
    show.add_argument("number", type=int)
    _json(show, "show")
    reply = kinds.add_parser("reply", help=words("write on a ticket"))
    reply.add_argument("number", type=int)
    reply.add_argument("--as", dest="person", metavar="MAIL")
    reply.add_argument("--body", required=True)
    reply.add_argument("--note", action="store_true")
    reply.add_argument("--attach", action="append", default=[], metavar="FILE")
    _json(reply, "reply")
    change = kinds.add_parser("set", help=words("set fields of a ticket"))
    change.add_argument("number", type=int)
    change.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    change.add_argument("--as", dest="person", metavar="MAIL")
    _json(change, "change")


def _json(command: argparse.ArgumentParser, function: str) -> None:
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_later("tickets", function))


def _sla(commands: Any, words: Words) -> None:
    sla = commands.add_parser("sla", help=words("promises: deadline, explain, sweep"))
    kinds = sla.add_subparsers(required=True, metavar="deadline|explain|sweep")
    deadline = kinds.add_parser("deadline", help=words("compute one deadline, or many"))
    deadline.add_argument("--batch", action="store_true")
    deadline.add_argument("--calendar", metavar="FILE")
    deadline.add_argument("--start", metavar="INSTANT")
    deadline.add_argument("--duration", metavar="4h")
    deadline.add_argument(
        "--clock", choices=("opening_hours", "working_days", "around_the_clock"), default="opening_hours"
    )
    deadline.add_argument("--pause", action="append", default=[], metavar="A/B")
    deadline.add_argument("--json", action="store_true")
    deadline.set_defaults(run=_later("sla", "deadline"))
    explain = kinds.add_parser("explain", help=words("why a ticket is due when it is"))
    explain.add_argument("number", type=int)
    explain.add_argument("--json", action="store_true")
    explain.set_defaults(run=_later("sla", "explain"))
    sweep = kinds.add_parser("sweep", help=words("fire what is due, or show what would be"))
    sweep.add_argument("--now", metavar="INSTANT")
    sweep.add_argument("--fire", action="store_true")
    sweep.add_argument("--json", action="store_true")
    sweep.set_defaults(run=_later("sla", "sweep"))


def _data(commands: Any, words: Words) -> None:
    taken = commands.add_parser("import", help=words("take in what another tool kept"))
    taken.add_argument("kind", choices=("csv",))
    taken.add_argument("file", metavar="FILE")
    taken.add_argument("--dry-run", action="store_true")
    taken.add_argument("--map", metavar="PROFILE.toml")
    taken.add_argument("--zone", metavar="TZ")
    taken.add_argument("--live", action="store_true")
    taken.add_argument("--json", action="store_true")
    taken.set_defaults(run=_later("data", "take_in"))
    backup = commands.add_parser("backup", help=words("copy the desk to a file, verified"))
    backup.add_argument("file", metavar="FILE")
    backup.set_defaults(run=_later("data", "backup"))
    restore = commands.add_parser("restore", help=words("put a backup in the desk’s place"))
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help=words("set the present desk aside"))
    restore.set_defaults(run=_later("data", "restore"))
    test = commands.add_parser("self-test", help=words("check that this program is whole"))
    test.add_argument("--json", action="store_true")
    test.set_defaults(run=_later("selftest", "self_test"))


def _store(commands: Any, words: Words) -> None:
    store = commands.add_parser("store", help=words("share a desk, let people in, move it"))
    kinds = store.add_subparsers(required=True, metavar="create-shared|invite|update|move")
    make = kinds.add_parser("create-shared", help=words("make a desk on a PostgreSQL server"))
    make.add_argument("address", metavar="postgresql://ADMIN@SERVER/DATABASE")
    make.add_argument("--company", default="")
    make.set_defaults(run=_later("store", "create_shared"))
    let_in = kinds.add_parser("invite", help=words("let somebody into a shared desk"))
    let_in.add_argument("address", metavar="postgresql://ADMIN@SERVER/DATABASE")
    let_in.add_argument("login")
    let_in.add_argument("--name", required=True)
    let_in.add_argument("--role", choices=("manager", "agent", "employee"), default="agent")
    let_in.add_argument("--mail", default="")
    let_in.add_argument("--into", metavar="FILE", help=words("write the invitation to this file"))
    let_in.set_defaults(run=_later("store", "invite"))
    update = kinds.add_parser("update", help=words("bring a shared desk to this version"))
    update.add_argument("address", metavar="postgresql://ADMIN@SERVER/DATABASE")
    update.set_defaults(run=_later("store", "update"))
    move = kinds.add_parser("move", help=words("copy a desk from a file to a server, or back"))
    move.add_argument("source", metavar="FROM")
    move.add_argument("target", metavar="TO")
    move.set_defaults(run=_later("store", "move"))


def _later(module: str, function: str) -> Run:
    def run(parsed: argparse.Namespace, words: Words) -> int | None:
        found: Run = getattr(importlib.import_module(f"desktop_desk.cli.{module}"), function)
        return found(parsed, words)

    return run


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number

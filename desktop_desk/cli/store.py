"""``desktop-desk store create-shared|invite|update|move``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_desk import sharing
from desktop_desk.cli.common import place_of
from desktop_desk.cli.passwords import let_in
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import INVITATION, SharedPlace, shared_place
from desktop_desk.invitations import write_invitation
from desktop_desk.storage.making import update_shared
from desktop_desk.text import N_, Words


class NowhereToMove(DeskError):
    """Neither or both are files."""

    sentence = N_(
        "A desk moves from a file to a server, or from a server to a file. Nothing was done; name one of "
        "each."
    )


def create_shared(parsed: argparse.Namespace, words: Words) -> None:
    """A shared desk on a server; nobody is let in yet."""
    place = shared_place(parsed.address)
    let_in(place, lambda where, password: sharing.create_shared(where, password, company=parsed.company))
    print(words("The shared desk {place} is made.", place=place.name))
    print(words("Let people in with “desktop-desk store invite”, a manager first."))


def invite(parsed: argparse.Namespace, words: Words) -> None:
    """Somebody more may come in; the password is said once."""
    place = shared_place(parsed.address)
    invited = let_in(
        place,
        lambda where, password: sharing.invite(
            where, password, parsed.login, name=parsed.name, role=Role(parsed.role), mail=parsed.mail
        ),
    )
    path = Path(parsed.into or f"{parsed.login}{INVITATION}").absolute()
    write_invitation(path, invited.place)
    print(words("{name} may come in as {user}.", name=invited.person, user=parsed.login))
    print(words("The invitation is {path}: it holds no password.", path=path))
    print(words("Password, said only once: {password}", password=invited.password))


def update(parsed: argparse.Namespace, words: Words) -> None:
    """The tables and the rights of this version."""
    place = shared_place(parsed.address)
    let_in(place, lambda where, password: update_shared(where, password()))
    print(words("The shared desk {place} is up to date.", place=place.name))


def move(parsed: argparse.Namespace, words: Words) -> None:
    """A desk from a file to a server or back; what it came from stays."""
    source, target = place_of(parsed.source), place_of(parsed.target)
    if isinstance(source, Path) and isinstance(target, SharedPlace):
        let_in(target, lambda where, password: sharing.move_to_server(source, where, password, _progress))
    elif isinstance(source, SharedPlace) and isinstance(target, Path):
        let_in(source, lambda where, password: sharing.move_to_file(where, password, target, _progress))
    else:
        raise NowhereToMove
    name = target if isinstance(target, Path) else target.name
    print(words("Everything is in {place}, compared row by row.", place=name))
    print(words("{place} was left as it is.", place=source if isinstance(source, Path) else source.name))


def _progress(table: str, rows: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{table} {rows}\033[K", end="", file=sys.stderr, flush=True)

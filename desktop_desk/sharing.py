"""A desk becomes shared, people are let in, a desk moves between a file and a server."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import tomli_w

from desktop_desk import device
from desktop_desk.app import open_shared
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.folding import fold
from desktop_desk.domain.operations import Author, SavePerson
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.shared import SharedPlace, shared_place
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.founding import found
from desktop_desk.services.letters import take_letters
from desktop_desk.storage.engine import writer_engine
from desktop_desk.storage.errors import AlreadyThere, StoreBusy
from desktop_desk.storage.making import add_login, make_shared, unmake_shared
from desktop_desk.storage.migrate import upgrade
from desktop_desk.storage.moving import Content, Progress, contents, copy_rows
from desktop_desk.storage.server import connection_of, server_writer
from desktop_desk.storage.shared import Password, join
from desktop_desk.storage.store import LocalStore, own
from desktop_desk.text import N_

ITSELF: Final = Author(person=None, os_account="", device="")
"""The author of what the desk does by itself."""


class MovedOtherwise(DeskError):
    """What arrived is not what left."""

    sentence = N_(
        "The copy in {place} differs from the desk in {tables}. It was removed; the desk is where it was, "
        "whole."
    )


class NotAnInvitation(DeskError):
    """A join file that cannot be read."""

    sentence = N_("{path} is not an invitation to a shared desk. Nothing was changed; ask for a new one.")


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who may come in: as whom, with which password (told once, kept nowhere)."""

    place: SharedPlace
    person: str
    password: str


def create_shared(place: SharedPlace, password: Password, *, company: str = "") -> None:
    """Make a shared desk with the usual hours and promises; nobody is let in yet. Raises ``DeskError``.

    ``place.user`` may make databases and roles on the server.
    """
    make_shared(place, password())
    opened = open_shared(place, password, author=ITSELF)
    try:
        assert opened.desk is not None
        found(opened.desk, device.local_zone(), ITSELF, company=company)
    finally:
        opened.close()


def invite(
    place: SharedPlace, password: Password, login: str, *, name: str, role: Role, mail: str = ""
) -> Invited:
    """Let somebody into a shared desk; they are found in its directory, or written into it.

    Raises ``DeskError``. ``place.user`` may make roles on the server.
    """
    opened = open_shared(place, password, author=ITSELF)
    try:
        assert opened.desk is not None
        with opened.store.read() as reading:
            known = reading.people.by_address(Address(AddressKind.MAIL, mail)) if mail else None
            known = known or reading.people.by_name(name)
        addresses = (Address(AddressKind.MAIL, mail),) if mail else ()
        person = SavePerson(name=name, role=role, addresses=addresses)
        if known is not None:
            person = replace(person, person=known.uid, department=known.department)
            person = replace(person, addresses=known.addresses or addresses)
        opened.desk.apply(person, by=ITSELF)
    finally:
        opened.close()
    new_password = secrets.token_urlsafe(12)
    add_login(place, password(), login, new_password, role, person.person)
    return Invited(replace(place, user=login), name, new_password)


def write_invitation(path: Path, place: SharedPlace) -> None:
    """Write a join file: the address and the certificate to trust, and no secret. Raises ``OSError``."""
    bare = replace(place, certificate=None)
    told = {"desktop-desk": 1, "address": bare.url()}
    if place.certificate is not None:
        told["certificate"] = place.certificate.read_text(encoding="ascii")
    path.write_text(tomli_w.dumps(told), encoding="utf-8")


def read_invitation(path: Path, trusted: Path) -> SharedPlace:
    """The place a join file leads to; its certificate is kept in the folder ``trusted``.

    Raises ``NotAnInvitation`` and what :func:`shared_place` raises.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        address, certificate = told["address"], told.get("certificate", "")
    except (OSError, ValueError, KeyError) as error:
        raise NotAnInvitation(path=path) from error
    place = shared_place(str(address))
    if not certificate:
        return place
    trusted.mkdir(parents=True, exist_ok=True)
    kept = trusted / f"{fold(place.host).replace(' ', '-')}-{place.port}.pem"
    kept.write_text(str(certificate), encoding="ascii")
    return replace(place, certificate=kept)


def move_to_server(
    source: Path, place: SharedPlace, password: Password, progress: Progress | None = None
) -> None:
    """Make a shared desk of all that a file holds; the file stays as it is. Raises ``DeskError``.

    Numbers, history, files and keys are kept. What arrived is compared with what left, row by row.
    """
    store = own(source)
    if not isinstance(store, LocalStore):
        raise StoreBusy(path=source)
    try:
        make_shared(place, password())
        engine = server_writer(lambda: connection_of(place, password(), at_length=True))
        try:
            with store.read() as reading, engine.begin() as target:
                copy_rows(reading.connection, target, progress)
                differing = _differing(contents(reading.connection), contents(target))
        finally:
            engine.dispose()
        if differing:
            unmake_shared(place, password())
            raise MovedOtherwise(place=place.name, tables=differing)
    finally:
        store.close()


def move_to_file(
    place: SharedPlace, password: Password, target: Path, progress: Progress | None = None
) -> None:
    """Write all that a shared desk holds to a new file; it stays as it is. Raises ``DeskError``."""
    if target.exists():
        raise AlreadyThere(path=target)
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    store = join(place, password, at_length=True)
    try:
        take_letters(Desk(store, store.clock, Bus()), store)  # what was handed in is to come along
        upgrade(half)
        engine = writer_engine(half)
        try:
            with store.read() as reading, engine.begin() as writing:
                copy_rows(reading.connection, writing, progress)
                differing = _differing(contents(reading.connection), contents(writing))
        finally:
            engine.dispose()
        if differing:
            raise MovedOtherwise(place=target, tables=differing)
        half.replace(target)
    finally:
        store.close()
        half.unlink(missing_ok=True)


def _differing(left: Mapping[str, Content], arrived: Mapping[str, Content]) -> str:
    return ", ".join(name for name in left if left[name] != arrived[name])

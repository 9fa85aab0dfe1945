"""A desk becomes shared, people are let in, a desk moves between a file and a server."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop_desk import device
from desktop_desk.app import open_shared
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.guests import Guest, Invited
from desktop_desk.domain.operations import Author, SavePerson
from desktop_desk.domain.people import Address, AddressKind, Person, Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.invitations import burn, write_letters
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.founding import found
from desktop_desk.services.letters import take_letters
from desktop_desk.storage.engine import writer_engine
from desktop_desk.storage.errors import AlreadyThere, ReadOnlyStore, StoreBusy
from desktop_desk.storage.making import (
    NameTaken,
    add_login,
    look_at_server,
    make_shared,
    remove_logins,
    unmake_shared,
)
from desktop_desk.storage.migrate import upgrade
from desktop_desk.storage.moving import Content, Progress, contents, copy_rows
from desktop_desk.storage.reading import Reading
from desktop_desk.storage.server import connection_of, server_writer
from desktop_desk.storage.server_errors import spoken
from desktop_desk.storage.shared import Password, SharedStore, join
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


class LookedAfterElsewhere(DeskError):
    """The file belongs to another process, which may write to it at any time."""

    sentence = N_(
        "{path} is held by another Desktop Desk that is running. Nothing was changed; share it from there, "
        "or quit that one first."
    )


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
                kept = _as_known(known, reading, role)
                person = replace(kept, name=name, addresses=known.addresses or addresses)
        opened.desk.apply(person, by=ITSELF)
    finally:
        opened.close()
    return let_in(place, password, Guest(person=person.person, name=name, role=role, login=login))


def invite_known(place: SharedPlace, password: Password, guests: Sequence[Guest]) -> list[Invited]:
    """Let people of the directory into a shared desk, all of them or nobody. Raises ``DeskError``."""
    _give_roles(place, password, guests)
    invited: list[Invited] = []
    try:
        invited.extend(let_in(place, password, guest) for guest in guests)
    except BaseException:
        remove_logins(place, password(), [one.place.user for one in invited])
        raise
    return invited


def let_in(place: SharedPlace, password: Password, guest: Guest) -> Invited:
    """Give somebody the directory knows a login and a password. Raises ``DeskError``."""
    new_password = secrets.token_urlsafe(12)
    add_login(place, password(), guest.login, new_password, guest.role, guest.person)
    return Invited(replace(place, user=guest.login), guest.name, new_password)


def _check_logins(place: SharedPlace, password: Password, guests: Sequence[Guest]) -> None:
    taken = look_at_server(place, password()).logins
    for guest in guests:
        if guest.login in taken:
            raise NameTaken(user=guest.login)


def _give_roles(place: SharedPlace, password: Password, guests: Sequence[Guest]) -> None:
    """What they may do, as the directory says it."""
    opened = open_shared(place, password, author=ITSELF)
    try:
        assert opened.desk is not None
        for guest in guests:
            with opened.store.read() as reading:
                known = reading.people.find(guest.person)
                changed = None if known is None else _as_known(known, reading, guest.role)
            if known is not None and changed is not None and known.role is not guest.role:
                opened.desk.apply(changed, by=ITSELF)
    finally:
        opened.close()


def _as_known(person: Person, reading: Reading, role: Role) -> SavePerson:
    """Somebody as they are, but for the role."""
    stands_in = None if person.substitute_id is None else reading.people.by_id(person.substitute_id)
    return SavePerson(
        person=person.uid,
        name=person.name,
        department=person.department,
        language=person.language,
        role=role,
        active=person.active,
        addresses=person.addresses,
        absent_from=person.absent_from,
        absent_until=person.absent_until,
        substitute=None if stands_in is None else stands_in.uid,
    )


def share(
    store: LocalStore,
    place: SharedPlace,
    password: Password,
    guests: Sequence[Guest],
    folder: Path,
    progress: Progress | None = None,
) -> list[Invited]:
    """Make a shared desk of an open file, and let people in. Raises ``DeskError``, nothing half made.

    The invitations are written to ``folder``. Nothing is written to the desk meanwhile; the file stays.
    """
    letters = write_letters(folder, place, [guest.login for guest in guests])
    try:
        _check_logins(place, password, guests)
        move_open_to_server(store, place, password, progress)
        try:
            return invite_known(place, password, guests)
        except BaseException:
            unmake_shared(place, password())
            raise
    except BaseException:
        burn(letters)
        raise


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
        move_open_to_server(store, place, password, progress)
    finally:
        store.close()


def move_open_to_server(
    store: LocalStore, place: SharedPlace, password: Password, progress: Progress | None = None
) -> None:
    """The same, of a file this process has open: whoever wants to write to it waits meanwhile."""
    with ExitStack() as held:
        try:
            held.enter_context(store.write())
        except ReadOnlyStore as error:
            raise LookedAfterElsewhere(path=store.path) from error
        make_shared(place, password())
        try:
            with spoken(place):
                _copy(store, place, password, progress)
        except BaseException:
            unmake_shared(place, password())
            raise


def _copy(store: LocalStore, place: SharedPlace, password: Password, progress: Progress | None) -> None:
    engine = server_writer(lambda: connection_of(place, password(), at_length=True))
    try:
        with store.read() as reading, engine.begin() as target:
            copy_rows(reading.connection, target, progress)
            differing = _differing(contents(reading.connection), contents(target))
            if differing:
                raise MovedOtherwise(place=place.name, tables=differing)
    finally:
        engine.dispose()


def move_to_file(
    place: SharedPlace, password: Password, target: Path, progress: Progress | None = None
) -> None:
    """Write all that a shared desk holds to a new file; it stays as it is. Raises ``DeskError``."""
    if target.exists():
        raise AlreadyThere(path=target)
    store = join(place, password)
    try:
        write_to_file(store, target, progress)
    finally:
        store.close()


def write_to_file(store: SharedStore, target: Path, progress: Progress | None = None) -> None:
    """The same, of a shared desk that is open."""
    if target.exists():
        raise AlreadyThere(path=target)
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    try:
        take_letters(Desk(store, store.clock, Bus()), store)  # what was handed in is to come along
        upgrade(half)
        engine = writer_engine(half)
        try:
            with (
                closing(store.at_length()) as whole,
                whole.read() as reading,
                engine.begin() as writing,
            ):
                copy_rows(reading.connection, writing, progress)
                differing = _differing(contents(reading.connection), contents(writing))
        finally:
            engine.dispose()
        if differing:
            raise MovedOtherwise(place=target, tables=differing)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def invite_to_folder(place: SharedPlace, password: Password, guest: Guest, folder: Path) -> Invited:
    """Let somebody of the directory in, with an invitation in ``folder``. Raises ``DeskError``."""
    letters = write_letters(folder, place, [guest.login])
    try:
        (invited,) = invite_known(place, password, [guest])
    except BaseException:
        burn(letters)
        raise
    return invited


def _differing(left: Mapping[str, Content], arrived: Mapping[str, Content]) -> str:
    return ", ".join(name for name in left if left[name] != arrived[name])

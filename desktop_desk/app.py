"""Where a desk is joined: with ``opening``, which gives it to a window, what alone knows all layers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_desk import device
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import Author
from desktop_desk.domain.ownership import Owner
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Desk
from desktop_desk.services.founding import found, is_founded
from desktop_desk.services.patient import Patient
from desktop_desk.services.session import Session
from desktop_desk.services.this_pc import pc_clock, this_person
from desktop_desk.storage.backup import back_up, restore, size_of
from desktop_desk.storage.errors import AlreadyThere, StoreBusy
from desktop_desk.storage.owner import Ownership
from desktop_desk.storage.store import LocalStore, look_at, own

if TYPE_CHECKING:
    from desktop_desk.background.guest import Guest
    from desktop_desk.domain.shared import SharedPlace
    from desktop_desk.storage.shared import Password, SharedStore

__all__ = [
    "OpenDesk",
    "back_up",
    "open_desk",
    "restore_desk",
    "size_of",
    "write_demo",
]

PATIENCE_S = 10.0
"""How long a file another process holds for a moment is waited for."""


@dataclass(slots=True)
class OpenDesk:
    """A desk that was opened; ``applies`` takes operations whoever owns the file."""

    session: Session
    applies: Desk | Guest | Patient
    store: LocalStore | SharedStore
    bus: Bus
    _finish: Callable[[], None]

    @property
    def desk(self) -> Desk | None:
        """The desk of this process; ``None`` as long as another one owns the file."""
        return self.applies if isinstance(self.applies, Desk) else self.applies.desk

    @property
    def shared(self) -> SharedStore:
        """The store of a shared desk."""
        assert not isinstance(self.store, LocalStore)
        return self.store

    def close(self) -> None:
        """Finish: hear no more callers, give the file up."""
        self._finish()


def open_desk(
    path: Path,
    *,
    listen: bool = False,
    stays: bool = False,
    author: Author | None = None,
    clock: Callable[[], Instant] = pc_clock,
    found_it: bool = True,
    bus: Bus | None = None,
) -> OpenDesk:
    """Open a local desk as its owner, or through the process that owns it.

    ``listen``: let other processes hand over their operations. ``stays``: this process is a desk and
    not a passing command, so one that only passes is waited for. ``found_it``: give a new file its default
    hours and promises. ``bus``: who listens already. Raises ``StoreError`` subclasses.
    """
    bus = bus or Bus()
    opened = _own_or_find(path, insist=stays)
    if isinstance(opened, Owner):
        return _through(opened, path, author or this_person(), clock, bus, listen=listen, stays=stays)
    desk = Desk(opened, clock, bus)
    if found_it and not is_founded(desk):
        found(desk, device.local_zone(), this_person())
    stop = _listen(desk, opened, stays=stays) if listen else _nothing

    def finish() -> None:
        stop()
        opened.close()

    session = Session(desk, opened, bus, clock, author or this_person())
    return OpenDesk(session, desk, opened, bus, finish)


def open_shared(
    place: SharedPlace,
    password: Password,
    *,
    author: Author | None = None,
    clock: Callable[[], Instant] | None = None,
    bus: Bus | None = None,
) -> OpenDesk:
    """Open a shared desk: every PC writes to it itself. Raises ``StoreError`` subclasses.

    It goes by the server's clock and acts for whoever is connected, unless it is given others.
    """
    from desktop_desk.storage.shared import join  # noqa: PLC0415 - the driver, for those who share

    bus = bus or Bus()
    store = join(place, password)
    clock = clock or store.clock
    patient = Patient(Desk(store, clock, bus))
    if author is None:
        person, login = store.who()
        author = Author(person=person, os_account=login, device=device.device())

    def finish() -> None:
        patient.leave()
        store.close()

    return OpenDesk(Session(patient, store, bus, clock, author), patient, store, bus, finish)


def _listen(desk: Desk, store: LocalStore, *, stays: bool) -> Callable[[], None]:
    """Take the operations of other processes; the answer ends it."""
    from desktop_desk.background.handover import Receiver  # noqa: PLC0415 - sockets, for those who listen

    receiver = Receiver(desk, stays=stays)
    store.announce(receiver.owner)
    return receiver.stop


def _nothing() -> None:
    """Nothing to stop."""


def _own_or_find(path: Path, *, insist: bool) -> LocalStore | Owner:
    """The file, or whoever owns it; an owner that says nothing, or that only passes, is given a moment."""
    deadline = time.monotonic() + PATIENCE_S
    pause = 0.01
    while True:
        opened = own(path)
        if isinstance(opened, LocalStore) or (opened is not None and (opened.stays or not insist)):
            return opened
        if time.monotonic() > deadline:
            raise StoreBusy(path=path)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)


def _through(
    owner: Owner,
    path: Path,
    author: Author,
    clock: Callable[[], Instant],
    bus: Bus,
    *,
    listen: bool,
    stays: bool,
) -> OpenDesk:
    from desktop_desk.background.guest import Guest  # noqa: PLC0415 - as above

    store = look_at(path)
    stops: list[Callable[[], None]] = []

    def take() -> Desk | Owner | None:
        if not store.take_over():
            return store.owner()
        desk = Desk(store, clock, bus)
        if listen:
            stops.append(_listen(desk, store, stays=stays))
        return desk

    guest = Guest(owner, take, patience_s=PATIENCE_S)

    def finish() -> None:
        guest.close()
        for stop in stops:
            stop()
        store.close()

    return OpenDesk(Session(guest, store, bus, clock, author), guest, store, bus, finish)


def restore_desk(backup: Path, target: Path, *, replace: bool) -> Path | None:
    """Put a backup in the place of a desk nobody has open. Raises ``StoreError`` subclasses."""
    ownership = Ownership(target)
    if not ownership.take():
        raise StoreBusy(path=target)
    try:
        return restore(backup, target, replace=replace)
    finally:
        ownership.release()


def write_demo(path: Path, tickets: int, seed: int, progress: Callable[[int], None] | None = None) -> None:
    """Write a desk of sample data to a file that is not there yet. Raises ``StoreError`` subclasses."""
    if path.exists():
        raise AlreadyThere(path=path)
    from desktop_desk.services.sample import write_sample  # noqa: PLC0415 - only a demonstration needs it

    store = own(path)
    if not isinstance(store, LocalStore):
        raise StoreBusy(path=path)
    try:
        write_sample(store, tickets, seed, pc_clock(), device.os_account(), progress)
        store.checkpoint()
    finally:
        store.close()

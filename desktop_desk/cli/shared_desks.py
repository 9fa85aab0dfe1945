"""What the windows may do about shared desks, each with its heavy imports when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_desk.cli.common import place_of
from desktop_desk.domain.shared import INVITATION, NotAnAddress, SharedPlace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop_desk.credentials import Credentials
    from desktop_desk.domain.guests import Guest, Invited, ServerFacts
    from desktop_desk.services.session import Session
    from desktop_desk.storage.shared import SharedStore
    from desktop_desk.ui.shared_desks import Counted, SharedDesks


def shared_desks() -> SharedDesks:
    """All of it, for a window."""
    from desktop_desk.ui.shared_desks import SharedDesks  # noqa: PLC0415 - with the window

    return SharedDesks(
        place_of=_place_of,
        enter=_enter,
        look=_look,
        share=_share,
        role=lambda session: _shared(session).role(),
        let_in=lambda session: _shared(session).let_in(),
        invite=_invite,
        to_file=_to_file,
    )


def _place_of(text: str) -> SharedPlace:
    if "://" not in text and not text.endswith(INVITATION):
        raise NotAnAddress(given=text)
    place = place_of(text)
    assert isinstance(place, SharedPlace)
    return place


def _enter(credentials: Credentials) -> None:
    from desktop_desk.app import open_shared  # noqa: PLC0415 - the driver, for those who share

    open_shared(credentials.place, credentials.password).close()


def _look(place: SharedPlace, password: str | None) -> ServerFacts:
    from desktop_desk.storage.making import look_at_server  # noqa: PLC0415 - as above

    return look_at_server(place, password)


def _share(
    session: Session,
    place: SharedPlace,
    password: str | None,
    guests: Sequence[Guest],
    folder: Path,
    counted: Counted,
) -> Sequence[Invited]:
    from desktop_desk import sharing  # noqa: PLC0415 - as above
    from desktop_desk.services.coming import ComingDesk  # noqa: PLC0415
    from desktop_desk.storage.store import LocalStore  # noqa: PLC0415

    store = session.store
    if isinstance(store, ComingDesk):
        store = store.arrive().store
    assert isinstance(store, LocalStore), "only a file is made into a shared desk"
    return sharing.share(store, place, lambda: password, guests, folder, counted)


def _invite(session: Session, admin: str, password: str | None, guest: Guest, folder: Path) -> Invited:
    from desktop_desk import sharing  # noqa: PLC0415 - as above

    place = replace(_shared(session).place, user=admin)
    return sharing.invite_to_folder(place, lambda: password, guest, folder)


def _to_file(session: Session, target: Path, counted: Counted) -> None:
    from desktop_desk import sharing  # noqa: PLC0415 - as above

    sharing.write_to_file(_shared(session), target, counted)


def _shared(session: Session) -> SharedStore:
    from desktop_desk.storage.shared import SharedStore  # noqa: PLC0415 - as above

    assert isinstance(session.store, SharedStore), "a file has neither logins nor a server"
    return session.store

"""What the windows may do about shared desks, each with its heavy imports when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_desk.cli.common import place_of
from desktop_desk.domain.shared import INVITATION, NotAnAddress, SharedPlace

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
    from desktop_desk.ui.shared_desks import SharedDesks


def shared_desks() -> SharedDesks:
    """All of it, for a window."""
    from desktop_desk.ui.shared_desks import SharedDesks  # noqa: PLC0415 - with the window

    return SharedDesks(place_of=_place_of, enter=_enter)


def _place_of(text: str) -> SharedPlace:
    if "://" not in text and not text.endswith(INVITATION):
        raise NotAnAddress(given=text)
    place = place_of(text)
    assert isinstance(place, SharedPlace)
    return place


def _enter(credentials: Credentials) -> None:
    from desktop_desk.app import open_shared  # noqa: PLC0415 - the driver, for those who share

    open_shared(credentials.place, credentials.password).close()

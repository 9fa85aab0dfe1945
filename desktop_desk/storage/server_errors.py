"""What can be wrong with a shared store, each with its own sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy.exc import DBAPIError

from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.shared import PasswordRefused, ServerAway
from desktop_desk.storage.errors import StoreError
from desktop_desk.text import N_

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace


class NoSuchDatabase(StoreError):
    """There is a server, but no such database."""

    sentence = N_(
        "There is no shared desk at {place}. Nothing was changed; check the name, or make it with "
        "“desktop-desk store create-shared”."
    )


class NotADeskThere(StoreError):
    """The database belongs to something else, or holds nothing yet."""

    sentence = N_("The database {place} is no shared desk. Nothing was changed; choose another.")


class ServerNewer(StoreError):
    """The shared desk was brought up to date by a later version."""

    sentence = N_(
        "{place} was brought up to date by a newer Desktop Desk. Nothing was changed; update this program to "
        "open it."
    )


class ServerOlder(StoreError):
    """The shared desk has not been brought up to date yet."""

    sentence = N_(
        "{place} is still of an older version. Nothing was changed; the manager of the desk brings it up to "
        "date with “desktop-desk store update”."
    )


class CertificateRefused(StoreError):
    """The server could not prove that it is the one named."""

    sentence = N_(
        "The server of {place} could not prove who it is ({reason}). No password was sent; check the "
        "address, or ask the manager of the desk for a new join file."
    )


class RoleTooWeak(StoreError):
    """The database says no."""

    sentence = N_(
        "{user} may not do this on {place}. Nothing was changed; ask the manager of the desk for the right."
    )


class ServerFull(StoreError):
    """The server has no room, or no place for one more."""

    sentence = N_(
        "The server of {place} has no room left. Nothing was half written; tell whoever looks after the "
        "server."
    )


class ServerBusy(StoreError):
    """Somebody else's change holds everything up."""

    sentence = N_("Another change on {place} takes very long. Nothing was changed; try again.")


_BY_STATE: dict[str, type[DeskError]] = {
    "28P01": PasswordRefused,
    "28000": PasswordRefused,
    "3D000": NoSuchDatabase,
    "42501": RoleTooWeak,
    "42P01": NotADeskThere,
    "53100": ServerFull,
    "53300": ServerFull,
    "55P03": ServerBusy,
    "57014": ServerBusy,
    "40001": ServerBusy,
    "40P01": ServerBusy,
    "57P01": ServerAway,
    "57P02": ServerAway,
    "57P03": ServerAway,
    "57P05": ServerAway,
    "08000": ServerAway,
    "08006": ServerAway,
}
_REFUSED = ("password authentication failed", "no password supplied", "authentication failed")
_UNKNOWN = ("certificate", "ssl", "tls")


def in_words(error: psycopg.Error, place: SharedPlace) -> DeskError | None:
    """The sentence for what the driver says; ``None`` for a mistake of ours."""
    kind = _BY_STATE.get(error.sqlstate or "")
    if kind is None and error.sqlstate is None and isinstance(error, psycopg.OperationalError):
        kind = _unsaid(str(error).casefold())
    if kind is None:
        return None
    reason = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return kind(place=place.name, user=place.user or "?", reason=reason)


@contextmanager
def spoken(place: SharedPlace) -> Iterator[None]:
    """What the driver says in here is said in words; mistakes of ours pass as they are."""
    try:
        yield
    except (psycopg.Error, DBAPIError) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        said = in_words(original, place) if isinstance(original, psycopg.Error) else None
        if said is None:
            raise
        raise said from error


def _unsaid(said: str) -> type[DeskError]:
    """Before a session stands, the driver has no codes: only what it says."""
    if any(words in said for words in _REFUSED):
        return PasswordRefused
    if "does not exist" in said and "database" in said:
        return NoSuchDatabase
    if any(word in said for word in _UNKNOWN):
        return CertificateRefused
    return ServerAway

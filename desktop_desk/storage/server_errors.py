"""What can be wrong with a shared store, each with its own sentence."""

from __future__ import annotations

import re
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
        "The server of {place} could not prove who it is: its certificate has expired, or is signed by an "
        "authority this PC does not know. No password was sent; ask the manager of the desk for a new "
        "invitation."
    )


class CertificateOfAnother(CertificateRefused):
    """It proved that it is another."""

    sentence = N_(
        "What answers at {place} has the certificate of another server. No password was sent; check the "
        "address, or ask the manager of the desk for a new invitation."
    )


class NoCertificate(CertificateRefused):
    """It does not encrypt at all."""

    sentence = N_(
        "The server of {place} encrypts nothing, so everybody on the way could read along. No password was "
        "sent; ask whoever looks after the server to switch TLS on."
    )


class AuthorityMissing(CertificateRefused):
    """The file by which servers are known is not there."""

    sentence = N_(
        "The certificate by which the server of {place} is known cannot be read on this PC. No password was "
        "sent; open the invitation again, or ask the manager of the desk for a new one."
    )


class LoginLocked(StoreError):
    """The name is known and may not come in, whatever the password."""

    sentence = N_(
        "{place} does not let {user} in, whatever the password. Nothing was changed; ask the manager of the "
        "desk."
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
    "28000": LoginLocked,
    "3D000": NoSuchDatabase,
    "42501": RoleTooWeak,
    "42P01": NotADeskThere,
    "53100": ServerFull,
    "53300": ServerFull,
    "55P03": ServerBusy,
    "57014": ServerBusy,
    "40001": ServerBusy,
    "40P01": ServerBusy,
    "25P03": ServerAway,  # asleep in the middle of a transaction
    "57P01": ServerAway,
    "57P02": ServerAway,
    "57P03": ServerAway,
    "57P05": ServerAway,
    "08000": ServerAway,
    "08006": ServerAway,
}
_BY_WORDS: tuple[tuple[str, type[DeskError]], ...] = (
    (r"password authentication failed|no password supplied|role \".*\" does not exist", PasswordRefused),
    (r"is not permitted to log in|no pg_hba\.conf entry|pg_hba\.conf rejects", LoginLocked),
    (r"database \".*\" (does not exist|is not currently accepting)", NoSuchDatabase),
    (r"permission denied for database", RoleTooWeak),
    (r"too many (clients|connections)|connection slots are reserved", ServerFull),
    (r"does not match host name", CertificateOfAnother),
    (r"server does not support ssl", NoCertificate),
    (r"root certificate", AuthorityMissing),
    (r"certificate verify failed|ssl error: (?!unexpected eof)", CertificateRefused),
)
"""What the driver says while a session is made, when it has no codes."""


def in_words(error: psycopg.Error, place: SharedPlace) -> DeskError | None:
    """The sentence for what the driver says; ``None`` for a mistake of ours."""
    kind = _BY_STATE.get(error.sqlstate or "")
    if kind is None and error.sqlstate is None and isinstance(error, psycopg.OperationalError):
        kind = _unsaid(error)
    return None if kind is None else kind(place=place.name, user=place.user or "?")


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


def _unsaid(error: psycopg.OperationalError) -> type[DeskError]:
    """What an error without a code is. A session that stood once has nothing left to prove: it was cut."""
    said = str(error).casefold()
    if "connection failed" not in said:
        return ServerAway
    for words, kind in _BY_WORDS:
        if re.search(words, said):
            return kind
    # A server speaks its own language: that it asked for a password and then refused is known without it.
    asked = error.pgconn is not None and error.pgconn.used_password
    return PasswordRefused if asked and "failed: fatal" in said else ServerAway

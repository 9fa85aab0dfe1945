"""Where a shared desk is kept: the address of its database, never with a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import N_

SCHEMES: Final = ("postgresql", "postgres")
PORT: Final = 5432
DATABASE: Final = "desktop_desk"
INVITATION: Final = ".desk-invitation"
"""How the name of a join file ends."""
_TELLING: Final = r"(?i)://[^@]*:[^@]*@|[?&][^=]*password="


class NotAnAddress(DeskError):
    """What was given is no address of a PostgreSQL database."""

    sentence = N_(
        "“{given}” is not the address of a shared desk. It looks like postgresql://server/database. Nothing "
        "was done."
    )


class PasswordInAddress(DeskError):
    """An address with a password in it would be written down in many places."""

    sentence = N_(
        "The address holds a password. Leave it out: the desk asks for it once and keeps it in this PC’s key "
        "store. Nothing was done."
    )


class ServerAway(DeskError):
    """The server does not answer, or no longer does."""

    sentence = N_(
        "The server of {place} does not answer. What was saved is safe, what is being written stays here; "
        "check the network, the desk tries again by itself."
    )


class PasswordRefused(DeskError):
    """Neither the name nor the password let one in."""

    sentence = N_(
        "{place} does not let {user} in with this password. Nothing was changed; type it again, or ask the "
        "manager of the desk for a new one."
    )


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A database on a server. ``user`` is the login role, empty for that of the PC's account.

    ``certificate`` is the file of the authority that signed the server's; none: the system's own.
    """

    host: str
    database: str = DATABASE
    port: int = PORT
    user: str = ""
    certificate: Path | None = None

    @property
    def name(self) -> str:
        """How people call it: « srv-01/desk »."""
        return f"{self.host}/{self.database}"

    @property
    def is_near(self) -> bool:
        """Whether the server is this machine: nothing travels, nothing can be read on the way."""
        if self.host.startswith("/") or self.host == "localhost":
            return True
        from ipaddress import ip_address  # noqa: PLC0415 - a start names a file, and waits for none of this

        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def url(self) -> str:
        """The address as it is written in a join file."""
        from urllib.parse import quote  # noqa: PLC0415 - as above

        who = f"{quote(self.user, safe='')}@" if self.user else ""
        port = "" if self.port == PORT else f":{self.port}"
        trust = "" if self.certificate is None else f"?sslrootcert={quote(str(self.certificate))}"
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        return f"postgresql://{who}{host}{port}/{quote(self.database, safe='')}{trust}"


def is_shared(text: str) -> bool:
    """Whether a store is named by an address rather than by a file."""
    return text.partition("://")[0].casefold() in SCHEMES and "://" in text


def shared_place(text: str) -> SharedPlace:
    """The place an address names. Raises ``NotAnAddress`` and ``PasswordInAddress``."""
    from urllib.parse import parse_qs, unquote, urlsplit  # noqa: PLC0415 - as above

    if re.search(_TELLING, text):  # first, for what cannot be read is repeated to whoever typed it
        raise PasswordInAddress
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise NotAnAddress(given=text) from error
    options = parse_qs(parts.query)
    if parts.scheme.casefold() not in SCHEMES or not parts.hostname or not set(options) <= {"sslrootcert"}:
        raise NotAnAddress(given=text)
    trust = options.get("sslrootcert")
    return SharedPlace(
        host=unquote(parts.hostname),
        database=unquote(parts.path.strip("/")) or DATABASE,
        port=port or PORT,
        user=unquote(parts.username or ""),
        certificate=Path(trust[0]) if trust else None,
    )

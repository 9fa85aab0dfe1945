"""What every operation is made of: its identity, who does it, whom and what it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.people import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody as a channel names them: found by ``person``, else by address, else by name, else added."""

    person: UUID | None = None
    name: str = ""
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class FileRef:
    """An attachment's facts; its bytes travel beside the operation, keyed by ``sha256`` (hex)."""

    name: str
    content_type: str
    size: int
    sha256: str
    uid: UUID = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """The common part. ``code`` names the kind in the store and on the wire."""

    code: ClassVar[str] = ""
    uid: UUID = field(default_factory=new_uid)

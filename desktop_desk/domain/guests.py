"""Who is let into a shared desk, and what is found of its server."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody of the directory who shall come in: as what, and by which name."""

    person: UUID
    name: str
    role: Role
    login: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who may come in: as whom, with which password (told once, kept nowhere)."""

    place: SharedPlace
    person: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFacts:
    """What a server says of itself and of whoever looks: ``logins`` are the names that are taken on it."""

    version: str
    may_make: bool
    database_there: bool
    logins: frozenset[str]

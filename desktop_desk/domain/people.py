"""Who asks, who answers, and how each can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from desktop_desk.domain.instants import Instant


class Role(StrEnum):
    """What a person may do. On a local file it is a convenience, on a shared store a right."""

    MANAGER = "manager"
    AGENT = "agent"
    EMPLOYEE = "employee"
    PROVIDER = "provider"


TREATING = frozenset({Role.MANAGER, Role.AGENT, Role.PROVIDER})
"""Roles whose public message counts as an answer of the support."""


class Belonging(StrEnum):
    """What is kept as rows of one person each, besides the tickets."""

    MESSAGES = "messages"
    ALERTS = "alerts"
    VIEWS = "views"


class Participation(NamedTuple):
    """Somebody follows a ticket: as what (``copy``, ``watcher``)."""

    ticket_id: int
    role: str


class AddressKind(StrEnum):
    """The kinds of address a person can be recognised by."""

    MAIL = "mail"
    PHONE = "phone"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Address:
    """One way to reach or recognise a person; ``value`` as it was written."""

    kind: AddressKind
    value: str

    @property
    def folded(self) -> str:
        """The form two spellings of the same address share."""
        if self.kind is AddressKind.PHONE:
            digits = "".join(c for c in self.value if c.isdigit() or c == "+")
            return digits or self.value.strip().casefold()
        return self.value.strip().casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the desk knows.

    Away from ``absent_from`` to just before ``absent_until`` (UTC; without it, until further notice);
    ``substitute_id`` stands in meanwhile. ``merged_into_id`` is whose double the row turned out to be.
    """

    id: int
    uid: UUID
    name: str
    department: str
    language: str
    role: Role
    active: bool
    addresses: tuple[Address, ...] = ()
    absent_from: Instant | None = None
    absent_until: Instant | None = None
    substitute_id: int | None = None
    merged_into_id: int | None = None

    def absent(self, at: Instant) -> bool:
        """Whether this person is away at an instant."""
        begun = self.absent_from is not None and self.absent_from <= at
        return begun and (self.absent_until is None or at < self.absent_until)

    @property
    def treats(self) -> bool:
        """Whether this person answers requests."""
        return self.role in TREATING

    def address(self, kind: AddressKind) -> str:
        """The first address of a kind, or an empty string."""
        return next((a.value for a in self.addresses if a.kind is kind), "")

    @property
    def mail(self) -> str:
        """The first e-mail address, or an empty string."""
        return self.address(AddressKind.MAIL)


def first_name(name: str) -> str:
    """The word a button greets somebody by: « Marie » of « Marie Lubin »."""
    return name.split(maxsplit=1)[0] if name.split() else name


def initials(name: str) -> str:
    """At most two capitals: « ML » of « Marie Lubin »."""
    words = [w for w in name.replace("-", " ").split() if w[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

"""What the firm has set: categories, assets, revisions of calendars and policies, plain settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from desktop_desk.domain.instants import Instant


class Setting(StrEnum):
    """The plain settings kept in the store."""

    COMPANY = "company"
    LANGUAGE = "language"
    CALENDAR = "calendar"
    POLICY = "policy"
    REOPEN_DAYS = "reopen_days"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A node of the category tree; ``path`` names it with its parents."""

    id: int
    uid: UUID
    name: str
    parent_id: int | None
    active: bool
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A thing tickets can be about."""

    id: int
    uid: UUID
    name: str
    kind: str
    place: str
    owner_id: int | None
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One immutable state of a calendar or a policy, in force from ``valid_from``."""

    id: int
    uid: UUID
    kind: str
    of: UUID
    name: str
    body: str
    valid_from: Instant

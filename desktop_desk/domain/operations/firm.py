"""What is done to the firm's own data: people, categories, assets, calendars, settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations.base import Operation
from desktop_desk.domain.people import Address, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePerson(Operation):
    """A person as they shall be: added, or changed where the ``uid`` is known.

    ``absent_from`` is the first instant away, ``absent_until`` the first one back (UTC).
    """

    code: ClassVar[str] = "save_person"
    person: UUID = field(default_factory=new_uid)
    name: str
    department: str = ""
    language: str = "fr"
    role: Role = Role.EMPLOYEE
    active: bool = True
    addresses: tuple[Address, ...] = ()
    absent_from: Instant | None = None
    absent_until: Instant | None = None
    substitute: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePeople(Operation):
    """Two entries of the directory are one person: all that is ``merged``'s becomes ``kept``'s."""

    code: ClassVar[str] = "merge_people"
    kept: UUID
    merged: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCategory(Operation):
    """A category of the tree, under ``parent`` or at the top."""

    code: ClassVar[str] = "save_category"
    category: UUID = field(default_factory=new_uid)
    name: str
    parent: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAsset(Operation):
    """A thing tickets can be about: a till, a printer, a laptop."""

    code: ClassVar[str] = "save_asset"
    asset: UUID = field(default_factory=new_uid)
    name: str
    kind: str = ""
    place: str = ""
    owner: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCalendar(Operation):
    """A new revision of the opening hours (``body``: the calendar's JSON), valid from an instant."""

    code: ClassVar[str] = "save_calendar"
    revision: UUID = field(default_factory=new_uid)
    calendar: UUID
    name: str
    body: str
    valid_from: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePolicy(Operation):
    """A new revision of the promises (``body``: the policy's JSON), valid from an instant."""

    code: ClassVar[str] = "save_policy"
    revision: UUID = field(default_factory=new_uid)
    policy: UUID
    name: str
    body: str
    valid_from: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSetting(Operation):
    """One setting of the firm, as text; ``None`` goes back to the default."""

    code: ClassVar[str] = "save_setting"
    key: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberLogin(Operation):
    """This account of this PC is that person."""

    code: ClassVar[str] = "remember_login"
    os_account: str
    person: UUID

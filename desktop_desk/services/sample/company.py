"""The sample's firm: eighty people, who treats requests, what they are about, when the support is open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desktop_desk.domain.calendar import Calendar
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.folding import fold
from desktop_desk.domain.instants import Instant, to_datetime
from desktop_desk.domain.operations import (
    Author,
    Contact,
    Operation,
    RememberLogin,
    SaveAsset,
    SaveCalendar,
    SaveCategory,
    SavePerson,
    SavePolicy,
    SaveSetting,
)
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.sla import default_policy, policy_to_json
from desktop_desk.services.founding import ALWAYS
from desktop_desk.services.sample.holidays import martinique
from desktop_desk.services.sample.plan import Uids
from desktop_desk.services.sample.wording import company_facts

YEARS_KNOWN = 4
"""How many years before and after today the calendar knows the holidays of."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the firm, or whom it works with."""

    uid: UUID
    name: str
    first: str
    department: str
    role: Role
    mail: str
    extension: str
    author: Author

    @property
    def contact(self) -> Contact:
        """As an agent names them."""
        return Contact(person=self.uid)

    @property
    def writing(self) -> Contact:
        """As the mailbox knows them."""
        return Contact(name=self.name, address=Address(AddressKind.MAIL, self.mail))


@dataclass(frozen=True, slots=True)
class Topic:
    """A category of requests, with how they are usually treated."""

    uid: UUID
    name: str
    parent: UUID
    work_min: int
    agent: int
    provider: float
    things: tuple[Thing, ...]
    asked_by: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """An asset; ``said`` is how a sentence names it."""

    uid: UUID
    name: str
    kind: str
    place: str
    said: str


class Company:
    """Everybody and everything, the same for the same seed. ``start`` is when the desk was founded."""

    def __init__(self, seed: int, start: Instant, calendar: Calendar, os_account: str) -> None:
        facts = company_facts()
        self._uids, self._start, self._facts = Uids(f"{seed} company"), start, facts
        self._os_account = os_account
        self._extension = 200
        support = facts["support"]
        self.manager = self._member(facts["manager"], support, Role.MANAGER, os_account=os_account)
        self.agents = tuple(self._member(name, support, Role.AGENT) for name in facts["agents"])
        self.provider = self._outsider(facts["provider"], Role.PROVIDER)
        self.monitoring = self._outsider(facts["monitoring"], Role.EMPLOYEE)
        self.stranger = self._outsider(facts["stranger"], Role.EMPLOYEE)
        self.employees = tuple(
            self._member(name, department, Role.EMPLOYEE)
            for department, names in facts["departments"].items()
            for name in names
        )
        self.things = {
            kind: tuple(self._thing(group["kind"], *one) for one in group["things"])
            for kind, group in facts["assets"].items()
        }
        self.families = {group["name"]: self._uid() for group in facts["category"]}
        self.topics = {
            child["name"]: self._topic(self.families[group["name"]], child)
            for group in facts["category"]
            for child in group["children"]
        }
        self.calendar = calendar

    @property
    def everybody(self) -> tuple[Member, ...]:
        """All who are in the directory; the manager comes first."""
        return (self.manager, *self.agents, *self.employees, self.provider, self.monitoring, self.stranger)

    def founding(self) -> list[Operation]:
        """What the desk begins with."""
        calendar, policy = self._uid(), self._uid()
        body = json.dumps(self.calendar.to_json(), ensure_ascii=False)
        promises = json.dumps(policy_to_json(default_policy()))
        settings = {
            Setting.COMPANY: self._facts["name"],
            Setting.CALENDAR: str(calendar),
            Setting.POLICY: str(policy),
            Setting.SAMPLE: "1",
        }
        return [
            *(self._saved(member) for member in self.everybody),
            RememberLogin(uid=self._uid(), os_account=self._os_account, person=self.manager.uid),
            SaveCalendar(
                uid=self._uid(),
                revision=self._uid(),
                calendar=calendar,
                name=self.calendar.name,
                body=body,
                valid_from=ALWAYS,
            ),
            SavePolicy(
                uid=self._uid(),
                revision=self._uid(),
                policy=policy,
                name="",
                body=promises,
                valid_from=ALWAYS,
            ),
            *(SaveSetting(uid=self._uid(), key=key, value=value) for key, value in settings.items()),
            *(SaveCategory(uid=self._uid(), category=uid, name=name) for name, uid in self.families.items()),
            *(
                SaveCategory(uid=self._uid(), category=topic.uid, name=topic.name, parent=topic.parent)
                for topic in self.topics.values()
            ),
            *(
                SaveAsset(
                    uid=self._uid(), asset=thing.uid, name=thing.name, kind=thing.kind, place=thing.place
                )
                for things in self.things.values()
                for thing in things
            ),
        ]

    def _uid(self) -> UUID:
        return self._uids.at(self._start)

    def _member(self, name: str, department: str, role: Role, os_account: str | None = None) -> Member:
        first, _, last = name.partition(" ")
        local = f"{fold(first)}.{fold(last)}".replace(" ", "-")
        uid = self._uid()
        self._extension += 1
        account = local if os_account is None else os_account
        return Member(
            uid=uid,
            name=name,
            first=first,
            department=department,
            role=role,
            mail=f"{local}@{self._facts['domain']}",
            extension=str(self._extension),
            author=Author(person=uid, os_account=account, device=f"PC-{self._extension}"),
        )

    def _outsider(self, facts: dict[str, str], role: Role) -> Member:
        uid = self._uid()
        author = Author(person=uid, os_account=facts["mail"], device="")
        first = facts["name"].partition(" ")[0]
        return Member(uid, facts["name"], first, facts["department"], role, facts["mail"], "", author)

    def _saved(self, member: Member) -> SavePerson:
        addresses = [Address(AddressKind.MAIL, member.mail)]
        if member.extension:
            addresses.append(Address(AddressKind.PHONE, member.extension))
        return SavePerson(
            uid=self._uid(),
            person=member.uid,
            name=member.name,
            department=member.department,
            role=member.role,
            addresses=tuple(addresses),
        )

    def _thing(self, kind: str, name: str, said: str, place: str) -> Thing:
        return Thing(self._uid(), name, kind, place, said)

    def _topic(self, parent: UUID, child: dict[str, Any]) -> Topic:
        return Topic(
            uid=self._uid(),
            name=child["name"],
            parent=parent,
            work_min=child["work"],
            agent=child["agent"],
            provider=child.get("provider", 0.0),
            things=self.things.get(child.get("asset", ""), ()),
            asked_by=tuple(one for one in self.employees if one.department in child.get("who", ()))
            or self.employees,
        )


def calendar_of(now: Instant) -> Calendar:
    """The firm's opening hours, with the holidays of some years around an instant."""
    facts, year = company_facts(), to_datetime(now).year
    plain = {
        "name": facts["calendar"],
        "tz": facts["zone"],
        "weekly": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), facts["hours"]),
        "holidays": {},
    }
    holidays: dict[date, str] = martinique(range(year - YEARS_KNOWN, year + YEARS_KNOWN + 1))
    calendar = Calendar.from_json(plain)
    return Calendar(name=calendar.name, tz=calendar.tz, weekly=calendar.weekly, holidays=holidays)

"""What a desk is told at its first start: the firm, where it is, when it is open, who is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain.calendar import Calendar, Range
from desktop_desk.domain.cleaning import one_line
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import to_datetime
from desktop_desk.domain.operations import SaveCalendar, SavePerson, SavePolicy, SaveSetting
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.sla import default_policy, policy_to_json
from desktop_desk.services.founding import ALWAYS
from desktop_desk.services.holidays import legal_holidays, region
from desktop_desk.services.session import Session

YEARS = 3
"""Years a calendar knows the holidays of, the present one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """The answers of the first start. ``region`` is a key of ``holidays.REGIONS``; ``mail`` may be empty."""

    company: str
    region: str
    weekly: tuple[tuple[Range, ...], ...]
    name: str
    mail: str = ""


def take_first_steps(session: Session, steps: FirstSteps) -> None:
    """Found the desk as said; done again after a failure it does no harm.

    The company comes last: a desk that has none is not founded yet. Raises ``DeskError``.
    """
    settings = session.settings()
    _hours(session, settings.get(Setting.CALENDAR), steps)
    if Setting.POLICY not in settings:
        uid = new_uid()
        body = json.dumps(policy_to_json(default_policy()))
        session.apply(SavePolicy(policy=uid, name="", body=body, valid_from=ALWAYS), undoable=False)
        session.apply(SaveSetting(key=Setting.POLICY, value=str(uid)), undoable=False)
    _manager(session, steps)
    company = SaveSetting(key=Setting.COMPANY, value=one_line(steps.company).strip())
    session.apply(company, undoable=False)


def _hours(session: Session, known: str | None, steps: FirstSteps) -> None:
    where = region(steps.region)
    year = to_datetime(session.clock()).year
    calendar = Calendar(
        name="",
        tz=where.tz,
        weekly=steps.weekly,
        holidays=legal_holidays(where.key, range(year, year + YEARS)),
    )
    uid = UUID(known) if known else new_uid()
    body = json.dumps(calendar.to_json(), ensure_ascii=False)
    session.apply(SaveCalendar(calendar=uid, name="", body=body, valid_from=ALWAYS), undoable=False)
    if known is None:
        session.apply(SaveSetting(key=Setting.CALENDAR, value=str(uid)), undoable=False)


def _manager(session: Session, steps: FirstSteps) -> None:
    """Whoever takes the first steps manages the desk, known by this account from now on."""
    me, account = session.me, session.author.os_account
    mail = (Address(AddressKind.MAIL, steps.mail.strip()),) if steps.mail.strip() else ()
    person = SavePerson(
        person=new_uid() if me is None else me.uid,
        name=steps.name,
        role=Role.MANAGER,
        addresses=(*mail, Address(AddressKind.ACCOUNT, account)),
    )
    session.apply(person, undoable=False)
    if me is None:
        session.become(person.person)

"""What a new desk begins with: opening hours, promises, a few categories."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from desktop_desk.domain.calendar import Calendar, office_calendar
from desktop_desk.domain.firm import Setting
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import Author, Operation, SaveCalendar, SavePolicy, SaveSetting
from desktop_desk.domain.sla import default_policy, policy_to_json
from desktop_desk.services.desk import Desk

ALWAYS = Instant(0)
"""The first revisions hold from the beginning, so that an imported past has rules too."""


def is_founded(desk: Desk) -> bool:
    """Whether the desk has its opening hours and its promises."""
    with desk.store.read() as reading:
        return reading.firm.setting(Setting.POLICY) is not None


def found(desk: Desk, tz: str, by: Author, *, calendar: Calendar | None = None, company: str = "") -> None:
    """Give a new desk its calendar (Monday to Friday unless one is given) and the default promises."""
    hours = calendar if calendar is not None else office_calendar(tz)
    calendar_uid, policy_uid = new_uid(), new_uid()
    operations: list[Operation] = [
        SaveCalendar(
            calendar=calendar_uid, name=hours.name, body=json.dumps(hours.to_json()), valid_from=ALWAYS
        ),
        SavePolicy(
            policy=policy_uid, name="", body=json.dumps(policy_to_json(default_policy())), valid_from=ALWAYS
        ),
        SaveSetting(key=Setting.CALENDAR, value=str(calendar_uid)),
        SaveSetting(key=Setting.POLICY, value=str(policy_uid)),
    ]
    if company:
        operations.append(SaveSetting(key=Setting.COMPANY, value=company))
    desk.apply_all(operations, by=by)


def with_holidays(calendar: Calendar, holidays: Mapping[date, str]) -> Calendar:
    """The calendar closed on these dates too."""
    return Calendar(
        name=calendar.name,
        tz=calendar.tz,
        weekly=calendar.weekly,
        holidays={**calendar.holidays, **holidays},
        date_hours=calendar.date_hours,
        date_breaks=calendar.date_breaks,
    )

"""Categories, assets, settings, calendars, policies."""

from __future__ import annotations

import json
from uuid import UUID

from desktop_desk.domain.cleaning import clean, one_line
from desktop_desk.domain.firm import Asset, Category, Revision
from desktop_desk.domain.operations import (
    SaveAsset,
    SaveCalendar,
    SaveCategory,
    SavePolicy,
    SaveSetting,
)
from desktop_desk.services.errors import UnknownCategory, UnknownPerson
from desktop_desk.services.work import Work


def save_category(work: Work, operation: SaveCategory) -> None:
    """A category added, renamed, moved or retired."""
    firm = work.unit.firm
    parent = None if operation.parent is None else firm.category(operation.parent)
    name = one_line(operation.name).strip()
    if not name or (operation.parent is not None and parent is None):
        raise UnknownCategory(name=operation.parent or name)
    known = firm.category(operation.category)
    node = Category(
        id=0 if known is None else known.id,
        uid=operation.category,
        name=name,
        parent_id=None if parent is None else parent.id,
        active=operation.active,
    )
    if node != known:
        row = firm.save_category(node)
        work.note(
            "category",
            row,
            "category",
            None if known is None else spell_category(known),
            spell_category(node),
        )


def spell_category(node: Category) -> str:
    """What history keeps of a category."""
    return json.dumps([node.name, node.parent_id, node.active], ensure_ascii=False)


def save_asset(work: Work, operation: SaveAsset) -> None:
    """An asset added or changed."""
    firm = work.unit.firm
    owner = None if operation.owner is None else work.unit.people.standing(operation.owner)
    if operation.owner is not None and owner is None:
        raise UnknownPerson(name=operation.owner)
    known = firm.asset(operation.asset)
    thing = Asset(
        id=0 if known is None else known.id,
        uid=operation.asset,
        name=clean(operation.name),
        kind=operation.kind,
        place=operation.place,
        owner_id=None if owner is None else owner.id,
        active=operation.active,
    )
    if thing != known:
        row = firm.save_asset(thing)
        work.note("asset", row, "asset", None if known is None else spell_asset(known), spell_asset(thing))


def spell_asset(thing: Asset) -> str:
    """What history keeps of an asset."""
    return json.dumps([thing.name, thing.kind, thing.place, thing.owner_id, thing.active], ensure_ascii=False)


def save_setting(work: Work, operation: SaveSetting) -> None:
    """One plain setting."""
    old = work.unit.firm.setting(operation.key)
    if old != operation.value:
        work.unit.firm.set(operation.key, operation.value)
        work.note("setting", 0, operation.key, old, operation.value)


def save_calendar(work: Work, operation: SaveCalendar) -> None:
    """A new state of the opening hours."""
    _save_revision(work, "calendar", operation.calendar, operation)


def save_policy(work: Work, operation: SavePolicy) -> None:
    """A new state of the promises."""
    _save_revision(work, "policy", operation.policy, operation)


def _save_revision(work: Work, kind: str, of: UUID, operation: SaveCalendar | SavePolicy) -> None:
    before = work.unit.firm.in_force(of, max(work.now, operation.valid_from))
    row = work.unit.firm.add_revision(
        Revision(
            id=0,
            uid=operation.revision,
            kind=kind,
            of=of,
            name=operation.name,
            body=operation.body,
            valid_from=operation.valid_from,
        )
    )
    work.note("revision", row, kind, None if before is None else str(before.id), str(row))

"""Undo of what concerns the firm and its people: each kind of row and how it is given back.

What was *added* (a person, a category) is retired, never deleted: tickets may name it by now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from desktop_desk.domain.firm import Asset, Category
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.journal import HistoryRow
from desktop_desk.services.handlers.firm import spell_asset, spell_category
from desktop_desk.services.handlers.merging import restore_merge
from desktop_desk.services.handlers.people import read_person, spell_person
from desktop_desk.services.work import Work


def _person(work: Work, row: HistoryRow) -> bool:
    person = work.unit.people.by_id(row.entity_id)
    assert person is not None, "people are never deleted"
    if row.field == "added":
        # Somebody a ticket made known stays known; the directory shows only the active.
        back = row.new is None
        if not back and (not person.active or work.unit.people.named(person.id)):
            return False
        if person.active != back:
            work.unit.people.save(replace(person, active=back))
        return True
    if row.old is None or spell_person(person) != row.new:
        return False
    wanted = read_person(person, row.old)
    owners = (work.unit.people.by_address(address) for address in wanted.addresses)
    if any(owner is not None and owner.id != person.id for owner in owners):
        return False
    work.unit.people.save(wanted)
    return True


def _category(work: Work, row: HistoryRow) -> bool:
    node = next(node for node in work.unit.firm.categories() if node.id == row.entity_id)
    present = replace(node, path="")
    if row.field == "added" or row.old is None or row.new is None:
        wanted = replace(present, active=row.new is None)
        if wanted == present:
            return False
    else:
        if spell_category(present) != row.new:
            return False
        name, parent_id, active = json.loads(row.old)
        wanted = Category(id=node.id, uid=node.uid, name=name, parent_id=parent_id, active=active)
    work.unit.firm.save_category(wanted)
    return True


_ASSET = ("name", "kind", "place", "owner_id", "active")


def _asset(work: Work, row: HistoryRow) -> bool:
    present = next(thing for thing in work.unit.firm.assets() if thing.id == row.entity_id)
    if row.old is None or row.new is None:
        wanted = replace(present, active=row.new is None)
        if wanted == present:
            return False
    else:
        if spell_asset(present) != row.new:
            return False
        name, kind, place, owner_id, active = json.loads(row.old)
        wanted = Asset(
            id=present.id,
            uid=present.uid,
            name=name,
            kind=kind,
            place=place,
            owner_id=owner_id,
            active=active,
        )
    work.unit.firm.save_asset(wanted)
    return True


def _setting(work: Work, row: HistoryRow) -> bool:
    if work.unit.firm.setting(row.field) != row.new:
        return False
    work.unit.firm.set(row.field, row.old)
    return True


def _login(work: Work, row: HistoryRow) -> bool:
    present = work.unit.people.by_login(row.field)
    if (None if present is None else str(present.id)) != row.new:
        return False
    work.unit.people.remember_login(row.field, None if row.old is None else int(row.old))
    return True


def _revision(work: Work, row: HistoryRow) -> bool:
    """A revision is immutable: going back is one more, with the body of the one before."""
    if row.old is None or row.new is None:
        return False
    before, undone = work.unit.firm.revision(int(row.old)), work.unit.firm.revision(int(row.new))
    at = max(work.now, undone.valid_from)
    present = work.unit.firm.in_force(undone.of, at)
    if present is None or present.body != undone.body:
        return False
    work.unit.firm.add_revision(replace(before, uid=new_uid(), valid_from=at))
    return True


RESTORE: dict[str, Callable[[Work, HistoryRow], bool]] = {
    "person": _person,
    "category": _category,
    "asset": _asset,
    "setting": _setting,
    "login": _login,
    "revision": _revision,
    "merge": restore_merge,
}

"""People: added, changed, away, and the accounts that stand for them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from desktop_desk.domain.cleaning import one_line
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import RememberLogin, SavePerson
from desktop_desk.domain.people import Address, AddressKind, Person, Role
from desktop_desk.services.errors import (
    BackBeforeAway,
    ForeignAddress,
    MergedAway,
    NobodyNamed,
    OwnSubstitute,
    UnknownPerson,
)
from desktop_desk.services.work import Work


def save_person(work: Work, operation: SavePerson) -> None:
    """A person added or changed.

    Raises ``ForeignAddress``, ``NobodyNamed`` without a name, ``MergedAway`` for somebody's double, and
    what :func:`_substitute` and :func:`_check_absence` raise.
    """
    name = one_line(operation.name).strip()
    if not name:
        raise NobodyNamed
    known = work.unit.people.find(operation.person)
    if known is not None and known.merged_into_id is not None:
        refuse_merged(work, known)
    for address in operation.addresses:
        owner = work.unit.people.by_address(address)
        if owner is not None and (known is None or owner.id != known.id):
            raise ForeignAddress(address=address.value, owner=owner.name)
    _check_absence(operation)
    person = Person(
        id=0 if known is None else known.id,
        uid=operation.person,
        name=name,
        department=operation.department,
        language=operation.language,
        role=operation.role,
        active=operation.active,
        addresses=operation.addresses,
        absent_from=operation.absent_from,
        absent_until=operation.absent_until,
        substitute_id=_substitute(work, operation, known),
    )
    if known is None:
        person = replace(person, id=work.unit.people.add(person))
        work.note("person", person.id, "added", None, str(person.uid))
    elif person != known:
        work.unit.people.save(person)
        work.note("person", person.id, "person", spell_person(known), spell_person(person))


def refuse_merged(work: Work, double: Person) -> None:
    """Raise ``MergedAway``: what is meant is done to the one who was kept."""
    kept = work.unit.people.standing(double.uid)
    raise MergedAway(name=double.name, kept="" if kept is None else kept.name)


def _check_absence(operation: SavePerson) -> None:
    """Raises ``BackBeforeAway`` where nobody could be away so: an end alone, or before the beginning."""
    away, back = operation.absent_from, operation.absent_until
    if back is not None and (away is None or back <= away):
        raise BackBeforeAway(name=operation.name)


def _substitute(work: Work, operation: SavePerson, known: Person | None) -> int | None:
    """Who stands in. Raises ``UnknownPerson``, and ``OwnSubstitute`` for the person's own name."""
    if operation.substitute is None:
        return None
    found = work.unit.people.standing(operation.substitute)
    if operation.substitute == operation.person or (known and found and found.id == known.id):
        raise OwnSubstitute(name=operation.name)
    if found is None:
        raise UnknownPerson(name=operation.substitute)
    return found.id


_WHERE_SET = ("absent_from", "absent_until", "substitute_id", "merged_into_id")
"""Left out of history where they are not set, so that rows of before there were any still compare."""


def spell_person(person: Person) -> str:
    """What history keeps of a person, to give it back by an undo; addresses are theirs alone."""
    plain = {
        "name": person.name,
        "department": person.department,
        "language": person.language,
        "role": person.role.value,
        "active": person.active,
        "addresses": [[address.kind.value, address.value] for address in person.addresses],
    }
    plain |= {name: getattr(person, name) for name in _WHERE_SET if getattr(person, name) is not None}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def read_person(person: Person, spelt: str) -> Person:
    """The person as :func:`spell_person` wrote them."""
    plain: dict[str, Any] = json.loads(spelt)
    away, back = plain.get("absent_from"), plain.get("absent_until")
    return replace(
        person,
        name=plain["name"],
        department=plain["department"],
        language=plain["language"],
        role=Role(plain["role"]),
        active=plain["active"],
        addresses=tuple(Address(AddressKind(kind), value) for kind, value in plain["addresses"]),
        absent_from=None if away is None else Instant(away),
        absent_until=None if back is None else Instant(back),
        substitute_id=plain.get("substitute_id"),
        merged_into_id=plain.get("merged_into_id"),
    )


def remember_login(work: Work, operation: RememberLogin) -> None:
    """An account of a PC is somebody."""
    person = work.unit.people.standing(operation.person)
    if person is None:
        raise UnknownPerson(name=operation.person)
    before = work.unit.people.by_login(operation.os_account)
    if before is None or before.id != person.id:
        work.unit.people.remember_login(operation.os_account, person.id)
        old = None if before is None else str(before.id)
        work.note("login", person.id, operation.os_account, old, str(person.id))

"""Two entries of the directory that are one person: merged, and parted again by an undo.

Tickets, equipment, accounts and those they stand in for keep a history of their own, row by row. The
rest is noted under ``merge``, a row a kind: what was the merged one's, as JSON, and whose it is now.
Undoing and doing again is then the same gift the other way round.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from desktop_desk.domain.journal import HistoryRow
from desktop_desk.domain.operations import MergePeople
from desktop_desk.domain.people import Address, AddressKind, Belonging, Participation, Person, Role
from desktop_desk.services.errors import LastManager, SamePerson, UnknownPerson
from desktop_desk.services.handlers.firm import spell_asset
from desktop_desk.services.handlers.people import refuse_merged, spell_person
from desktop_desk.services.work import Work

Listed = list[Any]
"""What goes from one to the other, as JSON keeps it."""


@dataclass(frozen=True, slots=True)
class _Gift:
    """From the merged one to the kept one (rows of both), or ``back``."""

    work: Work
    merged: int
    kept: int
    back: bool = False

    @property
    def giver(self) -> int:
        """Whose it is."""
        return self.kept if self.back else self.merged

    @property
    def taker(self) -> int:
        """Whose it will be."""
        return self.merged if self.back else self.kept


def merge_people(work: Work, operation: MergePeople) -> None:
    """All that is one's becomes the other's, who alone is found from now on.

    Raises ``SamePerson``, ``UnknownPerson``, ``MergedAway`` for somebody merged already, and
    ``LastManager`` where nobody would manage the desk any more.
    """
    kept, merged = (_somebody(work, uid) for uid in (operation.kept, operation.merged))
    if kept.id == merged.id:
        raise SamePerson(name=kept.name)
    managers = work.unit.people.with_role(Role.MANAGER)
    if [one.id for one in managers] == [merged.id]:
        raise LastManager(name=merged.name, kept=kept.name)
    tickets = work.unit.belongings.tickets(merged.id)
    _give_tickets(work, tickets, merged, kept)
    _give_assets(work, merged, kept)
    _give_logins(work, merged, kept)
    _give_substitutes(work, merged, kept)
    gift = _Gift(work, merged.id, kept.id)
    for name, theirs in _theirs(work, merged, kept, tickets).items():
        gone = _GIVE[name](gift, theirs)
        if gone:
            work.note("merge", merged.id, name, json.dumps(gone, ensure_ascii=False), str(kept.id))


def restore_merge(work: Work, row: HistoryRow) -> bool:
    """Give one kind back to whom it was (or, undone, give it again); what is elsewhere by now stays there.

    While the kept one is somebody's double in turn, nothing is theirs to give.
    """
    back = row.new is not None and row.new.isdigit()
    spelt, kept = (row.old, row.new) if back else (row.new, row.old)
    theirs: Listed = json.loads(spelt or "[]")
    if _known(work, int(kept or 0)).merged_into_id is not None:
        return False
    gone = _GIVE[row.field](_Gift(work, row.entity_id, int(kept or 0), back), theirs)
    if gone and len(gone) < len(theirs):
        work.conflicts.append(row.field)
    return bool(gone)


def _somebody(work: Work, uid: UUID) -> Person:
    found = work.unit.people.find(uid)
    if found is None:
        raise UnknownPerson(name=uid)
    if found.merged_into_id is not None:
        refuse_merged(work, found)
    return found


def _known(work: Work, row: int) -> Person:
    person = work.unit.people.by_id(row)
    assert person is not None, "people are never deleted"
    return person


def _give_tickets(work: Work, tickets: list[int], merged: Person, kept: Person) -> None:
    def own(person_id: int | None) -> int | None:
        return kept.id if person_id == merged.id else person_id

    for ticket_id in tickets:
        before = work.unit.tickets.by_id(ticket_id)
        requester = own(before.requester_id) or kept.id
        work.save(before, replace(before, requester_id=requester, assignee_id=own(before.assignee_id)))


def _give_assets(work: Work, merged: Person, kept: Person) -> None:
    for thing in work.unit.firm.assets(merged.id):
        after = replace(thing, owner_id=kept.id)
        work.unit.firm.save_asset(after)
        work.note("asset", thing.id, "asset", spell_asset(thing), spell_asset(after))


def _give_logins(work: Work, merged: Person, kept: Person) -> None:
    for account in work.unit.belongings.logins(merged.id):
        work.unit.people.remember_login(account, kept.id)
        work.note("login", kept.id, account, str(merged.id), str(kept.id))


def _give_substitutes(work: Work, merged: Person, kept: Person) -> None:
    """Whom the merged one stood in for, the kept one does; but nobody for themselves."""
    for person in work.unit.people.stood_in_by(merged.id):
        after = replace(person, substitute_id=None if person.id == kept.id else kept.id)
        work.unit.people.save(after)
        work.note("person", person.id, "person", spell_person(person), spell_person(after))


def _theirs(work: Work, merged: Person, kept: Person, tickets: list[int]) -> dict[str, Listed]:
    belongings = work.unit.belongings
    found: dict[str, Listed] = {kind.value: belongings.rows(kind, merged.id) for kind in Belonging}
    marks = belongings.read_marks(merged.id, tickets)
    others = belongings.read_marks(kept.id, list(marks))
    found["read_marks"] = [[ticket, message, others.get(ticket)] for ticket, message in marks.items()]
    followed = set(belongings.participations(kept.id))
    found["participants"] = [[*one, one in followed] for one in belongings.participations(merged.id)]
    found["addresses"] = [[one.kind.value, one.value] for one in merged.addresses]
    found["person"] = [merged.active]
    return found


# What is noted a row a kind: each gives what it can and tells what went.


def _rows(kind: Belonging, gift: _Gift, theirs: Listed) -> Listed:
    return gift.work.unit.belongings.give(kind, theirs, gift.giver, gift.taker)


def _read_marks(gift: _Gift, theirs: Listed) -> Listed:
    """Both have read as far as the one who read further; one who read on since keeps that."""
    belongings = gift.work.unit.belongings
    asked = [ticket for ticket, _, _ in theirs]
    own, present = (belongings.read_marks(row, asked) for row in (gift.merged, gift.kept))
    gone = [one for one in theirs if (one[0] in own) != gift.back]
    for ticket, message, other in gone:
        both = max(message, other or 0)
        belongings.set_read_mark(ticket, gift.merged, message if gift.back else None)
        if not gift.back:
            belongings.set_read_mark(ticket, gift.kept, both)
        elif present.get(ticket) == both:
            belongings.set_read_mark(ticket, gift.kept, other)
    return gone


def _participants(gift: _Gift, theirs: Listed) -> Listed:
    """A ticket both follow the kept one follows still, whatever is given back."""
    belongings = gift.work.unit.belongings
    giver, taker = (set(belongings.participations(row)) for row in (gift.giver, gift.taker))
    gone = []
    for ticket, role, shared in theirs:
        one = Participation(ticket, role)
        if one not in giver or (gift.back and one in taker):
            continue
        if not (gift.back and shared):
            belongings.participate(one, gift.giver, on=False)
        if one not in taker:
            belongings.participate(one, gift.taker, on=True)
        gone.append([ticket, role, shared])
    return gone


def _addresses(gift: _Gift, theirs: Listed) -> Listed:
    people = gift.work.unit.people
    giver, taker = _known(gift.work, gift.giver), _known(gift.work, gift.taker)
    wanted = {
        (one.kind, one.folded): one for one in (Address(AddressKind(kind), value) for kind, value in theirs)
    }
    held = {(one.kind, one.folded) for one in giver.addresses}
    gone = {key: one for key, one in wanted.items() if key in held}
    rest = tuple(one for one in giver.addresses if (one.kind, one.folded) not in gone)
    if gone:
        people.save(replace(giver, addresses=rest))  # first: an address is one person's
        people.save(replace(taker, addresses=(*taker.addresses, *gone.values())))
    return [[one.kind.value, one.value] for one in gone.values()]


def _person(gift: _Gift, theirs: Listed) -> Listed:
    """The merged one is found no more, or again."""
    merged = _known(gift.work, gift.merged)
    if merged.merged_into_id != (gift.kept if gift.back else None):
        return []
    into = None if gift.back else gift.kept
    gift.work.unit.people.save(replace(merged, active=gift.back and theirs[0], merged_into_id=into))
    return theirs


_GIVE: dict[str, Callable[[_Gift, Listed], Listed]] = {
    **{kind.value: partial(_rows, kind) for kind in Belonging},
    "read_marks": _read_marks,
    "participants": _participants,
    "addresses": _addresses,
    "person": _person,
}

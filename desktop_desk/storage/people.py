"""The directory: people, addresses, accounts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    union,
    update,
)

from desktop_desk.domain.folding import fold
from desktop_desk.domain.people import Address, Person, Role
from desktop_desk.storage.prepared import Prepared, Together
from desktop_desk.storage.rows import add_row
from desktop_desk.storage.schema import login, person, person_address, ticket

_PERSON = select(
    person.c.id,
    person.c.uid,
    person.c.name,
    person.c.department,
    person.c.language,
    person.c.role,
    person.c.active,
    person.c.absent_from,
    person.c.absent_until,
    person.c.substitute_id,
    person.c.merged_into_id,
)
_OWN = [column.name for column in _PERSON.selected_columns]


def _known(narrowed: Select[Any]) -> Together:
    """Somebody and how they are reached, asked at once."""
    reached = select(person_address.c.kind, person_address.c.value).order_by(person_address.c.id)
    of = person_address.c.person_id.in_(narrowed.with_only_columns(person.c.id).correlate(None))
    return Together(person=Prepared(narrowed), addresses=Prepared(reached.where(of)))


_BY_ID = _known(_PERSON.where(person.c.id == bindparam("wanted")))
_BY_UID = _known(_PERSON.where(person.c.uid == bindparam("wanted")))
_BY_NAME = _known(
    _PERSON.where(person.c.folded_name == bindparam("wanted"))
    .order_by(person.c.merged_into_id.is_not(None), person.c.id)
    .limit(1)
)
_BY_ADDRESS = _known(
    _PERSON.join(person_address, person_address.c.person_id == person.c.id).where(
        person_address.c.kind == bindparam("wanted_kind"), person_address.c.folded == bindparam("wanted")
    )
)
_BY_LOGIN = _known(
    _PERSON.join(login, login.c.person_id == person.c.id).where(login.c.os_account == bindparam("wanted"))
)
_ADDRESSES = Prepared(
    select(person_address.c.kind, person_address.c.value)
    .where(person_address.c.person_id == bindparam("wanted"))
    .order_by(person_address.c.id)
)
_IN_TICKET = union(
    select(ticket.c.requester_id).where(ticket.c.id == bindparam("wanted")),
    select(ticket.c.assignee_id).where(ticket.c.id == bindparam("wanted")),
)
OF_TICKET = Prepared(_PERSON.where(person.c.id.in_(_IN_TICKET)))
"""Who asked for a ticket and who treats it, for :func:`people_of`."""

ADDRESSES_OF_TICKET = Prepared(
    select(person_address.c.person_id, person_address.c.kind, person_address.c.value)
    .where(person_address.c.person_id.in_(_IN_TICKET))
    .order_by(person_address.c.id)
)


def people_of(rows: list[tuple[Any, ...]], addresses: list[tuple[Any, ...]]) -> dict[int, Person]:
    """People by their row, each with their addresses."""
    return {
        row[0]: Person(
            **dict(zip(_OWN, row, strict=True)),
            addresses=tuple(Address(kind, value) for of, kind, value in addresses if of == row[0]),
        )
        for row in rows
    }


class People:
    """The people of one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_id(self, person_id: int) -> Person | None:
        """The person in this row."""
        return self._person(_BY_ID, {"wanted": person_id})

    def find(self, uid: UUID) -> Person | None:
        """The person of this identity, merged or not."""
        return self._person(_BY_UID, {"wanted": uid})

    def standing(self, uid: UUID) -> Person | None:
        """Whom this identity stands for now: the one they were merged into, if they were."""
        return self._kept(self.find(uid))

    def by_address(self, address: Address) -> Person | None:
        """Whoever can be reached so, however it is spelt."""
        return self._person(_BY_ADDRESS, {"wanted_kind": address.kind, "wanted": address.folded})

    def by_name(self, name: str) -> Person | None:
        """The first person of this name, accents and case apart; of a merged one, whom they stand for."""
        return self._kept(self._person(_BY_NAME, {"wanted": fold(name)}))

    def by_login(self, os_account: str) -> Person | None:
        """Whom an account of a PC stands for."""
        return self._person(_BY_LOGIN, {"wanted": os_account})

    def stood_in_by(self, person_id: int) -> list[Person]:
        """Those for whom this person stands in, by row."""
        statement = _PERSON.where(person.c.substitute_id == person_id).order_by(person.c.id)
        rows = self._connection.execute(statement).all()
        return [Person(**row._asdict(), addresses=self._addresses(row.id)) for row in rows]

    def with_role(self, *roles: Role) -> list[Person]:
        """The active people of some roles, by name."""
        statement = _PERSON.where(person.c.role.in_(roles), person.c.active)
        statement = statement.order_by(person.c.folded_name, person.c.id)
        rows = self._connection.execute(statement).all()
        return [Person(**row._asdict(), addresses=self._addresses(row.id)) for row in rows]

    def search(self, typed: str, limit: int, *, put_aside: bool = False) -> list[Person]:
        """Active people whose name or an address begins so, by name; every word typed must be found.

        With those ``put_aside``, they come last.
        """
        statement = _PERSON.where(person.c.merged_into_id.is_(None)).limit(limit)
        statement = statement.order_by(person.c.active.desc(), person.c.folded_name, person.c.id)
        if not put_aside:
            statement = statement.where(person.c.active)
        for word in fold(typed).split():
            reached = select(person_address.c.person_id).where(person_address.c.folded.startswith(word))
            statement = statement.where(
                person.c.folded_name.startswith(word)
                | person.c.folded_name.contains(" " + word)
                | person.c.id.in_(reached)
            )
        rows = self._connection.execute(statement).all()
        return [Person(**row._asdict(), addresses=self._addresses(row.id)) for row in rows]

    def named(self, person_id: int) -> bool:
        """Whether a ticket that can be seen names this person."""
        statement = select(ticket.c.id).where(*_naming(person_id)).limit(1)
        return self._connection.execute(statement).first() is not None

    def ticket_count(self, person_id: int) -> int:
        """How many tickets that can be seen they asked for or have in hand."""
        statement = select(func.count()).select_from(ticket).where(*_naming(person_id))
        return int(self._connection.execute(statement).scalar_one())

    def add(self, new: Person) -> int:
        """Keep a person; gives the row number."""
        person_id = add_row(self._connection, person, {"uid": new.uid, **_values(new)})
        self._write_addresses(person_id, new.addresses)
        return person_id

    def save(self, after: Person) -> None:
        """Write a person as they now are."""
        before = self.by_id(after.id)
        assert before is not None, "a person is never deleted"
        known = _values(before)
        changed = {name: value for name, value in _values(after).items() if known[name] != value}
        if changed:  # alone: on a server an agent may not even name a column that is the manager's
            self._connection.execute(update(person).where(person.c.id == after.id).values(**changed))
        self._connection.execute(delete(person_address).where(person_address.c.person_id == after.id))
        self._write_addresses(after.id, after.addresses)

    def remember_login(self, os_account: str, person_id: int | None) -> None:
        """Say whom an account stands for, or that it stands for nobody."""
        self._connection.execute(delete(login).where(login.c.os_account == os_account))
        if person_id is not None:
            self._connection.execute(insert(login), {"os_account": os_account, "person_id": person_id})

    def _kept(self, found: Person | None) -> Person | None:
        while found is not None and found.merged_into_id is not None:
            found = self.by_id(found.merged_into_id)
        return found

    def _write_addresses(self, person_id: int, addresses: tuple[Address, ...]) -> None:
        for address in addresses:
            self._connection.execute(
                insert(person_address),
                {
                    "person_id": person_id,
                    "kind": address.kind,
                    "value": address.value,
                    "folded": address.folded,
                },
            )

    def _person(self, asked: Together, wanted: dict[str, object]) -> Person | None:
        found = asked.rows(self._connection, wanted)
        if not found["person"]:
            return None
        addresses = tuple(Address(*row) for row in found["addresses"])
        return Person(**dict(zip(_OWN, found["person"][0], strict=True)), addresses=addresses)

    def _addresses(self, person_id: int) -> tuple[Address, ...]:
        return tuple(Address(*row) for row in _ADDRESSES.rows(self._connection, {"wanted": person_id}))


def _naming(person_id: int) -> tuple[ColumnElement[bool], ...]:
    names = (ticket.c.requester_id == person_id) | (ticket.c.assignee_id == person_id)
    return (names, ticket.c.hidden.is_(False))


def _values(of: Person) -> dict[str, object]:
    return {
        "name": of.name,
        "folded_name": fold(of.name),
        "department": of.department,
        "language": of.language,
        "role": of.role,
        "active": of.active,
        "absent_from": of.absent_from,
        "absent_until": of.absent_until,
        "substitute_id": of.substitute_id,
        "merged_into_id": of.merged_into_id,
    }

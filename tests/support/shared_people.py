"""A shared desk with rights: one login a role, and one for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from desktop_desk.app import open_shared
from desktop_desk.domain.operations import Author, SavePerson
from desktop_desk.domain.people import Role
from desktop_desk.domain.shared import SharedPlace
from desktop_desk.services.founding import found
from desktop_desk.storage.making import add_login, drop_shared, make_shared
from desktop_desk.storage.rights import Groups
from tests.support.postgres import GivenServer, Server, talk
from tests.support.shared_desk import no_password


@dataclass
class SharedWithRights:
    """A shared desk with one login a role; their places by the role's name."""

    place: SharedPlace
    people: dict[str, UUID]

    def as_(self, role: str) -> SharedPlace:
        return replace(self.place, user=f"{self.place.database}_{role}_login")

    def talk(self, role: str) -> psycopg.Connection[Any]:
        return talk(self.as_(role))


@contextmanager
def shared_with_rights(server: Server | GivenServer, name: str) -> Iterator[SharedWithRights]:
    """Made, founded, with a login a role and a stranger who has none; taken away at the end."""
    place = server.place(f"{name}_{server.place().port}")
    make_shared(place, None)
    opened = open_shared(place, no_password, author=Author(None, "", ""))
    assert opened.desk is not None
    itself = Author(None, "", "")
    found(opened.desk, "Europe/Paris", itself, company="Lubin SARL")
    made = SharedWithRights(place, {})
    for role in (Role.MANAGER, Role.AGENT, Role.EMPLOYEE):
        person = SavePerson(name=f"{role.value} of the desk", role=role)
        opened.desk.apply(person, by=itself)
        made.people[role.value] = person.person
        add_login(place, None, made.as_(role.value).user, "secret", role, person.person)
    opened.close()
    with talk(place) as owner:
        owner.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(made.as_("stranger").user)))
    yield made
    with talk(server.place()) as owner:
        for each in (*made.people, "stranger"):
            owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(made.as_(each).user)))
        drop_shared(owner, Groups(place.database))

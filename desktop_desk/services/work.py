"""One operation being applied: what its handler reads and changes, and what is noted of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from desktop_desk.domain.cleaning import check_size, one_line
from desktop_desk.domain.events import Event, PeopleChanged, SettingsChanged, TicketsChanged
from desktop_desk.domain.fields import PROMISE_FIELDS, differences
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow, NewHistory
from desktop_desk.domain.operations import Contact, FileRef
from desktop_desk.domain.people import Person, Role
from desktop_desk.domain.ports import Unit
from desktop_desk.domain.ticket import Ticket
from desktop_desk.services.errors import FileNotWhole, NobodyNamed, UnknownPerson, UnknownTicket
from desktop_desk.services.rulebook import Rulebook

_HEAD_FIELDS = frozenset({"title", "requester"})


@dataclass(slots=True)
class Touched:
    """A ticket as it was before the operation and as it is now."""

    before: Ticket | None
    now: Ticket
    fields: set[str] = field(default_factory=set)

    @property
    def moves_clocks(self) -> bool:
        """Whether its promises must be counted again."""
        return self.before is not None and not self.fields.isdisjoint(PROMISE_FIELDS)

    @property
    def changes_head(self) -> bool:
        """Whether its searchable head must be written again."""
        return self.before is not None and not self.fields.isdisjoint(_HEAD_FIELDS)


class Work:
    """The hands of a handler: everything it changes goes through here and is noted."""

    def __init__(
        self,
        unit: Unit,
        rulebook: Rulebook,
        operation_id: int,
        actor: Person | None,
        now: Instant,
        files: Mapping[str, bytes],
    ) -> None:
        self.unit, self.rulebook = unit, rulebook
        self.operation_id, self.actor, self.now, self.files = operation_id, actor, now, files
        self.touched: dict[int, Touched] = {}
        self.conflicts: list[str] = []
        self._notes: list[NewHistory] = []
        self._people = False
        self._settings = False

    def ticket(self, uid: UUID) -> Ticket:
        """The ticket of this identity. Raises :class:`UnknownTicket`."""
        found = self.unit.tickets.find(uid)
        if found is None:
            raise UnknownTicket(name=uid)
        return found

    def others_changes(self, ticket: Ticket, seen_version: int) -> list[HistoryRow]:
        """What others did to a ticket since a version was seen: nobody is in conflict with themselves."""
        me = None if self.actor is None else self.actor.id
        rows = self.unit.journal.of_entity("ticket", ticket.id)
        return [row for row in rows if row.version > seen_version and (me is None or row.actor_id != me)]

    def added(self, ticket: Ticket) -> None:
        """Note a ticket that was just opened."""
        self.touched[ticket.id] = Touched(None, ticket)
        self.note("ticket", ticket.id, "opened", None, str(ticket.number), version=ticket.version)

    def save(self, before: Ticket, after: Ticket) -> Ticket:
        """Write what differs, and note each field; gives the ticket with its new version."""
        changed = differences(before, after)
        hidden = before.hidden != after.hidden
        if not changed and not hidden:
            return before
        kept = self._write(before, after)
        for name, old, new in changed:
            self.note("ticket", kept.id, name, old, new, version=kept.version)
        self.touched[kept.id].fields.update(name for name, _, _ in changed)
        return kept

    def restore(self, before: Ticket, after: Ticket, fields: set[str]) -> Ticket:
        """Write what an undo gives back; its caller notes which rows it reverses."""
        kept = self._write(before, after)
        self.touched[kept.id].fields.update(fields)
        return kept

    def attach(self, message_id: int, files: Sequence[FileRef]) -> None:
        """Keep the files of a message. Raises ``FileTooLarge`` and ``FileNotWhole``."""
        for file in files:
            data = self.files.get(file.sha256)
            if data is None or hashlib.sha256(data).hexdigest() != file.sha256:
                raise FileNotWhole(name=file.name)
            check_size(file.name, len(data))
        self.unit.messages.attach(message_id, files, self.files)

    def touch(self, ticket: Ticket) -> Ticket:
        """A ticket whose message, label or link changed: a new version, no field."""
        return self._write(ticket, ticket)

    def note(
        self,
        entity: str,
        entity_id: int,
        name: str,
        old: str | None,
        new: str | None,
        *,
        version: int = 0,
        reverses: int | None = None,
    ) -> None:
        """Keep one change for the history."""
        self._notes.append(
            NewHistory(
                entity=entity,
                entity_id=entity_id,
                field=name,
                old=old,
                new=new,
                version=version,
                reverses=reverses,
            )
        )
        self._people |= entity in {"person", "login", "merge"}
        self._settings |= entity in {"setting", "category", "asset", "revision"}

    def contact(self, contact: Contact) -> Person:
        """The person a channel names, added to the directory where nobody is known so.

        Raises :class:`UnknownPerson` for a ``uid`` nobody has, :class:`NobodyNamed` where nothing is said.
        """
        people = self.unit.people
        found = None
        if contact.person is not None:
            found = people.standing(contact.person)
            if found is None:
                raise UnknownPerson(name=contact.name or contact.person)
        elif contact.address is not None and contact.address.folded:
            found = people.by_address(contact.address)
        elif contact.name.strip():
            found = people.by_name(contact.name)
        return self._new_person(contact) if found is None else self._woken(found)

    def finish(self) -> list[Event]:
        """Write the history; gives what is to be announced."""
        self.unit.journal.note(self.operation_id, self._notes)
        events: list[Event] = []
        opened = tuple(row for row, touched in self.touched.items() if touched.before is None)
        changed = tuple(row for row, touched in self.touched.items() if touched.before is not None)
        if opened:
            events.append(TicketsChanged(opened, opened=True))
        if changed:
            events.append(TicketsChanged(changed))
        if self._people:
            events.append(PeopleChanged())
        if self._settings:
            self.rulebook.forget()
            events.append(SettingsChanged())
        return events

    def _write(self, before: Ticket, after: Ticket) -> Ticket:
        kept = replace(after, version=before.version + 1, updated_at=max(self.now, before.updated_at))
        self.unit.tickets.save(before, kept)
        known = self.touched.get(kept.id)
        if known is None:
            self.touched[kept.id] = Touched(before, kept)
        else:
            known.now = kept
        return kept

    def _woken(self, person: Person) -> Person:
        """Somebody whose being made known was undone is known again once they are named again."""
        if person.active:
            return person
        added = [row for row in self.unit.journal.of_entity("person", person.id) if row.field == "added"]
        if not added or any(row.undone_by is None and row.reverses is None for row in added):
            return person  # retired by somebody, not by an undo
        person = replace(person, active=True)
        self.unit.people.save(person)
        self.note("person", person.id, "added", None, str(person.uid))
        return person

    def _new_person(self, contact: Contact) -> Person:
        name = one_line(contact.name).strip() or (contact.address.value.strip() if contact.address else "")
        if not name:
            raise NobodyNamed
        person = Person(
            id=0,
            uid=new_uid(),
            name=name,
            department="",
            language="fr",
            role=Role.EMPLOYEE,
            active=True,
            addresses=() if contact.address is None else (contact.address,),
        )
        person = replace(person, id=self.unit.people.add(person))
        self.note("person", person.id, "added", None, str(person.uid))
        return person

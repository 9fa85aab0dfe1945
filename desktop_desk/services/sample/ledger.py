"""Deeds applied on paper: what the desk would keep of each, gathered for the bulk writer.

The rules are the desk's own (life cycle, promises, folding, wire form); only the rows are made here.
Tests apply the same deeds through the desk and compare every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from desktop_desk.domain import wire
from desktop_desk.domain.bulk import Batch, Row
from desktop_desk.domain.cleaning import clean_title
from desktop_desk.domain.fields import PROMISE_FIELDS
from desktop_desk.domain.instants import HOUR, SECOND, Instant
from desktop_desk.domain.operations import (
    AddMessage,
    ChangeTicket,
    Contact,
    LinkAsset,
    LinkTickets,
    OpenTicket,
    TagTicket,
    TakeCharge,
)
from desktop_desk.domain.people import Person, Role
from desktop_desk.domain.ports import Store
from desktop_desk.domain.sla import Metric, Timeline
from desktop_desk.domain.thanks import is_thanks
from desktop_desk.domain.ticket import ACTIVE, Channel, MessageKind, Status
from desktop_desk.services.rulebook import Rulebook
from desktop_desk.services.sample.alive import Alive
from desktop_desk.services.sample.plan import Deed
from desktop_desk.services.sample.sample import Sample
from desktop_desk.services.sample.standing import Standing, changed, differences, taken, written
from desktop_desk.services.sample.texts import folded
from desktop_desk.services.sample.tracking import Tracked

SHOWN_AFTER = 40 * SECOND
"""How long after firing an alert was shown, where its person's desk was running."""
UNSEEN = 12 * HOUR
"""Alerts younger than this wait for the person to open their desk."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The rows that the store gave the sample's founding, and nothing else is in it."""

    people: tuple[Person, ...]
    agents: tuple[int, ...]
    categories: Mapping[UUID, int]
    assets: Mapping[UUID, int]
    policy: int
    calendar: int

    @classmethod
    def read(cls, store: Store, sample: Sample) -> Directory:
        """What the store holds of a sample that was founded in it."""
        with store.read() as reading:
            everybody = [reading.people.find(member.uid) for member in sample.company.everybody]
            agents = reading.people.with_role(Role.MANAGER, Role.AGENT)
            rules = Rulebook().current(reading.firm, sample.now)
            assert rules is not None, "the founding gives the desk its rules"
            return cls(
                people=tuple(person for person in everybody if person is not None),
                agents=tuple(person.id for person in agents),
                categories={node.uid: node.id for node in reading.firm.categories()},
                assets={thing.uid: thing.id for thing in reading.firm.assets()},
                policy=rules.policy_id,
                calendar=rules.calendar_id,
            )


@dataclass(frozen=True, slots=True)
class Told:
    """A chapter as rows; operations and messages are numbered from 1 within it."""

    batch: Batch
    opened: int
    operations: int
    messages: int
    tally: Counter[tuple[Status, int | None]]


class Ledger:
    """Applies the deeds of a chapter in their order and gathers what they leave.

    ``opened_before`` tickets have their numbers from other chapters.
    """

    def __init__(self, directory: Directory, sample: Sample, opened_before: int) -> None:
        people = directory.people
        self._people = {person.uid: person for person in people}
        self._by_mail = {address.folded: person for person in people for address in person.addresses}
        self._names = {person.id: person.name for person in people}
        self._treating = [person.name for person in people if person.treats]
        self._agents, self._categories, self._assets = (
            directory.agents,
            directory.categories,
            directory.assets,
        )
        self._rules, self._now = sample.rules(directory.policy, directory.calendar), sample.now
        self._first = self._ticket = opened_before
        self._operations = self._messages = 0
        self._lives: dict[UUID, Alive] = {}
        self._batch = Batch()
        self._tally: Counter[tuple[Status, int | None]] = Counter()

    def apply(self, deed: Deed) -> None:
        """One operation, as ``Desk.apply`` would, the desk having swept until then."""
        operation, at, by = deed.operation, deed.at, deed.by
        actor = None if by.person is None else self._people[by.person]
        self._operations += 1
        row = self._operations
        self._batch.operations.append(
            (
                row,
                operation.uid.bytes,
                operation.code,
                None if actor is None else actor.id,
                by.os_account,
                by.device,
                at,
                wire.encode(operation),
                row,
            )
        )
        if isinstance(operation, OpenTicket):
            life = self._open(operation, deed)
        else:
            life = self._lives[operation.ticket]  # type: ignore[attr-defined]
            self._sweep(life, at)
            self._go_on(life, deed, actor)
        if deed.ends:
            self._end(life)

    def told(self) -> Told:
        """The chapter, once every deed was applied."""
        self._batch.alerts.sort(key=_fired_at)
        opened = self._ticket - self._first
        return Told(self._batch, opened, self._operations, self._messages, self._tally)

    def _open(self, operation: OpenTicket, deed: Deed) -> Alive:
        self._ticket += 1
        title, text = clean_title(operation.title, operation.text)
        requester = self._person(operation.requester)
        created_at = Instant(deed.at - deed.at % SECOND)
        phoned = operation.channel is Channel.PHONE
        standing = Standing(
            title=title,
            kind=operation.kind,
            priority=operation.priority,
            status=Status.OPEN,
            waiting_for=None,
            outcome=None,
            requester_id=requester.id,
            assignee_id=None,
            category_id=None if operation.category is None else self._categories[operation.category],
            first_response_at=created_at if phoned else None,
            resolved_at=None,
            closed_at=None,
        )
        life = Alive(self._ticket, operation.ticket, operation.channel, created_at, standing)
        self._lives[operation.ticket] = life
        batch, number = self._batch, str(life.id)
        batch.history.append((self._operations, "ticket", life.id, 1, "opened", None, number))
        batch.tags.extend((life.id, name) for name in operation.tags)
        who = (requester.name, requester.department, requester.mail)
        batch.texts.append((life.id, None, folded(number, title, *who)))
        if text or operation.files:
            message = self._message(life, operation.message, MessageKind.PUBLIC, requester, created_at, text)
            self._keep_texts(life, message, operation, deed)
        life.clocks = self._clocks(life, deed.at)
        self._tally[Status.OPEN, None] += 1
        return life

    def _go_on(self, life: Alive, deed: Deed, actor: Person | None) -> None:
        operation, at, before = deed.operation, deed.at, life.standing
        after, noted = before, None
        match operation:
            case AddMessage():
                author = actor if operation.author is None else self._person(operation.author)
                assert author is not None, "somebody writes"
                message = self._message(life, operation.message, operation.kind, author, at, operation.text)
                self._keep_texts(life, message, operation, deed)
                if not self._only_thanks(before, operation):
                    after = written(before, author, operation, at, self._rules.policy)
                noted = ("message", str(message))
            case ChangeTicket():
                after = changed(before, operation, at, self._row_of)
            case TakeCharge():
                assert actor is not None, "somebody takes charge"
                after = taken(before, actor, at, self._rules.policy)
            case TagTicket():
                noted = ("tag", operation.add[0])
                self._batch.tags.append((life.id, operation.add[0]))
            case LinkTickets():
                other = self._lives[operation.other].id
                noted = ("link", f"{operation.relation.value}:{other}")
                self._batch.links.append((life.id, other, operation.relation.value))
            case LinkAsset():
                asset = self._assets[operation.asset]
                noted = ("asset", str(asset))
                self._batch.assets.append((life.id, asset))
        self._note(life, before, after, noted, at)

    def _note(
        self, life: Alive, before: Standing, after: Standing, noted: tuple[str, str] | None, at: Instant
    ) -> None:
        """Keep what one operation changed: fields, then the message or label itself."""
        fields = differences(before, after)
        if not fields and noted is None:
            return
        life.version += 1
        life.at, life.standing = at, after
        head = (self._operations, "ticket", life.id, life.version)
        history = self._batch.history
        history.extend([(*head, *field) for field in fields])
        if noted is not None:
            history.append((*head, noted[0], None, noted[1]))
        if not fields:
            return
        promised = [field for field in fields if field[0] in PROMISE_FIELDS]
        if promised:
            for clock in life.clocks:
                clock.changed(at, promised)
        if before.status is not after.status or before.waiting_for is not after.waiting_for:
            life.status_at = at
        if before.status is not after.status or before.assignee_id != after.assignee_id:
            self._tally[before.status, before.assignee_id] -= 1
            self._tally[after.status, after.assignee_id] += 1

    def _message(
        self, life: Alive, uid: UUID, kind: MessageKind, author: Person, at: Instant, text: str
    ) -> int:
        self._messages += 1
        row = (self._messages, uid.bytes, life.id, kind.value, author.id, at, text, False)
        self._batch.messages.append(row)
        return self._messages

    def _keep_texts(self, life: Alive, message: int, operation: OpenTicket | AddMessage, deed: Deed) -> None:
        words = folded(operation.text, *(file.name for file in operation.files))
        if words:
            self._batch.texts.append((life.id, message, words))
        if operation.files:
            self._batch.files.append((message, operation.files, deed.files))

    def _clocks(self, life: Alive, at: Instant) -> tuple[Tracked, ...]:
        standing = life.standing
        timeline = Timeline(
            created_at=life.created_at,
            priority=standing.priority,
            kind=standing.kind,
            first_response_at=standing.first_response_at,
        )
        return tuple(Tracked(metric, self._rules, timeline, at) for metric in Metric)

    def _sweep(self, life: Alive, until: Instant) -> None:
        """Fire the steps that come before something else happens to a ticket."""
        for clock in life.clocks:
            if clock.coming and clock.coming[0][1] <= until:
                assignee = life.standing.assignee_id
                recipients = self._agents if assignee is None else (assignee,)
                for metric, step, version, due_at, fired_at in clock.fire(until):
                    seen = fired_at < self._now - UNSEEN
                    shown = (fired_at + SHOWN_AFTER, "") if seen else (None, None)
                    self._batch.alerts.extend(
                        (life.id, metric, step, version, person, due_at, fired_at, *shown)
                        for person in recipients
                    )

    def _end(self, life: Alive) -> None:
        self._sweep(life, self._now)
        self._batch.tickets.append(life.row())
        self._batch.clocks.extend([clock.row(life.id) for clock in life.clocks])

    def _only_thanks(self, standing: Standing, operation: AddMessage) -> bool:
        """Whether a message on what is settled says nothing but thank you, and so moves nothing."""
        if standing.status in ACTIVE or operation.kind is not MessageKind.PUBLIC:
            return False
        return is_thanks(operation.text, self._names[standing.requester_id], *self._treating)

    def _person(self, contact: Contact) -> Person:
        if contact.person is not None:
            return self._people[contact.person]
        assert contact.address is not None, "the mailbox knows addresses"
        return self._by_mail[contact.address.folded]

    def _row_of(self, person: UUID) -> int:
        return self._people[person].id


def _fired_at(alert: Row) -> int:
    fired_at: int = alert[6]
    return fired_at

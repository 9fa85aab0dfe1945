"""One person sitting at an open desk: what the windows and the command line ask of it.

Every method may be called from any thread; those that read give frozen values of one picture of the
store, those that write go through :meth:`Session.apply` and can be undone from here.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from desktop_desk.domain.alerts import Alert
from desktop_desk.domain.firm import Asset, Category, Setting
from desktop_desk.domain.instants import Instant, from_datetime, from_seconds, to_datetime, to_seconds
from desktop_desk.domain.listing import TicketFacts
from desktop_desk.domain.operations import Author, Operation, RememberLogin, Undo
from desktop_desk.domain.people import Address, AddressKind, Person, Role
from desktop_desk.domain.ports import Clock, Reading, Store
from desktop_desk.domain.queue import QueueQuery, QueueRow, SortBy, View
from desktop_desk.domain.sla import Metric, explain, explanation_text
from desktop_desk.domain.ticket import Kind, Priority
from desktop_desk.domain.timeline import TicketView
from desktop_desk.services.bus import Bus
from desktop_desk.services.desk import Applied
from desktop_desk.services.promises import timeline_of
from desktop_desk.services.rulebook import Rulebook, Rules
from desktop_desk.text import Words

if TYPE_CHECKING:
    from desktop_desk.domain.figure import Behind, Board
    from desktop_desk.domain.period import Span

UNDO_DEPTH = 200
"""Operations of one sitting that can be taken back one by one."""


class Applies(Protocol):
    """Whatever applies operations: the desk of this process, or the one that owns the file."""

    def apply(self, operation: Operation, *, by: Author, files: Mapping[str, bytes] | None = None) -> Applied:
        """Apply one operation; raises ``DeskError``."""
        ...


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the support is open, and until when (or when it opens next)."""

    open: bool
    changes_at: Instant | None


class Session:
    """The desk as one person sees it. ``me`` is ``None`` until somebody said who they are."""

    def __init__(self, desk: Applies, store: Store, bus: Bus, clock: Clock, author: Author) -> None:
        self.store, self.bus, self.clock = store, bus, clock
        self._desk = desk
        self._author = author
        self._rulebook = Rulebook()
        self._lock = threading.Lock()
        self._done: list[UUID] = []
        self._undone: list[UUID] = []
        bus.listen(lambda _event: self._rulebook.forget())

    # who

    @property
    def author(self) -> Author:
        """Who acts in this session."""
        return self._author

    @property
    def me(self) -> Person | None:
        """The person at this desk, as the directory knows them now."""
        with self.store.read() as reading:
            if self._author.person is not None:
                return reading.people.find(self._author.person)
            return reading.people.by_login(self._author.os_account)

    def become(self, person: UUID) -> None:
        """This account of this PC is that person, from now on."""
        self.apply(RememberLogin(os_account=self._author.os_account, person=person), undoable=False)

    def on_behalf_of(self, person: Person) -> Session:
        """The same desk, acting in somebody's name; both are recorded."""
        real = self.me
        author = Author(
            person=person.uid,
            os_account=self._author.os_account,
            device=self._author.device,
            on_behalf_of="" if real is not None and real.id == person.id else self._author.os_account,
        )
        return Session(self._desk, self.store, self.bus, self.clock, author)

    def person(self, named: str) -> Person | None:
        """The person of this mail address, telephone number or exact name."""
        with self.store.read() as reading:
            for kind in (AddressKind.MAIL, AddressKind.PHONE, AddressKind.ACCOUNT):
                found = reading.people.by_address(Address(kind, named))
                if found is not None:
                    return found
            return reading.people.by_name(named)

    def names(self, people: Iterable[int]) -> dict[int, str]:
        """What these people are called."""
        with self.store.read() as reading:
            found = {row: reading.people.by_id(row) for row in people}
        return {row: person.name for row, person in found.items() if person is not None}

    # doing and undoing

    def apply(
        self, operation: Operation, files: Mapping[str, bytes] | None = None, *, undoable: bool = True
    ) -> Applied:
        """Apply an operation as the person at this desk. Raises ``DeskError``."""
        applied = self._desk.apply(operation, by=self._author, files=files)
        if undoable and not applied.already:
            with self._lock:
                self._done = [*self._done[-UNDO_DEPTH:], operation.uid]
                self._undone.clear()
        return applied

    @property
    def can_undo(self) -> bool:
        """Whether something of this sitting can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be done again."""
        return bool(self._undone)

    def undo(self, operation: UUID | None = None) -> Applied | None:
        """Take back one operation (the last of this sitting); ``None`` when there is none."""
        with self._lock:
            target = operation if operation is not None else next(reversed(self._done), None)
            if target is None:
                return None
            self._done = [uid for uid in self._done if uid != target]
        undoing = Undo(undoes=target)
        applied = self._desk.apply(undoing, by=self._author)
        with self._lock:
            self._undone.append(undoing.uid)
        return applied

    def redo(self) -> Applied | None:
        """Do again what was taken back last; ``None`` when there is nothing."""
        with self._lock:
            if not self._undone:
                return None
            target = self._undone.pop()
        redoing = Undo(undoes=target)
        applied = self._desk.apply(redoing, by=self._author)
        with self._lock:
            self._done.append(redoing.uid)
        return applied

    # the queue

    def query(
        self,
        view: View = View.ACTIVE,
        *,
        text: str = "",
        behind: Behind | None = None,
        requester_id: int | None = None,
        sort: SortBy = SortBy.PROMISE,
        descending: bool = False,
    ) -> QueueQuery:
        """A question to the queue, asked by this person now."""
        with self.store.read() as reading:
            tz = self._zone(reading)
            me = self._me_id(reading) if view is View.MINE else None
        now = self.clock()
        return QueueQuery(
            view=view,
            behind=behind,
            text=text,
            requester_id=requester_id,
            sort=sort,
            descending=descending,
            me=me,
            now=now,
            day_end=end_of_day(now, tz),
            tz=tz,
        )

    def ids(self, query: QueueQuery) -> array[int]:
        """The ids of the tickets asked for, in order."""
        with self.store.read() as reading:
            return reading.queue.ids(query)

    def rows(self, ids: Sequence[int]) -> list[QueueRow]:
        """The lines of these tickets, in this order; those that are gone are left out."""
        with self.store.read() as reading:
            return reading.queue.rows(ids)

    def facts(self, query: QueueQuery, limit: int | None = None) -> list[TicketFacts]:
        """The tickets asked for with all their facts, at most ``limit``."""
        with self.store.read() as reading:
            return list(reading.facts(reading.queue.ids(query)[:limit]))

    def facts_of(self, ids: Sequence[int]) -> list[TicketFacts]:
        """These tickets with all their facts, in this order."""
        with self.store.read() as reading:
            return list(reading.facts(ids))

    def numbers(self, ids: Iterable[int]) -> dict[int, int | None]:
        """The numbers of these tickets."""
        with self.store.read() as reading:
            return {row.id: row.number for row in reading.queue.rows(list(ids))}

    def counts(self) -> dict[View, int]:
        """How many tickets each built-in view holds."""
        query = self.query(View.MINE)
        with self.store.read() as reading:
            return reading.queue.counts(query)

    # one ticket

    def ticket(self, ticket_id: int) -> TicketView | None:
        """A ticket with all that hangs on it."""
        with self.store.read() as reading:
            return reading.ticket(ticket_id)

    def ticket_numbered(self, number: int) -> int | None:
        """The row of the ticket people call by this number."""
        with self.store.read() as reading:
            return reading.ticket_numbered(number)

    def why(self, ticket_id: int, metric: Metric, words: Words) -> list[str]:
        """« Pourquoi cette échéance ? », line by line."""
        now = self.clock()
        with self.store.read() as reading:
            view = reading.ticket(ticket_id)
            row = next((c for c in view.clocks if c.metric == metric.value), None) if view else None
            if view is None or row is None or row.policy_id is None or row.calendar_id is None:
                return [words("No time is promised for this ticket.")]
            rules = self._rulebook.of(reading.firm, row.policy_id, row.calendar_id)
            standing = reading.journal.standing("ticket", ticket_id)
        timeline = timeline_of(view.ticket, standing)
        explanation = explain(metric, rules.policy, rules.hours, timeline, now)
        return explanation_text(explanation, words, rules.calendar.zone())

    def file(self, attachment: UUID) -> bytes:
        """The bytes of an attachment (25 MB at most)."""
        with self.store.read() as reading:
            return b"".join(reading.file(attachment))

    # people and settings

    def people(self, typed: str, limit: int = 8) -> list[Person]:
        """People whose name or address begins as typed."""
        with self.store.read() as reading:
            return reading.people.search(typed, limit)

    def agents(self) -> list[Person]:
        """Those who treat tickets, by name."""
        with self.store.read() as reading:
            return reading.people.with_role(Role.MANAGER, Role.AGENT, Role.PROVIDER)

    def categories(self) -> list[Category]:
        """The category tree, in the order of its paths."""
        with self.store.read() as reading:
            return reading.firm.categories()

    def assets(self) -> list[Asset]:
        """Every asset, by name."""
        with self.store.read() as reading:
            return reading.firm.assets()

    def settings(self) -> dict[str, str]:
        """The firm's settings; keys are those of ``domain.firm.Setting``."""
        with self.store.read() as reading:
            return reading.firm.settings()

    @property
    def founded(self) -> bool:
        """Whether the first steps were taken."""
        return Setting.COMPANY in self.settings()

    # promises

    def rules(self) -> Rules | None:
        """The calendar and the policy in force."""
        with self.store.read() as reading:
            return self._rulebook.current(reading.firm, self.clock())

    @property
    def tz(self) -> tzinfo:
        """The zone the desk counts and shows its hours in."""
        with self.store.read() as reading:
            return self._zone(reading)

    def promise(self, priority: Priority, kind: Kind) -> Instant | None:
        """Until when a request made now would be answered first; ``None``: nothing is promised."""
        rules = self.rules()
        target = None if rules is None else rules.policy.target(Metric.FIRST_RESPONSE, priority, kind)
        if rules is None or target is None:
            return None
        due = rules.hours.deadline(to_seconds(self.clock()), target.duration_s, target.clock)
        return None if due is None else from_seconds(due)

    def opening(self) -> Opening:
        """Whether the support is open now."""
        rules = self.rules()
        if rules is None:
            return Opening(open=False, changes_at=None)
        now = to_seconds(self.clock())
        is_open = rules.hours.is_open(now)
        change = rules.hours.closes_at(now) if is_open else rules.hours.next_opening(now)
        return Opening(open=is_open, changes_at=None if change is None else from_seconds(change))

    def alerts(self, limit: int = 100) -> list[tuple[Alert, QueueRow]]:
        """What this person's desk has still to announce, with the tickets it is about."""
        with self.store.read() as reading:
            me = self._me_id(reading)
            if me is None:
                return []
            alerts = reading.clocks.undelivered(me, limit)
            rows = {row.id: row for row in reading.queue.rows([alert.ticket_id for alert in alerts])}
        return [(alert, rows[alert.ticket_id]) for alert in alerts if alert.ticket_id in rows]

    def mark_delivered(self, alert_ids: Sequence[int]) -> None:
        """This desk has shown these alerts: they are not announced again."""
        if alert_ids:
            with self.store.write() as unit:
                unit.clocks.mark_delivered(alert_ids, self.clock(), self._author.device)

    def board(self, span: Span, words: Words) -> Board:
        """The dashboard over a period, counted now."""
        from desktop_desk.services.insights import Insights  # noqa: PLC0415 - once a dashboard is looked at

        now = self.clock()
        with self.store.read() as reading:
            return Insights(reading.figures, words, self._zone(reading)).board(span, now)

    def _me_id(self, reading: Reading) -> int | None:
        uid = self._author.person
        person = reading.people.find(uid) if uid else reading.people.by_login(self._author.os_account)
        return None if person is None else person.id

    def _zone(self, reading: Reading) -> tzinfo:
        rules = self._rulebook.current(reading.firm, self.clock())
        if rules is not None:
            return rules.calendar.zone()
        local = datetime.now().astimezone().tzinfo
        assert local is not None
        return local


def end_of_day(now: Instant, tz: tzinfo) -> Instant:
    """Local midnight after ``now``."""
    day = to_datetime(now).astimezone(tz).date() + timedelta(days=1)
    return from_datetime(datetime.combine(day, time.min, tz))

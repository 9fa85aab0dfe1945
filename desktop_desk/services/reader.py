"""The desk as one person reads it: each method is one picture of the store, given as frozen values."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from desktop_desk.domain.firm import Setting
from desktop_desk.domain.instants import Instant, from_datetime, from_seconds, to_datetime, to_seconds
from desktop_desk.domain.people import Address, AddressKind, Role
from desktop_desk.domain.queue import QueueQuery, QueueRow, SortBy, View
from desktop_desk.domain.sla import Metric, explain, explanation_text
from desktop_desk.domain.ticket import Kind, Priority
from desktop_desk.services.rulebook import Rulebook, Rules

if TYPE_CHECKING:
    from desktop_desk.domain.alerts import Alert
    from desktop_desk.domain.figure import Behind, Board
    from desktop_desk.domain.firm import Asset, Category
    from desktop_desk.domain.listing import TicketFacts
    from desktop_desk.domain.operations import Author
    from desktop_desk.domain.people import Person
    from desktop_desk.domain.period import Span
    from desktop_desk.domain.ports import Clock, Reading, Store
    from desktop_desk.domain.timeline import TicketView
    from desktop_desk.text import Words


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the support is open, and until when (or when it opens next)."""

    open: bool
    changes_at: Instant | None


class Reader:
    """What is read of a desk. ``author`` says whose « mes tickets » are meant."""

    def __init__(self, store: Store, clock: Clock, author: Author) -> None:
        self.store, self.clock = store, clock
        self._author = author
        self._rulebook = Rulebook()

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
                return reading.people.standing(self._author.person)
            return reading.people.by_login(self._author.os_account)

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
        return {person.id: person.name for person in self.known(people)}

    def known(self, people: Iterable[int]) -> list[Person]:
        """The people in these rows of the directory."""
        with self.store.read() as reading:
            found = [reading.people.by_id(row) for row in people]
        return [person for person in found if person is not None]

    def ticket_count(self, person: Person) -> int:
        """How many tickets somebody asked for or has in hand."""
        with self.store.read() as reading:
            return reading.people.ticket_count(person.id)

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
        from desktop_desk.services.promises import timeline_of  # noqa: PLC0415 - when somebody asks why

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

    def people(self, typed: str, limit: int = 8, *, put_aside: bool = False) -> list[Person]:
        """People whose name or address begins as typed; with those ``put_aside``, they come last."""
        with self.store.read() as reading:
            return reading.people.search(typed, limit, put_aside=put_aside)

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

    def board(self, span: Span, words: Words) -> Board:
        """The dashboard over a period, counted now."""
        from desktop_desk.services.insights import Insights  # noqa: PLC0415 - once a dashboard is looked at

        now = self.clock()
        with self.store.read() as reading:
            return Insights(reading.figures, words, self._zone(reading)).board(span, now)

    def _me_id(self, reading: Reading) -> int | None:
        uid = self._author.person
        person = reading.people.standing(uid) if uid else reading.people.by_login(self._author.os_account)
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

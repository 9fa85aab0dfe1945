"""Whatever is done to a few tickets, the desk stays sound and can be taken back to its start."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_desk.app import back_up, open_desk
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.instants import MINUTE, plus
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Contact,
    LinkTickets,
    OpenTicket,
    Operation,
    SaveSetting,
    TagTicket,
    TakeCharge,
    Undo,
)
from desktop_desk.domain.people import Address, AddressKind
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Priority, Status, WaitingFor
from desktop_desk.services.sweep import sweep
from tests.support.desks import Staffed, desk, desk_again, file_of
from tests.support.soundness import clock_faults, faults_of, projection

_WORDS = st.sampled_from(["fusible", "Œuf à l’état", "toujours en panne", "merci", "שלום 🙂", "x"])
_PICK = st.integers(0, 2)
_FIELDS = st.one_of(
    st.tuples(st.just("status"), st.sampled_from([status.value for status in Status])),
    st.tuples(st.just("waiting_for"), st.sampled_from([reason.value for reason in WaitingFor])),
    st.tuples(st.just("priority"), st.sampled_from([priority.word for priority in Priority])),
    st.tuples(st.just("kind"), st.sampled_from([kind.value for kind in Kind])),
    st.tuples(st.just("outcome"), st.sampled_from([outcome.value for outcome in Outcome])),
    st.tuples(st.just("title"), _WORDS),
    st.tuples(st.just("assignee"), st.sampled_from(["nadia", "yann", ""])),
    st.tuples(st.just("requester"), st.sampled_from(["marie", "yann"])),
)


@cache
def _founded() -> Staffed:
    """A desk that was founded once, to be copied for each life."""
    folder = Path(tempfile.mkdtemp(prefix="desk-founded-", dir=os.environ["XDG_RUNTIME_DIR"]))
    with desk(folder) as opened:
        return opened


class AnyLife(RuleBasedStateMachine):
    """Operations of three people on three tickets, minutes or days apart."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="desk-life-"))
        self.desk: Staffed = self._open.enter_context(desk_again(_founded(), Path(folder)))
        self.tickets: list[UUID] = []
        self.done: list[UUID] = []
        self.partly: set[UUID] = set()
        self.folder = Path(folder)

    def teardown(self) -> None:
        try:
            self._back_to_the_start()
        finally:
            self._open.close()

    def _back_to_the_start(self) -> None:
        for operation in reversed(self.done):
            try:
                applied = self.desk.do(Undo(undoes=operation))
            except DeskError as error:
                raise AssertionError(f"could not undo: {error}") from error
            assert applied.conflicts == ()
        self._sound()
        if self.tickets:
            assert self._steady() == self._had_nothing_been_done()

    def _had_nothing_been_done(self) -> dict[str, Any]:
        """What would be seen now, had time alone passed since the start."""
        twin = self.folder / "twin"
        twin.mkdir()
        back_up(self.folder / "start.sqlite3", twin / "desk.sqlite3")
        itself = Author(None, "nobody", "pc")
        opened = open_desk(twin / "desk.sqlite3", author=itself, clock=self.desk.clock)
        try:
            sweep(opened.store, opened.bus, self.desk.clock())
            return projection(file_of(opened))
        finally:
            opened.close()

    def _sound(self) -> None:
        sweep(self.desk.opened.store, self.desk.opened.bus, self.desk.clock())
        assert faults_of(file_of(self.desk.opened)) == []
        assert clock_faults(self.desk.opened.store, self.desk.clock()) == []

    def _try(self, operation: Operation, by: Author) -> None:
        try:
            self.desk.do(operation, by=by)
        except DeskError:
            return
        with self.desk.opened.store.read() as reading:
            record = reading.journal.find(operation.uid)
            assert record is not None
            if reading.journal.of_operation(record.id):
                self.done.append(operation.uid)

    def _author(self, who: int) -> Author:
        return (self.desk.nadia, self.desk.yann, self.desk.marie)[who]

    @initialize(priorities=st.lists(st.sampled_from(list(Priority)), min_size=2, max_size=3))
    def opened(self, priorities: list[Priority]) -> None:
        self.tickets = [self.desk.ask(f"Caisse {n}", priority=one) for n, one in enumerate(priorities)]
        back_up(file_of(self.desk.opened), self.folder / "start.sqlite3")

    @rule(which=_PICK, who=_PICK, text=_WORDS, kind=st.sampled_from(list(MessageKind)), resolve=st.booleans())
    def writes(self, which: int, who: int, text: str, kind: MessageKind, resolve: bool) -> None:
        ticket = self.tickets[which % len(self.tickets)]
        self._try(AddMessage(ticket=ticket, text=text, kind=kind, resolve=resolve), self._author(who))

    @rule(which=_PICK, who=_PICK, values=st.lists(_FIELDS, min_size=1, max_size=3, unique_by=lambda v: v[0]))
    def sets(self, which: int, who: int, values: list[tuple[str, str]]) -> None:
        from desktop_desk.domain.operations import Change, ChangeTicket, TicketField

        people: dict[str, Author] = {
            "nadia": self.desk.nadia,
            "yann": self.desk.yann,
            "marie": self.desk.marie,
        }
        changes = tuple(
            Change(TicketField(name), str(people[value].person) if value in people else value or None)
            for name, value in values
        )
        ticket = self.tickets[which % len(self.tickets)]
        self._try(ChangeTicket(ticket=ticket, changes=changes), self._author(who))

    @rule(which=_PICK, who=st.integers(0, 1))
    def takes(self, which: int, who: int) -> None:
        self._try(TakeCharge(ticket=self.tickets[which % len(self.tickets)]), self._author(who))

    @rule(which=_PICK, add=st.lists(_WORDS, max_size=2), remove=st.lists(_WORDS, max_size=1))
    def labels(self, which: int, add: list[str], remove: list[str]) -> None:
        ticket = self.tickets[which % len(self.tickets)]
        self._try(TagTicket(ticket=ticket, add=tuple(add), remove=tuple(remove)), self.desk.yann)

    @rule(one=_PICK, other=_PICK, remove=st.booleans())
    def links(self, one: int, other: int, remove: bool) -> None:
        first, second = (self.tickets[n % len(self.tickets)] for n in (one, other))
        self._try(LinkTickets(ticket=first, other=second, remove=remove), self.desk.yann)

    @rule(name=st.sampled_from(["Zoé", "Paul"]), channel=st.sampled_from([Channel.PHONE, Channel.AGENT]))
    def asks(self, name: str, channel: Channel) -> None:
        address = Address(AddressKind.MAIL, f"{name}@lubin.example")
        opening = OpenTicket(title="Badge", requester=Contact(name=name, address=address), channel=channel)
        self._try(opening, self.desk.yann)

    @rule(value=st.sampled_from(["Lubin SA", "Lubin et Cie"]))
    def renames(self, value: str) -> None:
        self._try(SaveSetting(key="company", value=value), self.desk.nadia)

    @precondition(lambda self: self.done)
    @rule()
    def takes_back_and_does_again(self) -> None:
        before = self._steady()
        undoing = Undo(undoes=self.done[-1])
        assert self.desk.do(undoing).conflicts == ()
        assert self.desk.do(Undo(undoes=undoing.uid)).conflicts == ()
        assert self._steady() == before

    @precondition(lambda self: self.done)
    @rule(which=st.integers(0, 30))
    def takes_back_one_in_the_middle(self, which: int) -> None:
        place = which % len(self.done)
        undoing = Undo(undoes=self.done[place])
        try:
            conflicts = self.desk.do(undoing).conflicts
        except DeskError:
            return
        if conflicts:
            self.partly.add(self.done[place])
        if self.done[place] in self.partly:  # its other part is in an undo's hands, and comes back with that
            self.done.append(undoing.uid)
        else:
            del self.done[place]

    @rule(minutes=st.sampled_from([1, 44, 61, 200, 24 * 60, 8 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.desk.clock.now = plus(self.desk.clock(), minutes * MINUTE)

    def _steady(self) -> dict[str, Any]:
        sweep(self.desk.opened.store, self.desk.opened.bus, self.desk.clock())
        return projection(file_of(self.desk.opened))

    @invariant()
    def sound(self) -> None:
        if self.tickets:
            self._sound()


TestAnyLife = AnyLife.TestCase
TestAnyLife.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)

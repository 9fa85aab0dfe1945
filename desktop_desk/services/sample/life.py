"""One ticket's life being written down: each method is something somebody does at the pen's instant."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from uuid import UUID

from desktop_desk.domain.calendar import ClockKind, Hours
from desktop_desk.domain.instants import SECOND, Instant, to_seconds
from desktop_desk.domain.operations import (
    AddMessage,
    Author,
    Change,
    ChangeTicket,
    LinkAsset,
    LinkTickets,
    OpenTicket,
    Operation,
    Relation,
    TagTicket,
    TakeCharge,
    TicketField,
)
from desktop_desk.domain.sla import Policy, auto_close_at
from desktop_desk.domain.ticket import Channel, MessageKind, Outcome, Priority, Status, WaitingFor
from desktop_desk.services.sample.company import Company, Member, Thing
from desktop_desk.services.sample.pictures import attached
from desktop_desk.services.sample.plan import NO_FILES, Deed, Plan, Uids
from desktop_desk.services.sample.wording import Request, Slots, phrases, requests
from desktop_desk.services.sweep import DESK_ITSELF

_TICK = 20 * SECOND
"""How late the desk may be in closing what stayed resolved: it looks every so often."""


class Study:
    """What every life is written with: the firm, its hours and promises, the dice, the present."""

    def __init__(self, company: Company, hours: Hours, policy: Policy, seed: str, now: Instant) -> None:
        self.company, self.hours, self.policy, self.now = company, hours, policy, now
        self.rng = Random(seed)  # noqa: S311 - a sample, nothing to guess
        self.uids = Uids(f"{seed} uids")
        said = phrases()
        self.choices = {
            "client": said["clients"],
            "fournisseur": said["fournisseurs"],
            "mois": said["mois"],
            "collegue": tuple(member.name for member in company.employees),
        }
        self.phrases = said
        self.opening = ClockKind.OPENING_HOURS
        self._counter = hours.counter(self.opening)

    def after(self, at: Instant, open_s: float) -> Instant:
        """The instant so many opening seconds later, never the same."""
        counter = self._counter
        second = counter.instant(counter.position(to_seconds(at)) + max(1, int(open_s)))
        return Instant(max(second, to_seconds(at) + 1) * SECOND + self.rng.randrange(1, SECOND))

    def between(self, start: Instant, end: Instant) -> int:
        """Opening seconds from one instant to another."""
        counter = self._counter
        return counter.position(to_seconds(end)) - counter.position(to_seconds(start))


class Life:
    """The deeds of one ticket, written in order of time."""

    def __init__(self, study: Study, request: Request, requester: Member, at: Instant) -> None:
        self.study, self.request, self.requester, self.at = study, request, requester, at
        self.topic = study.company.topics[request.category]
        self.ticket = study.uids.at(at)
        self.slots = Slots(study.choices, study.rng, requester.name)
        self.thing: Thing | None = None
        if self.topic.things:
            near = [thing for thing in self.topic.things if thing.place == requester.department]
            self.thing = study.rng.choice(near or self.topic.things)
            self.slots["objet"] = self.thing.said
        self.slow = 1.0
        self._deeds: list[Deed] = []

    @property
    def last(self) -> Instant:
        """When the last deed was done."""
        return self._deeds[-1].at

    def later(self, minutes: float) -> None:
        """Go on so many minutes of opening hours later."""
        self.at = self.study.after(self.at, minutes * 60)

    def open(self, channel: Channel, priority: Priority, agent: Member, *, files: bool = False) -> None:
        """The request comes in by a channel; ``agent`` is who takes it down when it comes by telephone."""
        study, member = self.study, self.requester
        by = {
            Channel.MAIL: DESK_ITSELF,
            Channel.MONITORING: DESK_ITSELF,
            Channel.PHONE: agent.author,
            Channel.AGENT: agent.author,
            Channel.CHAT: agent.author,
        }.get(channel, member.author)
        spoken = channel in {Channel.PHONE, Channel.AGENT, Channel.MONITORING}
        kept, contents = (
            attached(self.request.file, self._uid(), study.rng) if files and not spoken else ((), NO_FILES)
        )
        self._do(
            by,
            OpenTicket(
                uid=self._uid(),
                ticket=self.ticket,
                message=self._uid(),
                title=self.say(study.rng.choice(self.request.title)),
                text=self._asked(priority, spoken=spoken),
                kind=self.request.kind,
                priority=priority,
                requester=member.writing if channel is Channel.MAIL else member.contact,
                channel=channel,
                category=self.topic.uid,
                tags=self.request.tags if study.rng.random() < 0.5 else (),
                files=kept,
            ),
            contents,
        )

    def take(self, agent: Member) -> None:
        """« Je m’en occupe »."""
        self._do(agent.author, TakeCharge(uid=self._uid(), ticket=self.ticket))

    def write(self, agent: Member, text: str, *, resolve: bool = False) -> None:
        """An answer of the support."""
        said = self.study.phrases
        greet, sign = self._one(said["greet"], self.requester, agent), self._one(said["sign"], None, agent)
        text = f"{greet}\n\n{self.say(text)}\n\n{sign}"
        self._message(agent.author, MessageKind.PUBLIC, text, resolve=resolve)

    def note(self, agent: Member, text: str) -> None:
        """Something only the support reads."""
        self._message(agent.author, MessageKind.NOTE, self.say(text))

    def call(self, agent: Member) -> None:
        """A call to or from the requester."""
        text = self._one(self.study.phrases["call"], self.requester, agent)
        self._message(agent.author, MessageKind.CALL, text)

    def answer(self, text: str, agent: Member | None = None) -> None:
        """The requester writes."""
        self.slots["prenom"] = agent.first if agent is not None else ""
        by_mail = self.study.rng.random() < 0.35
        by = DESK_ITSELF if by_mail else self.requester.author
        author = self.requester.writing if by_mail else None
        operation = AddMessage(
            uid=self._uid(), ticket=self.ticket, message=self._uid(), text=self.say(text), author=author
        )
        self._do(by, operation)

    def change(self, by: Author, *changes: tuple[TicketField, str]) -> None:
        """Fields set together."""
        fields = tuple(Change(field, value) for field, value in changes)
        self._do(by, ChangeTicket(uid=self._uid(), ticket=self.ticket, changes=fields))

    def wait(self, agent: Member, reason: WaitingFor) -> None:
        """Nothing more to do until somebody else has."""
        status, why = (TicketField.STATUS, Status.WAITING.value), (TicketField.WAITING_FOR, reason.value)
        self.change(agent.author, status, why)

    def resume(self, agent: Member) -> None:
        """The waiting is over."""
        self.change(agent.author, (TicketField.STATUS, Status.IN_PROGRESS.value))

    def give(self, agent: Member, other: Member) -> None:
        """Into other hands."""
        self.change(agent.author, (TicketField.ASSIGNEE, str(other.uid)))

    def prioritise(self, agent: Member, priority: Priority) -> None:
        """More or less urgent than was thought."""
        self.change(agent.author, (TicketField.PRIORITY, priority.word))

    def end(self, agent: Member, outcome: Outcome, status: Status = Status.CLOSED) -> None:
        """The end, otherwise than by an answer that resolves."""
        self.change(agent.author, (TicketField.STATUS, status.value), (TicketField.OUTCOME, outcome.value))

    def label(self, agent: Member, name: str) -> None:
        """A label put on, unless it came with the request."""
        if name not in self.request.tags:
            self._do(agent.author, TagTicket(uid=self._uid(), ticket=self.ticket, add=(name,)))

    def concern(self, agent: Member) -> None:
        """Say which thing it is about."""
        if self.thing is not None:
            self._do(agent.author, LinkAsset(uid=self._uid(), ticket=self.ticket, asset=self.thing.uid))

    def repeat(self, agent: Member, other: Life) -> None:
        """Say which ticket already asks the same."""
        link = LinkTickets(
            uid=self._uid(), ticket=self.ticket, other=other.ticket, relation=Relation.DUPLICATE
        )
        self._do(agent.author, link)

    def close_by_itself(self, resolved_at: Instant) -> None:
        """The desk closes what has stayed resolved since an instant."""
        due = auto_close_at(resolved_at, self.study.policy, self.study.hours)
        self.at = Instant(due + self.study.rng.randrange(1, _TICK))
        self.change(DESK_ITSELF, (TicketField.STATUS, Status.CLOSED.value))

    def close_by_requester(self) -> None:
        """Whoever asked says that it is settled."""
        self.change(self.requester.author, (TicketField.STATUS, Status.CLOSED.value))

    def say(self, text: str) -> str:
        """A text with its open names filled in."""
        return text.format_map(self.slots) if "{" in text else text

    def plan(self) -> Plan:
        """What of this life has happened by now: its opening at least."""
        now = self.study.now
        past = [deed for deed in self._deeds if deed.at <= now]
        past[-1] = past[-1]._replace(ends=True)
        return tuple(past)

    def _asked(self, priority: Priority, *, spoken: bool) -> str:
        study, said = self.study, self.study.phrases
        body = self.say(study.rng.choice(self.request.body))
        if spoken:
            return body
        if study.rng.random() < 0.45:
            more = said["blocked"] if priority <= Priority.HIGH else said["calm"]
            body += " " + study.rng.choice(more)
        close = self._one(said["close"], None, self.requester)
        return f"{study.rng.choice(said['open'])}\n\n{body}\n\n{close}"

    def _one(self, choices: tuple[str, ...], to: Member | None, by: Member) -> str:
        self.slots["moi"] = by.first
        if to is not None:
            self.slots["prenom"] = to.first
        return self.say(self.study.rng.choice(choices))

    def _message(self, by: Author, kind: MessageKind, text: str, *, resolve: bool = False) -> None:
        operation = AddMessage(
            uid=self._uid(), ticket=self.ticket, message=self._uid(), kind=kind, text=text, resolve=resolve
        )
        self._do(by, operation)

    def _uid(self) -> UUID:
        return self.study.uids.at(self.at)

    def _do(self, by: Author, operation: Operation, files: Mapping[str, bytes] = NO_FILES) -> None:
        self._deeds.append(Deed(self.at, by, operation, files))
        self.at = Instant(self.at + self.study.rng.randrange(2 * SECOND, 9 * SECOND))


def pick(study: Study) -> Request:
    """A request, the frequent ones more often."""
    found, totals = requests()
    return study.rng.choices(found, cum_weights=totals)[0]

"""A request on its way in from its requester's own window, and the receipt they get for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from desktop_desk.domain.cleaning import clean_title, one_line
from desktop_desk.domain.errors import DeskError
from desktop_desk.domain.identity import new_uid
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.intake import Blocked, Urgency, may_be_critical, urgency
from desktop_desk.domain.operations import Contact, FileRef, OpenTicket, SavePerson
from desktop_desk.domain.people import Address, AddressKind, Person
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Channel
from desktop_desk.services.session import Session
from desktop_desk.text import N_


class NameMissing(DeskError):
    """A request from somebody the desk does not know yet."""

    sentence = N_("Say who you are, so that the support can answer you. Nothing was lost.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks, as they filled it in.

    ``name`` is needed where the desk does not know this account yet; ``context`` are lines about the
    PC that go along. ``attempt`` and ``ticket`` make sending the same request twice do it once.
    """

    title: str
    text: str
    blocked: Blocked
    whole_team: bool = False
    name: str = ""
    context: tuple[str, ...] = ()
    files: tuple[FileRef, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict, hash=False)
    attempt: UUID = field(default_factory=new_uid, compare=False)
    ticket: UUID = field(default_factory=new_uid, compare=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is said back at once. ``due_at`` is ``None`` where no time is promised."""

    ticket_id: int
    number: int | None
    name: str
    due_at: Instant | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What the window shows before anything is sent: who asks, and what each answer would promise."""

    me: Person | None
    promises: Mapping[Blocked, Instant | None]
    team_promise: Instant | None


def asking(session: Session) -> Asking:
    """Who sits here and until when each kind of trouble would be answered, as of now."""
    me = session.me
    allowed = may_be_critical(me)

    def promised(of: Urgency) -> Instant | None:
        return session.promise(of.priority, of.kind)

    return Asking(
        me=me,
        promises={blocked: promised(urgency(blocked)) for blocked in Blocked},
        team_promise=promised(urgency(Blocked.STOPPED, whole_team=True, may_be_critical=allowed)),
    )


def submit(session: Session, request: Request) -> Receipt:
    """Hand a request in and say what is promised. Raises ``DeskError``; then nothing was opened."""
    title, text = clean_title(request.title, request.text)
    me = session.me or _introduced(session, request.name)
    what = urgency(
        request.blocked, whole_team=request.whole_team, may_be_critical=may_be_critical(session.me)
    )
    operation = OpenTicket(
        uid=request.attempt,
        ticket=request.ticket,
        title=title,
        text="\n\n".join(part for part in (text, "\n".join(request.context)) if part),
        kind=what.kind,
        priority=what.priority,
        requester=Contact(person=me.uid, name=me.name),
        channel=Channel.DIALOG,
        files=request.files,
    )
    applied = session.apply(operation, request.contents)
    agents, now = session.agents(), session.clock()
    there = [agent for agent in agents if not agent.absent(now)] or agents
    assert applied.ticket_id is not None, "an opened ticket has a row"
    return Receipt(
        ticket_id=applied.ticket_id,
        number=applied.number,
        name=me.name,
        due_at=_promised(session, applied.ticket_id),
        told=tuple(agent.name for agent in there if agent.id != me.id),
    )


def _promised(session: Session, ticket_id: int) -> Instant | None:
    view = session.ticket(ticket_id)
    clocks = () if view is None else view.clocks
    return next((c.due_at for c in clocks if c.metric == Metric.FIRST_RESPONSE.value), None)


def _introduced(session: Session, name: str) -> Person:
    """Whoever says this name, from now on known by their account.

    Somebody who answers requests is never taken on their word: they get a new entry of that name.
    """
    account = session.author.os_account
    known = session.person(account)
    if known is None:
        spoken = one_line(name).strip()
        if not spoken:
            raise NameMissing
        named = session.person(spoken)
        known = None if named is None or named.treats else named
    if known is None:
        added = SavePerson(name=name, addresses=(Address(AddressKind.ACCOUNT, account),))
        session.apply(added, undoable=False)
        session.become(added.person)
    else:
        session.become(known.uid)
    me = session.me
    assert me is not None, "the account was just said to be somebody"
    return me

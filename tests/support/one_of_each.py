"""An operation of every kind."""

from __future__ import annotations

import json
from uuid import UUID

from desktop_desk.domain.firm import Setting
from desktop_desk.domain.instants import Instant
from desktop_desk.domain.operations import (
    AddMessage,
    Change,
    ChangeTicket,
    Contact,
    ImportTicket,
    LinkAsset,
    LinkTickets,
    MarkRead,
    MergePeople,
    OpenTicket,
    Operation,
    RememberLogin,
    SaveAsset,
    SaveCalendar,
    SaveCategory,
    SavePerson,
    SavePolicy,
    SaveSetting,
    TagTicket,
    TakeCharge,
    TicketField,
    Undo,
)
from desktop_desk.domain.ticket import Kind, Priority, Status
from tests.support.desks import MONDAY, Staffed


def past_ticket(contact: Contact) -> ImportTicket:
    """A ticket of another tool, over since long."""
    return ImportTicket(
        profile="old",
        external_number="7",
        title="Vieux",
        kind=Kind.INCIDENT,
        priority=Priority.LOW,
        status=Status.CLOSED,
        requester=contact,
        created_at=Instant(0),
        updated_at=Instant(1),
        category=("Réseau", "Wi-Fi"),
        tags=("vieux",),
        response_kept=True,
        resolution_kept=False,
    )


def one_of_each(desk: Staffed) -> dict[str, Operation]:
    """An operation of every kind that can be applied to this desk, by its code."""
    ticket, other = desk.ask(), desk.ask()
    asset = SaveAsset(name="Caisse 2")
    desk.do(asset)
    settings = desk.opened.session.settings()
    person = desk.marie.person
    assert person is not None
    undoable = TagTicket(ticket=other, add=("matériel",))
    desk.do(undoable)
    double = SavePerson(name="M. Lubin")
    desk.do(double)
    answer = AddMessage(ticket=other, text="Réparé")
    desk.do(answer)
    rules = desk.opened.session.rules()
    assert rules is not None
    hours, contact = json.dumps(rules.calendar.to_json()), Contact(person=person)
    made: tuple[Operation, ...] = (
        OpenTicket(title="Écran noir", text="Il reste noir", requester=contact),
        AddMessage(ticket=ticket, text="Je regarde"),
        MarkRead(ticket=other, message=answer.message),
        ChangeTicket(ticket=ticket, changes=(Change(TicketField.PRIORITY, "high"),)),
        TakeCharge(ticket=ticket),
        TagTicket(ticket=ticket, add=("VPN",)),
        LinkTickets(ticket=ticket, other=other),
        LinkAsset(ticket=ticket, asset=asset.asset),
        SavePerson(name="Paul Petit"),
        MergePeople(kept=person, merged=double.person),
        SaveCategory(name="Réseau"),
        SaveAsset(name="Imprimante"),
        SaveCalendar(calendar=UUID(settings[Setting.CALENDAR]), name="Été", body=hours, valid_from=MONDAY),
        SavePolicy(policy=UUID(settings[Setting.POLICY]), name="", body="{}", valid_from=Instant(2**50)),
        SaveSetting(key="company", value="Lubin SA"),
        RememberLogin(os_account="marie@pc", person=person),
        past_ticket(contact),
        Undo(undoes=undoable.uid),
    )
    return {operation.code: operation for operation in made}

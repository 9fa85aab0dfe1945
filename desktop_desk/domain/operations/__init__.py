"""Everything that changes the desk, as values.

An operation carries its own ``uid``: applied twice it does nothing the second time, so it can be
retried after a crash, kept while offline and replayed. Things are named by ``uid`` in it, never by
the row numbers of one store. Who does it, when and on which device is the :class:`Author`'s, noted
beside it by the desk.
"""

from __future__ import annotations

from desktop_desk.domain.author import Author
from desktop_desk.domain.operations.base import Contact, FileRef, Operation
from desktop_desk.domain.operations.firm import (
    MergePeople,
    RememberLogin,
    SaveAsset,
    SaveCalendar,
    SaveCategory,
    SavePerson,
    SavePolicy,
    SaveSetting,
)
from desktop_desk.domain.operations.imports import ImportTicket, PastMessage
from desktop_desk.domain.operations.tickets import (
    AddMessage,
    Change,
    ChangeTicket,
    LinkAsset,
    LinkTickets,
    MarkRead,
    OpenTicket,
    Relation,
    TagTicket,
    TakeCharge,
    TicketField,
    Undo,
)

__all__ = [
    "OPERATIONS",
    "AddMessage",
    "Author",
    "Change",
    "ChangeTicket",
    "Contact",
    "FileRef",
    "ImportTicket",
    "LinkAsset",
    "LinkTickets",
    "MarkRead",
    "MergePeople",
    "OpenTicket",
    "Operation",
    "PastMessage",
    "Relation",
    "RememberLogin",
    "SaveAsset",
    "SaveCalendar",
    "SaveCategory",
    "SavePerson",
    "SavePolicy",
    "SaveSetting",
    "TagTicket",
    "TakeCharge",
    "TicketField",
    "Undo",
]

OPERATIONS: dict[str, type[Operation]] = {
    kind.code: kind
    for kind in (
        OpenTicket,
        AddMessage,
        MarkRead,
        ChangeTicket,
        TakeCharge,
        TagTicket,
        LinkTickets,
        LinkAsset,
        SavePerson,
        MergePeople,
        SaveCategory,
        SaveAsset,
        SaveCalendar,
        SavePolicy,
        SaveSetting,
        RememberLogin,
        ImportTicket,
        Undo,
    )
}
"""Every kind of operation by its code; the wire form and the handlers are checked against it."""

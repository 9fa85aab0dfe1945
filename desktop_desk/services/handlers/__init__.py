"""What each kind of operation does: one function a kind, joined here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop_desk.domain import operations as op
from desktop_desk.domain.operations import Operation
from desktop_desk.services.handlers.firm import (
    save_asset,
    save_calendar,
    save_category,
    save_policy,
    save_setting,
)
from desktop_desk.services.handlers.imports import import_ticket
from desktop_desk.services.handlers.joining import link_asset, link_tickets, tag_ticket
from desktop_desk.services.handlers.merging import merge_people
from desktop_desk.services.handlers.messages import add_message, mark_read
from desktop_desk.services.handlers.people import remember_login, save_person
from desktop_desk.services.handlers.tickets import change_ticket, open_ticket, take_charge
from desktop_desk.services.handlers.undo import undo
from desktop_desk.services.work import Work

HANDLERS: dict[type[Operation], Callable[[Work, Any], None]] = {
    op.OpenTicket: open_ticket,
    op.AddMessage: add_message,
    op.MarkRead: mark_read,
    op.ChangeTicket: change_ticket,
    op.TakeCharge: take_charge,
    op.TagTicket: tag_ticket,
    op.LinkTickets: link_tickets,
    op.LinkAsset: link_asset,
    op.SavePerson: save_person,
    op.MergePeople: merge_people,
    op.SaveCategory: save_category,
    op.SaveAsset: save_asset,
    op.SaveCalendar: save_calendar,
    op.SavePolicy: save_policy,
    op.SaveSetting: save_setting,
    op.RememberLogin: remember_login,
    op.ImportTicket: import_ticket,
    op.Undo: undo,
}
"""A kind of operation without a handler fails a test."""

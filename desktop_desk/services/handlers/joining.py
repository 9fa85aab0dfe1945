"""What tickets belong with: labels, other tickets, equipment."""

from __future__ import annotations

from desktop_desk.domain.operations import LinkAsset, LinkTickets, TagTicket
from desktop_desk.services.errors import BadValue, UnknownAsset
from desktop_desk.services.work import Work


def tag_ticket(work: Work, operation: TagTicket) -> None:
    """Labels on and off."""
    ticket = work.ticket(operation.ticket)
    labels = [" ".join(name.split()) for name in operation.add]
    put = [name for name in labels if name and work.unit.tickets.tag(ticket.id, name)]
    taken = [name for name in operation.remove if work.unit.tickets.untag(ticket.id, name)]
    if put or taken:
        kept = work.touch(ticket)
        for name in put:
            work.note("ticket", kept.id, "tag", None, name, version=kept.version)
        for name in taken:
            work.note("ticket", kept.id, "tag", name, None, version=kept.version)


def link_tickets(work: Work, operation: LinkTickets) -> None:
    """Two tickets joined or parted."""
    ticket, other = work.ticket(operation.ticket), work.ticket(operation.other)
    if ticket.id == other.id:
        raise BadValue(value=ticket.number, field=operation.relation.value)
    tickets, relation = work.unit.tickets, operation.relation
    act = tickets.unlink if operation.remove else tickets.link
    done = act(ticket.id, other.id, relation)
    if not done and operation.remove and tickets.unlink(other.id, ticket.id, relation):
        # They were joined from the other one: it is told there, so that it can be given back as it was.
        ticket, other, done = other, ticket, True
        work.touch(other)
    if done:
        spelt = f"{operation.relation.value}:{other.id}"
        kept = work.touch(ticket)
        old, new = (spelt, None) if operation.remove else (None, spelt)
        work.note("ticket", kept.id, "link", old, new, version=kept.version)


def link_asset(work: Work, operation: LinkAsset) -> None:
    """A ticket and an asset joined or parted."""
    ticket = work.ticket(operation.ticket)
    asset = work.unit.firm.asset(operation.asset)
    if asset is None:
        raise UnknownAsset(name=operation.asset)
    act = work.unit.tickets.unlink_asset if operation.remove else work.unit.tickets.link_asset
    if act(ticket.id, asset.id):
        kept = work.touch(ticket)
        old, new = (str(asset.id), None) if operation.remove else (None, str(asset.id))
        work.note("ticket", kept.id, "asset", old, new, version=kept.version)

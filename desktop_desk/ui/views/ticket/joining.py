"""What a ticket is joined to: what is offered while somebody types, and the operations that join and part.

Each function reads the desk, so it is called off the GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from desktop_desk.domain.firm import Asset
from desktop_desk.domain.folding import fold
from desktop_desk.domain.operations import LinkAsset, LinkTickets, Relation, SaveAsset
from desktop_desk.domain.queue import SortBy, View
from desktop_desk.domain.timeline import Neighbour
from desktop_desk.services.errors import UnknownAsset, UnknownTicket
from desktop_desk.services.session import Session

OFFERED: Final = 8

_NUMBER = re.compile(r"\s*(?:#|n°)?\s*(\d{1,9})\b", re.IGNORECASE)


def tickets_like(session: Session, typed: str, but: Iterable[int]) -> list[str]:
    """« 1240 · Terminal hors réseau »: tickets of this number or these words, the freshest first."""
    without = set(but)
    found = session.ids(session.query(View.ALL, text=typed, sort=SortBy.UPDATED, descending=True))
    ids = [one for one in found[: OFFERED + len(without)] if one not in without]
    return [f"{row.number} · {row.title}" for row in session.rows(ids[:OFFERED]) if row.number is not None]


def assets_like(session: Session, typed: str, but: Iterable[str]) -> list[str]:
    """Equipment with these words in its name."""
    words, without = fold(typed).split(), {fold(name) for name in but}
    names = [thing.name for thing in session.assets() if thing.active and fold(thing.name) not in without]
    return [name for name in names if all(word in fold(name) for word in words)][:OFFERED]


def link(session: Session, ticket: UUID, typed: str) -> LinkTickets:
    """Join a ticket to the one whose number begins what was typed. Raises ``UnknownTicket``."""
    number = _NUMBER.match(typed)
    row = None if number is None else session.ticket_numbered(int(number[1]))
    other = None if row is None else session.ticket(row)
    if other is None or other.ticket.hidden:
        raise UnknownTicket(name=typed.strip())
    return LinkTickets(ticket=ticket, other=other.ticket.uid)


def unlink(ticket: UUID, other: Neighbour) -> LinkTickets:
    """Part it from another."""
    relation = other.relation or Relation.RELATED
    return LinkTickets(ticket=ticket, other=other.uid, relation=relation, remove=True)


def join_asset(session: Session, ticket: UUID, name: str) -> LinkAsset:
    """It concerns the equipment of this name, which is made known where it is not."""
    known = _named(session, name)
    if known is None:
        made = SaveAsset(name=" ".join(name.split()))
        session.apply(made)
        return LinkAsset(ticket=ticket, asset=made.asset)
    return LinkAsset(ticket=ticket, asset=known.uid)


def part_asset(session: Session, ticket: UUID, name: str) -> LinkAsset:
    """It no longer does. Raises ``UnknownAsset``."""
    known = _named(session, name)
    if known is None:
        raise UnknownAsset(name=name)
    return LinkAsset(ticket=ticket, asset=known.uid, remove=True)


def _named(session: Session, name: str) -> Asset | None:
    wanted = fold(" ".join(name.split()))
    alike = [thing for thing in session.assets() if fold(thing.name) == wanted]
    return next((thing for thing in alike if thing.active), alike[0] if alike else None)

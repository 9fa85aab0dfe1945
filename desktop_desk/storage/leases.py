"""Duties of a shared desk: one client has each for a while; whoever comes first takes over what lapsed."""

from __future__ import annotations

from sqlalchemy import Connection, delete, or_

from desktop_desk.domain.instants import SECOND, Instant, plus
from desktop_desk.storage.rows import insert_of
from desktop_desk.storage.schema import lease


def take(connection: Connection, duty: str, client: str, now: Instant, seconds: float) -> bool:
    """Have a duty for ``seconds`` from ``now``, or have it on; false while another client has it."""
    row = insert_of(connection.dialect.name)(lease).values(
        duty=duty, device=client, until=plus(now, round(seconds * SECOND))
    )
    free = or_(lease.c.device == row.excluded.device, lease.c.until < now)
    mine = row.on_conflict_do_update(
        index_elements=[lease.c.duty],
        set_={"device": row.excluded.device, "until": row.excluded.until},
        where=free,
    ).returning(lease.c.duty)
    return connection.execute(mine).first() is not None


def give_up(connection: Connection, duty: str, client: str) -> None:
    """Leave a duty to whoever comes next."""
    connection.execute(delete(lease).where(lease.c.duty == duty, lease.c.device == client))

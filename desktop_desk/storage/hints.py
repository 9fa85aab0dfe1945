"""Hints that something changed: sent by the database at each commit, heard on a connection of its own.

A hint may be lost, with the connection or with the server; what happened is read from the change sequence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from psycopg import sql

from desktop_desk.domain.events import Present
from desktop_desk.storage.server import connection_of
from desktop_desk.storage.server_errors import spoken

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace

CHANNEL: Final = "desk"
HERE: Final = "here"

_TELL: Final = """
CREATE OR REPLACE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify('desk', ''); RETURN NULL; END $$
"""
_ON: Final = (
    "CREATE OR REPLACE TRIGGER told AFTER INSERT ON {} FOR EACH STATEMENT EXECUTE FUNCTION tell_change()"
)


def statements() -> Iterator[sql.SQL | sql.Composed]:
    """What the owner says so that every commit is hinted at; a hint is sent once a transaction."""
    yield sql.SQL(_TELL)
    yield sql.SQL(_EDITION)
    for table in RULES:
        yield sql.SQL(_NEW_EDITION).format(sql.Identifier(table))
    yield sql.SQL(_HERE)
    for table in ("operation", "alert"):
        yield sql.SQL(_ON).format(sql.Identifier(table))


RULES: Final = ("setting", "revision")
"""What every desk keeps in memory; a new edition of it is counted apart, so that none goes by an old one."""

_EDITION: Final = """
CREATE SEQUENCE IF NOT EXISTS rules_edition;
CREATE OR REPLACE FUNCTION tell_rules() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM nextval('rules_edition'); RETURN NULL; END $$
"""
_NEW_EDITION: Final = (
    "CREATE OR REPLACE TRIGGER rules AFTER INSERT OR UPDATE OR DELETE ON {} FOR EACH STATEMENT "
    "EXECUTE FUNCTION tell_rules()"
)


_HERE: Final = """
CREATE OR REPLACE FUNCTION say_here(of_ticket uuid, is_writing boolean) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
    SELECT pg_notify('here', json_build_object(
        'ticket', of_ticket, 'person', p.uid, 'name', p.name, 'writing', is_writing)::text)
    FROM person p WHERE p.database_login = session_user
$$;
"""
"""Who writes where goes through the server and is kept nowhere; the name is that of whoever is connected."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether something was committed, and who said to be where."""

    changed: bool
    present: tuple[Present, ...] = ()


class Hints:
    """A connection that hears. Raises ``DeskError`` where the server is away."""

    def __init__(self, place: SharedPlace, password: str | None) -> None:
        self._place = place
        with spoken(place):
            self._line = connection_of(place, password)
            try:
                for channel in (CHANNEL, HERE):
                    self._line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            except BaseException:
                self._line.close()
                raise

    def wait(self, seconds: float) -> Heard:
        """What came within ``seconds``; hints that came together are one."""
        with spoken(self._place):
            heard = list(self._line.notifies(timeout=seconds, stop_after=1))
            if heard:
                heard += self._line.notifies(timeout=0)
        present = tuple(_present(one.payload) for one in heard if one.channel == HERE)
        return Heard(any(one.channel == CHANNEL for one in heard), present)

    def close(self) -> None:
        """Hear no more."""
        self._line.close()


def _present(payload: str) -> Present:
    said = json.loads(payload)
    return Present(UUID(said["ticket"]), UUID(said["person"]), str(said["name"]), bool(said["writing"]))

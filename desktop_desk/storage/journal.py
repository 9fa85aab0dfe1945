"""Operations applied and the history they left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update

from desktop_desk.domain.instants import Instant
from desktop_desk.domain.journal import HistoryRow, NewHistory, OperationRecord
from desktop_desk.domain.operations import Author
from desktop_desk.storage.prepared import Prepared, adding
from desktop_desk.storage.rows import add_numbered
from desktop_desk.storage.schema import history, operation

_FIND = Prepared(
    select(
        operation.c.id,
        operation.c.uid,
        operation.c.code,
        operation.c.actor_id,
        operation.c.at,
        operation.c.undoes_uid,
    ).where(operation.c.uid == bindparam("wanted"))
)

_HISTORY = (
    select(
        history.c.id,
        history.c.entity,
        history.c.entity_id,
        history.c.version,
        history.c.field,
        history.c.old,
        history.c.new,
        history.c.undone_by,
        history.c.reverses,
        operation.c.at,
        operation.c.actor_id,
    )
    .join(operation, operation.c.id == history.c.operation_id)
    .order_by(history.c.id)
)
_ENTITY = _HISTORY.where(
    history.c.entity_id == bindparam("wanted"), history.c.entity == bindparam("wanted_entity")
)
_OF_OPERATION = Prepared(_HISTORY.where(history.c.operation_id == bindparam("wanted")))
OF_ENTITY = Prepared(_ENTITY)
"""All that happened to one thing: the columns of ``HistoryRow``."""

_STANDING = Prepared(_ENTITY.where(history.c.undone_by.is_(None), history.c.reverses.is_(None)))
_NOTED = ("operation_id", "entity", "entity_id", "version", "field", "old", "new", "reverses")


class Journal:
    """The store's memory of what was done."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, uid: UUID) -> OperationRecord | None:
        """The operation applied under this ``uid``, if it was."""
        row = _FIND.row(self._connection, {"wanted": uid})
        return None if row is None else OperationRecord(*row)

    def add(
        self,
        uid: UUID,
        code: str,
        payload: str,
        author: Author,
        actor_id: int | None,
        at: Instant,
        undoes: UUID | None,
    ) -> int:
        """Note an operation; gives its row number."""
        row, _ = add_numbered(
            self._connection,
            operation,
            {
                "uid": uid,
                "code": code,
                "payload": payload,
                "actor_id": actor_id,
                "os_account": author.os_account,
                "device": author.device,
                "on_behalf_of": author.on_behalf_of,
                "at": at,
                "undoes_uid": undoes,
            },
            "sequence",
            of="change",
        )
        return row

    def note(self, operation_id: int, rows: Sequence[NewHistory]) -> None:
        """Keep what an operation changed, in the order it changed it."""
        note = adding(history, _NOTED, key=False)
        for row in rows:
            note.rows(self._connection, {"operation_id": operation_id, **asdict(row)})

    def of_operation(self, operation_id: int) -> list[HistoryRow]:
        """What one operation changed, oldest first."""
        return self._rows(_OF_OPERATION, {"wanted": operation_id})

    def of_entity(self, entity: str, entity_id: int) -> list[HistoryRow]:
        """All that ever happened to one thing, undone or not, oldest first."""
        return self._rows(OF_ENTITY, {"wanted": entity_id, "wanted_entity": entity})

    def standing(self, entity: str, entity_id: int) -> list[HistoryRow]:
        """What happened to one thing and still stands: neither undone nor itself an undoing."""
        return self._rows(_STANDING, {"wanted": entity_id, "wanted_entity": entity})

    def mark_undone(self, history_ids: Iterable[int], by: int | None) -> None:
        """Say which operation undid these rows, or (``None``) that they stand again."""
        ids = list(history_ids)
        if ids:
            self._connection.execute(update(history).where(history.c.id.in_(ids)).values(undone_by=by))

    def _rows(self, statement: Prepared, wanted: dict[str, object]) -> list[HistoryRow]:
        return [HistoryRow(*row) for row in statement.rows(self._connection, wanted)]

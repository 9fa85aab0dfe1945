"""Messages and the files that came with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from desktop_desk.domain.operations import FileRef
from desktop_desk.domain.timeline import NewMessage
from desktop_desk.storage.rows import add_row, put_row
from desktop_desk.storage.schema import attachment, blob, blob_part, message

PART = 1 << 20
"""Bytes in one part of a kept file."""


class Messages:
    """The messages of one store, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewMessage) -> int:
        """Keep a message; gives its row number."""
        values = {field.name: getattr(new, field.name) for field in fields(NewMessage)}
        return add_row(self._connection, message, {**values, "withdrawn": False})

    def find(self, ticket_id: int, uid: UUID) -> int | None:
        """The row of a ticket's message."""
        statement = select(message.c.id).where(message.c.uid == uid, message.c.ticket_id == ticket_id)
        return self._connection.execute(statement).scalar_one_or_none()

    def withdraw(self, message_id: int, *, withdrawn: bool) -> None:
        """Take a message out of the timeline (its sending was undone), or put it back."""
        self._connection.execute(
            update(message).where(message.c.id == message_id).values(withdrawn=withdrawn)
        )

    def withdrawn(self, message_id: int) -> bool:
        """Whether a message was taken out of the timeline."""
        statement = select(message.c.withdrawn).where(message.c.id == message_id)
        return bool(self._connection.execute(statement).scalar_one())

    def texts(self, message_id: int) -> tuple[str, ...]:
        """What a message says: its text and the names of its files."""
        text = self._connection.execute(select(message.c.text).where(message.c.id == message_id)).scalar_one()
        names = select(attachment.c.name).where(attachment.c.message_id == message_id)
        return (text, *self._connection.execute(names.order_by(attachment.c.id)).scalars())

    def attach(self, message_id: int, files: Sequence[FileRef], contents: Mapping[str, bytes]) -> None:
        """Keep the files of a message; equal bytes are kept once."""
        for file in files:
            put_row(
                self._connection,
                attachment,
                {
                    "uid": file.uid,
                    "message_id": message_id,
                    "blob_id": self._keep(file, contents),
                    "name": file.name,
                    "content_type": file.content_type,
                },
            )

    def content(self, attachment_uid: UUID) -> Iterator[bytes]:
        """The bytes of an attachment, a part at a time."""
        statement = (
            select(blob_part.c.data)
            .join(attachment, attachment.c.blob_id == blob_part.c.blob_id)
            .where(attachment.c.uid == attachment_uid)
            .order_by(blob_part.c.part)
        )
        yield from self._connection.execute(statement).scalars()

    def _keep(self, file: FileRef, contents: Mapping[str, bytes]) -> int:
        known = select(blob.c.id).where(blob.c.sha256 == bindparam("wanted"))
        blob_id = self._connection.execute(known, {"wanted": file.sha256}).scalar_one_or_none()
        if blob_id is not None:
            self._connection.execute(update(blob).where(blob.c.id == blob_id).values(uses=blob.c.uses + 1))
            return int(blob_id)
        data = contents[file.sha256]
        values = {"sha256": file.sha256, "size": len(data), "uses": 1}
        blob_id = add_row(self._connection, blob, values)
        for part, start in enumerate(range(0, len(data), PART)):
            self._connection.execute(
                insert(blob_part), {"blob_id": blob_id, "part": part, "data": data[start : start + PART]}
            )
        return int(blob_id)


def release_unused(connection: Connection) -> int:
    """Drop the bytes no attachment refers to any more; gives how many files went."""
    used = select(attachment.c.blob_id)
    connection.execute(delete(blob_part).where(blob_part.c.blob_id.not_in(used)))
    return connection.execute(delete(blob).where(blob.c.id.not_in(used))).rowcount

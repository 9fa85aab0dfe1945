"""How it came so: the operations applied, what each changed, and the text to find it by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from desktop_desk.storage.schema.columns import METADATA, Moment, Uid, identity, key

operation = Table(
    "operation",
    METADATA,
    key(),
    identity(),
    Column("code", Text, nullable=False),
    Column("actor_id", ForeignKey("person.id")),
    Column("os_account", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("on_behalf_of", Text, nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("payload", Text, nullable=False),
    Column("undoes_uid", Uid, index=True),
    Column("sequence", BigInteger, nullable=False, unique=True),
)
"""``sequence``: the order of change, without a gap, given by the store that is the authority."""

history = Table(
    "history",
    METADATA,
    key(),
    Column("operation_id", ForeignKey("operation.id"), nullable=False, index=True),
    Column("entity", Text, nullable=False),
    Column("entity_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("undone_by", ForeignKey("operation.id")),
    Column("reverses", ForeignKey("history.id")),
    Index("ix_history_entity", "entity_id", "entity", "id"),
)
"""Old and new value of one field; texts and addresses are referred to, not copied here."""

tally = Table(
    "tally",
    METADATA,
    Column("status", Text, primary_key=True),
    Column("assignee_id", BigInteger, primary_key=True),  # 0: nobody
    Column("tickets", Integer, nullable=False),
)
"""How many tickets stand where, kept in the operation's transaction so that a view never counts."""

search_doc = Table(
    "search_doc",
    METADATA,
    key(),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False, index=True),
    Column("message_id", ForeignKey("message.id"), index=True),  # none: the head of the ticket
    Column("tokens", Text, nullable=False),
)

blob_part = Table(
    "blob_part",
    METADATA,
    Column("blob_id", ForeignKey("blob.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""A file's bytes, 1 MB a part, in order."""

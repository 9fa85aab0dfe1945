"""What: tickets and all that hangs on one."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from desktop_desk.domain.operations import Relation
from desktop_desk.domain.ticket import Channel, Kind, MessageKind, Outcome, Status, VerdictSource, WaitingFor
from desktop_desk.storage.schema.columns import METADATA, Moment, Word, identity, key

ticket = Table(
    "ticket",
    METADATA,
    key(),
    identity(),
    Column("number", Integer, unique=True),
    Column("title", Text, nullable=False),
    Column("kind", Word(Kind), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("status", Word(Status), nullable=False),
    Column("waiting_for", Word(WaitingFor)),
    Column("outcome", Word(Outcome)),
    Column("requester_id", ForeignKey("person.id"), nullable=False),
    Column("assignee_id", ForeignKey("person.id")),
    Column("category_id", ForeignKey("category.id")),
    Column("channel", Word(Channel), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("status_at", Moment, nullable=False),
    Column("first_response_at", Moment),
    Column("resolved_at", Moment),
    Column("closed_at", Moment),
    Column("verdict_source", Word(VerdictSource), nullable=False),
    Column("external_profile", Text),
    Column("external_number", Text),
    Column("archived", Boolean, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    # What the queue sorts, filters and paints by, kept from the status and the clocks:
    Column("active", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("due_order", BigInteger, nullable=False),
    UniqueConstraint("external_profile", "external_number"),
)
"""``due_order``: the next promise in microseconds; what has none comes after all that have."""

_ACTIVE = text("active")  # true of the tickets somebody still works on
Index(
    "ix_ticket_active_due",
    ticket.c.due_order,
    ticket.c.id,
    sqlite_where=_ACTIVE,
    postgresql_where=_ACTIVE,
)
Index(
    "ix_ticket_active_assignee",
    ticket.c.assignee_id,
    ticket.c.due_order,
    sqlite_where=_ACTIVE,
    postgresql_where=_ACTIVE,
)
Index("ix_ticket_status", ticket.c.status, ticket.c.status_at)
Index("ix_ticket_requester", ticket.c.requester_id, ticket.c.created_at)
Index("ix_ticket_created", ticket.c.created_at, ticket.c.category_id)
Index("ix_ticket_resolved", ticket.c.resolved_at, ticket.c.category_id, ticket.c.created_at, ticket.c.outcome)

clock = Table(
    "clock",
    METADATA,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("metric", Text, primary_key=True),
    Column("policy_id", ForeignKey("revision.id")),
    Column("calendar_id", ForeignKey("revision.id")),
    Column("counted_by", Text),
    Column("target_s", Integer),
    Column("started_at", Moment),
    Column("due_at", Moment),
    Column("left_s", Integer),
    Column("paused_since", Moment),
    Column("met_at", Moment),
    Column("breached_at", Moment),
    Column("deadline_version", Integer, nullable=False),
    Column("next_step", Text),
    Column("next_step_at", Moment),
    Column("later_steps", Text, nullable=False, server_default=""),
)
"""One row a ticket and promise; an imported verdict has only ``met_at`` and ``breached_at``."""

Index(
    "ix_clock_next_step",
    clock.c.next_step_at,
    sqlite_where=text("next_step_at IS NOT NULL"),
    postgresql_where=text("next_step_at IS NOT NULL"),
)

alert = Table(
    "alert",
    METADATA,
    key(),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False, index=True),
    Column("metric", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("deadline_version", Integer, nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("due_at", Moment, nullable=False),
    Column("fired_at", Moment, nullable=False),
    Column("delivered_at", Moment),
    Column("device", Text),
    UniqueConstraint("ticket_id", "metric", "step", "deadline_version", "person_id"),
)

Index(
    "ix_alert_undelivered",
    alert.c.person_id,
    alert.c.id,
    sqlite_where=text("delivered_at IS NULL"),
    postgresql_where=text("delivered_at IS NULL"),
)

message = Table(
    "message",
    METADATA,
    key(),
    identity(),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("kind", Word(MessageKind), nullable=False),
    Column("author_id", ForeignKey("person.id")),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False, server_default=""),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_message_ticket", "ticket_id", "id"),
)

blob = Table(
    "blob",
    METADATA,
    key(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("uses", Integer, nullable=False),
)

attachment = Table(
    "attachment",
    METADATA,
    key(),
    identity(),
    Column("message_id", ForeignKey("message.id"), nullable=False, index=True),
    Column("blob_id", ForeignKey("blob.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("content_id", Text),
)

tag = Table(
    "tag",
    METADATA,
    key(),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
)

ticket_tag = Table(
    "ticket_tag",
    METADATA,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True, index=True),
)

ticket_asset = Table(
    "ticket_asset",
    METADATA,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("asset_id", ForeignKey("asset.id"), primary_key=True, index=True),
)

ticket_link = Table(
    "ticket_link",
    METADATA,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("other_id", ForeignKey("ticket.id"), primary_key=True, index=True),
    Column("relation", Word(Relation), primary_key=True),
)

participant = Table(
    "participant",
    METADATA,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True, index=True),
    Column("role", Text, primary_key=True),  # copy | watcher
)

read_mark = Table(
    "read_mark",
    METADATA,
    Column("ticket_id", ForeignKey("ticket.id"), primary_key=True),
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("message_id", ForeignKey("message.id"), nullable=False),
)
"""How far a person has read: nothing of the desk's work, so it has no history."""

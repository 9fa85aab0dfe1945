"""Who: people, their addresses and accounts; and what the firm owns and has set."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from desktop_desk.domain.people import AddressKind, Role
from desktop_desk.storage.schema.columns import METADATA, BigKey, Moment, Word, identity, key

person = Table(
    "person",
    METADATA,
    key(),
    identity(),
    Column("name", Text, nullable=False),
    Column("folded_name", Text, nullable=False, index=True),
    Column("department", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False, server_default="fr"),
    Column("role", Word(Role), nullable=False, index=True),
    Column("active", Boolean, nullable=False),
    Column("absent_from", Moment),
    Column("absent_until", Moment),
    Column("substitute_id", ForeignKey("person.id")),
    Column("merged_into_id", ForeignKey("person.id")),
    Column("database_login", Text, unique=True),
)

person_address = Table(
    "person_address",
    METADATA,
    key(),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", Word(AddressKind), nullable=False),
    Column("value", Text, nullable=False),
    Column("folded", Text, nullable=False),
    UniqueConstraint("kind", "folded"),
)

login = Table(
    "login",
    METADATA,
    Column("os_account", Text, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
)

category = Table(
    "category",
    METADATA,
    key(),
    identity(),
    Column("parent_id", ForeignKey("category.id"), index=True),
    Column("name", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

asset = Table(
    "asset",
    METADATA,
    key(),
    identity(),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default=""),
    Column("place", Text, nullable=False, server_default=""),
    Column("owner_id", ForeignKey("person.id")),
    Column("active", Boolean, nullable=False),
)

setting = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

revision = Table(
    "revision",
    METADATA,
    key(),
    identity(),
    Column("kind", Text, nullable=False),  # calendar | policy
    Column("of", identity().type, nullable=False),  # the calendar or policy it is a state of
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("valid_from", Moment, nullable=False),
)
"""Calendars and policies: each edit adds an immutable revision, so that July's verdict stays July's."""

saved_view = Table(
    "saved_view",
    METADATA,
    key(),
    identity(),
    Column("owner_id", ForeignKey("person.id")),  # none: shared with all
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("columns", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False, server_default="0"),
)

lease = Table(
    "lease",
    METADATA,
    Column("duty", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("until", Moment, nullable=False),
)

counter = Table(
    "counter",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", BigKey, nullable=False),
)
"""Numbers given out one by one, in the operation's own transaction: ``ticket``, ``change``."""

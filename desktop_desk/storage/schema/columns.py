"""The kinds of column every table is made of, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer, LargeBinary, MetaData, Text
from sqlalchemy import Uuid as NativeUuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from desktop_desk.domain.instants import Instant, from_datetime, to_datetime

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BigKey = BigInteger().with_variant(Integer, "sqlite")
"""A row's own number; SQLite makes rowids only of ``INTEGER``."""


class Moment(TypeDecorator[Instant]):
    """An instant: microseconds on SQLite, ``timestamptz`` on PostgreSQL."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The engine's own column."""
        timed = DateTime(timezone=True) if dialect.name == "postgresql" else BigInteger()
        return dialect.type_descriptor(timed)

    def bind_processor(self, dialect: Dialect) -> Any:
        """SQLite takes the integer as it is: no work a row."""
        if dialect.name != "postgresql":
            return None
        return lambda value: None if value is None else to_datetime(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """SQLite gives the integer back as it is."""
        if dialect.name != "postgresql":
            return None

        def read(value: datetime | None) -> Instant | None:
            return None if value is None else from_datetime(value)

        return read


class Uid(TypeDecorator[UUID]):
    """An identity: 16 bytes on SQLite, ``uuid`` on PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The engine's own column."""
        return dialect.type_descriptor(NativeUuid() if dialect.name == "postgresql" else LargeBinary(16))

    def bind_processor(self, dialect: Dialect) -> Any:
        """PostgreSQL's driver takes the identity as it is."""
        if dialect.name == "postgresql":
            return None
        return lambda value: None if value is None else value.bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """PostgreSQL's driver gives it as it is."""
        if dialect.name == "postgresql":
            return None
        return lambda value: None if value is None else UUID(bytes=value)


class Word(TypeDecorator[Any]):
    """An enumeration kept as its word, so that the file can be read by eye."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def bind_processor(self, dialect: Dialect) -> Any:
        """To the engine: the word."""
        return lambda value: getattr(value, "value", value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """From the engine: the member; a word of a later version stays a word."""
        member = self._members.get
        return lambda value: member(value, value)


def key() -> Column[int]:
    """The primary key of a table."""
    return Column("id", BigKey, primary_key=True)


def identity() -> Column[UUID]:
    """What the row is called outside this store."""
    return Column("uid", Uid, nullable=False, unique=True)

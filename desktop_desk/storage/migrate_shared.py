"""The version of a shared store: made, brought up to date by a manager, others told to update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from desktop_desk.paths import migrations_dir
from desktop_desk.storage.migrate import HEAD
from desktop_desk.storage.server_errors import NotADeskThere, ServerNewer, ServerOlder

if TYPE_CHECKING:
    from desktop_desk.domain.shared import SharedPlace

_THERE = text(
    "SELECT to_regclass('alembic_version') IS NOT NULL AND to_regclass('operation') IS NOT NULL"
)  # others keep their version in a table of that name too
_VERSION = text("SELECT version_num FROM alembic_version")


def version_there(connection: Connection) -> str | None:
    """The version of the tables, ``None`` where there are none."""
    if not connection.execute(_THERE).scalar_one():
        return None
    found = connection.execute(_VERSION).scalar_one_or_none()
    return None if found is None else str(found)


def check_is_a_desk(connection: Connection, place: SharedPlace) -> str:
    """The version of a desk, of which this program knows what to make. Raises ``StoreError``."""
    version = version_there(connection)
    if version is None:
        raise NotADeskThere(place=place.name)
    if version > HEAD:
        raise ServerNewer(place=place.name)
    return version


def check_is_current(connection: Connection, place: SharedPlace) -> None:
    """Refuse a database that is no desk, or a desk of another version. Raises ``StoreError``."""
    if check_is_a_desk(connection, place) < HEAD:
        raise ServerOlder(place=place.name)


def upgrade_shared(engine: Engine, to: str = "head") -> None:
    """Run the migrations up to a version, in one transaction."""
    from alembic import command  # noqa: PLC0415 - rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)

"""Settings, categories, assets, and the revisions of calendars and policies."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from desktop_desk.domain.firm import Asset, Category, Revision
from desktop_desk.domain.instants import Instant
from desktop_desk.storage.rows import add_row
from desktop_desk.storage.schema import asset, category, revision, setting

_SETTING = select(setting.c.value).where(setting.c.key == bindparam("wanted"))
_IN_FORCE = (
    select(*(revision.c[field.name] for field in fields(Revision)))
    .where(revision.c.of == bindparam("wanted"), revision.c.valid_from <= bindparam("at"))
    .order_by(revision.c.valid_from.desc(), revision.c.id.desc())
    .limit(1)
)
_REVISION = select(*(revision.c[field.name] for field in fields(Revision))).where(
    revision.c.id == bindparam("wanted")
)
_CATEGORY = select(category.c.id, category.c.uid, category.c.name, category.c.parent_id, category.c.active)
_ASSET = select(*(asset.c[field.name] for field in fields(Asset)))


class Firm:
    """What the firm has set, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._named: dict[tuple[str, int | None], Category] = {}

    def setting(self, key: str) -> str | None:
        """The value of a setting, or nothing where it was never set."""
        return self._connection.execute(_SETTING, {"wanted": key}).scalar_one_or_none()

    def settings(self) -> dict[str, str]:
        """Every setting."""
        return {row.key: row.value for row in self._connection.execute(select(setting))}

    def set(self, key: str, value: str | None) -> None:
        """Keep a setting; ``None`` forgets it."""
        self._connection.execute(delete(setting).where(setting.c.key == key))
        if value is not None:
            self._connection.execute(insert(setting), {"key": key, "value": value})

    def in_force(self, of: UUID, at: Instant) -> Revision | None:
        """The revision of a calendar or policy that holds at an instant."""
        row = self._connection.execute(_IN_FORCE, {"wanted": of, "at": at}).first()
        return None if row is None else Revision(**row._asdict())

    def revision(self, revision_id: int) -> Revision:
        """One revision by its row."""
        return Revision(**self._connection.execute(_REVISION, {"wanted": revision_id}).one()._asdict())

    def add_revision(self, new: Revision) -> int:
        """Keep a new state of a calendar or policy; gives its row."""
        values = {field.name: getattr(new, field.name) for field in fields(Revision) if field.name != "id"}
        return add_row(self._connection, revision, values)

    def categories(self) -> list[Category]:
        """The whole tree, each node with its path, in the order of the paths."""
        rows = {row.id: row for row in self._connection.execute(_CATEGORY)}

        def path(row_id: int | None) -> list[str]:
            return [] if row_id is None else [*path(rows[row_id].parent_id), rows[row_id].name]

        tree = [Category(**row._asdict(), path=" › ".join(path(row.id))) for row in rows.values()]
        return sorted(tree, key=lambda node: node.path.casefold())

    def category(self, uid: UUID) -> Category | None:
        """The category of this identity."""
        row = self._connection.execute(_CATEGORY.where(category.c.uid == uid)).first()
        return None if row is None else Category(**row._asdict())

    def category_named(self, name: str, parent_id: int | None) -> Category | None:
        """The category of this exact name under a parent; asked of the store once in a transaction."""
        known = self._named.get((name, parent_id))
        if known is not None:
            return known
        statement = _CATEGORY.where(
            category.c.name == name, category.c.parent_id.is_not_distinct_from(parent_id)
        )
        row = self._connection.execute(statement.limit(1)).first()
        if row is None:
            return None
        found = self._named[name, parent_id] = Category(**row._asdict())
        return found

    def save_category(self, node: Category) -> int:
        """Add (``id`` 0) or change a category; gives its row."""
        values = {"name": node.name, "parent_id": node.parent_id, "active": node.active}
        if node.id:
            self._named.clear()
            self._connection.execute(update(category).where(category.c.id == node.id).values(**values))
            return node.id
        return add_row(self._connection, category, {"uid": node.uid, **values})

    def assets(self, owner_id: int | None = None) -> list[Asset]:
        """Every asset, or those of one owner, by name."""
        statement = _ASSET if owner_id is None else _ASSET.where(asset.c.owner_id == owner_id)
        rows = self._connection.execute(statement.order_by(asset.c.name, asset.c.id))
        return [Asset(**row._asdict()) for row in rows]

    def asset(self, uid: UUID) -> Asset | None:
        """The asset of this identity."""
        row = self._connection.execute(_ASSET.where(asset.c.uid == uid)).first()
        return None if row is None else Asset(**row._asdict())

    def save_asset(self, thing: Asset) -> int:
        """Add (``id`` 0) or change an asset; gives its row."""
        values = {field.name: getattr(thing, field.name) for field in fields(Asset) if field.name != "id"}
        if thing.id:
            self._connection.execute(update(asset).where(asset.c.id == thing.id).values(**values))
            return thing.id
        return add_row(self._connection, asset, values)

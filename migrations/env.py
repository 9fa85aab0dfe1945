"""Alembic's environment: migrations run on the connection the desk hands over, in its transaction."""

from alembic import context

from desktop_desk.storage.schema import METADATA


def include(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Leave the full-text index to its own statements: no table of it belongs to the models."""
    return not (kind == "table" and (name or "").startswith("search_index"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    include_object=include,
    transaction_per_migration=False,
)
context.run_migrations()

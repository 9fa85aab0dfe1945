"""A program one version further: its scripts are those of this one and another."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from desktop_desk.paths import migrations_dir
from desktop_desk.storage.migrate import HEAD

LATER: Final = "9000"
_SCRIPT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{later}", "{head}"
branch_labels = depends_on = None


def upgrade():
    with op.batch_alter_table("ticket") as table:
        table.add_column(sa.Column("mood", sa.Text(), server_default="calm", nullable=False))
    op.execute(sa.text("{last}"))


def downgrade():
    with op.batch_alter_table("ticket") as table:
        table.drop_column("mood")
"""


def later_scripts(folder: Path, last: str = "SELECT 1") -> Path:
    """Write them to ``folder``; ``last`` is what the other one says at its end."""
    shutil.copytree(migrations_dir(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = _SCRIPT.format(later=LATER, head=HEAD, last=last)
    (folder / "versions" / f"{LATER}_later.py").write_text(script)
    return folder

"""Sample stores, written once and kept in the user's cache folder: their making is not measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs

from desktop_desk.app import write_demo
from desktop_desk.storage.migrate import HEAD

SEED = 1


def sample(tickets: int) -> Path:
    """A sample store of this size, written if it is not kept yet."""
    folder = Path(platformdirs.user_cache_dir("desktop-desk")) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"sample-{HEAD}-{_generator()}-{tickets}.sqlite3"
    if not path.exists():
        half = path.with_suffix(".part")
        for leftover in folder.glob(half.name + "*"):
            leftover.unlink()
        write_demo(half, tickets, SEED)
        half.replace(path)
    return path


def copy_of(path: Path, folder: Path) -> Path:
    """A copy that a measurement may write to."""
    return Path(shutil.copy(path, folder / path.name))


def _generator() -> str:
    """Changes when the sample data would: the size of its code stands for its version."""
    import desktop_desk.services.sample as package

    assert package.__file__ is not None
    return str(sum(file.stat().st_size for file in Path(package.__file__).parent.rglob("*.py")))

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop_desk import paths

FOLDERS = """
from desktop_desk import paths
print(paths.data_dir(), paths.config_dir(), paths.state_dir(), paths.default_store(), sep="|")
"""


def test_the_resources_and_migrations_are_there():
    assert (paths.resources_dir() / "icons").is_dir()
    assert paths.migrations_dir() == paths.resources_dir().parent / "migrations"


def test_the_folders_follow_the_desktop(tmp_path):
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", FOLDERS],
        env=home,
        cwd=paths.PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    folders = result.stdout.strip().split("|")
    assert all(folder.startswith(str(tmp_path)) and "desktop-desk" in folder for folder in folders)
    assert Path(folders[3]) == Path(folders[0]) / "desk.sqlite3"
    assert list(tmp_path.iterdir()) == []


def test_naming_the_resources_does_not_load_platformdirs():
    code = "import sys, desktop_desk.paths as p; p.resources_dir(); print('platformdirs' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.PACKAGE.parent, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"

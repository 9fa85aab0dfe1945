"""A wheel speaks French and finds its resources, though git ignores what was compiled."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop_desk.paths import PACKAGE

ROOT = PACKAGE.parent
SPEAKING = """
from desktop_desk.paths import resources_dir, migrations_dir
from desktop_desk.text import Words
print(Words("fr").status("in_progress"), resources_dir().parent.name, (migrations_dir() / "env.py").exists())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_it_holds_every_resource_and_migration(wheel):
    names = set(ZipFile(wheel).namelist())
    for folder in ("resources", "migrations"):
        files = [p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        missing = {f"desktop_desk/_bundled/{p.relative_to(ROOT).as_posix()}" for p in files} - names
        assert missing == set()
    assert "desktop_desk/_bundled/resources/i18n/fr/LC_MESSAGES/desktop_desk.mo" in names


def test_it_holds_nothing_of_the_workshop(wheel):
    tops = {Path(name).parts[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"desktop_desk"}


def test_what_is_unpacked_speaks_french(wheel, tmp_path):
    ZipFile(wheel).extractall(tmp_path)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}){SPEAKING}"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.split() == ["en", "cours", "_bundled", "True"]

"""``self-test`` tries every part, and says which one is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from desktop_desk.paths import PACKAGE
from tests.support.key_store import KeyStoreService

PARTS = {
    "store",
    "dialects",
    "translations",
    "icons",
    "themes",
    "importers",
    "holidays",
    "sample",
    "keystore",
}


def self_test(code: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, run from the sources in ``code``."""
    environment = os.environ | {"PYTHONPATH": str(code)}
    command = [sys.executable, "-m", "desktop_desk", "self-test", "--json"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_this_program_is_whole(tmp_path: Path):
    ended = self_test(PACKAGE.parent, tmp_path)
    told = json.loads(ended.stdout)
    assert (ended.returncode, told["failed"], set(told["passed"])) == (0, {}, PARTS), ended.stderr


def test_the_key_store_of_this_pc_is_named(key_store_service: KeyStoreService, tmp_path: Path):
    told = json.loads(self_test(PACKAGE.parent, tmp_path).stdout)
    assert told["passed"]["keystore"] == "keyring.backends.SecretService"


def test_what_is_missing_is_named(tmp_path: Path):
    code = tmp_path / "code"
    for name in ("desktop_desk", "migrations", "resources"):
        shutil.copytree(PACKAGE.parent / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(code / "resources" / "importers")
    ended = self_test(code, tmp_path)
    told = json.loads(ended.stdout)
    assert ended.returncode == 1
    assert set(told["failed"]) == {"importers"}
    assert set(told["passed"]) == PARTS - {"importers"}

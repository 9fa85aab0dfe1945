"""The command line as people and scripts meet it: a process, its answer, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_desk.cli import main

ROOT = Path(__file__).parents[2]


@dataclass
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The same in this process, for the many sentences: a process costs half a second."""

    def command(*arguments: object, lang: str = "en", store: str | None = None) -> Answer:
        named = store if store is not None else str(tmp_path / "desk.sqlite3")
        capsys.readouterr()
        try:
            code = main(["--store", named, "--lang", lang, *map(str, arguments)])
        except SystemExit as usage:
            code = int(usage.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return command


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``desktop-desk`` on a store of the test's own; Qt must not come with it."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "PySide6.py").write_text("raise SystemExit('Qt was asked for')\n")

    def command(*arguments: object, lang: str = "en", stdin: str = "", store: str | None = None) -> Answer:
        words = [sys.executable, "-m", "desktop_desk"]
        words += ["--store", store if store is not None else str(tmp_path / "desk.sqlite3"), "--lang", lang]
        environment = os.environ | {"PYTHONPATH": f"{guard}{os.pathsep}{ROOT}"}
        done = subprocess.run(
            [*words, *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return command

"""The rules of the house, kept by a machine: layers, sizes, locks, and a binding that does not lose None."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtCore import QObject

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "packaging" / "locks").glob("*.txt"))
FILE_LINES = 320
FUNCTION_LINES = 44


def broken_contracts(folder: Path) -> str:
    """What import-linter says of the package in a folder; empty when every contract is kept."""
    command = [f"{sysconfig.get_path('scripts')}/lint-imports", "--no-cache"]
    wide = os.environ | {"COLUMNS": "200"}
    run = subprocess.run(command, cwd=folder, env=wide, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr if run.returncode else ""


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """The package and its contracts elsewhere, to do harm to."""
    shutil.copytree(
        ROOT / "desktop_desk", tmp_path / "desktop_desk", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_layers_lean_only_downwards():
    told = broken_contracts(ROOT)
    assert not told, told


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/planted.py", "import PySide6.QtCore", "Qt lives in the interface and in painting"),
        ("services/planted.py", "import sqlite3", "SQL lives in storage"),
        ("services/planted.py", "import desktop_desk.storage", "Each layer leans only on those below it"),
        ("domain/planted.py", "from desktop_desk import services", "Each layer leans only on those below it"),
        ("ui/planted.py", "import desktop_desk.storage", "The interface speaks to services, not past them"),
        ("painting/planted.py", "import desktop_desk.charts", "Painting knows the domain alone"),
        ("planted.py", "", "Each layer leans only on those below it"),
    ],
)
def test_a_planted_violation_is_caught(copied_house: Path, module: str, line: str, contract: str):
    (copied_house / "desktop_desk" / module).write_text(line + "\n", encoding="utf-8")
    told = broken_contracts(copied_house)
    assert f"{contract} BROKEN" in told
    assert "planted" in told.split("Broken contracts")[-1]


def sources() -> Iterator[Path]:
    """The project's own Python files; a migration is as long as its tables and never changes again."""
    for folder in ("desktop_desk", "packaging", "tests", "migrations"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.parent != ROOT / "migrations" / "versions":
                yield path


def test_files_and_functions_stay_short():
    offenders = list(chain.from_iterable(too_long(path) for path in sources()))
    assert offenders == [], "\n" + "\n".join(offenders)


def too_long(path: Path) -> Iterator[str]:
    """Name the file and its functions that have grown past their limits."""
    text = path.read_text(encoding="utf-8")
    place = path.relative_to(ROOT)
    if (lines := text.count("\n")) > FILE_LINES:
        yield f"{place}: {lines} lines, at most {FILE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (own := length(node)) > FUNCTION_LINES
        ):
            yield f"{place}:{node.lineno} {node.name}: {own} lines, at most {FUNCTION_LINES}"


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring, which may say as much as a caller needs."""
    first = function.body[0]
    described = first.end_lineno or 0 if ast.get_docstring(function, clean=False) is not None else 0
    docstring = described - first.lineno + 1 if described else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_long_things_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "long.py"
    described = 'def described():\n    """' + "words\n" * 50 + '"""\n'
    path.write_text("def grown():\n" + "    print()\n" * 44 + described + "\n" * 250)
    assert list(too_long(path)) == [
        "long.py: 347 lines, at most 320",
        "long.py:1 grown: 45 lines, at most 44",
    ]


def test_there_are_locks_and_no_other_kind():
    assert [path.name for path in LOCKS] == ["dev.txt", "run.txt"]
    assert not (ROOT / "uv.lock").exists()


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_a_lock_bears_hashes_and_no_address(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not [
        word
        for word in ("://", "--index", "--extra-index", "--find-links", " @ ", "# via -r /")
        if word in text
    ]
    for requirement in text.replace("\\\n", " ").splitlines():
        if not requirement.lstrip().startswith("#"):
            assert "==" in requirement
            assert "--hash=sha256:" in requirement


@pytest.mark.parametrize(
    ("lock", "groups"), [("run", ["install"]), ("dev", ["install", "test", "lint", "build"])]
)
def test_a_lock_satisfies_the_project(lock: str, groups: list[str]):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"]]
    wanted += chain.from_iterable(project["dependency-groups"][group] for group in groups)
    locked = locked_versions(lock)
    for requirement in map(Requirement, wanted):
        version, marker = locked.get(canonicalize_name(requirement.name), ("nothing", None))
        assert version != "nothing", f"{requirement} is not locked: run make lock"
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}: run make lock"
        assert str(marker or "") == str(requirement.marker or "")


def test_what_runs_is_what_was_tested():
    assert locked_versions("run").items() <= locked_versions("dev").items()


def locked_versions(lock: str) -> dict[str, tuple[str, Marker | None]]:
    """Version and marker of each wheel of a lock, by name."""
    text = (ROOT / "packaging" / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    lines = [line.rstrip(" \\") for line in text.splitlines() if line[:1].isalnum()]
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): (str(one.specifier)[2:], one.marker) for one in found}


def test_the_binding_keeps_none_alive():
    """PySide6 6.12.0 on Python 3.11 loses a reference to None on each void call and aborts in the end."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100

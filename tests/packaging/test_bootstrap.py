"""The first step of every make target: says what is missing, and does nothing twice."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def load(path: Path) -> ModuleType:
    """Import the script, which lies outside any package."""
    spec = importlib.util.spec_from_file_location("bootstrap", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bootstrap() -> ModuleType:
    return load(ROOT / "packaging" / "bootstrap.py")


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A project whose ``.venv`` is as the run lock says, but has no pip to be made anew with."""
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / ".venv")], check=True)
    copy = load(tmp_path / "packaging" / "bootstrap.py")
    copy.stamp("run").write_text(copy.key("run"))
    return tmp_path


def install(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "packaging" / "bootstrap.py"), "install"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_is_as_it_should_be_is_left_alone(prepared: Path):
    started = time.monotonic()
    second = install(prepared)
    assert second.returncode == 0, second.stderr
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("changed", ["packaging/locks/run.txt", "pyproject.toml"])
def test_a_change_asks_for_a_new_installation(prepared: Path, changed: str):
    with (prepared / changed).open("a") as file:
        file.write("\n# changed\n")
    again = install(prepared)
    assert again.returncode == 1
    assert "This step failed" in again.stderr


def test_an_environment_for_development_also_runs(prepared: Path):
    copy = load(prepared / "packaging" / "bootstrap.py")
    copy.stamp("run").unlink()
    copy.stamp("dev").write_text(copy.key("dev"))
    assert install(prepared).returncode == 0


def test_libraries_and_programs_are_looked_for_by_their_own_names(bootstrap: ModuleType):
    libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    tools = {"sh": "dash", "no-such-program": "nothing"}
    assert list(bootstrap.missing_packages(libraries, tools)) == ["libnowhere9", "nothing"]


def test_a_person_without_rights_is_told_the_one_line(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    with pytest.raises(SystemExit, match="sudo apt-get install --yes --no-install-recommends libegl1 xvfb"):
        bootstrap.provide_packages(["libegl1", "xvfb"])


def test_another_system_is_told_the_names(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="libegl1"):
        bootstrap.provide_packages(["libegl1"])


def test_an_unknown_verb_is_wrong_usage(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]):
    assert bootstrap.main(["fly"]) == 2
    assert "install|run|test" in capsys.readouterr().err


def test_each_make_target_is_a_verb_and_is_explained(bootstrap: ModuleType):
    text = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):.* ## ", text, re.MULTILINE))
    assert targets - {"help", "bench-full"} == set(bootstrap.VERBS)
    assert set(re.findall(r"^([a-z-]+):", text, re.MULTILINE)) == targets
    if shutil.which("make"):
        told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        assert set(re.findall(r"^  make ([a-z-]+)", told, re.MULTILINE)) == targets

"""``backup``, ``restore``, and what every command costs and brings with it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_desk.domain.queue import View
from tests.cli.conftest import Run
from tests.support.crowd import ROOT
from tests.support.desks import desk


def test_copied_while_a_desk_runs_and_put_back(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    with desk(tmp_path, listen=True) as opened:
        opened.ask("Caisse bloquée")
        done = run("backup", copy)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[0].startswith("The copy will take")
        assert str(copy) in done.out.splitlines()[1]
        again = run("backup", copy)
        assert (again.code, again.err.count("\n")) == (1, 1)
        assert "already exists" in again.err
        busy = run("restore", copy, "--replace")
        assert busy.code == 1
        opened.ask("Elle est venue après la copie")
    kept = run("restore", copy)
    assert kept.code == 1
    assert "already exists" in kept.err
    assert len(run("ticket", "list", "--json").json) == 2
    back = run("restore", copy, "--replace")
    assert (back.code, back.err) == (0, "")
    assert "desk.sqlite3.replaced" in back.out
    assert [one["title"] for one in run("ticket", "list", "--json").json] == ["Caisse bloquée"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_desk_to_copy_is_said(say: Run, tmp_path: Path, lang: str) -> None:
    for command in ("backup", "restore"):
        answer = say(command, tmp_path / "nothing", lang=lang)
        assert answer.code == 1
        assert "Traceback" not in answer.err
    assert not (tmp_path / "nothing").exists()


def test_handed_over_to_a_desk_that_runs(run: Run, tmp_path: Path) -> None:
    with desk(tmp_path, listen=True) as opened:
        answer = run("ticket", "new", "--title", "Caisse", "--from", "marie@lubin.example", "--json")
        assert answer.json["number"] == 1
        assert len(opened.opened.session.facts(opened.opened.session.query(View.ALL))) == 1
        refused = run("ticket", "set", 1, "priority=urgent", lang="fr")
        assert refused.code == 1
        assert "urgent" in refused.err
        assert run("sla", "sweep", "--now", "2999-01-01T00:00:00Z", "--json").json[0]["fired_at"] is None


def test_help_and_version_speak_and_bring_little(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("--version",), ("--help",), ("sla", "deadline", "--help")):
        answer = run(*arguments)
        assert answer.code == 0
        assert answer.out
    asked = "try:\n c.main(['--version'])\nexcept SystemExit: pass\n"
    listing = f"import sys, desktop_desk.cli as c\n{asked}print(*sys.modules)"
    quick = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    brought = set(quick.stdout.split())
    assert not brought & {"PySide6", "sqlalchemy", "alembic", "sqlite3", "keyring"}
    times = []
    for _ in range(3):
        started = time.monotonic()
        run("--version")
        times.append(time.monotonic() - started)
    with capsys.disabled():
        sys.stdout.write(f"\n  --version: {min(times):.2f} s\n")


def test_no_command_with_a_store_brings_qt() -> None:
    listing = (
        "import sys\nimport desktop_desk.cli.tickets, desktop_desk.cli.sla, desktop_desk.cli.data\n"
        "import desktop_desk.app\nprint(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert not [name for name in run.stdout.split() if name.startswith(("PySide6", "shiboken6"))]

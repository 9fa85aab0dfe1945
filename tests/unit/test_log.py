from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_desk import log
from desktop_desk.paths import PACKAGE


@pytest.fixture
def quiet():
    root, ours = logging.getLogger(), logging.getLogger("desktop_desk")
    before, level = list(root.handlers), ours.level
    yield
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    ours.setLevel(level)


def written_in(folder: Path, *, verbose: bool = False) -> Path:
    path = log.setup(folder=folder, verbose=verbose)
    assert path is not None
    return path


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_line_says_when_how_bad_where_and_what(tmp_path, quiet):
    path = written_in(tmp_path / "state")
    logging.getLogger("desktop_desk.storage").info("Opened « %s »", "dépôt")
    logging.getLogger("desktop_desk.storage").debug("not kept")
    line = path.read_text("utf-8")
    assert re.fullmatch(
        r"\d{4}(-\d\d){2}T\d\d(:\d\d){2}\.\d{3}Z INFO +MainThread desktop_desk\.storage: Opened « dépôt »\n",
        line,
    )


def test_verbose_keeps_more_and_a_second_setup_replaces_the_first(tmp_path, quiet):
    log.setup(folder=tmp_path / "a")
    path = written_in(tmp_path / "b", verbose=True)
    logging.getLogger("desktop_desk").debug("detail")
    assert "detail" in path.read_text("utf-8")
    assert (tmp_path / "a" / log.FILE_NAME).read_text("utf-8") == ""


def test_the_log_never_grows_past_its_share(tmp_path, quiet):
    log.setup(folder=tmp_path)
    logger = logging.getLogger("desktop_desk")
    for _ in range(60):
        logger.info("x" * 100_000)
    sizes = [p.stat().st_size for p in tmp_path.iterdir()]
    assert len(sizes) == 1 + log.KEPT_FILES
    assert max(sizes) <= log.MAX_BYTES


def test_without_a_folder_the_desk_works_without_a_log(tmp_path, quiet):
    (tmp_path / "file").write_text("")
    assert log.setup(folder=tmp_path / "file" / "state") is None
    logging.getLogger("desktop_desk").info("said to nobody")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://nadia:s3cr:et@srv/desk?x=1", "postgresql://nadia:…@srv/desk?x=1"),
        ("password=hunter2, user=nadia", "password=…, user=nadia"),
        ("{'db_password': 'hunter 2', 'a': 1}", "{'db_password': …, 'a': 1}"),
        ("Authorization: Bearer abcDEF123456.x", "Authorization: …"),
        ("sent bearer abcDEF123456.x away", "sent bearer … away"),
        ("Mot de passe : soleil", "Mot de passe : …"),
        ("ticket 12 at 10:47, see https://exemple.fr/a:b", "ticket 12 at 10:47, see https://exemple.fr/a:b"),
        ("tokens: 200 words", "tokens: 200 words"),
    ],
)
def test_secrets_are_left_out(text, shown):
    assert log.without_secrets(text) == shown


def test_secrets_in_a_traceback_are_left_out(tmp_path, quiet):
    path = written_in(tmp_path)
    try:
        int("postgresql://nadia:hunter2@srv/desk")
    except ValueError:
        logging.getLogger("desktop_desk").info("No connection", exc_info=True)
    assert "hunter2" not in path.read_text("utf-8")
    assert "base 10: 'postgresql://nadia:…@srv/desk'" in path.read_text("utf-8")


HOOKED = """
import gc, sys, threading, pathlib
from desktop_desk import log
folder = pathlib.Path({folder!r})
log.setup(folder=folder)
log.install_crash_hook(lambda text: print("TOLD", text.splitlines()[-1]), folder)
{body}
"""


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("raise RuntimeError('boom')", "the main thread"),
        ("t = threading.Thread(target=lambda: 1/0, name='sweep'); t.start(); t.join()", "sweep"),
        ("class A:\n  def __del__(self): raise OSError('late')\nA(); gc.collect()", "__del__"),
    ],
)
def test_a_crash_is_written_and_told(tmp_path, body, place):
    result = run(HOOKED.format(folder=str(tmp_path), body=body))
    written = (tmp_path / log.FILE_NAME).read_text("utf-8")
    assert "CRITICAL" in written
    assert place in written
    assert result.stdout.startswith("TOLD ")
    assert result.stderr == ""


def test_a_callback_that_fails_hides_nothing(tmp_path):
    code = HOOKED.format(
        folder=str(tmp_path), body="log.install_crash_hook(lambda _: 1/0)\nraise RuntimeError('boom')"
    )
    run(code)
    written = (tmp_path / log.FILE_NAME).read_text("utf-8")
    assert "RuntimeError: boom" in written
    assert "ZeroDivisionError" in written


def test_an_interruption_is_not_a_crash(tmp_path):
    result = run(HOOKED.format(folder=str(tmp_path), body="raise KeyboardInterrupt"))
    assert "TOLD" not in result.stdout
    assert (tmp_path / log.FILE_NAME).read_text("utf-8") == ""


def test_a_fault_below_python_leaves_the_stacks(tmp_path):
    result = run(HOOKED.format(folder=str(tmp_path), body="import ctypes; ctypes.string_at(0)"))
    assert result.returncode != 0
    assert "Fatal Python error" in (tmp_path / log.TRACES_NAME).read_text("utf-8")

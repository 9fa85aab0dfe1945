"""The guards themselves: each makes a guilty test fail, and leaves an innocent one alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

_SETTINGS = """
[pytest]
addopts = --strict-markers
filterwarnings = error
qt_log_level_fail = WARNING
"""
_CONFTEST = """
from tests.support.guards import Guards

def pytest_configure(config):
    config.pluginmanager.register(Guards())
"""
_TESTS = """
import logging, warnings
import pytest
from PySide6.QtCore import QObject, qWarning

@pytest.fixture
def guilty_early():
    logging.error("too early")

@pytest.fixture
def guilty_late():
    yield
    qWarning("destroyed too late")

def test_record():
    logging.getLogger("desk").warning("lost %s", "it")

def test_message():
    qWarning("QPainter::begin: no device")

def test_fixture_set_up(guilty_early): ...

def test_fixture_torn_down(guilty_late): ...

@pytest.mark.expected_log("found")
def test_another_than_announced():
    logging.error("found")
    logging.error("more")

@pytest.mark.expected_log("never")
def test_announced_and_absent(): ...

def test_python_warning():
    warnings.warn("old way", DeprecationWarning)

def test_failed_by_itself():
    logging.error("before it failed")
    assert 1 == 2

@pytest.mark.expected_log("los[te]", "found")
def test_announced():
    logging.error("lost")
    logging.error("found")

@pytest.mark.qt_log_ignore("too late$")
def test_let_pass_when_torn_down(guilty_late): ...

def test_below_warning():
    logging.getLogger().info("fine")

def test_nothing():
    QObject()
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What a pytest of its own, under the project's guards, reproached each test with."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "pytest.ini").write_text(_SETTINGS)
    (folder / "conftest.py").write_text(_CONFTEST)
    (folder / "test_it.py").write_text(_TESTS)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--junitxml=result.xml"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 1, run.stdout + run.stderr
    found: dict[str, list[str]] = defaultdict(list)
    for case in ET.parse(folder / "result.xml").iter("testcase"):
        found[case.attrib["name"]] += [f"{problem.attrib}{problem.text}" for problem in case]
    return dict(found)


@pytest.mark.parametrize(
    ("name", "reproach"),
    [
        ("test_record", "WARNING desk: lost it"),
        ("test_message", "QPainter::begin: no device"),
        ("test_fixture_set_up", "too early"),
        ("test_fixture_torn_down", "destroyed too late"),
        ("test_another_than_announced", "ERROR root: more"),
        ("test_announced_and_absent", "not found: ['never']"),
        ("test_python_warning", "old way"),
        ("test_failed_by_itself", "assert 1 == 2"),
    ],
)
def test_a_guilty_test_fails_once(verdicts: dict[str, list[str]], name: str, reproach: str):
    assert len(verdicts[name]) == 1
    assert reproach in verdicts[name][0]


@pytest.mark.parametrize(
    "name", ["test_announced", "test_let_pass_when_torn_down", "test_below_warning", "test_nothing"]
)
def test_an_innocent_test_passes(verdicts: dict[str, list[str]], name: str):
    assert verdicts[name] == []


def test_the_settings_of_the_person_are_out_of_reach():
    assert "desk-tests-" in str(Path.home())
    assert "desk-tests-" in os.environ["DBUS_SESSION_BUS_ADDRESS"]
    assert "DISPLAY" not in os.environ

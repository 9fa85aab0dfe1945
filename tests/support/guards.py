"""A test fails on any message of Qt and on any log record at WARNING or above that it did not announce.

pytest-qt fails a test on what Qt says while the test's function runs (``qt_log_level_fail``). This covers
what it leaves out: fixtures being torn down and widgets being destroyed, and Python's own log.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_MARKER = "expected_log(pattern, ...): each pattern must be found in a log record at WARNING or above"
_QUIET = {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
_Phase = Generator[None, object, object]


class Guards(logging.Handler):
    """Collects records and messages, and judges them at the end of each phase of a test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[str] = []
        self._matched: set[str] = set()
        self._ignored: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record of Python's log."""
        self._records.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def heard(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        """Keep a message of Qt, unless pytest-qt lets it pass while the test runs (``qt_log_ignore``)."""
        if kind not in _QUIET and not any(re.search(pattern, message) for pattern in self._ignored):
            self._records.append(f"{kind.name}: {message}")

    @pytest.hookimpl
    def pytest_configure(self, config: pytest.Config) -> None:
        """Start to listen."""
        config.addinivalue_line("markers", _MARKER)
        logging.getLogger().addHandler(self)

    @pytest.hookimpl
    def pytest_unconfigure(self) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> _Phase:
        """Start each test with nothing heard."""
        self._records.clear()
        self._matched.clear()
        result = yield
        self._judge(item)
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> _Phase:
        """Judge what the test's function caused."""
        result = yield
        self._judge(item)
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> _Phase:
        """Judge what its fixtures caused on leaving, and miss what was announced and did not come."""
        self._ignored = [each for marker in item.iter_markers("qt_log_ignore") for each in marker.args]
        qInstallMessageHandler(self.heard)
        try:
            result = yield
        finally:
            qInstallMessageHandler(None)
        self._judge(item)
        missing = [pattern for pattern in _expected(item) if pattern not in self._matched]
        if missing and not item.stash.get(_FAILED, False):
            pytest.fail(f"expected in the log, but not found: {missing}", pytrace=False)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Remember that a test failed on its own account, so that its failure is told once."""
        report = yield
        if report.failed:
            item.stash[_FAILED] = True
        return report

    def _judge(self, item: pytest.Item) -> None:
        if item.stash.get(_FAILED, False):
            self._records.clear()
            return
        patterns = _expected(item)
        unexpected = []
        for record in self._records:
            found = {pattern for pattern in patterns if re.search(pattern, record)}
            self._matched |= found
            if not found:
                unexpected.append(record)
        self._records.clear()
        if unexpected:
            pytest.fail("said in the log or by Qt:\n" + "\n".join(unexpected), pytrace=False)


_FAILED = pytest.StashKey[bool]()


def _expected(item: pytest.Item) -> list[str]:
    return [pattern for marker in item.iter_markers("expected_log") for pattern in marker.args]

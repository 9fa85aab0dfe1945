"""The log: plain text in the user's state folder, a few megabytes at most, without secrets."""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from desktop_desk.paths import state_dir

FILE_NAME = "desktop-desk.log"
TRACES_NAME = "crash.log"
MAX_BYTES = 1_000_000
KEPT_FILES = 3

_SECRETS = (
    re.compile(r"(?<=://)([^\s:/@]+):[^\s/]+(?=@)"),
    re.compile(r"(?i)(password|passwd|pwd|secret|token|authorization|mot de passe)(['\"]?\s*[:=]\s*)"
               r"(?:(?:bearer|basic)\s+)?(?:'[^']*'|\"[^\"]*\"|[^\s,;&)}]+)"),
    re.compile(r"(?i)\b(bearer|basic)(\s+)[a-z0-9+/=._~-]{8,}"),
)  # fmt: skip


def without_secrets(text: str) -> str:
    """The text with what looks like a password or a token replaced by three dots."""
    address, named, scheme = _SECRETS
    text = address.sub(r"\1:…", text)
    return scheme.sub(r"\1\2…", named.sub(r"\1\2…", text))


class _Plain(logging.Formatter):
    """One line an event, in UTC, then the traceback if there is one."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s.%(msecs)03dZ %(levelname)-7s %(threadName)s %(name)s: %(message)s",
            "%Y-%m-%dT%H:%M:%S",
        )
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def setup(*, verbose: bool = False, folder: Path | None = None) -> Path | None:
    """Send every logger of this process to the log file; a second call replaces the first.

    Args:
        verbose: Keep what the program tells itself too, and say it on standard error.
        folder: Where the file goes; the user's state folder by default.

    Returns:
        The log file, or ``None`` when the folder cannot be written: the desk works without a log.
    """
    folder = folder or state_dir()
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h.formatter, _Plain)]:
        root.removeHandler(handler)
        handler.close()
    logging.getLogger("desktop_desk").setLevel(logging.DEBUG if verbose else logging.INFO)
    if verbose and sys.stderr is not None:
        _add(root, logging.StreamHandler(sys.stderr))
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - brings sockets and pickles along

    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _add(root, RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8",
                                       errors="backslashreplace"))  # fmt: skip
    except OSError:
        _add(root, logging.NullHandler())
        return None
    return path


def _add(logger: logging.Logger, handler: logging.Handler) -> None:
    handler.setFormatter(_Plain())
    logger.addHandler(handler)


def install_crash_hook(callback: Callable[[str], None], folder: Path | None = None) -> None:
    """Write every exception nobody caught to the log, then tell ``callback`` its traceback.

    ``callback`` runs on the thread that failed and must only pass the text on. With ``folder``, a crash
    below Python (a fault in a library) leaves the threads' stacks in ``crash.log`` there.
    """

    def report(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None, place: str
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        text = without_secrets("".join(traceback.format_exception(kind, error, trace)))
        logging.getLogger("desktop_desk.crash").critical("In %s:\n%s", place, text.rstrip())
        try:
            callback(text)
        except Exception:  # the program is already failing: one more must not hide the first
            logging.getLogger("desktop_desk.crash").exception("The crash could not be shown")

    def in_thread(failure: threading.ExceptHookArgs) -> None:
        if not issubclass(failure.exc_type, SystemExit):
            name = failure.thread.name if failure.thread else "an ended thread"
            report(failure.exc_type, failure.exc_value, failure.exc_traceback, name)

    def unraisable(failure: sys.UnraisableHookArgs) -> None:
        place = failure.err_msg or "a clean-up"
        report(failure.exc_type, failure.exc_value, failure.exc_traceback, f"{place} of {failure.object!r}")

    sys.excepthook = lambda kind, error, trace: report(kind, error, trace, "the main thread")
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
    if folder is not None:
        _keep_stacks(folder)


_stacks_kept_in: list[TextIO] = []
"""The file a fault below Python would be told to; it has to stay open."""


def _keep_stacks(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        traces = (folder / TRACES_NAME).open("a", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(traces)
    while _stacks_kept_in:  # a hook installed again
        _stacks_kept_in.pop().close()
    _stacks_kept_in.append(traces)

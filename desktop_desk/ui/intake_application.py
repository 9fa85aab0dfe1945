"""The employee's program: the one dialog, on the desk of this PC."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from desktop_desk import log, paths
from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words
from desktop_desk.ui.app_icon import app_icon
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.crash_dialog import CrashDialog
from desktop_desk.ui.dialogs.intake.dialog import IntakeDialog
from desktop_desk.ui.dialogs.sheet import Sheet
from desktop_desk.ui.dressing import dressed_application, language_of
from desktop_desk.ui.opened import OpenDesk, Opened
from desktop_desk.ui.opening_problem import OpeningProblem
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.tasks import Tasks


def run_intake(open_desk: OpenDesk, preferences: Preferences, language: str = "") -> int:
    """Show the dialog until it is closed; gives the exit code."""
    app = dressed_application(preferences)
    app.setWindowIcon(app_icon())
    words = Words(language_of(preferences, language))
    program = IntakeProgram(open_desk, preferences, words)
    program.open()
    code = app.exec()
    program.finish()
    return code


class IntakeProgram(QObject):
    """Opens the desk off the GUI thread, then shows the dialog, or what went wrong."""

    _opened = Signal(object)
    _refused = Signal(object)
    _crashed = Signal(str)

    def __init__(self, open_desk: OpenDesk, preferences: Preferences, words: Words) -> None:
        super().__init__()
        self._open_desk, self._preferences, self.words = open_desk, preferences, words
        self.dialog: IntakeDialog | None = None
        self._desk: Opened | None = None
        self._context: Context | None = None
        self._problem: Sheet | None = None
        self._crash: CrashDialog | None = None
        self._opened.connect(self._show)
        self._refused.connect(self._say)
        self._crashed.connect(self._on_crash)
        log.install_crash_hook(self._crashed.emit, paths.state_dir())

    def open(self) -> None:
        """Open the desk on a thread of its own."""
        threading.Thread(target=self._open, name="desk-opening", daemon=True).start()

    def finish(self) -> None:
        """Finish what runs and leave the desk."""
        if self._context is not None:
            self._context.bridge.stop()
            self._context.tasks.stop()
        if self._desk is not None:
            self._desk.close()

    def _open(self) -> None:
        try:
            opened = self._open_desk(None, self.words)
        except DeskError as error:
            self._refused.emit(error)
            return
        self._opened.emit(opened)

    def _show(self, opened: Opened) -> None:
        self._desk = opened
        session, settings = opened.session, self._preferences.settings
        self._context = Context(
            session, self.words, Tasks(self), Bridge(session.bus, self), opened.tz, settings
        )
        self.dialog = IntakeDialog(self._context)
        self.dialog.finished.connect(QApplication.quit)
        self.dialog.show()
        self.dialog.activateWindow()

    def _say(self, error: DeskError) -> None:
        problem = OpeningProblem(self.words)
        problem.other.hide()
        self._problem = Sheet(self.words("Ask for help"))
        QVBoxLayout(self._problem).addWidget(problem)
        problem.retry_asked.connect(self._retry)
        self._problem.rejected.connect(QApplication.quit)
        problem.say(error.say(self.words))
        self._problem.show()

    def _retry(self) -> None:
        if self._problem is not None:
            self._problem.hide()
        self.open()

    def _on_crash(self, report: str) -> None:
        self._crash = CrashDialog(self.words, report)
        self._crash.show()

"""The program with a window: dressed, painted, then given its desk, until it ends.

``run_desk`` is called by the composition root with a function that opens the desk. That function
runs on a thread of its own after the first painting, so that its heavy imports delay nothing.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_desk import log, paths
from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words
from desktop_desk.ui import single_instance, theme
from desktop_desk.ui.app_icon import app_icon
from desktop_desk.ui.dressing import dressed_application, language_of, translate
from desktop_desk.ui.garbage import GarbagePolicy
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.opened import OpenDesk, Opened, Start, wish_of
from desktop_desk.ui.placing import bring_to_front
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.started import StartTimes

if TYPE_CHECKING:
    from datetime import tzinfo

    from desktop_desk.ui.crash_dialog import CrashDialog
    from desktop_desk.ui.resident import Resident


def run_desk(open_desk: OpenDesk, preferences: Preferences, start: Start) -> int:
    """Show the desk until the person quits; gives the exit code.

    A second start of the same store hands its wish to the first and ends at once.
    """
    where = single_instance.address(start.store)
    if single_instance.hand_over(where, wish_of(start)):
        return 0
    app = dressed_application(preferences)
    desk = DeskApplication(app, open_desk, preferences, start, single_instance.Listener(where))
    desk.start()
    code = app.exec()
    desk.dismantle(app)
    return code


class DeskApplication(QObject):
    """What lives as long as the program: the window, the open desk, the tray."""

    _opened = Signal(object, object)
    _refused = Signal(object)
    _crashed = Signal(str)

    def __init__(
        self,
        app: QApplication,
        open_desk: OpenDesk,
        preferences: Preferences,
        start: Start,
        listener: single_instance.Listener,
    ) -> None:
        super().__init__()
        self.preferences = preferences
        self.resident: Resident | None = None
        self._app, self._open_desk, self._start = app, open_desk, start
        self._listener = listener
        self._language = language_of(preferences, start.language)
        self._finished = False
        self._chosen = preferences.settings.language
        self._translator = QTranslator(self)
        self._garbage = GarbagePolicy(self)
        self._desk: Opened | None = None
        self._where: Callable[[], Path] | None = None
        self._crash: CrashDialog | None = None
        self._times = StartTimes(self) if StartTimes.wanted() else None
        self.words = Words(self._language)
        self.window = self._new_window()
        self._opened.connect(self._on_opened)
        self._refused.connect(self._on_refused)
        self._crashed.connect(self._on_crash)
        self._listener.asked.connect(self._on_wish)
        preferences.changed.connect(self._on_preferences)
        log.install_crash_hook(self._crashed.emit, paths.state_dir())
        app.aboutToQuit.connect(self._finish)
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: self._quit())

    def start(self) -> None:
        """Paint the window, then open the desk; hidden, open it at once."""
        if self._start.hidden:
            self.open()
            return
        self.window.skeleton.painted.connect(self._on_painted)
        if self.preferences.settings.window.maximized:
            self.window.showMaximized()
        else:
            self.window.show()

    def dismantle(self, app: QApplication) -> None:
        """Take every window down while Qt still stands: left to Python's end, the order would be chance."""
        for window in app.topLevelWidgets():
            window.hide()
            window.deleteLater()
        if self.resident is not None:
            self.resident.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._garbage.stop()

    def open(self, where: Callable[[], Path] | None = None) -> None:
        """Open the desk on a thread of its own: the one the program was started for, or the file named."""
        self._where = where
        threading.Thread(target=self._open, args=(where,), name="desk-opening", daemon=True).start()

    def open_sample(self) -> None:
        """Leave this desk for one of sample data, written now if there is none."""
        if self._start.files is not None:
            self._change_desk(self._start.files.sample)

    def open_own(self) -> None:
        """Leave the sample data for the desk the program was started for."""
        self._change_desk(None)

    def _open(self, where: Callable[[], Path] | None) -> None:
        try:
            opened = self._open_desk(None if where is None else where(), self.words)
            tz = opened.session.tz
        except DeskError as error:
            self._refused.emit(error)
            return
        from desktop_desk.ui import resident  # noqa: F401, PLC0415 - imported here, off the GUI thread
        from desktop_desk.ui.views import queue  # noqa: F401, PLC0415 - as above

        self._opened.emit(opened, tz)

    def _on_painted(self) -> None:
        self.window.skeleton.painted.disconnect(self._on_painted)
        if self._times is not None:
            self._times.painted()
        self.open()

    def _on_opened(self, opened: Opened, tz: tzinfo) -> None:
        self._desk, self._tz = opened, tz
        self._take_seat()
        self.window.after_rows(self._settle)
        if self._start.ticket is not None and self._where is None and self.resident is not None:
            self.resident.open_numbered(self._start.ticket)

    def _settle(self) -> None:
        """The first rows are there: now what nobody waits for."""
        if self._desk is None:
            return
        self._app.setWindowIcon(app_icon())
        self._translate()
        self._listener.listen()
        if self._is_sample and self.resident is not None and self.resident.first_day is not None:
            self.resident.first_day.say_sample(self.open_own)
        if self._desk.worker is not None:
            self._desk.worker.start()
        self._garbage.settle()

    def _take_seat(self) -> None:
        """Give the open desk its window and its tray."""
        from desktop_desk.ui.resident import Resident  # noqa: PLC0415 - after the first painting

        assert self._desk is not None
        self.resident = Resident(self._desk.session, self._tz, self.words, self.preferences.settings)
        self.resident.quit_asked.connect(self._quit)
        self.resident.sample_asked.connect(self.open_sample)
        self.resident.attach(self.window)
        if self._times is not None:
            self._times.watch_rows(self.window.queue)

    def _on_refused(self, error: DeskError) -> None:
        bring_to_front(self.window)
        self.window.show_problem(error)

    def _on_other_store(self) -> None:
        words = self.words
        kinds = words("Desks") + " (*.sqlite3)"
        chosen, _ = QFileDialog.getSaveFileName(
            self.window, words("Choose or name a desk"), "", kinds,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            self.open(lambda: Path(chosen))

    @property
    def _is_sample(self) -> bool:
        return self._start.files is not None and self._where == self._start.files.sample

    def _save_copy(self) -> None:
        from desktop_desk.ui.desk_files import save_copy  # noqa: PLC0415 - when it is asked for

        if self._start.files is not None and self.window.context is not None:
            save_copy(self.window, self.window.context, self._start.files)

    def _on_close_asked(self) -> None:
        """Into the tray if there is one; where there is none, closing ends the program. Said once."""
        if self.resident is None:
            self._quit()
            return
        told = self.preferences.settings.told_about_tray
        if self.resident.tray.available():
            self.window.hide()
            if not told:
                self.resident.tell_about_tray()
        elif told:
            self._quit()
        else:
            said = self.words("This desktop has no notification area: closing the window ends Desktop Desk.")
            self.window.say(said, "info", action=self.words("Quit"), on_action=self._quit)
        self.preferences.change(told_about_tray=True)

    def _on_wish(self, wish: dict[str, str]) -> None:
        number = wish.get("ticket", "")
        if number.isdecimal() and self.resident is not None:
            self.resident.open_numbered(int(number))
        else:
            bring_to_front(self.window)

    def _on_preferences(self) -> None:
        settings = self.preferences.settings
        theme.current().choose(settings.theme)
        if self.resident is not None:
            self.resident.notifications.set_sound(on=settings.sound)
        asked = self._start.language if settings.language == self._chosen else ""
        language = language_of(self.preferences, asked)
        if language != self._language:
            self._language = language
            QTimer.singleShot(0, self, self._speak_anew)

    def _change_desk(self, where: Callable[[], Path] | None) -> None:
        """Another desk in a window of its own, pale until that desk is open."""
        old = self.window
        self._leave()
        self.resident = None
        self.window = self._new_window()
        self._replace(old)
        self.open(where)

    def _replace(self, old: MainWindow) -> None:
        self.window.setVisible(old.isVisible())
        old.hide()
        old.deleteLater()

    def _speak_anew(self) -> None:
        """Another language: the window is made again, the desk stays open."""
        self.words = Words(self._language)
        old, seat = self.window, self.resident
        page = old.shown_page
        old.remember_place()
        self.window = self._new_window()
        self._translate()
        if seat is not None:
            seat.stop()
            self._take_seat()
            self.window.go(page)
        self._replace(old)

    def _translate(self) -> None:
        """Qt's own dialogs in the same language."""
        translate(self._app, self._translator, self._language)

    def _on_crash(self, report: str) -> None:
        from desktop_desk.ui.crash_dialog import CrashDialog  # noqa: PLC0415 - rarely needed

        if self._crash is not None:
            self._crash.add(report)
            return
        self._crash = CrashDialog(self.words, report, self.window if self.window.isVisible() else None)
        self._crash.finished.connect(self._on_crash_read)
        self._crash.open()

    def _on_crash_read(self) -> None:
        self._crash = None

    def _quit(self) -> None:
        """Finish, then end; ``QApplication.quit`` would ask the windows, and ours go into the tray.

        Qt is given a turn between the two: what the tray and the windows leave behind is deleted in it.
        """
        self._finish()
        QTimer.singleShot(0, self, lambda: self._app.exit(0))

    def _finish(self) -> None:
        """Leave: places kept, what runs finished, the file given up. A second time does nothing."""
        if self._finished:
            return
        self._finished = True
        self._listener.stop()
        self._leave()

    def _leave(self) -> None:
        """Give the open desk up."""
        self.window.remember_place()
        if self.window.tickets is not None:
            self.window.tickets.close_all()
        desk, self._desk = self._desk, None
        if desk is not None and desk.worker is not None:
            desk.worker.stop()
        if self.resident is not None:
            self.resident.stop()
        if desk is not None:
            desk.close()

    def _new_window(self) -> MainWindow:
        window = MainWindow(self.words, self.preferences)
        window.quit_asked.connect(self._quit)
        window.close_asked.connect(self._on_close_asked)
        window.retry_asked.connect(lambda: self.open(self._where))
        window.backup_asked.connect(self._save_copy)
        window.other_store_asked.connect(self._on_other_store)
        return window

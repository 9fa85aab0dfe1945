"""The program with a window: dressed, painted, then given its desk, until it ends.

``run_desk`` is called by the composition root with a function that opens the desk. That function
runs on a thread of its own after the first painting, so that its heavy imports delay nothing.
"""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import Words
from desktop_desk.ui import single_instance, theme
from desktop_desk.ui.closing import close
from desktop_desk.ui.crashes import Crashes
from desktop_desk.ui.dialogs.door import Door
from desktop_desk.ui.dressing import dressed_application, language_of, meet_every_widget, translate
from desktop_desk.ui.garbage import GarbagePolicy
from desktop_desk.ui.main_window import MainWindow
from desktop_desk.ui.opened import OpenDesk, Opened, Start, Where, wish_of
from desktop_desk.ui.opener import Opener
from desktop_desk.ui.placing import bring_to_front
from desktop_desk.ui.preferences import Preferences
from desktop_desk.ui.started import measured
from desktop_desk.ui.staying import keep_place

if TYPE_CHECKING:
    from desktop_desk.credentials import Credentials
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
        self._app, self._start = app, start
        self._opener = Opener(open_desk, self)
        self._listener = listener
        self._language = language_of(preferences, start.language)
        self._finished = False
        self._door = None if start.credentials is None else self._door_of(start.credentials)
        self._keep: Where | None = self._start_place if start.keep else None
        self._chosen = preferences.settings.language
        self._translator = QTranslator(self)
        self._garbage = GarbagePolicy(self)
        self._desk: Opened | None = None
        self._where: Where | None = None
        self._home: Where | None = None
        self._times = measured(self)
        self.words = Words(self._language)
        self.window = self._new_window()
        self._opener.opened.connect(self._on_opened)
        self._opener.arrived.connect(self._on_arrived)
        self._opener.refused.connect(self._on_refused)
        self._listener.asked.connect(self._on_wish)
        preferences.changed.connect(self._on_preferences)
        Crashes(lambda: (self.words, self.window), self)
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

    def open(self, where: Where | None = None) -> None:
        """Open the desk on a thread of its own: the one the program was started for, or the file named."""
        self._where = where
        self._opener.open(where, self.words)

    def open_sample(self) -> None:
        """Leave this desk for one of sample data, written now if there is none."""
        if self._start.files is not None:
            self._change_desk(self._start.files.sample)

    def open_own(self) -> None:
        """Leave the sample data for one's own desk."""
        self._change_desk(self._home)

    def open_shared(self, credentials: Credentials) -> None:
        """Leave this desk for a shared one, from now on."""
        self._home = self._keep = lambda: credentials
        self._door = self._door_of(credentials)
        self._change_desk(self._home)

    def _door_of(self, credentials: Credentials) -> Door:
        return Door(credentials, self._again, lambda said: self.window.show_problem(said), self)  # noqa: PLW0108

    def _start_place(self) -> Path | Credentials:
        return self._start.credentials or Path(self._start.store)

    def _again(self) -> None:
        self.open(self._where)

    def _on_painted(self) -> None:
        self.window.skeleton.painted.disconnect(self._on_painted)
        if self._times is not None:
            self._times.painted()
        self.open()
        meet_every_widget()

    def _on_opened(self, opened: Opened) -> None:
        self._desk = opened
        self._take_seat()
        if self._door is not None and self.window.context is not None:
            self._door.let_in(self.window.context.tasks)
        if self._keep is not None:
            keep_place(self.preferences, self._listener, self._keep())
            self._keep = None
        going_on = self._settle if opened.arrive is None else partial(self._opener.arrive, opened)
        self.window.after_rows(going_on, first=True)
        self.window.after_rows(self._listener.listen, first=True)
        if self._start.ticket is not None and self._where is None and self.resident is not None:
            self.resident.open_numbered(self._start.ticket)

    def _on_arrived(self, opened: Opened) -> None:
        """The desk is open: what changed since it was glanced at is read."""
        if self._desk is None or self._desk.session is not opened.session:
            return
        self._desk = opened
        self.window.queue.reload()
        self._settle()

    def _settle(self) -> None:
        """The first rows are there: now what nobody waits for."""
        if self._desk is None:
            return
        from desktop_desk.ui.app_icon import app_icon  # noqa: PLC0415 - after the first lines

        self._app.setWindowIcon(app_icon())
        self._translate()
        if self._desk.worker is not None:
            self._desk.worker.start()
        self._garbage.settle()

    def _take_seat(self) -> None:
        """Give the desk its window and its tray."""
        from desktop_desk.ui.resident import Resident  # noqa: PLC0415 - after the first painting

        assert self._desk is not None
        self.resident = Resident(self._desk, self.words, self.preferences.settings, self._start.files)
        self.resident.quit_asked.connect(self._quit)
        self.resident.sample_asked.connect(self.open_sample)
        self.resident.attach(self.window)
        if self._is_sample and self.resident.first_day is not None:
            self.resident.first_day.say_sample(self.open_own)
        if self._times is not None:
            self._times.watch_rows(self.window.queue)

    def _on_refused(self, error: DeskError) -> None:
        if self._door is not None and self._door.asks(error, self.window, self.words):
            return
        if self.resident is not None:  # what was glanced at cannot be opened after all
            self._leave_seat()
        bring_to_front(self.window)
        self.window.show_problem(error)

    def _on_other_store(self) -> None:
        from desktop_desk.ui.choosing import choose_desk  # noqa: PLC0415 - when it is asked for

        if chosen := choose_desk(self.window, self.words):
            self._home = self._keep = lambda: Path(chosen)
            self.open(self._home)

    @property
    def _is_sample(self) -> bool:
        return self._start.files is not None and self._where == self._start.files.sample

    def _save_copy(self) -> None:
        from desktop_desk.ui.choosing import save_copy  # noqa: PLC0415 - when it is asked for

        if self._start.files is not None and self.window.context is not None:
            save_copy(self.window, self.window.context, self._start.files)

    def _on_close_asked(self) -> None:
        close(self.window, self.resident, self._quit)

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

    def _change_desk(self, where: Where | None) -> None:
        """Another desk in a window of its own, pale until that desk is open."""
        self._leave_seat()
        self.open(where)

    def _leave_seat(self) -> None:
        """Give the desk up, for an empty window."""
        old = self.window
        self._leave()
        self.resident = None
        self.window = self._new_window()
        self._replace(old)

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
        if desk is not None:
            desk.give_up()
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
        window.retry_asked.connect(self._again)
        window.desk_asked.connect(self.open_shared, Qt.ConnectionType.QueuedConnection)
        window.backup_asked.connect(self._save_copy)
        window.other_store_asked.connect(self._on_other_store)
        return window

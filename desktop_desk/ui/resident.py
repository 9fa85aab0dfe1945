"""What stays while a desk is open, whatever becomes of the window: context, tray, notifications."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_desk.config import UserSettings
from desktop_desk.text import Words
from desktop_desk.ui.alert_words import OPEN, REPLY, TAKE, Notice
from desktop_desk.ui.announcer import Announcer
from desktop_desk.ui.bridge import Bridge
from desktop_desk.ui.context import Context
from desktop_desk.ui.first_day import FirstDay
from desktop_desk.ui.notifications import Notifications
from desktop_desk.ui.placing import bring_to_front
from desktop_desk.ui.tasks import Tasks
from desktop_desk.ui.tray import Tray

if TYPE_CHECKING:
    from desktop_desk.ui.desk_files import DeskFiles
    from desktop_desk.ui.main_window import MainWindow
    from desktop_desk.ui.opened import Opened


class Resident(QObject):
    """Made on the GUI thread when the desk is open; :meth:`attach` gives it its window.

    ``sample_asked`` when somebody would rather try the program than found this desk.
    """

    quit_asked = Signal()
    sample_asked = Signal()

    def __init__(
        self, desk: Opened, words: Words, settings: UserSettings, files: DeskFiles | None = None
    ) -> None:
        super().__init__()
        self._tasks, self._bridge = Tasks(self), Bridge(desk.session.bus, self)
        self.context = Context(
            desk.session, words, self._tasks, self._bridge, desk.tz, settings, desk.sight, files
        )
        self.tray = Tray(words, self)
        self.notifications = Notifications(self.tray, self, sound=settings.sound)
        self._announcer = Announcer(self.context, self.notifications, self)
        self._announcer.acted.connect(self._on_acted)
        self.tray.opened.connect(self.open_window)
        self.tray.ticket_asked.connect(lambda: self._in_window("new_ticket"))
        self.tray.help_asked.connect(lambda: self._in_window("request_help", raise_it=False))
        self.tray.ticket_opened.connect(self.open_ticket)
        self.tray.quit_asked.connect(self.quit_asked)
        self._window: MainWindow | None = None
        self.first_day: FirstDay | None = None

    def attach(self, window: MainWindow) -> None:
        """Fill the window and begin to tell what is late."""
        self._window = window
        window.attach(self.context)
        self.first_day = FirstDay(self.context, window, self)
        self.first_day.sample_asked.connect(self.sample_asked)
        assert window.pulse is not None
        window.pulse.beat.connect(self.tray.show_pulse)
        window.after_rows(self._appear)

    def _appear(self) -> None:
        self.tray.appear()
        self._announcer.tell()
        self._first_day_begins()

    def open_window(self) -> None:
        """Bring the desk to the front."""
        if self._window is not None:
            bring_to_front(self._window)
            self._first_day_begins()

    def open_ticket(self, ticket_id: int) -> None:
        """Show a ticket."""
        if self._window is not None:
            self._window.open_ticket(ticket_id)

    def open_numbered(self, number: int) -> None:
        """Show the ticket of a number; one that does not exist is said."""
        session, words = self.context.session, self.context.words

        def show(ticket_id: int | None) -> None:
            if ticket_id is not None:
                self.open_ticket(ticket_id)
            elif self._window is not None:
                self.open_window()
                self._window.say(words("There is no ticket {name}.", name=number), "warn")

        self._tasks.run(partial(session.ticket_numbered, number), show)

    def tell_about_tray(self) -> None:
        """Say where the desk went when its window was closed."""
        words = self.context.words
        title = words("Desktop Desk is still here")
        body = words("It watches the promises from the notification area. To end it: Quit, in its menu.")
        self.notifications.show(Notice(None, title, body, actions=((OPEN, words.sense("verb", "Open")),)))

    def stop(self) -> None:
        """Finish what runs, and be gone from the desktop."""
        self.notifications.stop()
        self.tray.vanish()
        self._bridge.stop()
        self._tasks.stop()

    def _first_day_begins(self) -> None:
        if self.first_day is not None:
            self.first_day.begin()

    def _in_window(self, method: str, *, raise_it: bool = True) -> None:
        if self._window is not None:
            if raise_it:
                self.open_window()
            getattr(self._window, method)()

    def _on_acted(self, ticket_id: int | None, action: str) -> None:
        if ticket_id is None:
            self.open_window()
        elif action == TAKE:
            self._take(ticket_id)
        elif self._window is not None:
            self._window.open_ticket(ticket_id, reply=action == REPLY)

    def _take(self, ticket_id: int) -> None:
        from desktop_desk.domain.operations import TakeCharge  # noqa: PLC0415 - every operation comes with it

        session, words = self.context.session, self.context.words

        def take() -> str:
            view = session.ticket(ticket_id)
            if view is None:
                return ""
            session.apply(TakeCharge(ticket=view.ticket.uid))
            return words("Ticket {number} is yours.", number=view.ticket.number)

        def told(said: str) -> None:
            if said and self._window is not None:
                self._window.say(said)

        self._tasks.run(take, told)
